/**
 * What the window gets while a profile is set up: the draft, what Notion shows, and at the end the profile.
 *
 * Nothing is decided here; each answer is one function of the host.
 */
import { ok, type Result } from '../../shared/failure.ts'
import type { setupRequests } from '../../shared/ipc-setup.ts'
import type { InvitationSummary, SetupDraft } from '../../shared/setup.ts'
import { emptyDraft } from '../../shared/setup-draft.ts'
import type { Answers } from './bridge.ts'
import { draftFromInvitation, readInvitation } from './invitation.ts'
import type { Resident } from './resident.ts'
import { checkSetup, createProperties } from './setup-check.ts'
import { createSharedDatabase, findDatabases, findParents } from './setup-databases.ts'
import type { SetupPorts } from './setup-look.ts'
import { addDraftedProfile, previewSetup } from './setup-preview.ts'

export interface SetupAnswersOptions extends SetupPorts {
  readonly resident: Pick<Resident, 'refresh'>
}

export function setupAnswers(options: SetupAnswersOptions): Pick<Answers, keyof typeof setupRequests> {
  const { home, resident } = options
  return {
    'setup-draft': () => ok(home.setupDraft()),
    'save-setup-draft': ({ draft }) => home.saveSetupDraft(draft),
    'find-databases': (searched) => findDatabases(options, searched),
    'find-pages': (searched) => findParents(options, searched),
    'create-shared-database': (wish) => createSharedDatabase(options, wish),
    'check-setup': async ({ draft }) => ok(await checkSetup(options, draft)),
    'create-properties': async ({ draft, side }) => ok(await createProperties(options, draft, side)),
    'preview-setup': ({ draft }) => previewSetup(options, draft),
    'add-profile': async ({ draft }) => {
      const added = await addDraftedProfile(options, draft)
      if (added.kind === 'ok') resident.refresh()
      return added
    },
    'read-invitation': ({ text }) => openInvitation(options, text),
  }
}

function openInvitation(
  { home }: SetupPorts,
  text: string,
): Result<{ readonly invitation: InvitationSummary; readonly draft: SetupDraft }> {
  const invitation = readInvitation(text)
  if (invitation.kind === 'failure') return invitation
  const draft = draftFromInvitation(home.setupDraft() ?? emptyDraft, invitation.value)
  const saved = home.saveSetupDraft(draft)
  return saved.kind === 'failure' ? saved : ok({ invitation: invitation.value, draft })
}
