/**
 * The stage of the end-to-end tests: the real command line as a child process, against a real sandbox over loopback that
 * the test holds in its hands, in a home of its own.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { sampleSeed } from '../../electron/sandbox/sample.ts'
import { createSandbox } from '../../electron/sandbox/sandbox.ts'
import { furnish, type Seed } from '../../electron/sandbox/seed.ts'
import { realClock, serveSandbox } from '../../electron/sandbox/server.ts'

const ENTRY = resolve(import.meta.dirname, '../../electron/cli.ts')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** The one document on standard output; throws when it is not exactly one. */
  json(): Readonly<Record<string, unknown>>
}

export interface Going {
  /** Resolves when `text` has appeared on either stream, with everything that was said by then. */
  said(text: string | RegExp): Promise<string>
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<Ended>
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly entry?: string
  readonly nodeFlags?: readonly string[]
}

/** Starts the command line. Ends with the test at the latest. */
export function start(argv: readonly string[], options: StartOptions = {}): Going {
  const child = spawn(process.execPath, [...(options.nodeFlags ?? []), options.entry ?? ENTRY, ...argv], {
    // Nothing of this computer's own settings reaches the child.
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...options.env },
    cwd: options.cwd ?? tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  const waiting = new Set<() => void>()
  const heard = (): void => {
    for (const look of waiting) look()
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    heard()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    heard()
  })
  const ended = new Promise<Ended>((done) => {
    child.on('close', (code) =>
      done({ code, stdout, stderr, json: () => JSON.parse(stdout) as Readonly<Record<string, unknown>> }),
    )
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    said: (text) =>
      new Promise((done, fail) => {
        const look = (): void => {
          const all = stdout + stderr
          if (typeof text === 'string' ? !all.includes(text) : !text.test(all)) return
          waiting.delete(look)
          done(all)
        }
        waiting.add(look)
        void ended.then(() => fail(new Error(`ended without saying ${String(text)}:\n${stdout}\n${stderr}`)))
        look()
      }),
  }
}

/** Runs the command line to its end. */
export function run(argv: readonly string[], options: StartOptions = {}): Promise<Ended> {
  return start(argv, options).ended
}

/** A folder that is gone after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'partner-sync-e2e-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** One private and one shared database with `count` relevant appointments; both reached by the token `anna`. */
export function smallSeed(count: number): Seed {
  const fields = { Name: 'title', Datum: 'date', Beschreibung: 'rich_text', Ort: 'rich_text' } as const
  const rows = Array.from({ length: count }, (_, index) => ({
    key: `p${index + 1}`,
    values: { Name: `Termin ${index + 1}`, Datum: '2026-12-01', Ort: 'hier', PartnerRelevant: true },
  }))
  return {
    workspaces: [
      {
        name: 'Anna',
        connections: [{ key: 'anna' }],
        databases: [
          {
            key: 'anna-private',
            title: 'Annas Termine',
            properties: { ...fields, PartnerRelevant: 'checkbox', SyncedToSharedId: 'rich_text' },
            sharedWith: ['anna'],
            rows,
          },
          {
            key: 'shared',
            title: 'Unsere Termine',
            properties: {
              ...fields,
              PartnerRelevant: 'checkbox',
              SourcePrivateId: 'rich_text',
              SourceUserId: 'number',
            },
            sharedWith: ['anna'],
          },
        ],
      },
    ],
  }
}

/** A sandbox behind loopback and an empty home; `cli` is the command line with both. */
export async function stage(seed: Seed = sampleSeed(realClock.now())) {
  const sandbox = createSandbox({ clock: realClock, seed: 7 })
  const furnished = furnish(sandbox, seed)
  const server = await serveSandbox(sandbox)
  onTestFinished(() => server.close())
  const home = join(folder(), 'home')
  const env = { PARTNER_SYNC_NOTION_URL: server.url, PARTNER_SYNC_HOME: home, ...tokenVariables(furnished.tokens) }
  const options = (more: StartOptions): StartOptions => ({ ...more, env: { ...env, ...more.env } })
  const cli = (argv: readonly string[], more: StartOptions = {}): Promise<Ended> => run(argv, options(more))
  const begin = (argv: readonly string[], more: StartOptions = {}): Going => start(argv, options(more))
  const database = (key: string): string => furnished.databases[key] ?? ''
  const addArguments = (more: Readonly<Record<string, string>> = {}): readonly string[] => {
    const flags = {
      '--source-user-id': '1',
      '--private': database('anna-private'),
      '--shared': database('shared'),
      '--private-token-env': 'TOKEN_ANNA',
      '--shared-token-env': 'TOKEN_ANNA',
      ...more,
    }
    return ['profile', 'add', 'anna', ...Object.entries(flags).flat()]
  }
  /** Adds Anna, whose token serves both sides; fails the test when that does not work. */
  const addAnna = async (): Promise<void> => {
    const added = await cli(addArguments())
    if (added.code !== 0) throw new Error(added.stderr)
  }
  const rows = (key: string, which: 'live' | 'trashed' | 'all' = 'live') =>
    sandbox.rows(furnished.dataSources[key] ?? '', which)
  const owner = sandbox.person([...sandbox.store.users.keys()][0] ?? '')
  return { sandbox, furnished, server, home, env, cli, begin, addArguments, addAnna, rows, owner }
}

function tokenVariables(tokens: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(tokens)
  return Object.fromEntries(entries.map(([key, token]) => [`TOKEN_${key.toUpperCase().replaceAll('-', '_')}`, token]))
}

/** A token file; only its owner may read it unless told otherwise. */
export function tokenFile(token: string, mode = 0o600): string {
  const path = join(folder(), 'token')
  writeFileSync(path, `${token}\n`, { mode })
  return path
}
