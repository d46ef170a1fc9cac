/**
 * Laws of the reconciler in a world of people who do anything in any order (sync-semantics, Invariants): it comes to rest,
 * rests, cares for no order, loses no value, brings nothing back by itself, and lets nothing flow out of a one-way field.
 */
import * as fc from 'fast-check'
import { expect, describe as group, test } from 'vitest'
import { derive, equal, equalAcross } from '../../electron/core/fields.ts'
import type { Rules } from '../../electron/core/situation.ts'
import type { AnswerAction } from '../../shared/decision.ts'
import type { FieldKey, PrivatePageId, PrivateView, SharedView } from '../../shared/model.ts'
import { key, privateId, sharedId } from '../core/databases.ts'
import { createPureWorld, type PureWorld } from '../support/pure-world.ts'
import { bot, busy, copy, field, fields, home, mapping, mine, rules, text, toShared } from '../support/situations.ts'

const map = mapping(
  field('name', 'title'),
  field('place', 'rich-text'),
  field('note', 'rich-text', toShared),
  field('secret', 'rich-text', busy),
)
const two = ['name', 'place'] as const
const doings = [
  'edit P',
  'edit S',
  'clear P',
  'clear S',
  'edit note of S',
  'switch',
  'trash P',
  'restore P',
  'trash S',
  'restore S',
  'uncheck S',
  'cut S off',
  'double S',
  'our double of S',
  'double P',
  'hide P',
  'show P',
  'leave',
  'return',
  'run',
  'full run',
  'lose the ledger',
] as const

interface Doing {
  readonly what: (typeof doings)[number] | AnswerAction
  readonly page: number
  readonly field: (typeof two)[number]
}

const doing: fc.Arbitrary<Doing> = fc.record({
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...doings) },
    { weight: 3, arbitrary: fc.constantFrom<Doing['what']>('edit P', 'edit S', 'switch', 'run', 'full run') },
    { weight: 2, arbitrary: fc.constantFrom<Doing['what']>('private', 'shared', 'both', 'alone', 'trash', 'own-row') },
    { weight: 1, arbitrary: fc.constantFrom<Doing['what']>('trash-private', 'lose the ledger') },
  ),
  page: fc.nat({ max: 1 }),
  field: fc.constantFrom(...two),
})
const life = fc.array(doing, { maxLength: 40, size: 'max' })
const policy = fc.record({
  onConflict: fc.constantFrom('ask', 'private', 'shared', 'newest'),
  onSharedDelete: fc.constantFrom('unshare', 'restore', 'delete', 'ask'),
})

interface Told {
  readonly world: PureWorld
  readonly rules: Rules
  /** Values that a person wrote and no person has overwritten since. */
  readonly written: ReadonlySet<string>
}

type Order = (ids: readonly PrivatePageId[]) => readonly PrivatePageId[]
const forwards: Order = (ids) => ids
const backwards: Order = (ids) => ids.toReversed()

function begin(): PureWorld {
  const world = createPureWorld()
  for (const index of [0, 1, 2]) {
    const id = privateId(`p${index}`)
    const shown = fields({ name: `n${index}`, place: '', note: 'n', secret: 's' })
    world.mine.set(id, mine({}, { id, link: null, fields: shown }))
  }
  const foreign = copy({}, { id: sharedId('foreign'), link: privateId('q'), number: 8, fields: fields({ name: 'f' }) })
  world.theirs.set(foreign.id, foreign)
  const typed = copy(
    {},
    { id: sharedId('typed'), link: null, number: null, createdBy: 'bert', fields: fields({ name: 't' }) },
  )
  world.theirs.set(typed.id, typed)
  return world
}

function copyOf(world: PureWorld, id: PrivatePageId): SharedView | undefined {
  const known = world.ledger.get(id)?.pair?.sharedId
  return (
    (known == null ? undefined : world.theirs.get(known)) ?? [...world.theirs.values()].find((each) => each.link === id)
  )
}

