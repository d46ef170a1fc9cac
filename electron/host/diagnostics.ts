/**
 * The diagnostic bundle: one zip file for whoever helps, with versions, settings, checks, the last runs and the log.
 *
 * No secret is in it: tokens are no part of what is collected, and every text goes through the log's redaction besides.
 * Titles and texts of appointments are left out unless the user adds them; ids and numbers stay.
 */
import { readFileSync, statSync } from 'node:fs'
import { arch, release, type } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import type { Check } from '../../shared/contract-care.ts'
import type { Profile } from '../../shared/model.ts'
import type { ChangeRecord, ProblemRecord } from '../engine/ledger-port.ts'
import { lastComparison } from '../engine/verify.ts'
import type { Home } from './home.ts'
import { presentError, presentProblem, presentRun, profileSummary } from './present.ts'
import { presentChange } from './present-change.ts'

export interface DiagnosticsOptions {
  /** The user agreed to send what appointments say. */
  readonly withTitles: boolean
  /** What the doctor says now. */
  readonly checks: readonly Check[]
  /** Of this program. */
  readonly version: string
}

/** The file as it is saved; `name` without a folder. */
export interface Bundle {
  readonly name: string
  readonly mediaType: 'application/zip'
  readonly bytes: Uint8Array
}

const MOST_RUNS = 50
const MOST_CHANGES = 200
/** Of each log file no more than its end. */
const MOST_LOG_BYTES = 1024 * 1024
const LOGS: readonly string[] = ['partner-sync.log', 'partner-sync.log.1']

/** Collects and packs. What cannot be read is left out and named in `about.json`. */
export function makeBundle(home: Home, options: DiagnosticsOptions): Bundle {
  const at = new Date(home.clock.now())
  const profiles = home.profiles()
  const logs = LOGS.flatMap((name) => {
    const text = endOf(join(home.folder, 'logs', name))
    return text === null ? [] : [[`logs/${name}`, text] as const]
  })
  const about = {
    at: at.toISOString(),
    version: options.version,
    system: { type: type(), release: release(), architecture: arch() },
    access: home.access,
    holder: home.holder,
    withTitles: options.withTitles,
    logs: logs.map(([name]) => name),
    notices: home.notices.map((notice) => presentError(notice, 'en')),
    logFailingSince: home.logFailingSince(),
    diskFailingSince: home.diskFailingSince(),
  }
  const settings = { preferences: home.preferences(), profiles: profiles.map((profile) => profileSummary(profile)) }
  const documents: readonly (readonly [string, unknown])[] = [
    ['about.json', about],
    ['settings.json', settings],
    ['doctor.json', options.checks],
    ...profiles.map(
      (profile, position) => [`profile-${position + 1}.json`, ofProfile(home, profile, options)] as const,
    ),
  ]
  const texts = [...documents.map(([name, value]) => [name, JSON.stringify(value, null, 2)] as const), ...logs]
  const files = Object.fromEntries(texts.map(([name, text]) => [name, strToU8(home.clean(text))]))
  const day = at.toISOString().slice(0, 10)
  // One time for all files: the bundle says when it was made, and the same contents give the same bytes.
  return {
    name: `partner-sync-diagnostics-${day}.zip`,
    mediaType: 'application/zip',
    bytes: zipSync(files, { mtime: at }),
  }
}

function ofProfile(home: Home, profile: Profile, { withTitles }: DiagnosticsOptions): unknown {
  const { journal, ledger } = home
  const now = home.clock.now()
  const pairs = ledger.pairs(profile.id)
  const states = Object.groupBy(pairs, (pair) => pair.state.kind)
  const compared = lastComparison(home, profile)
  return {
    name: profile.name,
    pairs: Object.fromEntries(Object.entries(states).map(([state, those]) => [state, those?.length ?? 0])),
    outcomesOfAWeek: journal.outcomes(profile.id, now - 7 * 24 * 3_600_000),
    openConflicts: journal.openConflicts(profile.id).map(({ question, since }) => ({ kind: question.kind, since })),
    held: journal.held(profile.id).map(({ action, state, since }) => ({ action, state, since })),
    problems: journal.problems(profile.id).map((problem) => plainProblem(problem, profile, withTitles)),
    runs: journal.runs(profile.id, MOST_RUNS).map((run) => plainRun(presentRun(run, profile, 'en'), withTitles)),
    changes: journal
      .changes({ profile: profile.id, limit: MOST_CHANGES })
      .map((change) => plainChange(change, profile, withTitles)),
    lastComparison: compared === null ? null : plainComparison(compared, withTitles),
  }
}

function plainProblem(problem: ProblemRecord, profile: Profile, withTitles: boolean): unknown {
  const { id, privateId, sharedId, tries, firstAt, lastAt, nextTryAt, failure } = problem
  const { category, code, status, requestId, reason, outcome } = failure
  const ids = { id, privateId, sharedId }
  const plain = { ...ids, tries, firstAt, lastAt, nextTryAt, category, code, status, requestId, reason, outcome }
  // Sentences name what they are about, and what a service answers may quote what a page says.
  return withTitles ? { ...presentProblem(problem, profile, 'en'), ...plain } : plain
}

function plainChange(change: ChangeRecord, profile: Profile, withTitles: boolean): unknown {
  const { id, runId, at, side, pageId, kind, why, fields, tracking } = change
  const plain = { id, runId, at, side, pageId, kind, case: change.case, why, tracking }
  if (withTitles) return { ...presentChange(change, profile, 'en'), ...plain }
  return { ...plain, fields: fields.map(({ field }) => field) }
}

function plainComparison({ at, report }: NonNullable<ReturnType<typeof lastComparison>>, withTitles: boolean): unknown {
  const differences = report.differences.map(({ kind, privateId, sharedId, title }) =>
    withTitles ? { kind, privateId, sharedId, title } : { kind, privateId, sharedId },
  )
  return { ...report, at: new Date(at).toISOString(), differences }
}

/** The error of a run without sentences, which may name what they are about. */
function plainRun(run: ReturnType<typeof presentRun>, withTitles: boolean): unknown {
  const { error, ...rest } = run
  if (error === undefined || withTitles) return run
  return { ...rest, error: { category: error.category } }
}

/** The end of a text file; null when it cannot be read. */
function endOf(path: string): string | null {
  try {
    const text = readFileSync(path)
    return text.subarray(Math.max(0, statSync(path).size - MOST_LOG_BYTES)).toString('utf8')
  } catch {
    // There is no such file, or it may not be read: `about.json` lists which ones are in the bundle.
    return null
  }
}
