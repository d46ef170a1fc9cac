/**
 * The accessibility sweep: axe over views in both languages and themes, and whether anything is cut or wider than the
 * window; narrow and with text at 200 % as well.
 */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { goThrough, type Look } from './looking.ts'
import type { State } from './states.ts'

export interface Swept {
  /** Pages that were looked at. */
  readonly pages: number
  /** What is wrong, as sentences. */
  readonly faults: readonly string[]
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export async function sweep(browser: Browser, state: State): Promise<Swept> {
  const faults: string[] = []
  let pages = 0
  const judge = async (page: Page, at: Look): Promise<void> => {
    pages += 1
    const name = `${at.state}/${at.view} ${at.language} ${at.theme} ${at.width} px`
    for (const fault of [...(await axeFaults(page)), ...(await overflow(page))]) faults.push(`${name}: ${fault}`)
  }
  const languages = ['de', 'en'] as const
  await goThrough(browser, state, { languages, themes: ['light', 'dark'], widths: [900] }, judge)
  return { pages, faults }
}

/** Narrow, and with text twice as large: nothing may be out of reach. German words are the longer ones. */
export async function sweepNarrow(browser: Browser, state: State): Promise<Swept> {
  const faults: string[] = []
  let pages = 0
  await goThrough(browser, state, { languages: ['de'], themes: ['dark'], widths: [380] }, async (page, at) => {
    for (const size of ['100%', '200%']) {
      pages += 1
      await page.evaluate(`document.documentElement.style.fontSize = '${size}'`)
      for (const fault of [...(await axeFaults(page)), ...(await overflow(page))]) {
        faults.push(`${at.state}/${at.view} 380 px, text at ${size}: ${fault}`)
      }
    }
  })
  return { pages, faults }
}

async function axeFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} (${failureSummary ?? ''})`)
    return `${id}, ${help}: ${where.join('; ')}`
  })
}

/** The page must not scroll sideways, and no text may be cut off by its box. */
async function overflow(page: Page): Promise<readonly string[]> {
  const found: unknown = await page.evaluate(cutOff)
  return Array.isArray(found) ? found.map(String) : []
}

const cutOff = `(() => {
  const faults = []
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth) faults.push('wider than the window: ' + root.scrollWidth + ' px')
  for (const one of document.querySelectorAll('button, a, label, h1, h2, h3, p, li, td, th, dt, dd, span, summary')) {
    const style = getComputedStyle(one)
    if (style.display === 'inline' || one.closest('.unseen, [data-may-be-cut]') !== null) continue
    const cut = style.overflowX === 'hidden' || style.overflowX === 'clip'
    if (cut && one.scrollWidth > one.clientWidth + 1) faults.push('cut off: ' + one.textContent.slice(0, 80))
  }
  return faults
})()`
