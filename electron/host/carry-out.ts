/**
 * Carrying out what was decided: a run for each page concerned, or one run of the profile when there are many.
 *
 * The decision is already in the ledger. A run that fails is no failure of the decision: it is reported as the obstacle,
 * and the next run goes on from there.
 */
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type { Intent } from '../../shared/intent.ts'
import type { PrivatePageId, Profile, ProfileId, SharedPageId } from '../../shared/model.ts'
import type { RunRequest } from '../engine/engine-port.ts'
import type { Home } from './home.ts'
import type { Done } from './intents.ts'

/** Above this one run of the whole profile costs less than one for each page. */
const PAGE_BY_PAGE = 3

/** Something that belongs to an appointment of a profile. */
export interface Concerned {
  readonly profile: ProfileId
  readonly privateId: PrivatePageId | null
  readonly sharedId: SharedPageId | null
}

export function profileOf(home: Home, id: ProfileId): Profile | null {
  return home.profiles().find((profile) => profile.id === id) ?? null
}

export function unknownId(id: string): Failure {
  return failure('usage', `nothing open has the id ${id}`, { reason: 'unknown-id', subject: id })
}

/** Runs what the decision is about; `ids` name what was decided. */
export async function carryOutPages(
  home: Home,
  action: Intent['action'],
  ids: readonly string[],
  about: readonly Concerned[],
  signal: AbortSignal,
  options: { readonly force?: boolean } = {},
): Promise<Result<Done>> {
  let obstacle: Failure | null = null
  for (const [profileId, concerned] of Map.groupBy(about, (one) => one.profile)) {
    const profile = profileOf(home, profileId)
    if (profile === null) continue
    for (const request of requestsFor(concerned, options)) {
      if (signal.aborted) break
      const report = await home.engine.run(profile, request, signal)
      obstacle ??= report.record.failure
    }
  }
  if (signal.aborted) obstacle ??= failure('stopped', 'stopped before the decision was carried out')
  return ok({ action, ids, carriedOut: obstacle === null, obstacle })
}

function requestsFor(concerned: readonly Concerned[], options: { readonly force?: boolean }): readonly RunRequest[] {
  const pages = [...new Set(concerned.map((one) => one.privateId ?? one.sharedId))]
  const known = pages.filter((page) => page !== null)
  if (known.length !== pages.length || known.length > PAGE_BY_PAGE) return [{ kind: 'auto', ...options }]
  return known.map((pageId) => ({ kind: 'page', pageId, force: options.force === true }))
}
