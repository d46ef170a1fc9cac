/**
 * What can be looked at, as the outside sees it: statuses, appointments, conflicts, problems, held entries, history,
 * runs. Reads the ledger and nothing else; sorted as the journal gives it.
 */
import type {
  Appointment,
  AppointmentState,
  Change,
  Conflict,
  Held,
  Problem,
  Run,
  Status,
} from '../../shared/contract.ts'
import type { Pair, Profile } from '../../shared/model.ts'
import type { Language } from '../../shared/words/language.ts'
import { wordsFor } from '../../shared/words/words.ts'
import { statusOf } from '../core/health.ts'
import { privatePageId, sharedPageId } from '../core/observe.ts'
import { facts } from '../engine/context.ts'
import type { ProfileRun } from './actions-runs.ts'
import { healthFacts } from './health-facts.ts'
import { type Home, profilesNamed } from './home.ts'
import {
  presentAppointment,
  presentConflict,
  presentHeld,
  presentProblem,
  presentRun as presentRecord,
} from './present.ts'
import { presentChange } from './present-change.ts'

/** `live`: what is shown of a run under way; without it what the home knows. */
export function listStatuses(
  home: Home,
  name: string | null,
  language: Language,
  live: Home['live'] = (profile) => home.live(profile),
): readonly Status[] {
  const now = home.clock.now()
  const words = wordsFor(language)
  const told = (profile: Profile): Status => {
    const status = statusOf(healthFacts(home, profile, live(profile)), words, now)
    const comparedAt = home.ledger.fact(profile.id, facts.comparedAt)
    return comparedAt === null ? status : { ...status, lastVerifiedAt: new Date(Number(comparedAt)).toISOString() }
  }
  return profilesNamed(home, name).map(told)
}

export interface AppointmentFilter {
  readonly profile: string | null
  /** Id of either side. */
  readonly page: string | null
  readonly state: AppointmentState | null
}

/** Every appointment the ledger knows. A page that was asked for and is not known is told as unknown. */
export function listAppointments(home: Home, filter: AppointmentFilter, language: Language): readonly Appointment[] {
  const now = home.clock.now()
  const found = profilesNamed(home, filter.profile).flatMap((profile) =>
    (filter.page === null ? home.ledger.pairs(profile.id) : pairsOf(home, profile, filter.page)).map((pair) =>
      presentAppointment(pair, profile, language, now),
    ),
  )
  const told =
    found.length === 0 && filter.page !== null ? unknownIn(home, filter.page, filter.profile, language) : found
  return filter.state === null ? told : told.filter((one) => one.state === filter.state)
}

/** A page that somebody asks for and that no profile has seen: the answer is that, not silence. */
function unknownIn(home: Home, page: string, name: string | null, language: Language): readonly Appointment[] {
  const why = wordsFor(language).standing.state.unknown
  return profilesNamed(home, name).map((profile) => ({
    profile: profile.name,
    privateId: page,
    title: '',
    state: 'unknown',
    why,
    verifiedAt: null,
  }))
}

export function listConflicts(home: Home, name: string | null, language: Language): readonly Conflict[] {
  return profilesNamed(home, name).flatMap((profile) =>
    home.journal
      .openConflicts(profile.id)
      .map((conflict) =>
        presentConflict(
          conflict,
          profile,
          language,
          conflict.privateId === null ? null : home.ledger.pair(profile.id, conflict.privateId),
        ),
      ),
  )
}

/** What failed for good or waits for its next try; what was dismissed is out of sight. */
export function listProblems(home: Home, name: string | null, language: Language): readonly Problem[] {
  return profilesNamed(home, name).flatMap((profile) =>
    home.journal
      .problems(profile.id)
      .filter((problem) => !problem.dismissed)
      .map((problem) => presentProblem(problem, profile, language)),
  )
}

/** One entry for each profile for which something is held. */
export function listHeld(home: Home, name: string | null, language: Language): readonly Held[] {
  return profilesNamed(home, name)
    .map((profile) => {
      const { paired } = home.ledger.pairCounts(profile.id)
      return presentHeld(home.journal.held(profile.id), paired, profile, language)
    })
    .filter((held) => held.count > 0)
}

export interface ChangeFilter {
  readonly profile: string | null
  readonly page: string | null
  readonly limit: number
}

/** Newest first. */
export function listChanges(home: Home, filter: ChangeFilter, language: Language): readonly Change[] {
  const profiles = new Map(profilesNamed(home, filter.profile).map((profile) => [profile.id, profile]))
  const page = filter.page === null ? null : (privatePageId(filter.page) ?? filter.page)
  const query = { page, search: '', side: null, kind: null, from: null, to: null }
  const { entries } = home.lists.changes(
    { ...query, profiles: [...profiles.keys()] },
    { offset: 0, limit: filter.limit },
  )
  return entries.flatMap((change) => {
    const profile = profiles.get(change.profile)
    return profile === undefined ? [] : [presentChange(change, profile, language)]
  })
}

/** What a profile knows of a page of either side: nothing, or one appointment. */
function pairsOf(home: Home, { id }: Profile, page: string): readonly Pair[] {
  const [privateId, sharedId] = [privatePageId(page), sharedPageId(page)]
  if (privateId === null || sharedId === null) return []
  const pair = home.ledger.pair(id, privateId) ?? home.ledger.pairByShared(id, sharedId)
  return pair === null ? [] : [pair]
}

export function presentRun({ profile, report }: ProfileRun, language: Language): Run {
  return presentRecord(report.record, profile, language, report)
}
