/**
 * Goes through states and views of the window in a browser, in every language, theme and width, and hands each page on.
 *
 * One process of `run --ui` per state; language and theme are chosen over the bridge, as the settings do.
 */
import type { Browser, Page } from 'playwright-core'
import type { Preferences } from '../../shared/snapshot.ts'
import { serveWindow } from './loopback-page.ts'
import type { State, View } from './states.ts'
import { createWindowWorld } from './world.ts'

export interface Look {
  readonly state: string
  readonly view: string
  readonly language: 'de' | 'en'
  readonly theme: 'light' | 'dark'
  /** px. */
  readonly width: number
}

export interface LookWish {
  readonly languages: readonly Look['language'][]
  readonly themes: readonly Look['theme'][]
  readonly widths: readonly number[]
  /** Only views whose name has this in it, `state/view`. */
  readonly only?: string
}

const HEIGHT = 800

/** Calls `look` with each page once it stands still. */
export async function goThrough(
  browser: Browser,
  state: State,
  wish: LookWish,
  look: (page: Page, at: Look) => Promise<void>,
): Promise<void> {
  const views = state.views.filter(({ name }) => `${state.name}/${name}`.includes(wish.only ?? ''))
  if (views.length === 0) return
  const world = await createWindowWorld(state.wish())
  try {
    await state.prepare(world)
    const served = await serveWindow({ home: world.home, notion: world.server.url })
    try {
      const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB' })
      const page = await context.newPage()
      await page.goto(served.link)
      await stands(page, state)
      for (const language of wish.languages) {
        for (const theme of wish.themes) {
          await prefer(page, language, theme)
          for (const width of wish.widths) {
            await page.setViewportSize({ width, height: HEIGHT })
            for (const view of views) {
              await show(page, view, language)
              await look(page, { state: state.name, view: view.name, language, theme, width })
            }
          }
        }
      }
      await context.close()
    } finally {
      await served.stop()
    }
  } finally {
    await world.close()
  }
}

async function stands(page: Page, { name, standing }: State): Promise<void> {
  try {
    await page.locator(`.standing--${standing}`).first().waitFor({ timeout: 60_000 })
  } catch (error) {
    const shown = await page.locator('body').innerText()
    throw new Error(`the state ${name} does not stand as ${standing}, but shows:\n${shown}`, { cause: error })
  }
}

async function prefer(page: Page, language: Look['language'], theme: Look['theme']): Promise<void> {
  await page.evaluate(
    async (wanted) => {
      const { ask } = Reflect.get(globalThis, 'partnerSync')
      const { value } = await ask.snapshot(null)
      await ask['save-preferences']({ ...value.preferences, ...wanted })
    },
    { language, theme } satisfies Partial<Preferences>,
  )
}

async function show(page: Page, view: View, language: Look['language']): Promise<void> {
  // Loaded anew, so that nothing of the view before is left open.
  await page.goto(`${new URL(page.url()).origin}/#${view.screen}`)
  await page.reload()
  await page.locator(`html[lang="${language}"] h1`).first().waitFor()
  await settle(page)
  if (view.act !== undefined) {
    await view.act(page)
    await settle(page)
  }
}

/** Nothing has moved for a moment, and nothing is being asked. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(stoodStill)
}

/** As text, because this side of the test knows no page. A page that never stands still is taken as it is. */
const stoodStill = `new Promise((done) => {
  let timer = setTimeout(done, 150)
  const watcher = new MutationObserver(() => {
    clearTimeout(timer)
    timer = setTimeout(done, 150)
  })
  watcher.observe(document.body, { subtree: true, childList: true, characterData: true })
  setTimeout(done, 1500)
})`
