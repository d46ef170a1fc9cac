/**
 * Every decision of a user as one function: the window, the command line and the mail call `decide`, nothing below it.
 *
 * A decision is recorded first and carried out then; while another process holds the home, `submit` hands it over.
 */
import { assertNever, type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type { Intent } from '../../shared/intent.ts'
import type { Profile } from '../../shared/model.ts'
import {
  answer,
  decideHeld,
  dismissProblem,
  excludeProblem,
  resolveAllConflicts,
  resolveConflict,
  retryProblems,
} from './actions-decisions.ts'
import { fieldName, valueText } from './field-text.ts'
import { type Home, profilesNamed } from './home.ts'
import type { Done } from './intents.ts'
import { postIntent } from './mail.ts'
import { changeProfile, unknownProfile } from './profile-setup.ts'

/** Carries the intent out here when we hold the home, else hands it to the process that does. */
export function submit(home: Home, intent: Intent, signal: AbortSignal): Promise<Result<Done>> {
  return home.access === 'hold' ? decide(home, intent, signal) : postIntent(home, intent, signal)
}

/** Carries out one decision. Only the holder of the home may call this. */
export async function decide(home: Home, intent: Intent, signal: AbortSignal): Promise<Result<Done>> {
  switch (intent.action) {
    case 'resolve-conflict':
      return resolveConflict(home, intent, signal)
    case 'resolve-all-conflicts':
      return resolveAllConflicts(home, intent, signal)
    case 'answer':
      return answer(home, intent, signal)
    case 'retry-problems':
      return retryProblems(home, intent, signal)
    case 'dismiss-problem':
      return dismissProblem(home, intent)
    case 'exclude-problem':
      return excludeProblem(home, intent)
    case 'decide-held':
      return decideHeld(home, intent, signal)
    case 'pause':
      return pause(home, intent.action, intent.profile, pausedUntil(home, intent.forMs))
    case 'resume':
      return pause(home, intent.action, intent.profile, null)
    case 'undo':
      return undo(home, intent.change, intent.insist, signal)
    case 'set-profile': {
      const changed = await changeProfile(home, intent.name, intent.changes, signal)
      return changed.kind === 'failure' ? changed : done(intent.action, [changed.value.name])
    }
    default:
      return assertNever(intent)
  }
}

function done(action: Intent['action'], ids: readonly string[], obstacle: Failure | null = null): Result<Done> {
  return ok({ action, ids, carriedOut: obstacle === null, obstacle })
}

function pausedUntil(home: Home, forMs: number | null): Profile['pausedUntil'] {
  return forMs === null ? 'resumed' : home.clock.now() + forMs
}

function pause(
  home: Home,
  action: 'pause' | 'resume',
  name: string | null,
  until: Profile['pausedUntil'],
): Result<Done> {
  const chosen = profilesNamed(home, name)
  if (name !== null && chosen.length === 0) return unknownProfile(name)
  const names = chosen.map((profile) => profile.name)
  const paused = (profile: Profile): Profile => ({ ...profile, pausedUntil: until })
  const saved = home.saveProfiles(
    home.profiles().map((profile) => (chosen.includes(profile) ? paused(profile) : profile)),
  )
  return saved.kind === 'failure' ? saved : done(action, names)
}

async function undo(home: Home, changeId: string, insist: boolean, signal: AbortSignal): Promise<Result<Done>> {
  const change = home.journal.change(changeId)
  const profile = home.profiles().find((one) => one.id === change?.profile)
  if (change === null || profile === undefined) {
    return failure('usage', `there is no change with the id ${changeId}`, { reason: 'unknown-id', subject: changeId })
  }
  const report = await home.engine.undo(profile, changeId, insist, signal)
  switch (report.kind) {
    case 'undone':
      return done('undo', [report.changeId])
    case 'overwritten-since': {
      const shown = report.fields
        .map((key) =>
          [fieldName(profile, key), valueText(report.shown[key])].filter((text) => text !== null).join(': '),
        )
        .join('; ')
      return failure('conflict', `the page shows something else by now: ${shown}`, {
        reason: 'overwritten-since',
        subject: shown,
      })
    }
    case 'not-undoable':
      return failure('usage', `this change cannot be undone: ${report.reason}`, {
        reason: `undo-${report.reason}`,
        subject: changeId,
      })
    case 'failure':
      return report
    default:
      return assertNever(report)
  }
}
