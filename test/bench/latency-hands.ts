/**
 * What people do in a house, and when it stands on the other side. Everything is chosen by a seed; a page that has
 * something under way is left alone, and one that was dealt with just now is often taken again, for so people edit.
 */
import { createTestRandom } from '../support/random.ts'
import { addAppointments, type World } from '../support/world.ts'

/** What is noticed by asking what changed. */
export const promptKinds = ['edit, private', 'edit, shared', 'new appointment', 'marked again', 'unchecked'] as const
/** What only a listing can notice (docs/known-limits.md, "Trashing and moving are noticed later"). */
export const slowKinds = ['trashed, private', 'trashed, shared', 'moved away'] as const
export type ChangeKind = (typeof promptKinds)[number] | (typeof slowKinds)[number]

export interface Hands {
  /** Somebody does this now. */
  happen(kind: ChangeKind): void
  /** To be called when something was written: takes note of what has arrived by now. */
  look(): void
  /** The service made this page for one of ours. */
  copyMade(id: string): void
  readonly arrived: readonly Arrived[]
  readonly waiting: () => number
}

export interface Arrived {
  readonly kind: ChangeKind
  /** When it was made, monotonic ms, and how long it took. */
  readonly at: number
  readonly ms: number
}

interface Act {
  readonly id: string
  readonly stands: () => boolean
}

const FIELDS = ['Ort', 'Beschreibung', 'Name'] as const
/** How often one of the last pages is taken again. */
const AGAIN = 0.3
const RECENT = 5

/** `pairs` appointments stand on both sides already, linked; each side holds half as many rows besides. */
export function createHands(world: World, pairs: number, seed: number): Hands {
  const { clock, sandbox, anna, partner } = world
  const random = createTestRandom(seed * 17 + 3)
  const below = (count: number): number => Math.floor(random.next() * count)
  const shared = [...addAppointments(world, pairs)]
  const off = [...addAppointments(world, Math.ceil(pairs / 2), { PartnerRelevant: false })]
  const copies = linkedCopies(world, shared)
  for (let row = 0; row < pairs / 2; row += 1) {
    partner.addRow(world.sharedId, { Name: `Von Bert ${row}`, SourceUserId: 2, SourcePrivateId: random.id() })
  }
  const elsewhere = addElsewhere(world)

  const waiting = new Map<string, Act & Pick<Arrived, 'kind' | 'at'>>()
  const arrived: Arrived[] = []
  const recent: string[] = []
  let count = 0

  const choose = (ids: readonly string[]): string => {
    for (let tries = 0; tries < 1_000; tries += 1) {
      const again = random.next() < AGAIN ? recent.at(-1 - below(RECENT)) : undefined
      const id = again !== undefined && ids.includes(again) ? again : ids[below(ids.length)]
      if (id !== undefined && !waiting.has(id)) return id
    }
    throw new Error('every appointment has something under way')
  }
  const take = (from: string[], to: string[] | null): string => {
    const id = choose(from)
    from.splice(from.indexOf(id), 1)
    to?.push(id)
    return id
  }
  const copyOf = (id: string) => sandbox.read(copies.get(id) ?? '')
  const stands = (id: string) => (): boolean => copyOf(id)?.inTrash === false
  const gone = (id: string) => (): boolean => copyOf(id)?.inTrash === true
  const field = () => FIELDS[below(FIELDS.length)] ?? 'Ort'

  const acts: Readonly<Record<ChangeKind, () => Act>> = {
    'edit, private': () => {
      const [id, key, value] = [choose(shared), field(), `privat ${count}`]
      anna.edit(id, { [key]: value })
      return { id, stands: () => copyOf(id)?.values[key] === value }
    },
    'edit, shared': () => {
      const [id, key, value] = [choose(shared), field(), `geteilt ${count}`]
      partner.edit(copies.get(id) ?? '', { [key]: value })
      return { id, stands: () => sandbox.read(id)?.values[key] === value }
    },
    'new appointment': () => {
      const [id = ''] = addAppointments(world, 1, { Name: `neu ${count}` })
      shared.push(id)
      return { id, stands: stands(id) }
    },
    'marked again': () => {
      const id = take(off, shared)
      anna.check(id, 'PartnerRelevant', true)
      return { id, stands: stands(id) }
    },
    unchecked: () => {
      const id = take(shared, off)
      anna.check(id, 'PartnerRelevant', false)
      return { id, stands: gone(id) }
    },
    'trashed, private': () => {
      const id = take(shared, null)
      anna.trash(id)
      return { id, stands: gone(id) }
    },
    'trashed, shared': () => {
      const id = take(shared, off)
      partner.trash(copies.get(id) ?? '')
      return { id, stands: () => sandbox.read(id)?.values['PartnerRelevant'] === false }
    },
    'moved away': () => {
      const id = take(shared, null)
      anna.move(id, elsewhere)
      return { id, stands: gone(id) }
    },
  }

  return {
    arrived,
    waiting: () => waiting.size,
    happen(kind) {
      count += 1
      const act = acts[kind]()
      waiting.set(act.id, { ...act, kind, at: clock.monotonic() })
    },
    look() {
      for (const [id, { kind, at, stands }] of waiting) {
        if (!stands()) continue
        waiting.delete(id)
        arrived.push({ kind, at, ms: clock.monotonic() - at })
        recent.push(id)
      }
    },
    copyMade(id) {
      const of = sandbox.read(id)?.values['SourcePrivateId']
      if (typeof of === 'string') copies.set(of, id)
    },
  }
}

/** The copies that stand on the shared side at the beginning, by their private pages. */
function linkedCopies({ sandbox, anna, sharedId }: World, ids: readonly string[]): Map<string, string> {
  const copies = new Map<string, string>()
  for (const id of ids) {
    const { Name, Datum, Ort } = sandbox.read(id)?.values ?? {}
    const values = Object.fromEntries(Object.entries({ Name, Datum, Ort }).filter(([, value]) => value !== undefined))
    const tracking = { PartnerRelevant: true, SourcePrivateId: id, SourceUserId: 1 }
    const copy = anna.addRow(sharedId, { ...values, ...tracking })
    copies.set(id, copy)
    anna.edit(id, { SyncedToSharedId: copy })
  }
  return copies
}

/** Another database that the connection may read: a page that it may not would be one that cannot be read (case 9). */
function addElsewhere({ sandbox, anna, connectionId }: World): string {
  const { admin, store } = sandbox
  const workspaceId = store.connections.get(connectionId)?.workspaceId ?? ''
  const made = admin.addDatabase({ workspaceId, title: 'Ablage', properties: { Name: 'title' }, by: anna.userId })
  admin.share(made.databaseId, connectionId)
  return made.dataSourceId
}
