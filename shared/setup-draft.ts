/**
 * What a setup begins with.
 *
 * Apart from the schema in `setup.ts`, because the window needs the value and nothing of the library that checks it.
 */
import type { SetupDraft } from './setup.ts'

export const emptyDraft: SetupDraft = {
  step: 'welcome',
  name: '',
  privateEntry: null,
  sharedEntry: null,
  privateDatabase: null,
  sharedDatabase: null,
  sourceUserId: null,
  fields: null,
  onConflict: 'ask',
  onSharedDelete: 'unshare',
  horizonMs: null,
  importRows: false,
  intervalMs: 7_200_000,
  privateTokenExpiresAt: null,
  sharedTokenExpiresAt: null,
  invitation: null,
}
