/**
 * What must hold when everything has come to rest, judged by the two databases as the sandbox shows them and by what the
 * test itself wrote (`story.ts`), never by the program's own reasoning.
 *
 * Each violation is one sentence that begins with the number of the invariant (sync-semantics, Invariants) or with the
 * rail that it breaks.
 */
import type { Json } from '../../electron/sandbox/json.ts'
import type { PlainRow } from '../../electron/sandbox/plain-values.ts'
import { appointments, type MappedField, mappedFields, type Overwritten, type Rest, type Shown } from './story.ts'
import { sameId, type World } from './world.ts'

/** 0, 1, 2: which act was played last. */
export type Act = 0 | 1 | 2

export interface Expected {
  readonly key: string
  readonly rest: Rest
}

/** How each appointment comes to rest after an act; `diary` shows what was written there last. */
export function expectedAfter(act: Act, diary: Partial<Shown>): readonly Expected[] {
  return appointments.flatMap(({ key, acts }) => {
    const chapter = acts.slice(0, act + 1).findLast((each) => each !== null)
    if (chapter == null) return []
    const { rest } = chapter
    return [{ key, rest: key === 'diary' ? { ...rest, private: { ...rest.private, ...diary } } : rest }]
  })
}

/** Everything that the program had to write over up to and including an act. */
export function overwrittenUntil(act: Act): readonly (Overwritten & { readonly key: string })[] {
  return appointments.flatMap(({ key, acts }) =>
    acts
      .slice(0, act + 1)
      .flatMap((chapter) => chapter?.overwritten ?? [])
      .map(({ side, field, value }) => ({ key, side, field, value })),
  )
}

/** Compares both databases with what was written. */
export function judgeRest(world: World, expected: readonly Expected[]): readonly string[] {
  const counted = expected.filter(({ rest }) => rest.copy === 'mirrored' || rest.copy === 'asks').length
  const live = world.rows('shared').filter((row) => !row.inTrash && row.values['SourceUserId'] === 1)
  return [
    ...expected.flatMap(({ key, rest }) => judgeOne(world, key, rest)),
    ...(live.length === counted ? [] : [`4: ${live.length} copies are there, ${counted} should be`]),
  ]
}

function judgeOne(world: World, key: string, rest: Rest): readonly string[] {
  const page = pageOf(world, key)
  if (page === null) return [`6: the page of ${key} is gone`]
  const live = world.copies(key, 'live')
  const trashed = world.copies(key, 'trashed')
  const wrong: string[] = []
  const claim = (holds: boolean, sentence: string): void => {
    if (!holds) wrong.push(sentence)
  }
  claim(page.inTrash === rest.privateInTrash, `5: ${key} is ${page.inTrash ? '' : 'not '}in the trash`)
  claim(page.values['PartnerRelevant'] === rest.relevant, `3: the switch of ${key} stands wrong`)
  wrong.push(...differences(key, 'private', page, rest.private))
  const link = page.values['SyncedToSharedId']
  const [copy] = live
  if (rest.copy === 'mirrored' || rest.copy === 'asks') {
    claim(live.length === 1 && trashed.length === 0, `4: ${key} has ${live.length} copies, ${trashed.length} trashed`)
    if (copy === undefined) return wrong
    claim(sameId(link, copy.id), `1: ${key} does not name its copy`)
    claim(copy.values['SourceUserId'] === 1, `1: the copy of ${key} has no number`)
    claim(copy.values['PartnerRelevant'] === true, `1: the copy of ${key} is not checked`)
    wrong.push(...differences(key, 'shared', copy, rest.shared ?? rest.private))
  } else {
    const many = rest.copy === 'in-trash' ? 1 : 0
    claim(live.length === 0, `5: ${key} is still there for others`)
    claim(trashed.length === many, `4: ${key} left ${trashed.length} copies in the trash instead of ${many}`)
    claim(rest.privateInTrash || link === '', `1: ${key} still names a copy`)
  }
  return wrong
}

function differences(key: string, side: string, row: PlainRow, shown: Shown): readonly string[] {
  return mappedFields.flatMap((field) => {
    const is = text(row.values[field])
    return is === shown[field] ? [] : [`3: ${field} of ${key} is "${is}" on the ${side} side, not "${shown[field]}"`]
  })
}

/** A value as the story writes it. */
export function text(value: Json | undefined): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && 'start' in value) return text(value['start'])
  return value == null ? '' : JSON.stringify(value)
}

function pageOf(world: World, key: string): PlainRow | null {
  const id = world.pages.get(key)
  return id === undefined ? null : world.sandbox.read(id)
}

/**
 * The same when the ledger has lost a part of what it knew. It may then ask about appointments that only one person
 * wrote (`asked`), and keep what an unchecked page shows where it cannot tell whether the copy changed (case 6 without a
 * base): but what was written still stands, on one of the sides or on the copy in the trash.
 */
