/**
 * A home after a while of use, made through the product's own ledger: pairs, runs with their changes and outcomes, questions.
 *
 * Two people, as many changes and runs a day as asked, spread evenly over the days before now; what is asked, held and wrong
 * is the same few whatever the time. Nothing here knows how rows are stored.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openConf } from '../../electron/host/conf-store.ts'
import type { Home } from '../../electron/host/home.ts'
import { openHome } from '../../electron/host/open-home.ts'
import { createRealClock, createRealRandom } from '../../electron/host/real-clock.ts'
import type { DesktopFacts } from '../../electron/host/snapshot.ts'
import type { Profile } from '../../shared/model.ts'
import { plainText } from '../../shared/value.ts'
import {
  change,
  conflict,
  fieldKey,
  held,
  pair,
  privateId,
  problem,
  profileId,
  run,
  runId,
  sharedId,
} from '../ledger/records.ts'
import { createWorld, unwrap } from '../support/world.ts'
import { titleOf } from './titles.ts'

const DAY_MS = 86_400_000
/** Appointments waiting for a person, of each kind. */
const WAITING = 10
const AT_ONCE = 20_000

export interface Use {
  readonly pairs: number
  readonly days: number
  readonly changes: number
  readonly runs: number
}

/** What only a desktop knows, where there is none. */
export const desktopFacts: DesktopFacts = {
  language: () => 'de',
  version: '0',
  credentials: () => ({ state: 'available', message: '', remedy: '' }),
  startAtLogin: () => 'unknown',
}

/** Opens a home as the program that keeps it does, or as one that looks. */
export function openFolder(folder: string, access: 'hold' | 'read', { keeps }: { readonly keeps?: true } = {}): Home {
  return unwrap(
    openHome({
      folder,
      access,
      ...(keeps === undefined ? {} : { keeps }),
      what: 'bench',
      env: {},
      platform: process.platform,
      pid: process.pid,
      clock: createRealClock(),
      random: createRealRandom(),
      fetch,
      openStore: openConf,
      baseUrl: null,
      requestsPerMinute: null,
      logLevel: 'error',
      signal: () => undefined,
    }),
  )
}

/** Gives the folder; the caller removes it. */
export async function usedHome(use: Use): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'partner-sync-growth-'))
  const world = await createWorld()
  const { profile } = world
  world.close()
  const profiles: readonly Profile[] = [
    profile,
    { ...profile, id: profileId('ben'), name: 'Ben', sourceUserId: profile.sourceUserId + 1 },
  ]
  const home = openFolder(folder, 'hold')
  unwrap(home.saveProfiles(profiles))
  const now = home.clock.now()
  const ownerOf = (at: number): Profile['id'] => (profiles[at % profiles.length] ?? profile).id
  home.ledger.transaction(() => {
    for (let at = 0; at < use.pairs; at += 1) home.ledger.savePair(pairAt(at, ownerOf(at), now))
    for (let at = 0; at < WAITING; at += 1) addWaiting(home, at, ownerOf(at), now)
  })
  fillHistory(home, use, ownerOf, now)
  home.close()
  return folder
}

/** As long as Notion's and our own, for they are a good part of what is stored. */
function idOf(kind: 'page' | 'copy' | 'run' | 'change', at: number): string {
  const digit = { page: 'a', copy: 'b', run: 'c', change: 'd' }[kind]
  return `${digit.repeat(8)}-0000-4000-8000-${at.toString(16).padStart(12, '0')}`
}
export const pageOf = (at: number) => privateId(idOf('page', at))
const copyOf = (at: number) => sharedId(idOf('copy', at))

function pairAt(at: number, profile: Profile['id'], now: number) {
  const start = new Date(now + (at - 600) * 3_600_000).toISOString()
  return pair({
    profile,
    privateId: pageOf(at),
    sharedId: copyOf(at),
    title: titleOf(at),
    start: at % 3 === 0 ? start.slice(0, 10) : start,
    unverified: null,
  })
}

/** A question, a problem and a held page, all older than any retention. */
function addWaiting(home: Home, at: number, profile: Profile['id'], now: number): void {
  const about = { profile, privateId: pageOf(at), sharedId: copyOf(at), title: titleOf(at) }
  const since = now - 900 * DAY_MS
  home.journal.saveConflict(conflict({ ...about, id: `k${at}`, since }))
  home.journal.saveProblem(problem({ ...about, id: `m${at}`, firstAt: since, lastAt: now }))
  home.journal.saveHeld(held({ ...about, since }))
}

/** The youngest entry is a minute old. */
function fillHistory(home: Home, use: Use, ownerOf: (at: number) => Profile['id'], now: number): void {
  const { journal } = home
  const from = now - use.days * DAY_MS
  const span = now - from - 60_000
  const momentOf = (at: number): number => from + Math.floor((at / use.runs) * span)
  const each = use.changes / use.runs
  for (let first = 0; first < use.runs; first += AT_ONCE) {
    home.ledger.transaction(() => {
      for (let at = first; at < Math.min(use.runs, first + AT_ONCE); at += 1) {
        const profile = ownerOf(at)
        const startedAt = momentOf(at)
        journal.startRun(run({ id: runId(idOf('run', at)), profile, startedAt, finishedAt: startedAt + 900 }))
        for (let number = Math.floor(at * each); number < Math.floor((at + 1) * each); number += 1) {
          journal.recordChange(changeAt(number, use.pairs, runId(idOf('run', at)), profile, startedAt))
          journal.recordOutcome({ profile, at: startedAt, ...outcomeAt(number) })
        }
      }
    })
  }
}

function changeAt(number: number, pairs: number, ofRun: ReturnType<typeof runId>, profile: Profile['id'], at: number) {
  // Half of the pairs are each person's, as `ownerOf` deals them.
  const page = ((number * 7) % (pairs / 2)) * 2
  return change({
    id: idOf('change', number),
    runId: ofRun,
    profile,
    at,
    side: number % 3 === 0 ? 'private' : 'shared',
    pageId: number % 3 === 0 ? pageOf(page) : copyOf(page),
    privateId: pageOf(page),
    sharedId: copyOf(page),
    title: titleOf(page),
    fields: [
      { field: fieldKey('title'), before: plainText('Zelt'), after: plainText(titleOf(page)) },
      { field: fieldKey('place'), before: null, after: plainText('Garage hinter dem Haus') },
    ],
  })
}

function outcomeAt(number: number) {
  const failed = number % 50 === 0
  return {
    side: number % 3 === 0 ? 'private' : 'shared',
    operation: 'update',
    result: failed ? 'failed' : 'succeeded',
    category: failed ? 'service' : null,
  } as const
}
