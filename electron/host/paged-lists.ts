/**
 * The window's long lists as it asks for them: a page of appointments, of changes, of runs; and one appointment whole.
 *
 * Searching, filtering and sorting is the ledger's; here its records get their words. Reads the ledger and nothing else.
 */
import { appointmentStates } from '../../shared/contract.ts'
import type { Failure } from '../../shared/failure.ts'
import type { Answer, Argument } from '../../shared/ipc.ts'
import type { AgreedField, ListedRun } from '../../shared/ipc-lists.ts'
import type { Pair, Profile, ProfileId } from '../../shared/model.ts'
import { formatsFor } from '../../shared/words/format.ts'
import type { Language } from '../../shared/words/language.ts'
import { runWords } from '../../shared/words/runs.ts'
import { privatePageId } from '../core/observe.ts'
import type { RunRecord } from '../engine/ledger-port.ts'
import type { ChangeQuery } from '../ledger/lists.ts'
import { listAppointments } from './actions-lists.ts'
import { fieldName, valueText } from './field-text.ts'
import { type Home, profilesNamed } from './home.ts'
import { presentAppointment, presentRun } from './present.ts'
import { presentChange } from './present-change.ts'
import { unknownProfile } from './profile-setup.ts'

/** Changes shown with one appointment. */
const CHANGES_OF_ONE = 20

export function pageOfAppointments(
  home: Home,
  { profile, state, search, past, offset, limit }: Argument<'appointments'>,
  language: Language,
): Answer<'appointments'> {
  const profiles = byId(home, profile)
  const now = home.clock.now()
  const listed = home.lists.appointments(
    {
      profiles: [...profiles.keys()],
      // `unknown` is an answer about a page that no ledger has; nothing listed is ever so.
      state: state === 'unknown' ? null : state,
      search,
      past,
      now,
      wallNow: now - new Date(now).getTimezoneOffset() * 60_000,
    },
    { offset, limit },
  )
  const counts = Object.fromEntries(
    appointmentStates.map((each) => [each, each === 'unknown' ? 0 : (listed.counts[each] ?? 0)]),
  ) as Answer<'appointments'>['counts'] // One entry for each state.
  if (state === 'unknown') return { total: 0, counts, entries: [] }
  return {
    total: listed.total,
    counts,
    entries: worded(profiles, listed.entries, (pair, owner) => presentAppointment(pair, owner, language, now)),
  }
}

/** One appointment with what both sides agreed on and what happened to it last; fails for a profile that is not there. */
export function wholeAppointment(
  home: Home,
  { profile: name, pageId }: Argument<'appointment'>,
  language: Language,
): { readonly kind: 'ok'; readonly value: Answer<'appointment'> } | Failure {
  const [profile] = profilesNamed(home, name)
  const page = privatePageId(pageId) ?? pageId
  const [appointment] = listAppointments(home, { profile: name, page, state: null }, language)
  if (profile === undefined || appointment === undefined) return unknownProfile(name)
  const known = privatePageId(appointment.privateId)
  const pair = known === null ? null : home.ledger.pair(profile.id, known)
  const query = { profile: name, page, search: '', side: null, kind: null, from: null, to: null }
  const { entries } = pageOfChanges(home, { ...query, offset: 0, limit: CHANGES_OF_ONE }, language)
  return {
    kind: 'ok',
    value: { appointment, fields: pair === null ? [] : agreedFields(pair, profile), changes: entries },
  }
}

function agreedFields({ base }: Pair, profile: Profile): readonly AgreedField[] {
  return profile.mapping.fields.map((field) => ({
    field: fieldName(profile, field.key),
    direction: field.direction.kind,
    private: valueText(base?.[field.key]?.private),
    shared: valueText(base?.[field.key]?.shared),
  }))
}

type ChangeFilter = Omit<Argument<'changes'>, 'offset' | 'limit'>

export function pageOfChanges(
  home: Home,
  { offset, limit, ...filter }: Argument<'changes'>,
  language: Language,
): Answer<'changes'> {
  const profiles = byId(home, filter.profile)
  const { total, entries } = home.lists.changes(changeQuery([...profiles.keys()], filter), { offset, limit })
  return { total, entries: worded(profiles, entries, (change, owner) => presentChange(change, owner, language)) }
}

/** What the ledger is asked for; page ids in the form in which they are kept. */
export function changeQuery(profiles: readonly ProfileId[], filter: ChangeFilter): ChangeQuery {
  const { page, search, side, kind, from, to } = filter
  return {
    profiles,
    page: page === null ? null : (privatePageId(page) ?? page),
    search,
    side,
    kind,
    from: from === null ? null : Date.parse(from),
    to: to === null ? null : Date.parse(to),
  }
}

export function pageOfRuns(
  home: Home,
  { profile, state, kind, withChanges, from, to, offset, limit }: Argument<'runs'>,
  language: Language,
): Answer<'runs'> {
  const profiles = byId(home, profile)
  const { total, entries } = home.lists.runs(
    {
      profiles: [...profiles.keys()],
      state: state === 'in_progress' ? 'in-progress' : state,
      kind,
      withChanges,
      from: from === null ? null : Date.parse(from),
      to: to === null ? null : Date.parse(to),
    },
    { offset, limit },
  )
  return { total, entries: worded(profiles, entries, (run, owner) => listedRun(run, owner, language)) }
}

function listedRun(run: RunRecord, profile: Profile, language: Language): ListedRun {
  const words = runWords(language)
  const told = presentRun(run, profile, language)
  const did = words.did(formatsFor(language), run.statistics)
  const underWay = run.state === 'in-progress'
  const outcome = told.error?.message ?? (run.state === 'stopped' ? words.stopped : words.nothing)
  return {
    ...told,
    state: underWay ? 'in_progress' : told.state,
    sentence: underWay ? words.underWay : run.state === 'failed' ? outcome : (did ?? outcome),
  }
}

function byId(home: Home, name: string | null): ReadonlyMap<ProfileId, Profile> {
  return new Map(profilesNamed(home, name).map((profile) => [profile.id, profile]))
}

/** Records with the profile they belong to; the ledger was asked for no others. */
function worded<Item extends { readonly profile: ProfileId }, Told>(
  profiles: ReadonlyMap<ProfileId, Profile>,
  items: readonly Item[],
  tell: (item: Item, profile: Profile) => Told,
): readonly Told[] {
  return items.flatMap((item) => {
    const profile = profiles.get(item.profile)
    return profile === undefined ? [] : [tell(item, profile)]
  })
}
