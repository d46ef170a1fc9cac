/**
 * The snapshot that the tray and the window draw, made anew each time from the home and from what the desktop knows.
 *
 * Reads only. A poll that has found nothing yet is not shown as syncing: an icon that turns every twenty seconds says
 * nothing. What was asked for, the first run, and what takes long are shown.
 */

import type { Status } from '../../shared/contract.ts'
import type { Profile } from '../../shared/model.ts'
import type { Snapshot, Standing } from '../../shared/snapshot.ts'
import { formatsFor } from '../../shared/words/format.ts'
import type { Language } from '../../shared/words/language.ts'
import { snapshotWords } from '../../shared/words/snapshot.ts'
import type { LiveRun } from '../core/health.ts'
import { lastSyncedOf, leadingAlert, pausedUntilOf, progressOfAll, standingOf } from '../core/standing.ts'
import { listStatuses } from './actions-lists.ts'
import type { Home } from './home.ts'
import { presentError } from './present.ts'

/** What only the desktop knows; asked each time. */
export interface DesktopFacts {
  /** The language that is spoken now: the preference, or the system's. */
  readonly language: () => Language
  readonly version: string
  readonly credentials: () => Snapshot['credentials']
  readonly startAtLogin: () => Snapshot['startAtLogin']
}

export interface SnapshotPorts extends DesktopFacts {
  readonly home: Home
  /** What is shown of a run under way. */
  readonly live: (profile: Profile) => LiveRun | null
}

export function makeSnapshot({ home, live, ...desktop }: SnapshotPorts): Snapshot {
  const language = desktop.language()
  const now = home.clock.now()
  const profiles = listStatuses(home, null, language, live)
  const standing = standingOf(profiles)
  const paused = pausedUntilOf(home.profiles(), now)
  const sum = (count: (status: Status) => number): number => profiles.reduce((total, one) => total + count(one), 0)
  return {
    at: new Date(now).toISOString(),
    version: desktop.version,
    language,
    standing,
    sentence: sentenceOf(profiles, standing, paused, language, now),
    lastSyncedAt: lastSyncedOf(profiles),
    profiles,
    conflicts: sum((status) => status.conflicts),
    problems: sum((status) => status.problems),
    held: sum((status) => status.held),
    pausedUntil: typeof paused === 'number' ? new Date(paused).toISOString() : paused,
    credentials: desktop.credentials(),
    startAtLogin: desktop.startAtLogin(),
    notices: home.notices.map((notice) => presentError(notice, language)),
    preferences: home.preferences(),
  }
}

function sentenceOf(
  statuses: readonly Status[],
  standing: Standing,
  paused: number | 'resumed' | null,
  language: Language,
  now: number,
): string {
  const explained = standing === 'problem' || standing === 'attention' ? leadingAlert(statuses, standing) : null
  if (explained !== null) return explained.message
  return snapshotWords(language)[standing](formatsFor(language), {
    progress: progressOfAll(statuses),
    pausedForMs: paused === null ? 'some' : paused === 'resumed' ? 'resumed' : paused - now,
    synced: lastSyncedOf(statuses) !== null,
  })
}