/** Lives a life, in this order of appointments. */
function tell(story: readonly Doing[], by: Partial<Rules>, order: Order): Told {
  const world = begin()
  const all = rules({ mapping: map, ...by })
  const written = new Set<string>()
  world.run(all, order, true)
  let count = 0
  const fresh = (): string => `v${(count += 1)}`
  const write = (
    page: { id: PrivatePageId | SharedView['id']; fields: SharedView['fields'] },
    name: FieldKey,
    value: string,
  ): void => {
    const before = page.fields[name]
    if (before?.kind === 'text') written.delete(before.segments[0]?.text ?? '')
    if (value !== '') written.add(value)
    world.touch(page.id, { fields: { ...page.fields, [name]: text(value) } })
  }
  for (const { what, page, field } of story) {
    const id = privateId(`p${page}`)
    const own = world.mine.get(id)
    const theirs = copyOf(world, id)
    if (own === undefined) continue
    const [name, open] = [key(field), !own.inTrash && own.resource === home.private]
    switch (what) {
      case 'edit P':
      case 'clear P':
        if (open) write(own, name, what === 'edit P' ? fresh() : '')
        break
      case 'edit S':
      case 'clear S':
        if (theirs?.inTrash === false) write(theirs, name, what === 'edit S' ? fresh() : '')
        break
      case 'edit note of S':
        if (theirs?.inTrash === false) write(theirs, key('note'), fresh())
        break
      case 'switch':
        if (open) world.touch(id, { relevant: !own.relevant })
        break
      case 'trash P':
      case 'restore P':
        world.touch(id, { inTrash: what === 'trash P' })
        break
      case 'trash S':
      case 'restore S':
        if (theirs !== undefined) world.touch(theirs.id, { inTrash: what === 'trash S' })
        break
      case 'uncheck S':
        if (theirs?.inTrash === false) world.touch(theirs.id, { relevant: false })
        break
      case 'cut S off':
        if (open && theirs?.inTrash === false) world.touch(theirs.id, { number: 9 })
        break
      case 'double S':
      case 'our double of S':
        if (theirs?.inTrash === false) {
          const double = {
            ...theirs,
            id: sharedId(`${id}-twin`),
            createdAt: theirs.createdAt + 1,
            createdBy: what === 'double S' ? 'bert' : bot,
          }
          world.theirs.set(double.id, double)
        }
        break
      case 'double P':
        world.mine.set(privateId(`${id}-double`), {
          ...own,
          id: privateId(`${id}-double`),
          createdAt: own.createdAt + 1,
        })
        break
      case 'hide P':
        world.hidden.add(id)
        break
      case 'show P':
        world.hidden.delete(id)
        break
      case 'leave':
      case 'return':
        world.touch(id, { resource: what === 'leave' ? home.elsewhere : home.private })
        break
      case 'run':
      case 'full run':
        world.run(all, order, what === 'full run')
        break
      case 'lose the ledger':
        world.ledger.clear()
        world.run({ ...all, rebuilt: true }, order, true)
        break
      default:
        world.answer(id, what)
    }
  }
  return { world, rules: all, written }
}

/** The two more runs that it may take, after the one that sees the last edit. */
function rest({ world, rules }: Told, order: Order): void {
  for (let round = 0; round < 3; round += 1) world.run(rules, order, true)
}

/** What both databases and the ledger hold, without times. */
function picture(world: PureWorld): unknown {
  const pages = [...world.mine.values(), ...world.theirs.values()].map(
    ({ id, fields, relevant, inTrash, link, resource }) => [id, fields, relevant, inTrash, link, resource],
  )
  const known = [...world.ledger].map(([id, each]) => [
    id,
    each.pair?.sharedId ?? null,
    each.pair?.base ?? null,
    each.tombstone?.sharedId ?? null,
    each.questions.map(({ question }) => question),
  ])
  return JSON.parse(JSON.stringify({ pages: pages.toSorted(byId), known: known.toSorted(byId) }))
}
const byId = (a: readonly unknown[], b: readonly unknown[]): number => (String(a[0]) < String(b[0]) ? -1 : 1)

