/**
 * Undo of an edit for every mapped type and both date layouts, on either side: the old value is back on both pages and
 * nothing swings. A field that travels one way only is refused in words.
 */
import { afterEach, describe, expect, it } from 'vitest'
import { proposeMapping } from '../../electron/core/proposal.ts'
import type { Direction, Profile } from '../../shared/model.ts'
import {
  type Computer,
  createWorld,
  privateSchema,
  type SchemaOf,
  sharedSchema,
  unwrap,
  type World,
} from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000
const options = (...names: readonly string[]) => ({ options: names.map((name) => ({ name })) })
const further = {
  Fertig: 'checkbox',
  Preis: 'number',
  Seite: 'url',
  Post: 'email',
  Ruf: 'phone_number',
  Art: { select: options('Arzt', 'Sport') },
  Marken: { multi_select: options('a', 'b') },
  Stand: 'status',
} as const
const dated = (schema: SchemaOf): SchemaOf => {
  const { Datum: _dropped, ...rest } = schema
  return { ...rest, Startdatum: 'date', Endedatum: 'date' }
}

type Values = Parameters<World['anna']['edit']>[1]
interface Case {
  readonly property: string
  readonly before: Values
  readonly after: Values
  readonly layout?: 'dates'
}
const one = (property: string, before: Values[string], after: Values[string]): Case => ({
  property,
  before: { [property]: before },
  after: { [property]: after },
})
const cases: readonly Case[] = [
  one('Name', 'Arzt', 'Zahnarzt'),
  one('Ort', 'Garage', ''),
  one('Beschreibung', '', 'Schlafsack'),
  one('Datum', { start: '2026-12-01' }, { start: '2026-12-02', end: '2026-12-04' }),
  one('Datum', { start: '2026-12-01T10:00:00.000+01:00' }, { start: '2026-12-01' }),
  one('Fertig', true, false),
  one('Preis', 12.5, null),
  one('Seite', 'https://example.org/a', 'https://example.org/b'),
  one('Post', 'anna@example.org', null),
  one('Ruf', '+49 30 1', '+49 30 2'),
  one('Art', 'Arzt', 'Sport'),
  one('Art', 'Arzt', null),
  one('Marken', ['a'], ['a', 'b']),
  one('Stand', 'Done', 'In progress'),
  {
    property: 'Startdatum',
    layout: 'dates',
    before: { Startdatum: { start: '2026-12-01' }, Endedatum: { start: '2026-12-03' } },
    after: { Startdatum: { start: '2026-12-05' }, Endedatum: { start: '2026-12-06' } },
  },
]

interface Stage {
  readonly world: World
  readonly computer: Computer
  readonly profile: Profile
  readonly id: string
  readonly copy: string
}

async function staged(values: Values, layout?: 'dates', direction: Direction = { kind: 'both' }): Promise<Stage> {
  const schemas: readonly SchemaOf[] = [
    { ...privateSchema, ...further },
    { ...sharedSchema, ...further },
  ]
  const [mine = privateSchema, theirs = sharedSchema] = layout === 'dates' ? schemas.map(dated) : schemas
  const world = await createWorld({ privateSchema: mine, sharedSchema: theirs })
  open = world
  const profile = { ...world.profile, mapping: await mappingOf(world, direction) }
  const id = world.anna.addRow(world.privateId, { Name: 'Termin', PartnerRelevant: true, ...values })
  const computer = world.computer()
  await computer.run({}, profile)
  await world.clock.advance(5 * minutes)
  return { world, computer, profile, id, copy: world.sharedRows()[0]?.id ?? '' }
}

async function mappingOf(world: World, direction: Direction): Promise<Profile['mapping']> {
  const sides = world.connect((url, init) => world.sandbox.fetch(url, init), world.clock)(world.profile, {
    signal: new AbortController().signal,
    meter: { read: 0, write: 0, retried: 0 },
    priority: 'user',
  })
  const wishes = [
    ...Object.keys(further).map((name) => ({ private: name, shared: name, direction: { kind: 'both' as const } })),
    ...(direction.kind === 'both' ? [] : [{ private: 'Ort', shared: 'Ort', direction }]),
  ]
  const proposed = proposeMapping(unwrap(await sides.private.schema()), unwrap(await sides.shared.schema()), wishes)
  if (proposed.kind === 'failure') throw new Error(proposed.failures.map((each) => each.text).join('\n'))
  return proposed.mapping
}

async function run({ world, computer, profile }: Stage, kind: 'auto' | 'full' = 'auto') {
  await world.clock.advance(4 * minutes)
  return (await computer.run({ kind }, profile)).record
}

const newestUpdate = ({ computer }: Stage, side: 'private' | 'shared') =>
  computer.store.journal.changes({ limit: 50 }).find((each) => each.kind === 'update' && each.side === side)?.id ?? ''

const undo = ({ computer, profile }: Stage, change: string, insist = false) =>
  computer.engine.undo(profile, change, insist, new AbortController().signal)

describe.each(['shared', 'private'] as const)('an edit carried to the %s page is taken back', (side) => {
  it.each(cases)('$property: $after', async ({ before, after, layout }) => {
    const stage = await staged(before, layout)
    const { world, id, copy } = stage
    const values = (page: string) => Object.keys(before).map((name) => world.sandbox.read(page)?.values[name])
    const old = { mine: values(id), theirs: values(copy) }
    if (side === 'shared') world.anna.edit(id, after)
    else world.partner.edit(copy, after)
    await run(stage)
    expect(values(side === 'shared' ? copy : id)).not.toEqual(side === 'shared' ? old.theirs : old.mine)
    expect(await undo(stage, newestUpdate(stage, side))).toMatchObject({ kind: 'undone' })
    await run(stage)
    await run(stage, 'full')
    expect({ mine: values(id), theirs: values(copy) }).toEqual(old)
    expect((await run(stage, 'full')).requests.write).toBe(0)
    expect(stage.computer.store.journal.openConflicts(stage.profile.id)).toHaveLength(0)
  })
})

describe('a field that travels one way', () => {
  it.each<Direction>([{ kind: 'to-shared' }, { kind: 'busy', word: 'belegt' }])(
    '$kind is refused',
    async (direction) => {
      const stage = await staged({ Ort: 'Garage' }, undefined, direction)
      const { world, id, copy } = stage
      if (direction.kind === 'busy') world.partner.edit(copy, { Ort: 'Bern' })
      else world.anna.edit(id, { Ort: 'Berlin' })
      await run(stage)
      const written = world.sandbox.read(copy)?.values['Ort']
      for (const insist of [false, true]) {
        expect(await undo(stage, newestUpdate(stage, 'shared'), insist)).toEqual({
          kind: 'not-undoable',
          reason: 'one-way',
        })
      }
      expect(world.sandbox.read(copy)?.values['Ort']).toBe(written)
    },
  )
})