export function judgeRestOfLoss(
  world: World,
  expected: readonly Expected[],
  asked: ReadonlySet<string>,
): readonly string[] {
  const certain = expected.filter(({ key, rest }) => rest.copy === 'asks' || !asked.has(key))
  const unsure = expected.filter((each) => !certain.includes(each))
  const switchedOff = new Set(certain.flatMap(({ key, rest }) => (rest.copy === 'in-trash' ? [key] : [])))
  return [
    ...certain.flatMap(({ key, rest }) =>
      judgeOne(world, key, switchedOff.has(key) ? { ...rest, private: keptOf(world, key, rest.private) } : rest),
    ),
    ...unsure.flatMap(({ key, rest }) => judgeAsked(world, key, rest)),
  ]
}

/** What the page of an unchecked appointment may show: what was written, or else its own where the trash has it. */
function keptOf(world: World, key: string, written: Shown): Shown {
  const [page, copy] = [pageOf(world, key), world.copies(key, 'trashed')[0]]
  const kept = mappedFields.map((field) => {
    const stands = copy !== undefined && text(copy.values[field]) === written[field]
    return [field, stands ? text(page?.values[field]) : written[field]]
  })
  return Object.fromEntries(kept) as Shown // One for each mapped field.
}

function judgeAsked(world: World, key: string, { private: written }: Rest): readonly string[] {
  const page = pageOf(world, key)
  const copies = world.copies(key, 'live')
  const [copy] = copies
  if (page === null || copy === undefined || copies.length > 1) return [`4: ${key} has ${copies.length} copies`]
  return mappedFields.flatMap((field) => {
    const shown = [text(page.values[field]), text(copy.values[field])]
    return shown.includes(written[field]) ? [] : [`3: ${field} of ${key} shows ${JSON.stringify(shown)}`]
  })
}

/** What nobody may ever see, also between two kills: two copies of one page that we made, trashed ones counted. */
export function judgeAlways(world: World): readonly string[] {
  return [...world.pages.keys()].flatMap((key) => {
    const count = world.copies(key, 'live').length + world.copies(key, 'trashed').length
    return count <= 1 ? [] : [`4: ${key} was copied ${count} times`]
  })
}

export interface Foreign {
  /** Rows of others and pages that were never shared, as they were. */
  readonly rows: readonly PlainRow[]
  /** Values of unmapped properties by page id and name. */
  readonly unmapped: ReadonlyMap<string, Json>
}

const unmappedFields = ['Notiz', 'Kommentar'] as const
const neverShared = 'secret'

/** What is not the program's business, as it is now. */
export function foreignOf(world: World): Foreign {
  const own = world.pages.get(neverShared)
  const rows = [
    ...world.rows('shared').filter((row) => row.values['SourceUserId'] !== 1),
    ...world.rows('private').filter((row) => row.id === own),
  ].filter((row) => row.createdBy !== '' && !isOurs(row))
  const unmapped = [...world.rows('private'), ...world.rows('shared')].flatMap((row) =>
    unmappedFields.flatMap((name) => {
      const value = row.values[name]
      return value === undefined || value === '' ? [] : [[`${row.id} ${name}`, value] as const]
    }),
  )
  return { rows, unmapped: new Map(unmapped) }
}

function isOurs(row: PlainRow): boolean {
  return row.values['SourceUserId'] === 1
}

export function judgeForeign(world: World, before: Foreign): readonly string[] {
  const now = foreignOf(world)
  const changed = before.rows.filter((row) => JSON.stringify(world.sandbox.read(row.id)) !== JSON.stringify(row))
  const values = [...before.unmapped].filter(([key, value]) => now.unmapped.get(key) !== value)
  return [
    ...changed.map((row) => `6: the page "${text(row.values['Name'])}" of somebody else was changed`),
    ...values.map(([key]) => `6: an unmapped value was changed: ${key}`),
    ...(now.rows.length === before.rows.length ? [] : ['6: there are other foreign rows than before']),
  ]
}

interface Change {
  readonly side: string
  readonly pageId: string
  readonly fields: readonly { readonly field: string; readonly before: string | null }[]
}

/** Each value that was written over stands in the history, by the page that it stood on. */
export function judgeHistory(
  world: World,
  changes: readonly Change[],
  values: readonly (Overwritten & { readonly key: string })[],
): readonly string[] {
  return values.flatMap(({ key, side, field, value }) => {
    const mine = world.pages.get(key)
    const rows = side === 'private' ? [mine] : [...world.copies(key, 'live'), ...world.copies(key, 'trashed')]
    const ids = rows.map((row) => (typeof row === 'object' ? row.id : row))
    const kept = changes.some(
      (change) =>
        change.side === side &&
        ids.some((id) => sameId(id, change.pageId)) &&
        change.fields.some((each) => each.field === (field satisfies MappedField) && each.before === value),
    )
    return kept ? [] : [`3: "${value}" (${field} of ${key}, ${side}) was overwritten and is not in the history`]
  })
}
