/**
 * Which numbers are taken in a shared database, and which one is ours (sync-semantics, Schema).
 *
 * A database that another tool filled already has copies of these private pages: their number is proposed, so that they
 * are taken over. Otherwise the lowest free one. It is a proposal: `number-check` proves it before anything is saved.
 */
import { ok, type Result } from '../../shared/failure.ts'
import type { PrivatePageId, Profile, SharedPageId } from '../../shared/model.ts'
import type { InvitationSummary } from '../../shared/setup.ts'
import { describe } from '../core/fields.ts'
import { sameId } from '../core/mapping.ts'
import { sharedPageId } from '../core/observe.ts'
import { numbersIn, rowsWithText } from '../notion/look-up.ts'
import { canonicalId } from '../notion/wire.ts'
import type { Home } from './home.ts'
import type { End } from './profile-ends.ts'
import { trackingIn } from './setup-fields.ts'

export interface Numbers {
  readonly proposed: number | null
  /** Of other people, in order. */
  readonly taken: readonly number[]
}

interface NumberPorts {
  readonly home: Pick<Home, 'profiles' | 'connections'>
  readonly stop: AbortSignal
}

/** Private pages that are asked which number their copy carries. */
const PAGES_ASKED = 5

/** The number that an invitation offers, when it is about this database. */
export function invitedNumber(other: End<SharedPageId>, invitation: InvitationSummary | null): number | null {
  return invitation?.database.id === other.connection.resource ? invitation.sourceUserId : null
}

/** Only the shared side is needed to know what is taken; with the private side the number that is ours is found. `preferred` is taken when it is free. */
export async function proposeNumber(
  { home, stop }: NumberPorts,
  own: End<PrivatePageId> | null,
  other: End<SharedPageId>,
  preferred: number | null,
): Promise<Result<Numbers>> {
  const { resource, token } = other.connection
  const number = trackingIn(other.schema, 'shared').find((one) => one.role === 'number')
  const client = home.connections.client(token)
  if (client.kind === 'failure') return client
  const found =
    number?.state === 'found' && number.property !== null
      ? await numbersIn(client.value, resource, number.property.id, { priority: 'user', signal: stop })
      : ok([])
  if (found.kind === 'failure') return found
  const here = home.profiles().filter((profile) => profile.shared.resource === resource)
  const ours = own === null ? ok(null) : await ownNumber({ home, stop }, own, other)
  if (ours.kind === 'failure') return ours
  const all = new Set([...found.value, ...here.map((profile) => profile.sourceUserId)])
  if (ours.value !== null && !usedHere(here, ours.value)) all.delete(ours.value)
  const taken = [...all].sort((a, b) => a - b)
  const proposed = ours.value ?? (preferred !== null && !all.has(preferred) ? preferred : lowestFree(all))
  return ok({ proposed, taken })
}

function usedHere(profiles: readonly Profile[], number: number): boolean {
  return profiles.some((profile) => profile.sourceUserId === number)
}

/** The numbers in the shared database of a profile that exists, its own among them. */
export function takenNumbers(
  home: Pick<Home, 'connections'>,
  { shared, mapping }: Pick<Profile, 'shared' | 'mapping'>,
  signal: AbortSignal,
): Promise<Result<readonly number[]>> {
  const client = home.connections.client(shared.token)
  if (client.kind === 'failure') return Promise.resolve(client)
  return numbersIn(client.value, shared.resource, mapping.shared.number.id, { priority: 'user', signal })
}

export function lowestFree(taken: ReadonlySet<number>): number {
  let number = 1
  while (taken.has(number)) number += 1
  return number
}

/** The number on the copy of one of our private pages; null when none has a copy that can be read. */
async function ownNumber(
  { home, stop }: NumberPorts,
  own: End<PrivatePageId>,
  other: End<SharedPageId>,
): Promise<Result<number | null>> {
  const link = trackingIn(own.schema, 'private').find((one) => one.role === 'link')?.property
  const source = trackingIn(other.schema, 'shared').find((one) => one.role === 'link')?.property
  const number = trackingIn(other.schema, 'shared').find((one) => one.role === 'number')?.property
  const client = home.connections.client(own.connection.token)
  if (client.kind === 'failure') return client
  if (link?.fieldType !== 'rich-text' || source?.fieldType !== 'rich-text' || number?.fieldType !== 'number') {
    return ok(null)
  }
  const context = { priority: 'user', signal: stop } as const
  const rows = await rowsWithText<PrivatePageId>(client.value, own.connection.resource, link.id, PAGES_ASKED, context)
  if (rows.kind === 'failure') return rows
  for (const row of rows.value) {
    const text = row.properties.get(link.id)?.value
    const copy = text?.kind === 'text' ? sharedPageId(describe(text)) : null
    // A text that is no id of Notion leads nowhere.
    if (copy === null || canonicalId(copy) === null) continue
    const reading = await other.side.read(copy)
    if (reading.kind === 'failure') return reading
    if (reading.kind === 'missing' || reading.page.resource !== other.connection.resource) continue
    const back = reading.page.properties.get(source.id)?.value
    const value = reading.page.properties.get(number.id)?.value
    const mirrors = back?.kind === 'text' && sameId(describe(back), row.id)
    if (mirrors && value?.kind === 'number' && value.number !== null) return ok(value.number)
  }
  return ok(null)
}
