/**
 * Starts what was taken out of an archive, over the double of Electron, and says as JSON what came of it.
 *
 * Run by Node with `electron-hook.ts`: arguments are the folder with the archive's content and a home. Nothing of the
 * sources is loaded, so that a bundle which lacks something cannot borrow it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { desk } from '../support/electron-desk.ts'

/** What `start.test.ts` reads. */
export interface Report {
  /** Files that Electron was told to load; those that are not there begin with `missing:`. */
  readonly files: Readonly<Record<'icon' | 'preload' | 'windowIcon', string>>
  readonly page: string
  /** What the scheme answers for the page and what belongs to it. */
  readonly served: readonly string[]
  readonly asks: readonly string[]
  readonly snapshot: unknown
  readonly exits: readonly number[]
}

interface Bridge {
  readonly ask: Readonly<Record<string, (argument: unknown) => Promise<unknown>>>
}

const [content = '', home = ''] = process.argv.slice(2)

async function until<Value>(what: string, look: () => Value | undefined): Promise<Value> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const found = look()
    if (found !== undefined) return found
    await wait(10)
  }
  throw new Error(`${what}: never, after ${JSON.stringify(desk.happened.dialogs)}`)
}

function inArchive(path: string | null | undefined): string {
  const shown = relative(content, path ?? '').replaceAll('\\', '/')
  return typeof path === 'string' && existsSync(path) ? shown : `missing:${shown}`
}

desk.startAnew({ userData: home, appPath: content, packaged: true })
const manifest = JSON.parse(readFileSync(join(content, 'package.json'), 'utf8')) as { readonly main: string }
await import(pathToFileURL(join(content, manifest.main)).href)
await desk.becomeReady()
const tray = await until('an icon in the panel', () => desk.happened.trays[0])
const window = await until('the window', () => desk.BrowserWindow.getAllWindows().find(({ visible }) => visible))

const { preload = '' } = window.options.webPreferences ?? {}
createRequire(import.meta.url)(preload)
// The preload exposes this and nothing else.
const bridge = desk.happened.exposed.get('partnerSync') as Bridge

const page = window.webContents.getURL()
const served: string[] = []
for (const name of ['window.html', 'window.js', 'window.css']) {
  const answer = await window.webContents.session.load(new URL(name, page).href)
  served.push(typeof answer === 'string' ? answer : `${answer.status} ${answer.headers.get('Content-Type')}`)
}
const snapshot = await bridge.ask['snapshot']?.(null)
const { icon } = window.options
const report: Report = {
  files: {
    icon: inArchive(tray.image instanceof Object && 'path' in tray.image ? String(tray.image.path) : null),
    preload: inArchive(preload),
    windowIcon: inArchive(typeof icon === 'string' ? icon : null),
  },
  page,
  served,
  asks: Object.keys(bridge.ask).sort(),
  snapshot,
  exits: await (async () => {
    desk.app.quit()
    await until('the end', () => (desk.happened.exits.length > 0 ? true : undefined))
    return desk.happened.exits
  })(),
}
process.stdout.write(JSON.stringify(report))
