/**
 * The demo: two people in the sandbox, a first run, and what it made of the sample, for everybody to see.
 *
 * With `once` it syncs twice, tells both runs and judges them by `sampleOutcome`; without, it keeps syncing and serves the
 * window, while the page of the sandbox can be edited. Its home is a folder of its own and goes with it, unless `--home` named one.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Run } from '../../shared/contract.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import { listConflicts, presentRun } from '../host/actions-lists.ts'
import { sync } from '../host/actions-runs.ts'
import type { Home } from '../host/home.ts'
import type { EndWish } from '../host/profile-ends.ts'
import { addProfile } from '../host/profile-setup.ts'
import { sampleOutcome } from '../sandbox/sample.ts'
import type { Invocation } from './invocation.ts'
import { keepSyncing } from './keep-syncing.ts'
import { orRefuse, refuseUsage } from './refusal.ts'
import { renderConflicts, renderRuns } from './render.ts'
import type { ServedSandbox } from './served-sandbox.ts'
import { findWindow } from './served-window.ts'
import { table } from './table.ts'
import { withHome } from './with-home.ts'

/** Runs the demo against a furnished sandbox; gives the exit code. */
export async function demo(invocation: Invocation, place: ServedSandbox, once: boolean): Promise<number> {
  const own = invocation.homeGiven ? null : mkdtempSync(join(tmpdir(), 'partner-sync-demo-'))
  const inside: Invocation = { ...invocation, home: own ?? invocation.home, notionUrl: place.server.url }
  try {
    return await withHome(inside, { access: 'hold', what: 'demo' }, async (home) => {
      if (home.profiles().length > 0) refuseUsage('invalid-argument', `--home ${inside.home}`, 'this home has profiles')
      await addPeople(inside, home, place)
      return once ? await showTwice(inside, home, place) : await showAndStay(inside, home, place)
    })
  } finally {
    if (own !== null) rmSync(own, { recursive: true, force: true })
  }
}

async function addPeople(invocation: Invocation, home: Home, { furnished }: ServedSandbox): Promise<void> {
  const end = (database: string, token: string): EndWish => ({
    database: furnished.databases[database] ?? '',
    token: { kind: 'file', path: writeToken(home, token, furnished.tokens[token] ?? '') },
  })
  const people = [
    { name: 'anna', number: sampleOutcome.anna.number, private: 'anna', shared: 'anna' },
    { name: 'ben', number: sampleOutcome.ben.number, private: 'ben-private', shared: 'ben-shared' },
  ]
  for (const person of people) {
    const wish = {
      name: person.name,
      sourceUserId: person.number,
      private: end(`${person.name}-private`, person.private),
      shared: end('shared', person.shared),
      fields: [],
    }
    orRefuse(await addProfile(home, wish, invocation.stop))
  }
}

/** As a person would keep it: a file that nobody else can read. */
function writeToken(home: Home, name: string, token: string): string {
  const folder = join(home.folder, 'tokens')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  writeFileSync(path, `${token}\n`, { mode: 0o600 })
  return path
}

async function runOnce(invocation: Invocation, home: Home): Promise<readonly Run[]> {
  const wish = { profile: null, full: false, dryRun: false, page: null, force: false, wait: true }
  const done = orRefuse(await sync(home, wish, invocation.stop, () => {}))
  return done.map((one) => presentRun(one, invocation.language))
}

async function showTwice(invocation: Invocation, home: Home, place: ServedSandbox): Promise<number> {
  const { out, words } = invocation
  const first = await runOnce(invocation, home)
  const second = await runOnce(invocation, home)
  const wrong = judge(first, second)
  out.result({ runs: [...first, ...second] }, () =>
    [
      words.demo.opening,
      `${words.demo.first}\n${renderRuns(invocation, first)}`,
      showShared(invocation, place),
      showWaiting(invocation, home),
      `${words.demo.second}\n${renderRuns(invocation, second)}`,
      wrong === null ? words.demo.secondWroteNothing : words.demo.wrong(wrong),
    ].join('\n\n'),
  )
  if (wrong !== null) out.note(words.demo.wrong(wrong))
  return wrong === null ? 0 : 1
}

async function showAndStay(invocation: Invocation, home: Home, place: ServedSandbox): Promise<number> {
  const { out, words } = invocation
  const { url } = place.server
  out.event({ event: 'sandbox', url: `${url}/` }, () => `${words.demo.opening}\n${words.sandbox.page(`${url}/`)}`)
  for (const run of await runOnce(invocation, home)) {
    out.event({ event: 'run', run }, () => renderRuns(invocation, [run]))
  }
  if (!out.json) {
    out.event({}, () => [showShared(invocation, place), showWaiting(invocation, home)].join('\n\n'))
    out.note(`\n${words.demo.tryThis}\n${words.demo.home(home.folder)}`)
  }
  const window = findWindow(invocation)
  if (window.kind === 'failure') {
    const { message, remedy } = explainFailure(window, invocation.language)
    out.note(`${message} ${remedy}`)
  }
  return keepSyncing(invocation, home, { window: window.kind === 'ok' ? window.value : null, statusPort: null })
}

function showShared({ words }: Invocation, { sandbox, furnished }: ServedSandbox): string {
  const rows = sandbox.rows(furnished.dataSources['shared'] ?? '').map(({ values }) => {
    const date = values['Datum']
    const start = typeof date === 'object' && date !== null && 'start' in date ? date['start'] : date
    return [text(start), text(values['Name']), text(values['Ort']), text(values['SourceUserId'])]
  })
  const { columns } = words
  const sorted = rows.sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0))
  return `${words.demo.created}\n${table([columns.start, columns.title, 'Ort', columns.number], sorted)}`
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function showWaiting(invocation: Invocation, home: Home): string {
  const open = listConflicts(home, null, invocation.language)
  return `${invocation.words.demo.waiting}\n${renderConflicts(invocation, open)}`
}

/** What differs from the sample's outcome; null when everything came out as it should. */
export function judge(first: readonly Run[], second: readonly Run[]): string | null {
  const wrong = Object.entries(sampleOutcome).flatMap(([name, expected]) => {
    const one = first.find((run) => run.profile === name)
    const two = second.find((run) => run.profile === name)
    if (one === undefined || two === undefined) return [`${name}: no run`]
    const checks: readonly (readonly [string, number | string, number | string])[] = [
      ['state', one.state, 'completed'],
      ['created', one.stats.created, expected.created],
      ['conflicts', one.stats.conflicts, expected.conflicts],
      ['errors', one.stats.errors, 0],
      ['second run: state', two.state, 'completed'],
      ['second run: writes', two.requests.write, 0],
      ['second run: errors', two.stats.errors, 0],
    ]
    return checks
      .filter(([, found, wanted]) => found !== wanted)
      .map(([what, found, wanted]) => `${name}: ${what} ${found}, not ${wanted}`)
  })
  return wrong.length === 0 ? null : wrong.join('; ')
}
