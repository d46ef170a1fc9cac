/**
 * `npm run pictures`: every screen in its states, in both languages and themes, wide and narrow, as pictures for people
 * to look at. They go into `pictures/`, which git ignores.
 *
 * `-- --only conflicts` takes the views whose name has that in it; `--language de`, `--theme dark`, `--width 380` fewer.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../architecture/source.ts'
import { openChromium } from '../support/chromium.ts'
import { goThrough } from './looking.ts'
import { manyEntries, states } from './states.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    language: { type: 'string' },
    theme: { type: 'string' },
    width: { type: 'string' },
    folder: { type: 'string', default: join(root, 'pictures') },
  },
})
const languages = (['de', 'en'] as const).filter((one) => values.language === undefined || values.language === one)
const themes = (['light', 'dark'] as const).filter((one) => values.theme === undefined || values.theme === one)
const widths = values.width === undefined ? [900, 380] : [Number(values.width)]

mkdirSync(values.folder, { recursive: true })
const browser = await openChromium()
let count = 0
try {
  for (const state of [...states, manyEntries]) {
    await goThrough(browser, state, { languages, themes, widths, only: values.only }, async (page, at) => {
      const name = `${at.state}-${at.view}-${at.language}-${at.theme}-${at.width}.png`
      await page.screenshot({ path: join(values.folder, name) })
      count += 1
    })
  }
} finally {
  await browser.close()
}
process.stdout.write(`${count} pictures in ${values.folder}\n`)
