/**
 * Takes docs/window.png and docs/window-dark.png from the window of the running demo: `npm run docs:picture`.
 *
 * The demo is a process of its own, the browser the real Chromium; nothing in the pictures is drawn for them.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../architecture/source.ts'
import { openChromium } from '../support/chromium.ts'

const demo = spawn(process.execPath, ['electron/cli.ts', 'demo', '--json', '--lang', 'en'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
})

/** The one-time link to the window, as soon as the demo prints it. */
const link = new Promise<string>((found, failed) => {
  let said = ''
  demo.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    const url = /"event":"window","url":"([^"]+)"/.exec(said)?.[1]
    if (url !== undefined) found(url)
  })
  demo.once('close', () => failed(new Error(`the demo ended without a window:\n${said}`)))
})

try {
  const browser = await openChromium()
  try {
    const context = await browser.newContext({
      viewport: { width: 1040, height: 720 },
      deviceScaleFactor: 1.5,
      locale: 'en-GB',
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    await page.goto(await link)
    // The sample has a question for Anna; both people have been synced by then.
    await page.locator('.standing--attention').first().waitFor({ timeout: 60_000 })
    await page.getByText('Last changes').scrollIntoViewIfNeeded()
    await page.locator('#content').evaluate('(content) => content.scrollTo(0, 0)')
    for (const [colorScheme, name] of [['light', 'window.png'] as const, ['dark', 'window-dark.png'] as const]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: join(root, 'docs', name) })
    }
  } finally {
    await browser.close()
  }
} finally {
  demo.kill('SIGTERM')
}
