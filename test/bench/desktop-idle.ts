/**
 * Measures the application at rest: processor time and heap of its main process while 1,000 pairs are in step.
 *
 * `npm run bench:desktop-idle [-- MINUTES]` (default 5). The built entry runs over the double of Electron in a process of
 * its own, against a sandbox in this one, so that only its own work is counted. Limits: 0.2 % of a core, 60 MB of heap.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type * as Double from '../support/electron-double.ts'
import { furnished } from './furnished.ts'

const PAIRS = 1_000
const LIMIT_PERCENT = 0.2
const LIMIT_HEAP_MB = 60
const root = join(import.meta.dirname, '../..')

/** In the child: starts the entry, lets it settle, rests, and prints what the rest took. */
async function child(home: string, settleMs: number, restMs: number): Promise<void> {
  const electron: string = 'electron'
  // The hook put the double in the place of the package.
  const desk = (await import(electron)) as unknown as typeof Double
  desk.startAnew({ userData: home, appPath: root })
  await import(pathToFileURL(join(root, 'out/main.js')).href)
  await desk.becomeReady()
  await pause(settleMs)
  const before = process.cpuUsage()
  const began = performance.now()
  await pause(restMs)
  const { user, system } = process.cpuUsage(before)
  const percent = (user + system) / 10 / (performance.now() - began)
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  process.stdout.write(`${JSON.stringify({ percent, heapMb: heapUsed / 1e6, residentMb: rss / 1e6 })}\n`)
  desk.app.quit()
  await pause(2_000)
  process.exit(0)
}

async function report(minutes: number): Promise<boolean> {
  const { sandbox, server, token, databases } = await furnished(PAIRS, 'Ein kurzer Text')
  const home = mkdtempSync(join(tmpdir(), 'partner-sync-idle-'))
  const tokenFile = join(home, 'token')
  writeFileSync(tokenFile, token, { mode: 0o600 })
  const env = {
    ...process.env,
    PARTNER_SYNC_HOME: home,
    PARTNER_SYNC_NOTION_URL: server.url,
    PARTNER_SYNC_REQUESTS_PER_MINUTE: '1000000',
  }
  await commandLine(
    env,
    `profile add anna --source-user-id 1 --private ${databases.private} --shared ${databases.shared} --private-token-file ${tokenFile} --shared-token-file ${tokenFile}`,
  )
  await commandLine(env, 'sync')
  const hook = pathToFileURL(join(root, 'test/support/electron-hook.ts')).href
  // What was just written is read again until its minutes are closed and the checkpoint has passed them.
  const settleMs = 6.5 * 60_000
  const resting = spawn(
    process.execPath,
    ['--expose-gc', '--import', hook, import.meta.filename, 'child', home, `${settleMs}`, `${minutes * 60_000}`],
    { env, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let said = ''
  resting.stdout.on('data', (text: Buffer) => {
    said += text.toString('utf8')
  })
  await pause(settleMs)
  sandbox.resetRequests()
  await once(resting, 'exit')
  const requests = sandbox.requests.length
  await server.close()
  rmSync(home, { recursive: true, force: true })
  // Our own child wrote it.
  const { percent, heapMb, residentMb } = JSON.parse(said) as Record<'percent' | 'heapMb' | 'residentMb', number>
  const held = percent < LIMIT_PERCENT && heapMb < LIMIT_HEAP_MB
  process.stdout.write(
    `${PAIRS} pairs in step, ${minutes} min at rest: ${percent.toFixed(3)} % of a core (limit ${LIMIT_PERCENT}), heap ${heapMb.toFixed(1)} MB (limit ${LIMIT_HEAP_MB}), resident ${residentMb.toFixed(0)} MB, ${(requests / minutes).toFixed(1)} requests a minute: ${held ? 'kept' : 'NOT KEPT'}\n`,
  )
  return held
}

/** In a process of its own, because the sandbox that it speaks to lives in this one. */
async function commandLine(env: NodeJS.ProcessEnv, words: string): Promise<void> {
  const run = spawn(process.execPath, [join(root, 'electron/cli.ts'), '--json', ...words.split(' ')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(run, 'exit')
  if (code !== 0) throw new Error(`${words} ended with ${String(code)}`)
}

const [, , role, ...given] = process.argv
if (role === 'child') await child(given[0] ?? '', Number(given[1]), Number(given[2]))
else process.exitCode = (await report(Number(role ?? 5))) ? 0 : 1