/** Pairs that are shared, asked nothing about, and differ; and copies of what is private. */
function differences({ world, rules }: Told): readonly string[] {
  const found: string[] = []
  for (const own of world.mine.values()) found.push(...wrongWith(own))
  return found

  function wrongWith(own: PrivateView): readonly string[] {
    if (own.inTrash || own.resource !== home.private || world.hidden.has(own.id)) return []
    const copies = [...world.theirs.values()].filter((each) => each.link === own.id && !each.inTrash)
    const questions = world.ledger.get(own.id)?.questions ?? []
    if (!own.relevant) return copies.map((each) => `${each.id} is still visible`)
    const asked = new Set(questions.map(({ question }) => question.kind))
    if (asked.has('trashed-copy')) return []
    const paired = copies.find((each) => each.id === own.link)
    if (paired === undefined) return [`${own.id} has no copy`]
    const open = new Set(
      questions.flatMap(({ question }) =>
        question.kind === 'fields' ? question.fields.map((each) => each.field) : [],
      ),
    )
    if (paired.number !== rules.number || !paired.relevant) return [`${paired.id} is marked wrongly`]
    const doubles = copies.length > 1 && !asked.has('duplicate') ? [`${own.id} has two copies`] : []
    const fields = rules.mapping.fields.filter((each) => {
      const [a, b] = [own.fields[each.key], paired.fields[each.key]]
      if (a === undefined || b === undefined || open.has(each.key)) return false
      return each.direction.kind === 'both' ? !equalAcross(a, b, each, []) : !equal(derive(a, each, []), b)
    })
    return [...doubles, ...fields.map((each) => `${own.id} differs in ${each.key}`)]
  }
}

group('whatever people do', () => {
  test('two more runs end with nothing to write, equal fields, and nothing private in sight', () => {
    fc.assert(
      fc.property(life, policy, (story, by) => {
        const told = tell(story, by, forwards)
        rest(told, forwards)
        const before = picture(told.world)
        expect(told.world.run(told.rules, forwards, true).map((each) => [each.case, each.privateId])).toEqual([])
        expect(picture(told.world)).toEqual(before)
        expect(differences(told)).toEqual([])
      }),
      { numRuns: 1_500 },
    )
  })

  test('nothing is overwritten unasked, doubled, brought back, taken from others, or written out of a one-way field', () => {
    fc.assert(
      fc.property(life, policy, (story, by) => {
        const told = tell(story, by, forwards)
        rest(told, forwards)
        expect(told.world.broken).toEqual([])
        expect(told.world.theirs.get(sharedId('foreign'))).toMatchObject({
          number: 8,
          inTrash: false,
          editedBy: 'bert',
        })
        expect(told.world.theirs.get(sharedId('typed'))).toMatchObject({ number: null, link: null, inTrash: false })
      }),
      { numRuns: 1_500 },
    )
  })

  test('every value that a person wrote is shown, asked about, or stands in the history', () => {
    fc.assert(
      fc.property(life, policy, (story, by) => {
        const told = tell(story, by, forwards)
        rest(told, forwards)
        const { mine, theirs, history } = told.world
        const shown = new Set(
          [
            ...[...mine.values(), ...theirs.values()].flatMap((each) => Object.values(each.fields)),
            ...history.map((each) => each.value),
          ].flatMap((value) => (value.kind === 'text' ? value.segments.flatMap((run) => run.text.split('\n')) : [])),
        )
        expect([...told.written].filter((value) => !shown.has(value))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('the order of appointments does not matter', () => {
    const steady = policy.filter(({ onConflict }) => onConflict !== 'newest')
    fc.assert(
      fc.property(life, steady, (story, by) => {
        const [there, back] = [forwards, backwards].map((order) => {
          const told = tell(story, by, order)
          rest(told, order)
          return picture(told.world)
        })
        expect(back).toEqual(there)
      }),
      { numRuns: 500 },
    )
  })
})
