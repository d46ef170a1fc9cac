/**
 * What the window gets when it asks: each name of the bridge, answered from the resident and the home behind it.
 *
 * Everything goes through the same functions as the command line; nothing is decided here.
 */
import type { Shell } from 'electron'
import { assertNever, failure, ok, type Result } from '../../shared/failure.ts'
import type { Answer } from '../../shared/ipc.ts'
import type { Preferences, Snapshot } from '../../shared/snapshot.ts'
import type { Language } from '../../shared/words/language.ts'
import {
  isKnownPage,
  listAppointments,
  listChanges,
  listConflicts,
  listHeld,
  listProblems,
  listRuns,
} from '../host/actions-lists.ts'
import type { Home } from '../host/home.ts'
import { presentError } from '../host/present.ts'
import type { Resident } from '../host/resident.ts'
import type { Answers } from './ipc.ts'
import { openNotionPage } from './notion-page.ts'

/** Tokens as the window may treat them: put in, never read. */
export interface TokenKeeping {
  save(entry: string | null, token: string): Promise<Result<Answer<'save-token'>>>
  /** Asks for a file. Null: none was chosen. */
  importFile(): Promise<Result<Answer<'import-token-file'>>>
  acceptUnprotected(agree: boolean): Promise<Result<null>>
}

export interface AnswersOptions {
  readonly home: Home
  readonly resident: Resident
  readonly tokens: TokenKeeping
  readonly language: () => Language
  readonly shell: Pick<Shell, 'openExternal' | 'openPath'>
  /** Path of the folder with the logs. */
  readonly logs: string
  readonly setStartAtLogin: (on: boolean) => Promise<Result<Snapshot['startAtLogin']>>
  /** Preferences were saved and count from now on. */
  readonly onPreferences: (preferences: Preferences) => void
}

export function createAnswers(options: AnswersOptions): Answers {
  const { home, resident, tokens, language, shell, logs } = options
  return {
    snapshot: () => ok(resident.snapshot()),
    'sync-now': ({ profile, kind }) => resident.syncNow(profile, kind),
    submit: async (intent) => {
      const done = await resident.submit(intent)
      if (done.kind === 'failure') return done
      const { action, ids, carriedOut, obstacle } = done.value
      return ok({ action, ids, carriedOut, obstacle: obstacle === null ? null : presentError(obstacle, language()) })
    },
    conflicts: ({ profile }) => ok(listConflicts(home, profile, language())),
    problems: ({ profile }) => ok(listProblems(home, profile, language())),
    held: ({ profile }) => ok(listHeld(home, profile, language())),
    appointments: ({ profile, state }) => ok(listAppointments(home, { profile, page: null, state }, language())),
    changes: (filter) => ok(listChanges(home, filter, language())),
    runs: (filter) => ok(listRuns(home, filter, language())),
    'save-token': ({ entry, token }) => tokens.save(entry, token),
    'import-token-file': () => tokens.importFile(),
    'accept-unprotected': ({ agree }) => tokens.acceptUnprotected(agree),
    'save-preferences': (preferences) => {
      const saved = home.savePreferences(preferences)
      if (saved.kind === 'failure') return saved
      options.onPreferences(preferences)
      resident.refresh()
      return ok(null)
    },
    'set-start-at-login': async ({ on }) => {
      const state = await options.setStartAtLogin(on)
      resident.refresh()
      return state
    },
    'open-page': ({ pageId }) => openNotionPage(pageId, (id) => isKnownPage(home, id), shell),
    'open-folder': ({ which }) => openFolder(which, logs, shell),
  }
}

async function openFolder(which: 'logs', logs: string, shell: Pick<Shell, 'openPath'>): Promise<Result<null>> {
  switch (which) {
    case 'logs': {
      const wrong = await shell.openPath(logs)
      if (wrong === '') return ok(null)
      return failure('disk', wrong, { reason: 'folder-not-opened', subject: logs })
    }
    default:
      return assertNever(which)
  }
}
