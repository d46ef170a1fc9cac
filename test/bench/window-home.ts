/**
 * A home as it is after months of use, and the window on it: pairs that a real run took over, changes that are written
 * into the journal directly, in one transaction. Its one profile is paused, so that the window is measured, and no run.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { realClock } from '../../electron/sandbox/server.ts'
import { root } from '../architecture/source.ts'
import { change, privateId, run, runId, sharedId } from '../ledger/records.ts'
import { desk } from '../support/electron-desk.ts'
import { showDesktopWindow } from '../window/desktop-page.ts'
import { familySeed } from '../window/family.ts'
import { serveWindow } from '../window/loopback-page.ts'
import { createWindowWorld, type WindowWorld } from '../window/world.ts'

const RUNS = 2_000
const SPACING_MS = 20_000
const DAY_MS = 86_400_000

export async function usedForMonths(pairs: number, changes: number): Promise<WindowWorld> {
  const world = await createWindowWorld({ seed: familySeed({ now: realClock.now(), count: pairs, copied: true }) })
  await world.addProfile('Anna')
  await world.sync()
  await world.inside((home) => {
    const [profile] = home.profiles()
    if (profile === undefined) throw new Error('the home has no profile')
    const now = realClock.now()
    // Else it would be reading 20,000 rows all the while, which are as new as no real database has them.
    home.saveProfiles([{ ...profile, pausedUntil: now + DAY_MS }])
    home.ledger.transaction(() => {
      for (let at = 0; at < RUNS; at += 1) {
        const startedAt = now - (RUNS - at) * 600_000
        home.journal.startRun(run({ id: runId(`r${at}`), profile: profile.id, startedAt, finishedAt: startedAt + 900 }))
      }
      for (let at = 0; at < changes; at += 1) {
        home.journal.recordChange(
          change({
            id: `c${at}`,
            runId: runId(`r${at % RUNS}`),
            profile: profile.id,
            at: now - (changes - at) * SPACING_MS,
            side: at % 3 === 0 ? 'private' : 'shared',
            pageId: sharedId(`s${at % pairs}`),
            privateId: privateId(`p${at % pairs}`),
            sharedId: sharedId(`s${at % pairs}`),
            title: `Dachzelt ${at % pairs}`,
          }),
        )
      }
    })
    return home.savePreferences({ ...home.preferences(), language: 'en' })
  })
  return world
}

/** The mark is set before the first line of our script, and after it was parsed. */
const BEGIN = "performance.mark('script-start');"

export interface OpenWindow {
  /** The page that was opened first, all drawn. No other was closed before it, whose remains would be cleared away in it. */
  readonly first: Page
  /** Shows the window in a further page. */
  show(): Promise<Page>
  end(): Promise<void>
}

/** `partner-sync run --ui` as a process of its own, and a browser that its link let in. */
export async function inBrowser(browser: Browser, world: WindowWorld): Promise<OpenWindow> {
  const served = await serveWindow({ home: world.home, notion: world.server.url })
  const context = await newContext(browser)
  const script = readFileSync(join(root, 'out/window/window.js'), 'utf8')
  await context.route('**/window.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: BEGIN + script }),
  )
  const first = await context.newPage()
  await first.goto(served.link)
  await first.locator('.standing--paused').first().waitFor({ timeout: 120_000 })
  const { origin } = new URL(first.url())
  return {
    first,
    show: async () => {
      const page = await context.newPage()
      await page.goto(`${origin}/`)
      return page
    },
    end: async () => {
      await context.close()
      await served.stop()
    },
  }
}

/** The built application over the double of Electron, in this process; and its page, its preload before it. */
export async function inApplication(browser: Browser, world: WindowWorld): Promise<OpenWindow> {
  const built = mkdtempSync(join(tmpdir(), 'partner-sync-built-'))
  cpSync(join(root, 'out'), built, { recursive: true })
  const script = join(built, 'window/window.js')
  writeFileSync(script, BEGIN + readFileSync(script, 'utf8'))
  process.env['PARTNER_SYNC_HOME'] = world.home
  process.env['PARTNER_SYNC_NOTION_URL'] = world.server.url
  desk.startAnew({ userData: world.home, appPath: root })
  await import(pathToFileURL(join(root, 'out/main.js')).href)
  await desk.becomeReady()
  while (desk.BrowserWindow.getAllWindows().length === 0) await pause(50)
  const context = await newContext(browser)
  const first = await showDesktopWindow(context, built)
  await first.locator('.standing--paused').first().waitFor({ timeout: 120_000 })
  return {
    first,
    show: () => showDesktopWindow(context, built),
    end: async () => {
      await context.close()
      desk.app.quit()
      while (desk.happened.exits.length === 0) await pause(50)
      rmSync(built, { recursive: true, force: true })
    },
  }
}

async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1080, height: 800 }, locale: 'en-GB' })
  await context.addInitScript({ content: watchForSentence })
  return context
}

/** As text, because this side knows no page. The mark comes right after the frame that shows the sentence. */
const watchForSentence = `{
  const watcher = new MutationObserver(() => {
    if (!document.querySelector('.overview-sentence')?.textContent) return
    watcher.disconnect()
    performance.mark('sentence-drawn')
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => performance.mark('sentence-painted')
      port2.postMessage(null)
    })
  })
  watcher.observe(document, { subtree: true, childList: true, characterData: true })
}`
