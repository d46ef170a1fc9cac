/**
 * What the window gets about profiles that exist: listing, inviting, stopping, removing, and the tokens behind them.
 *
 * Nothing is decided here; each answer is one function of the host. Afterwards the resident looks at the profiles again.
 */
import type { Run } from '../../shared/contract.ts'
import { type Failure, ok, type Result } from '../../shared/failure.ts'
import type { Exported } from '../../shared/ipc-exports.ts'
import type { profileRequests } from '../../shared/ipc-profiles.ts'
import { presentRun } from './actions-lists.ts'
import type { Answers } from './bridge.ts'
import { invitationMediaType, makeInvitation } from './invitation.ts'
import { profileSummary } from './present.ts'
import { previewRemoval, type Removal, removeAlone, removeWithCopies, stopSharing } from './profile-removal.ts'
import { unknownProfile } from './profile-setup.ts'
import { forgetToken, forgetTokensOf, usersOf } from './profile-tokens.ts'
import type { Resident } from './resident.ts'
import type { SetupPorts } from './setup-look.ts'
import type { StoredTokens } from './token-keeping.ts'

interface InvitationFile {
  readonly name: string
  readonly mediaType: string
  readonly content: string
}

export interface ProfileAnswersOptions extends SetupPorts {
  readonly stored: StoredTokens
  readonly resident: Pick<Resident, 'refresh'>
  readonly surroundings: { saveFile(file: InvitationFile): Promise<Result<Exported>> }
}

export function profileAnswers(options: ProfileAnswersOptions): Pick<Answers, keyof typeof profileRequests> {
  const { home, stored, language, stop, resident, surroundings } = options
  /** Whatever became of it, the profiles may have changed. */
  const andLook = async <T>(work: Promise<T>): Promise<T> => {
    resident.refresh()
    return work.finally(() => resident.refresh())
  }
  return {
    profiles: () => ok(home.profiles().map(profileSummary)),
    'preview-removal': async ({ name, copies }) => {
      if (copies === 'keep') return known(options, name) ?? ok({ entries: [], total: 0 })
      const preview = await previewRemoval(home, name, stop)
      if (preview.kind === 'failure') return preview
      const entries = presentRun(preview.value, language()).planned ?? []
      return ok({ entries, total: entries.length })
    },
    'remove-profile': ({ name, copies }) => andLook(remove(options, name, copies)),
    'stop-sharing': ({ profile }) =>
      andLook(
        stopSharing(home, profile, stop).then((done) =>
          done.kind === 'failure' ? done : ok({ run: runOf(options, done.value), left: done.value.left }),
        ),
      ),
    'export-invitation': async ({ profile }) => {
      const made = await makeInvitation(home, profile, stop)
      if (made.kind === 'failure') return made
      const { fileName: name, text: content } = made.value
      return surroundings.saveFile({ name, mediaType: invitationMediaType, content })
    },
    'stored-tokens': () =>
      ok(
        stored.entries().map((entry) => {
          const token = stored.reference(entry)
          return { entry, token, usedBy: [...usersOf(home, token)] }
        }),
      ),
    'forget-token': ({ entry }) => forgetToken(home, stored, entry),
  }
}

async function remove(
  options: ProfileAnswersOptions,
  name: string,
  copies: 'keep' | 'trash',
): Promise<Result<{ readonly run: Run | null; readonly left: number }>> {
  const { home, stored, stop } = options
  const profile = home.profiles().find((one) => one.name === name)
  if (profile === undefined) return unknownProfile(name)
  const removed = copies === 'keep' ? await removeAlone(home, name) : await removeWithCopies(home, name, stop)
  if (removed.kind === 'failure') return removed
  const run = removed.value === null ? null : runOf(options, removed.value)
  const left = removed.value?.left ?? 0
  if (left > 0) return ok({ run, left })
  const forgotten = await forgetTokensOf(home, profile, [stored])
  return forgotten.kind === 'failure' ? forgotten : ok({ run, left })
}

function runOf({ language }: ProfileAnswersOptions, removal: Removal): Run {
  return presentRun(removal, language())
}

function known({ home }: SetupPorts, name: string): Failure | null {
  return home.profiles().some((profile) => profile.name === name) ? null : unknownProfile(name)
}
