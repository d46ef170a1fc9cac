/** Databases that another tool has filled are taken over without a single duplicate (cases 2 and 2b, both layouts). */
import { afterEach, describe, expect, it } from 'vitest'
import { createWorld, privateSchema, type SchemaOf, sharedSchema, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const layouts: Readonly<
  Record<string, { readonly private: SchemaOf; readonly shared: SchemaOf; readonly dates: Record<string, unknown> }>
> = {
  Datum: { private: privateSchema, shared: sharedSchema, dates: { Datum: { start: '2026-12-01', end: '2026-12-03' } } },
  'Startdatum and Endedatum': {
    private: dated(privateSchema),
    shared: dated(sharedSchema),
    dates: { Startdatum: { start: '2026-12-01' }, Endedatum: { start: '2026-12-03' } },
  },
  'Datum here, Startdatum and Endedatum there': {
    private: privateSchema,
    shared: dated(sharedSchema),
    dates: { Datum: { start: '2026-12-01', end: '2026-12-03' } },
  },
}

function dated(schema: Readonly<Record<string, string>>): SchemaOf {
  const { Datum: _dropped, ...rest } = schema
  return { ...rest, Startdatum: 'date', Endedatum: 'date', Tags: 'rich_text' }
}

/** A tracking text without its dashes. */
function idIn(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('-', '') : ''
}

describe('taking over a filled database', () => {
  it.each(Object.keys(layouts))('%s: rows that have a copy are adopted, nothing is created twice', async (name) => {
    const layout = layouts[name]
    if (layout === undefined) return
    const world = await createWorld({ privateSchema: layout.private, sharedSchema: layout.shared })
    open = world
    const sharedDates =
      'Startdatum' in layout.shared
        ? { Startdatum: { start: '2026-12-01' }, Endedatum: { start: '2026-12-03' } }
        : layout.dates
    const pair = (how: 'linked' | 'half linked' | 'unlinked', index: number): void => {
      const title = `${how} ${index}`
      const id = world.anna.addRow(world.privateId, { Name: title, PartnerRelevant: true, ...layout.dates })
      const tracking =
        how === 'half linked'
          ? {}
          : {
              SourcePrivateId: index % 2 === 0 ? id : id.replaceAll('-', ''),
              SourceUserId: 1,
            }
      const copy = world.partner.addRow(world.sharedId, {
        Name: title,
        PartnerRelevant: true,
        ...sharedDates,
        ...tracking,
      })
      if (how !== 'unlinked')
        world.anna.edit(id, { SyncedToSharedId: index % 2 === 0 ? copy : copy.replaceAll('-', '') })
    }
    for (const how of ['linked', 'half linked', 'unlinked'] as const)
      for (let index = 0; index < 4; index += 1) pair(how, index)
    const computer = world.computer()
    const { record } = await computer.run()
    expect(record.statistics).toMatchObject({ created: 0, conflicts: 0, errors: 0, removed: 0 })
    expect(world.sharedRows()).toHaveLength(12)
    for (const row of world.privateRows()) {
      const copies = world
        .sharedRows()
        .filter((each) => idIn(each.values['SourcePrivateId']) === row.id.replaceAll('-', ''))
      expect(copies).toHaveLength(1)
      expect(idIn(row.values['SyncedToSharedId'])).toBe(copies[0]?.id.replaceAll('-', ''))
      expect(copies[0]?.values['SourceUserId']).toBe(1)
    }
    await world.clock.advance(5 * 60_000)
    expect((await computer.run({ kind: 'full' })).record.requests.write).toBe(0)
  })

  it('an end edited on one side travels with its start through both layouts', async () => {
    const layout = layouts['Datum here, Startdatum and Endedatum there']
    if (layout === undefined) return
    const world = await createWorld({ privateSchema: layout.private, sharedSchema: layout.shared })
    open = world
    const id = world.anna.addRow(world.privateId, {
      Name: 'Reise',
      PartnerRelevant: true,
      Datum: { start: '2026-12-01', end: '2026-12-03' },
    })
    const computer = world.computer()
    await computer.run()
    const [copy] = world.sharedRows()
    expect(copy?.values).toMatchObject({
      Startdatum: expect.objectContaining({ start: '2026-12-01' }),
      Endedatum: expect.objectContaining({ start: '2026-12-03' }),
    })
    await world.clock.advance(5 * 60_000)
    world.partner.edit(copy?.id ?? '', { Endedatum: { start: '2026-12-05' } })
    await computer.run()
    expect(world.sandbox.read(id)?.values['Datum']).toMatchObject({ start: '2026-12-01', end: '2026-12-05' })
  })
})
