/**
 * The built command line as a process of its own against a sandbox in this one, and what the system says of it: processor
 * time, memory, what it wrote. Read from /proc, so this runs on Linux.
 *
 * Only processes that were started here are ended, each by its own handle.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from '../architecture/source.ts'
import { type Furnished, furnished } from './furnished.ts'

export interface SystemFigures {
  /** Of all threads, user and system, ms. */
  readonly processorMs: number
  /** Resident now, and at most so far, MB. */
  readonly residentMb: number
  readonly peakMb: number
  /** Bytes that the process caused to be sent to a disk. */
  readonly writtenBytes: number
}

const TICKS_PER_SECOND = 100

/** Null once the process is gone. */
export function figuresOf(pid: number | undefined): SystemFigures | null {
  try {
    const of = (file: string): string => readFileSync(`/proc/${pid}/${file}`, 'utf8')
    const number = (text: string, name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1])
    // Behind the name, which may hold anything, come the fields from the third on; the 14th and 15th are the times.
    const fields = of('stat').split(') ').at(-1)?.split(' ') ?? []
    const ticks = Number(fields[11]) + Number(fields[12])
    const memory = of('status')
    return {
      processorMs: (ticks * 1_000) / TICKS_PER_SECOND,
      residentMb: number(memory, 'VmRSS') / 1_024,
      peakMb: number(memory, 'VmHWM') / 1_024,
      writtenBytes: number(of('io'), 'write_bytes'),
    }
  } catch {
    // The process ended between two looks.
    return null
  }
}

/** Files of a folder that were written since a moment (ms UTC), by name. */
export function writtenSince(folder: string, moment: number): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const about = statSync(join(folder, name))
    return about.isFile() && about.mtimeMs >= moment
  })
}

export interface Household {
  readonly home: string
  readonly place: Furnished
  /** Runs one command to its end; throws when its code is not among the allowed ones. Gives the last look at it. */
  command(...words: readonly string[]): Promise<SystemFigures>
  /** Starts one that goes on until `end`; `lines` gets what it says on standard output. */
  daemon(words: readonly string[], lines: (line: string) => void): ChildProcess
  end(child: ChildProcess): Promise<void>
  close(): Promise<void>
}

/** A profile over so many appointments, the copies of which are there already if so wished, with the limits lifted. */
export async function household(
  appointments: number,
  how: { readonly copied: boolean; readonly description: string },
): Promise<Household> {
  const place = await furnished(appointments, how.description, how.copied)
  const home = mkdtempSync(join(tmpdir(), 'partner-sync-bench-'))
  const env = {
    ...process.env,
    TOKEN: place.token,
    PARTNER_SYNC_NOTION_URL: place.server.url,
    PARTNER_SYNC_REQUESTS_PER_MINUTE: '1000000',
  }
  const start = (words: readonly string[], output: 'ignore' | 'pipe'): ChildProcess =>
    spawn(process.execPath, [join(root, 'dist/cli.js'), '--home', home, '--json', '--log-level', 'error', ...words], {
      env,
      stdio: ['ignore', output, 'inherit'],
    })
  const command = async (...words: readonly string[]): Promise<SystemFigures> => {
    const child = start(words, 'ignore')
    const ended = once(child, 'exit')
    let last: SystemFigures | null = null
    const look = setInterval(() => {
      const now = figuresOf(child.pid)
      // What has ended and was not taken notice of yet has no memory any more.
      if (now !== null && !Number.isNaN(now.peakMb)) last = now
    }, 20)
    const [code] = await ended
    clearInterval(look)
    if (code !== 0 || last === null) throw new Error(`${words.join(' ')} ended with ${String(code)}`)
    return last
  }
  const { databases } = place
  const named = `--private ${databases.private} --shared ${databases.shared}`
  const tokens = '--private-token-env TOKEN --shared-token-env TOKEN'
  await command(...`profile add anna --source-user-id 1 ${named} ${tokens}`.split(' '))
  return {
    home,
    place,
    command,
    daemon(words, lines) {
      const child = start(words, 'pipe')
      let open = ''
      child.stdout?.on('data', (chunk: Buffer) => {
        const parts = `${open}${chunk.toString('utf8')}`.split('\n')
        open = parts.pop() ?? ''
        for (const line of parts) lines(line)
      })
      return child
    },
    async end(child) {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await Promise.race([ended, pause(20_000, null, { ref: false })])
    },
    async close() {
      await place.server.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
