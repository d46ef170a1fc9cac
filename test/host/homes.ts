/** Real folders for tests of the home's files, and a profile to save in them. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { FieldKey, Profile, ProfileId, PropertyId, ResourceId } from '../../shared/model.ts'

/** A folder that is gone when the test is over. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'partner-sync-'))
  onTestFinished(() => {
    chmodSync(folder, 0o700)
    rmSync(folder, { recursive: true })
  })
  return folder
}

// Tests make up ids; the brands only say what they name.
const property = (name: string) => ({ id: name.toLowerCase() as PropertyId, name })
const single = (name: string) => ({ kind: 'single' as const, property: property(name) })

export function aProfile(changes: Partial<Profile> = {}): Profile {
  const identity = { workspace: 'w1', workspaceName: 'Home', bot: 'b1', personal: false }
  return {
    kind: 'notion-pair',
    id: 'profile-1' as ProfileId,
    name: 'Anna',
    formerNames: [],
    sourceUserId: 1,
    enabled: true,
    intervalMs: 7_200_000,
    onConflict: 'ask',
    onSharedDelete: 'unshare',
    horizonMs: null,
    importRows: false,
    pausedUntil: null,
    private: {
      kind: 'notion',
      token: { kind: 'environment', variable: 'ANNA_TOKEN' },
      resource: 'r1' as ResourceId,
      database: 'd1',
      title: 'Kalender',
      identity,
      tokenExpiresAt: null,
    },
    shared: {
      kind: 'notion',
      token: { kind: 'file', path: '/home/anna/.token' },
      resource: 'r2' as ResourceId,
      database: 'd2',
      title: 'Gemeinsam',
      identity,
      tokenExpiresAt: null,
    },
    mapping: {
      fields: [
        {
          key: 'title' as FieldKey,
          type: 'title',
          direction: { kind: 'both' },
          private: single('Name'),
          shared: single('Titel'),
        },
        {
          key: 'date' as FieldKey,
          type: 'date',
          direction: { kind: 'both' },
          private: single('Datum'),
          shared: { kind: 'dates', combined: null, start: property('Startdatum'), end: property('Endedatum') },
        },
        {
          key: 'place' as FieldKey,
          type: 'rich-text',
          direction: { kind: 'busy', word: 'unterwegs' },
          private: single('Ort'),
          shared: single('Ort'),
        },
      ],
      private: { relevant: property('PartnerRelevant'), link: property('SyncedToSharedId') },
      shared: {
        relevant: property('PartnerRelevant'),
        link: property('SourcePrivateId'),
        number: property('SourceUserId'),
      },
    },
    ...changes,
  }
}
