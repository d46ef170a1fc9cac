/**
 * A scratch copy of the tree in which one bug after the other is planted, and the tests that are run in it.
 *
 * The checkout itself is never touched. A run of tests says red only when a test failed: a file that cannot even be
 * loaded, or a run that was cut off by the time, is neither red nor green.
 */
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const checkout = join(import.meta.dirname, '..', '..')

export interface Scratch {
  readonly folder: string
  remove(): void
}

/** Copies the tree as it was committed in `commit`, or, for null, as it is now with all that git would add. */
export function createScratch(commit: string | null): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'partner-sync-mutation-'))
  if (commit === null) copyTree(folder)
  else {
    const archive = execFileSync('git', ['archive', commit], { cwd: checkout, maxBuffer: 1_000_000_000 })
    execFileSync('tar', ['-x', '-C', folder], { input: archive })
  }
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

function copyTree(folder: string): void {
  const known = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: checkout })
  const gone = execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: checkout })
  const missing = new Set(gone.toString('utf8').split('\0'))
  for (const path of new Set(known.toString('utf8').split('\0'))) {
    if (path === '' || missing.has(path)) continue
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    cpSync(join(checkout, path), join(folder, path))
  }
}

export type TestOutcome =
  | { readonly kind: 'green' }
  /** `file`: from the root of the tree; null where it was no test file. */
  | { readonly kind: 'red'; readonly file: string | null; readonly by: string }
  | { readonly kind: 'timed-out' }
  /** Nothing was tested: a file does not load, or the runner itself failed. */
  | { readonly kind: 'broken'; readonly text: string }

interface Finished {
  readonly code: number | null
  readonly output: string
  readonly timedOut: boolean
}

function run(scratch: Scratch, parameters: readonly string[], limitMs: number): Promise<Finished> {
  return new Promise((resolve) => {
    // A group of its own: a run that is cut off ends with all processes that it started.
    const child = spawn(process.execPath, [...parameters], {
      cwd: scratch.folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const parts: string[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part.toString('utf8')))
    child.stderr.on('data', (part: Buffer) => parts.push(part.toString('utf8')))
    let timedOut = false
    const end = (): void => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    }
    const timer = setTimeout(() => {
      timedOut = true
      end()
    }, limitMs)
    process.once('exit', end)
    child.once('close', (code) => {
      clearTimeout(timer)
      process.removeListener('exit', end)
      resolve({ code, output: parts.join(''), timedOut })
    })
  })
}

/** The part of vitest's JSON report that is looked at. */
interface Report {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[] | null
    }[]
  }[]
}

/** Runs test files or folders until one test fails; `title` picks tests by their titles. */
export async function runTests(
  scratch: Scratch,
  tests: readonly string[],
  limitMs: number,
  title: string | null = null,
): Promise<TestOutcome> {
  const reportPath = join(scratch.folder, 'test-results', 'mutation-run.json')
  rmSync(reportPath, { force: true })
  const picked = title === null ? [] : ['--testNamePattern', title]
  const fixed = ['--bail', '1', '--maxWorkers', '1', '--reporter', 'json', '--outputFile', reportPath]
  const finished = await run(scratch, ['node_modules/vitest/vitest.mjs', 'run', ...tests, ...picked, ...fixed], limitMs)
  if (finished.timedOut) return { kind: 'timed-out' }
  const report = readReport(reportPath)
  if (report === null) return { kind: 'broken', text: finished.output.slice(-2_000) }
  return judge(report, scratch)
}

function readReport(path: string): Report | null {
  try {
    // Written by vitest right before; its shape is what vitest documents.
    return JSON.parse(readFileSync(path, 'utf8')) as Report
  } catch {
    // No report: the runner did not come to its end, which the caller says with its output.
    return null
  }
}

function judge(report: Report, scratch: Scratch): TestOutcome {
  let late = false
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      if (test.status !== 'failed') continue
      if ((test.failureMessages ?? []).some((text) => text.includes('Test timed out in'))) late = true
      else {
        const path = file.name.slice(scratch.folder.length + 1)
        return { kind: 'red', file: path, by: `${path}: ${test.fullName}` }
      }
    }
  }
  if (late) return { kind: 'timed-out' }
  const lost = report.testResults.find((file) => file.status === 'failed')
  if (lost !== undefined) return { kind: 'broken', text: `${lost.name}: ${lost.message}` }
  return report.numPassedTests > 0 ? { kind: 'green' } : { kind: 'broken', text: 'no test was run' }
}

/** Plays `runs` seeds of the simulation until one fails. */
export async function runSimulation(scratch: Scratch, runs: number, limitMs: number): Promise<TestOutcome> {
  const played = ['test/simulation/run.ts', '--runs', String(runs), '--most', '1']
  const finished = await run(scratch, played, limitMs)
  if (finished.timedOut) return { kind: 'timed-out' }
  if (finished.code === 0) return { kind: 'green' }
  const line = finished.output.split('\n').find((each) => /^seed \d+: /.test(each))
  return line === undefined
    ? { kind: 'broken', text: finished.output.slice(-2_000) }
    : { kind: 'red', file: null, by: `simulation, ${line.slice(0, 300)}` }
}

/** What the compiler says of one file; null: nothing. Unused names are no matter here: a plant may leave some. */
export async function typeErrors(scratch: Scratch, file: string): Promise<string | null> {
  const loose = ['--noUnusedLocals', 'false', '--noUnusedParameters', 'false']
  const compiler = join('node_modules', 'typescript', 'bin', 'tsc')
  const finished = await run(scratch, [compiler, '-p', 'tsconfig.json', ...loose], 300_000)
  const wrong = finished.output.split('\n').filter((line) => line.startsWith(`${file}(`))
  return wrong.length === 0 ? null : wrong.join('\n')
}

/** Changes a file of the copy; gives what puts it back. */
export function change(scratch: Scratch, path: string, content: string): () => void {
  const target = join(scratch.folder, path)
  const before = readFileSync(target, 'utf8')
  writeFileSync(target, content)
  return () => writeFileSync(target, before)
}
