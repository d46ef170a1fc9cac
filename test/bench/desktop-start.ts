/**
 * Measures how long the built application needs until its icon is in the panel, and lists what is loaded by then.
 *
 * `npm run bench:desktop-start`: five starts with an empty home, five with the same one again, each in a process of its
 * own, over the double of Electron; so it is our own code that is measured, not Electron's. The limit is 400 ms.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Double from '../support/electron-double.ts'

const LIMIT_MS = 400
const STARTS = 5
const root = join(import.meta.dirname, '../..')
const main = join(root, 'out/main.js')

interface Measured {
  readonly trayMs: number
  readonly modules: readonly string[]
  readonly heapMiB: number
}

/** In the child: starts the entry and prints what it took. */
async function child(home: string): Promise<void> {
  const electron: string = 'electron'
  // The hook put the double in the place of the package.
  const desk = (await import(electron)) as unknown as typeof Double
  desk.startAnew({ userData: home, appPath: root })
  process.env['PARTNER_SYNC_HOME'] = home
  const modules = new Set<string>()
  registerHooks({
    load: (url, context, next) => {
      modules.add(url.startsWith('node:') ? url : url.replace(pathToFileURL(root).href, ''))
      return next(url, context)
    },
  })
  const shown = Promise.withResolvers<Measured>()
  const { trays } = desk.happened
  const push = trays.push.bind(trays)
  const begun = performance.now()
  trays.push = (...made) => {
    const heapMiB = process.memoryUsage().heapUsed / 2 ** 20
    shown.resolve({ trayMs: performance.now() - begun, modules: [...modules].sort(), heapMiB })
    return push(...made)
  }
  await import(pathToFileURL(main).href)
  await desk.becomeReady()
  process.stdout.write(`${JSON.stringify(await shown.promise)}\n`)
  desk.app.quit()
}

function measure(home: string): Measured {
  const hook = join(root, 'test/support/electron-hook.ts')
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', pathToFileURL(hook).href, import.meta.filename, 'child', home],
    { encoding: 'utf8', cwd: root },
  )
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Measured
}

function packagesIn(bundle: string): readonly string[] {
  const found = [...bundle.matchAll(/^\/\/ (?:.*\/)?node_modules\/((?:@[^/\s]+\/)?[^/\s]+)/gm)]
  return [...new Set(found.map(([, name = '']) => name))].sort()
}

function report(): boolean {
  const times: Record<'first start' | 'later start', number[]> = { 'first start': [], 'later start': [] }
  let last: Measured | null = null
  for (let start = 0; start < STARTS; start += 1) {
    const home = mkdtempSync(join(tmpdir(), 'partner-sync-start-'))
    times['first start'].push(measure(home).trayMs)
    last = measure(home)
    times['later start'].push(last.trayMs)
    rmSync(home, { recursive: true, force: true })
  }
  const bundle = readFileSync(main, 'utf8')
  const print = (text: string): void => void process.stdout.write(`${text}\n`)
  let held = true
  for (const [name, taken] of Object.entries(times)) {
    const sorted = [...taken].sort((a, b) => a - b)
    const median = sorted[Math.floor(STARTS / 2)] ?? Number.NaN
    held &&= median < LIMIT_MS
    print(
      `${name}, entry to icon: median ${median.toFixed(0)} ms, ${sorted[0]?.toFixed(0)}-${sorted.at(-1)?.toFixed(0)} ms`,
    )
  }
  print(`limit: ${LIMIT_MS} ms, ${held ? 'kept' : 'NOT KEPT'}`)
  print(`heap when the icon appears: ${last?.heapMiB.toFixed(1)} MiB`)
  print(`out/main.js: ${(statSync(main).size / 1024).toFixed(0)} KiB, with ${packagesIn(bundle).join(', ')}`)
  print(`loaded before the icon appears (${last?.modules.length}):\n  ${last?.modules.join('\n  ')}`)
  return held
}

const [, , role, home = ''] = process.argv
if (role === 'child') await child(home)
else process.exitCode = report() ? 0 : 1
