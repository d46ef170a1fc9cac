/**
 * What the window gets while a profile is set up: the draft, what Notion shows, and at the end the profile.
 *
 * Nothing is decided here; each answer is one function of the host.
 */
import { failure, ok } from '../../shared/failure.ts'
import type { setupRequests } from '../../shared/ipc-setup.ts'
import type { Language } from '../../shared/words/language.ts'
import type { Answers } from './bridge.ts'
import type { Home } from './home.ts'
import type { Resident } from './resident.ts'
import type { StoredTokens } from './token-keeping.ts'

export interface SetupAnswersOptions {
  readonly home: Home
  readonly resident: Pick<Resident, 'refresh'>
  readonly stored: StoredTokens
  readonly language: () => Language
  /** Ends what is under way when the application ends. */
  readonly stop: AbortSignal
}

export function setupAnswers({ home }: SetupAnswersOptions): Pick<Answers, keyof typeof setupRequests> {
  const notYet = (subject: string) => () =>
    failure('usage', `not in this version: ${subject}`, { reason: 'not-yet', subject })
  return {
    'setup-draft': () => ok(home.setupDraft()),
    'save-setup-draft': ({ draft }) => home.saveSetupDraft(draft),
    'find-databases': notYet('find-databases'),
    'find-pages': notYet('find-pages'),
    'create-shared-database': notYet('create-shared-database'),
    'check-setup': notYet('check-setup'),
    'create-properties': notYet('create-properties'),
    'preview-setup': notYet('preview-setup'),
    'add-profile': notYet('add-profile'),
    'read-invitation': notYet('read-invitation'),
  }
}
