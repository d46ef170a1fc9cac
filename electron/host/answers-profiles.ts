/**
 * What the window gets about profiles that exist: listing, inviting, stopping, removing, and the tokens behind them.
 *
 * Nothing is decided here; each answer is one function of the host.
 */
import { failure, ok } from '../../shared/failure.ts'
import type { profileRequests } from '../../shared/ipc-profiles.ts'
import type { SetupAnswersOptions } from './answers-setup.ts'
import type { Answers } from './bridge.ts'
import { profileSummary } from './present.ts'

export function profileAnswers({ home, stored }: SetupAnswersOptions): Pick<Answers, keyof typeof profileRequests> {
  const notYet = (subject: string) => () =>
    failure('usage', `not in this version: ${subject}`, { reason: 'not-yet', subject })
  return {
    profiles: () => ok(home.profiles().map(profileSummary)),
    'preview-removal': notYet('preview-removal'),
    'remove-profile': notYet('remove-profile'),
    'stop-sharing': notYet('stop-sharing'),
    'export-invitation': notYet('export-invitation'),
    'stored-tokens': () => ok(stored.entries().map((entry) => ({ entry, usedBy: [] }))),
    'forget-token': notYet('forget-token'),
  }
}
