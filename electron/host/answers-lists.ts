/**
 * The window's long lists, page by page, and one appointment by itself: answers from the ledger.
 */
import { appointmentStates } from '../../shared/contract.ts'
import { failure, ok, type Result } from '../../shared/failure.ts'
import type { Answer, Argument } from '../../shared/ipc.ts'
import type { Exported } from '../../shared/ipc-exports.ts'
import type { Language } from '../../shared/words/language.ts'
import { listAppointments, listChanges, listRuns } from './actions-lists.ts'
import type { Answers } from './bridge.ts'
import type { Home } from './home.ts'
import type { Resident } from './resident.ts'

export interface ListAnswersOptions {
  readonly home: Home
  readonly resident: Resident
  readonly language: () => Language
  readonly surroundings: {
    saveFile(file: {
      readonly name: string
      readonly mediaType: string
      readonly content: string | Uint8Array
    }): Promise<Result<Exported>>
  }
}

type Lists = Pick<Answers, 'appointments' | 'appointment' | 'sync-page' | 'changes' | 'runs' | 'export-changes'>

export function pagedAnswers({ home, language }: ListAnswersOptions): Lists {
  return {
    appointments: (asked) => ok(appointmentsOf(home, asked, language())),
    appointment: ({ profile, pageId }) => {
      const [appointment] = listAppointments(home, { profile, page: pageId, state: null }, language())
      if (appointment === undefined)
        return failure('usage', `no profile ${profile}`, { reason: 'unknown-profile', subject: profile })
      const changes = listChanges(home, { profile, page: pageId, limit: 20 }, language())
      return ok({ appointment, fields: [], changes })
    },
    'sync-page': () => failure('unknown', 'not there yet'),
    changes: ({ profile, page, search, side, kind, from, to, offset, limit }) => {
      const found = listChanges(home, { profile, page, limit: 100_000 }, language()).filter(
        (change) =>
          change.title.toLowerCase().includes(search.toLowerCase()) &&
          (side === null || change.side === side) &&
          (kind === null || change.kind === kind) &&
          (from === null || change.at >= from) &&
          (to === null || change.at < to),
      )
      return ok({ total: found.length, entries: found.slice(offset, offset + limit) })
    },
    runs: ({ profile, state, kind, from, to, offset, limit }) => {
      const found = listRuns(home, { profile, limit: 10_000 }, language()).filter(
        (run) =>
          (state === null || run.state === state) &&
          (kind === null || run.kind === kind) &&
          (from === null || run.startedAt >= from) &&
          (to === null || run.startedAt < to),
      )
      const entries = found.slice(offset, offset + limit).map((run) => ({ ...run, sentence: '', finding: null }))
      return ok({ total: found.length, entries })
    },
    'export-changes': () => failure('unknown', 'not there yet'),
  }
}

function appointmentsOf(
  home: Home,
  { profile, state, search, past, offset, limit }: Argument<'appointments'>,
  language: Language,
): Answer<'appointments'> {
  const now = new Date(home.clock.now()).toISOString()
  const matching = listAppointments(home, { profile, page: null, state: null }, language).filter((one) =>
    one.title.toLowerCase().includes(search.toLowerCase()),
  )
  const found = matching.filter(
    (one) => (state === null || one.state === state) && (past === null || past === (one.start ?? now) < now),
  )
  const counts = Object.fromEntries(
    appointmentStates.map((each) => [each, matching.filter((one) => one.state === each).length]),
  ) as Answer<'appointments'>['counts'] // One for each state.
  return { total: found.length, counts, entries: found.slice(offset, offset + limit) }
}
