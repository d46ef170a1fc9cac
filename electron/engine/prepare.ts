/**
 * What a run starts from: its kind, its context, and whether it may start at all (rails "Identity" and "Schema").
 */

import type { Failure } from '../../shared/failure.ts'
import type { Identity, Profile, RunId } from '../../shared/model.ts'
import { type Rules } from '../core/situation.ts'
import { undisturbed } from './asked-pages.ts'
import { check, optionsIn, storeCheck, storedSchemas } from './check.ts'
import { facts, type RunContext } from './context.ts'
import type { EnginePorts, RunRequest } from './engine-port.ts'
import type { RequestMeter } from './ports.ts'
import { createStopInTime } from './stop-in-time.ts'

/** What one process remembers of a profile between its runs, so that idling writes nothing to the disk. */
export interface Memory {
  checkpoints: { private: number; shared: number } | null
  /** Wall time of the last write of checkpoints and last success. */
  savedAt: number | null
}

export interface Prepared {
  readonly context: RunContext
  readonly kind: 'incremental' | 'full' | 'page'
  /** From where changes are asked for (ms UTC, the service's clock); null: there is no checkpoint. */
  readonly since: { readonly private: number; readonly shared: number } | null
  /** Both sides are listed, though the run is incremental: a sweep for trashed and moved pages. */
  readonly listing: boolean
  readonly failure: Failure | null
}

/** Chooses the kind, checks schema and identity where that is due, and builds the context. */
export async function prepare(
  ports: EnginePorts,
  profile: Profile,
  request: RunRequest,
  stop: AbortSignal,
  memory: Memory,
  runId: RunId = newRunId(ports),
): Promise<Prepared> {
  const { ledger, clock } = ports
  const meter: RequestMeter = { read: 0, write: 0, retried: 0 }
  const priority = request.kind === 'page' ? 'user' : 'bulk'
  const together = request.together === true
  const opened = ports.openSides(profile, { signal: stop, meter, priority, ...(together ? { together } : {}) })
  const inTime = createStopInTime(clock, stop)
  const sides = { private: inTime(opened.private), shared: inTime(opened.shared) }
  const since = memory.checkpoints ?? storedCheckpoints(ports, profile)
  const rebuilt = ledger.fact(profile.id, facts.rebuilt) === '1'
  const kind = kindOf(request, since !== null && !rebuilt)
  const checkedAt = Number(ledger.fact(profile.id, facts.checkedAt) ?? Number.NaN)
  const age = clock.now() - checkedAt
  const fresh = age >= 0 && age < Math.max(profile.intervalMs, 60_000)
  const due = kind === 'full' || request.checkFirst === true || !fresh
  const checked = due ? await check(profile, sides) : null
  const broken = checked?.kind === 'failure' ? checked : null
  if (checked?.kind === 'checked' && request.dryRun !== true) storeCheck(ledger, profile, checked, clock.now())
  const known = { schemas: storedSchemas(ledger, profile) }
  if (checked?.kind === 'checked') known.schemas = checked.schemas
  const mapped = checked?.kind === 'checked' ? { ...profile, mapping: checked.mapping } : profile
  const rules: Rules = {
    mapping: mapped.mapping,
    number: profile.sourceUserId,
    onConflict: profile.onConflict,
    onSharedDelete: profile.onSharedDelete,
    horizonMs: profile.horizonMs,
    importRows: profile.importRows && request.stopSharing === undefined,
    now: clock.now(),
    bots: { private: botOf(profile.private.identity), shared: botOf(profile.shared.identity) },
    optionPairs: ledger.optionPairs(profile.id),
    options: (side, field) => optionsIn(known.schemas[side], mapped.mapping, side, field),
    careful: ledger.fact(profile.id, facts.careful) === '1',
    // Taking everything back adopts nothing: a lost ledger must not leave copies behind that nobody can remove any more.
    rebuilt: rebuilt && request.stopSharing === undefined,
    stopSharing: request.stopSharing !== undefined,
    tidy: request.tidy === true,
  }
  let recheck: Promise<Failure | null> | null = null
  const checkSchema = async (): Promise<Failure | null> => {
    const again = await check(mapped, sides)
    if (again.kind === 'failure') return again
    known.schemas = again.schemas
    if (request.dryRun !== true) storeCheck(ledger, profile, again, clock.now())
    return null
  }
  const context: RunContext = {
    profile: mapped,
    runId,
    private: sides.private,
    shared: sides.shared,
    ledger,
    journal: ports.journal,
    clock,
    random: ports.random,
    meter,
    rules,
    schemas: known.schemas,
    checkSchema: () => {
      recheck ??= checkSchema()
      return recheck
    },
    stop,
    force: request.force === true,
    together,
    turn: undisturbed,
    emit: ports.signal,
  }
  const usable = kind === 'page' ? null : since
  return { context, kind, since: kind === 'full' ? null : usable, listing: request.kind === 'sweep', failure: broken }
}

function kindOf(request: RunRequest, hasCheckpoint: boolean): Prepared['kind'] {
  if (request.kind === 'page') return 'page'
  return request.kind === 'full' || !hasCheckpoint ? 'full' : 'incremental'
}

function storedCheckpoints(ports: EnginePorts, profile: Profile): Prepared['since'] {
  const mine = ports.ledger.checkpoint(profile.id, 'private')
  const theirs = ports.ledger.checkpoint(profile.id, 'shared')
  return mine === null || theirs === null ? null : { private: mine, shared: theirs }
}

/** With a personal token our writes cannot be told from those of its owner. */
function botOf(identity: Identity): string | null {
  return identity.personal ? null : identity.bot
}

/** For a run, or for whatever else writes like one: an undo stands in the history under an id of its own. */
export function newRunId(ports: EnginePorts): RunId {
  return ports.random.id() as RunId // The only place where run ids are made.
}
