/**
 * The stage of the window's scenarios: a world, the application in it, and the page as a person has it in front of them,
 * once as the application's window and once in a browser.
 */
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { root } from '../architecture/source.ts'
import { openWindow, startApplication } from '../desktop/applications.ts'
import { openChromium } from '../support/chromium.ts'
import { desk } from '../support/electron-desk.ts'
import { showDesktopWindow } from './desktop-page.ts'
import { serveWindow } from './loopback-page.ts'
import { createWindowWorld, type WindowWorld, type WorldWish } from './world.ts'

export const transports = ['application', 'browser'] as const
export type Transport = (typeof transports)[number]

export interface Stage {
  readonly world: WindowWorld
  readonly page: Page
  /** What the page complained of: errors, refusals of its policy. */
  readonly complaints: readonly string[]
  /** Ends the main side and starts it again on the same home; gives the page as it is after that. */
  restart(): Promise<Page>
  /** Ends the main side alone; the page stays as it is. */
  stopMain(): Promise<void>
}

let shared: Browser | null = null

/** One browser for all scenarios of a file. */
export function useChromium(): void {
  beforeAll(async () => {
    shared = await openChromium()
  }, 400_000)
  afterAll(() => shared?.close())
}

export function currentChromium(): Browser {
  if (shared === null) throw new Error('useChromium was not called')
  return shared
}

export interface StageWish extends WorldWish {
  /** Brings the world into its state, before anything is started. */
  readonly prepare?: (world: WindowWorld) => Promise<void>
  readonly language?: 'de' | 'en'
  readonly width?: number
}

/** Everything is ended with the test. */
export async function setStage(transport: Transport, wish: StageWish = {}): Promise<Stage> {
  const world = await createWindowWorld(wish)
  onTestFinished(() => world.close())
  await wish.prepare?.(world)
  const { language = 'en' } = wish
  await world.inside((home) => home.savePreferences({ ...home.preferences(), language }))
  const complaints: string[] = []
  const begin = async (): Promise<Begun> => {
    const context = await currentChromium().newContext({
      viewport: { width: wish.width ?? 1080, height: 800 },
      locale: 'en-GB',
    })
    const started = transport === 'application' ? await startDesktop(world) : await startServer(world)
    const page = await started.show(context)
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
    page.on('pageerror', (error) => void complaints.push(error.message))
    return {
      page,
      stopMain: () => started.end(),
      end: async () => {
        await context.close()
        await started.end()
      },
    }
  }
  let now = await begin()
  onTestFinished(() => now.end())
  return {
    world,
    page: now.page,
    complaints,
    restart: async () => {
      await now.end()
      now = await begin()
      return now.page
    },
    stopMain: () => now.stopMain(),
  }
}

interface Begun {
  readonly page: Page
  readonly stopMain: () => Promise<void>
  readonly end: () => Promise<void>
}

interface Started {
  readonly show: (context: Awaited<ReturnType<Browser['newContext']>>) => Promise<Page>
  readonly end: () => Promise<void>
}

async function startDesktop(world: WindowWorld): Promise<Started> {
  const application = await startApplication({
    home: world.home,
    computer: { appPath: root },
    env: { PARTNER_SYNC_NOTION_URL: world.server.url },
  })
  if (desk.BrowserWindow.getAllWindows().length === 0) throw new Error('no window was opened')
  openWindow()
  return { show: (context) => showDesktopWindow(context, join(root, 'out')), end: () => application.quit() }
}

async function startServer(world: WindowWorld): Promise<Started> {
  const served = await serveWindow({ home: world.home, notion: world.server.url })
  return {
    show: async (context) => {
      const page = await context.newPage()
      await page.goto(served.link)
      return page
    },
    end: () => served.stop(),
  }
}
