/**
 * Measures a first sync of N pages, the next two looks and a full run: requests as the sandbox counts them, peak memory
 * and time of the built command line, which runs as a process of its own.
 *
 * `npm run bench:first-sync -- 10000`. The sandbox's limit is lifted and the client's budget raised, so that the program
 * is measured and not the waiting. Memory is read from /proc, so this runs on Linux.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { furnished } from './furnished.ts'

const pages = Number(process.argv[2] ?? 10_000)
const settleMs = Number(process.argv[3] ?? 0)

const { sandbox, server, token, databases } = await furnished(pages, 'Ein etwas längerer Text '.repeat(8))
const home = mkdtempSync(join(tmpdir(), 'partner-sync-bench-'))

/** Peak resident memory of a process so far, MiB; null once it is gone. */
function peakOf(pid: number | undefined): number | null {
  try {
    const found = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return found === undefined ? null : Number(found) / 1024
  } catch {
    // The process ended between two looks; the last peak seen stands.
    return null
  }
}

async function measure(...words: readonly string[]): Promise<void> {
  sandbox.resetRequests()
  const started = performance.now()
  const child = spawn(process.execPath, ['dist/cli.js', '--home', home, '--json', '--log-level', 'error', ...words], {
    env: {
      ...process.env,
      TOKEN: token,
      PARTNER_SYNC_NOTION_URL: server.url,
      PARTNER_SYNC_REQUESTS_PER_MINUTE: '1000000',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let peak = 0
  const look = setInterval(() => {
    peak = peakOf(child.pid) ?? peak
  }, 50)
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve))
  clearInterval(look)
  const seconds = ((performance.now() - started) / 1_000).toFixed(1)
  process.stdout.write(
    `${words.join(' ').slice(0, 24).padEnd(24)} exit ${code}  requests ${sandbox.requests.length}  peak ${peak.toFixed(0)} MiB  ${seconds} s\n`,
  )
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

process.stdout.write(
  `${pages} relevant pages; goal of the first sync: ${2 * pages + 4 * Math.ceil(pages / 100) + 10} requests\n`,
)
const named = `--private ${databases.private} --shared ${databases.shared}`
const tokens = '--private-token-env TOKEN --shared-token-env TOKEN'
await measure(...`profile add anna --source-user-id 1 ${named} ${tokens}`.split(' '))
await measure('sync')
await pause(settleMs)
await measure('sync')
await pause(settleMs)
await measure('sync')
await measure('sync', '--full')
await server.close()
rmSync(home, { recursive: true, force: true })
