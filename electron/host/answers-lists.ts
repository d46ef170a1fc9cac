/**
 * The window's long lists, page by page, one appointment by itself, and the table of changes as a file.
 */
import { ok, type Result } from '../../shared/failure.ts'
import type { Exported } from '../../shared/ipc-exports.ts'
import type { Language } from '../../shared/words/language.ts'
import { presentRun } from './actions-lists.ts'
import type { Answers } from './bridge.ts'
import { type ChangesTable, changesTable } from './changes-table.ts'
import type { Home } from './home.ts'
import { pageOfAppointments, pageOfChanges, pageOfRuns, wholeAppointment } from './paged-lists.ts'
import type { Resident } from './resident.ts'

export interface ListAnswersOptions {
  readonly home: Home
  readonly resident: Resident
  readonly language: () => Language
  /** Where the window is shown, as far as it takes files. */
  readonly surroundings: { saveFile(file: ChangesTable): Promise<Result<Exported>> }
}

type Lists = Pick<Answers, 'appointments' | 'appointment' | 'sync-page' | 'changes' | 'runs' | 'export-changes'>

export function pagedAnswers({ home, resident, language, surroundings }: ListAnswersOptions): Lists {
  return {
    appointments: (asked) => ok(pageOfAppointments(home, asked, language())),
    appointment: (asked) => wholeAppointment(home, asked, language()),
    'sync-page': async ({ profile, pageId, force }) => {
      const done = await resident.syncPage(profile, pageId, force)
      return done.kind === 'failure' ? done : ok(presentRun(done.value, language()))
    },
    changes: (asked) => ok(pageOfChanges(home, asked, language())),
    runs: (asked) => ok(pageOfRuns(home, asked, language())),
    'export-changes': async (filter) => surroundings.saveFile(await changesTable(home, filter, language())),
  }
}
