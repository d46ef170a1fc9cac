/**
 * One life of the command line: the built program as a process of its own, from its start to its end or its kill.
 *
 * `buildProgram` builds it once, into a folder of its own, so that nobody else's build gets in the way. Nothing of this
 * computer's own settings reaches a life. Promises that no life outlives the test process that started it.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const inside = join(import.meta.dirname, 'inside.ts')

export interface Program {
  readonly entry: string
  readonly remove: () => void
}

/** The command line as `npm run build` makes it. */
export function buildProgram(): Program {
  const folder = temporaryFolder('program')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error', '--outDir', folder], {
    cwd: root,
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(`the build failed: ${built.stderr}`)
  // Outside of the package nobody else says what kind of modules these are.
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n')
  return { entry: join(folder, 'cli.js'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export function temporaryFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `partner-sync-kill-${name}-`))
}

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

export interface Life {
  readonly pid: number
  /** Ends it at once; resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** Asks it to end, as the system does. */
  readonly ask: () => void
  /** Resolves once standard error holds this text; rejects when it ended without. */
  readonly says: (text: string) => Promise<void>
  readonly ended: Promise<Ended>
}

export interface LifeOptions {
  readonly entry: string
  readonly env: Readonly<Record<string, string>>
  /** Loads `inside.ts` first. */
  readonly watched?: boolean
  /** KiB that any file may have; Linux and macOS alone know it. */
  readonly largestFileKiB?: number
}

const living = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL')
})

/** Starts the command line with these arguments. */
export function live(argv: readonly string[], { entry, env, watched, largestFileKiB }: LifeOptions): Life {
  const node = [process.execPath, ...(watched === true ? ['--import', inside] : []), entry, ...argv]
  const limited = ['/bin/bash', '-c', `ulimit -f ${largestFileKiB}; exec "$@"`, 'bash', ...node]
  const [command = '', ...rest] = largestFileKiB === undefined ? node : limited
  const child = spawn(command, rest, {
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...env },
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  living.add(child)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  const ended = new Promise<Ended>((done, fail) => {
    child.once('error', fail)
    child.once('close', (code, signal) => {
      living.delete(child)
      done({ code, signal, stdout, stderr })
    })
  })
  return {
    pid: child.pid ?? 0,
    kill: () => {
      child.kill('SIGKILL')
      return gone
    },
    ask: () => void child.kill('SIGTERM'),
    says: (text) =>
      new Promise((done, fail) => {
        const look = (): void => {
          if (stderr.includes(text)) done()
        }
        child.stderr.on('data', look)
        child.once('close', () => fail(new Error(`it ended without saying “${text}”: ${stderr}`)))
        look()
      }),
    ended,
  }
}
