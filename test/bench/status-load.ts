/**
 * Measures what asking costs: the same first sync with nobody asking, and with 200 requests a second at the status
 * endpoint, each in a process of its own as `run --status-port` is used.
 *
 * `npm run bench:status-load -- --seconds 60` (Linux). At Notion's own pace (180 requests a minute), where a sync mostly
 * waits; and with `--unlimited` against a sandbox without a limit, where it has a whole processor to lose. The figure is
 * the ratio of the durations that the runs tell of themselves; the goal is 1.05 at most.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { furnished } from './furnished.ts'

const EVERY_MS = 10
const PER_TURN = 2
const GOAL = 1.05

function option(name: string, usual: number): number {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? usual : Number(process.argv[at + 1])
}

/** Asks at the pace wanted until the process is ended; then tells how often it was answered, and how late at worst. */
function load(address: string, token: string): void {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  let sent = 0
  let answered = 0
  let worst = 0
  const one = (): void => {
    const begun = performance.now()
    sent += 1
    get(address, { agent, headers: { Authorization: `Bearer ${token}` } }, (response) => {
      response.resume()
      response.on('end', () => {
        if (response.statusCode === 200) answered += 1
        worst = Math.max(worst, performance.now() - begun)
      })
    }).on('error', () => {})
  }
  const started = performance.now()
  const timer = setInterval(() => {
    // What a late timer missed is made up for: the pace counts.
    const due = ((performance.now() - started) / EVERY_MS) * PER_TURN
    for (let missing = Math.floor(due) - sent; missing > 0; missing -= 1) one()
  }, EVERY_MS)
  process.on('SIGTERM', () => {
    clearInterval(timer)
    const seconds = (performance.now() - started) / 1000
    process.stdout.write(JSON.stringify({ sent, answered, worst, seconds }))
    process.exit(0)
  })
}

interface Measured {
  readonly durationMs: number
  readonly processorS: number
  readonly asked: string
}

/** Processor seconds that a process has used so far. */
function processorOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

async function measure(pages: number, perMinute: number, loaded: boolean): Promise<Measured> {
  const { server, token, databases } = await furnished(pages, 'Ein etwas längerer Text '.repeat(8))
  const home = mkdtempSync(join(tmpdir(), 'partner-sync-bench-'))
  const env = {
    ...process.env,
    TOKEN: token,
    PARTNER_SYNC_NOTION_URL: server.url,
    PARTNER_SYNC_REQUESTS_PER_MINUTE: String(perMinute),
  }
  const begin = (...words: readonly string[]) =>
    spawn(process.execPath, ['electron/cli.ts', '--home', home, '--json', '--log-level', 'error', ...words], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  const named = `--private ${databases.private} --shared ${databases.shared}`
  const tokens = '--private-token-env TOKEN --shared-token-env TOKEN'
  const added = begin(...`profile add anna --source-user-id 1 ${named} ${tokens}`.split(' '))
  added.stdout.resume()
  await new Promise((done) => void added.on('exit', done))

  const running = begin('run', '--status-port', '0')
  let asking: ReturnType<typeof spawn> | null = null
  let text = ''
  const durationMs = await new Promise<number>((done, fail) => {
    running.on('exit', (code) => fail(new Error(`ended with ${code}: ${text}`)))
    running.stdout.setEncoding('utf8').on('data', (more: string) => {
      text += more
      for (const line of text.split('\n').slice(0, -1)) {
        const told = JSON.parse(line) as { event: string; url?: string; run?: { durationMs: number; state: string } }
        if (told.event === 'status-endpoint' && loaded && asking === null) {
          const key = readFileSync(join(home, 'status-token'), 'utf8').trim()
          const own = [import.meta.filename, 'load', told.url ?? '', key]
          asking = spawn(process.execPath, own, { stdio: ['ignore', 'pipe', 'inherit'] })
        }
        if (told.event === 'run') done(told.run?.durationMs ?? Number.NaN)
      }
      text = text.slice(text.lastIndexOf('\n') + 1)
    })
  })
  const processorS = processorOf(running.pid)
  const asked = asking === null ? '' : await toldBy(asking)
  running.removeAllListeners('exit')
  running.kill('SIGTERM')
  await new Promise((done) => void running.on('exit', done))
  await server.close()
  rmSync(home, { recursive: true, force: true })
  return { durationMs, processorS, asked }
}

/** Ends whoever asks, and gives what it counted. */
function toldBy(asking: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((done) => {
    let text = ''
    asking.stdout?.on('data', (more: Buffer) => {
      text += more.toString('utf8')
    })
    asking.on('exit', () => {
      const { answered, sent, worst, seconds } = JSON.parse(text) as Record<string, number>
      done(
        `${answered} of ${sent} answered, ${((answered ?? 0) / (seconds ?? 1)).toFixed(0)} a second, slowest ${worst?.toFixed(0)} ms`,
      )
    })
    asking.kill('SIGTERM')
  })
}

async function compare(name: string, pages: number, perMinute: number): Promise<void> {
  const quiet = await measure(pages, perMinute, false)
  const loaded = await measure(pages, perMinute, true)
  const ratio = loaded.durationMs / quiet.durationMs
  const line = (what: string, { durationMs, processorS, asked }: Measured): string =>
    `  ${what.padEnd(14)} run ${(durationMs / 1000).toFixed(1)} s, processor ${processorS.toFixed(1)} s${asked === '' ? '' : `; ${asked}`}\n`
  process.stdout.write(
    `${name}, ${pages} new appointments\n${line('nobody asks', quiet)}${line('200 a second', loaded)}`,
  )
  process.stdout.write(`  ratio ${ratio.toFixed(3)} (goal: at most ${GOAL})\n`)
}

if (process.argv[2] === 'load') {
  load(process.argv[3] ?? '', process.argv[4] ?? '')
} else {
  // Two requests for each page, three requests a second, and some of them at once at the beginning.
  await compare('at the pace of Notion', Math.ceil(option('seconds', 60) * 1.8), 180)
  if (process.argv.includes('--unlimited')) await compare('without a limit', option('pages', 1500), 1_000_000)
}
