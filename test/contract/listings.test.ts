/** What the port promises about listings and look-ups: everything, or the reason why not. */
import { describe, expect, it } from 'vitest'
import { pageId, stage, valueOf } from './stage.ts'

const MINUTE = 60_000

describe('list', () => {
  it.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [250, 3],
  ])('gives %i rows with %i requests', async (rows, requests) => {
    const { side, person, dataSourceId, meter, clock } = stage()
    for (let row = 0; row < rows; row += 1) person.addRow(dataSourceId, { Name: `T${row}` })
    const listing = await side.list('present')
    expect(listing).toMatchObject({ kind: 'complete' })
    expect(listing.pages).toHaveLength(rows)
    expect(meter.read).toBe(requests)
    // The `Date` header knows whole seconds.
    expect(listing.kind === 'complete' && Math.abs(listing.serverAt - clock.now()) < 1_000).toBe(true)
  })

  it('keeps what is in the trash apart from what is not', async () => {
    const { side, person, dataSourceId } = stage()
    const gone = person.addRow(dataSourceId, { Name: 'weg' })
    const here = person.addRow(dataSourceId, { Name: 'da' })
    person.trash(gone)
    expect((await side.list('present')).pages.map((page) => page.id)).toEqual([here])
    expect((await side.list('trash')).pages.map((page) => page.id)).toEqual([gone])
  })

  it('lists past the row limit of a query, each row once', async () => {
    const { side, person, dataSourceId, clock } = stage({ sandbox: { rowCap: 250 } })
    for (let row = 0; row < 1_000; row += 1) {
      person.addRow(dataSourceId, { Name: `T${row}` })
      if (row % 20 === 0) await clock.advance(MINUTE)
    }
    const listing = await side.list('present')
    expect(listing.kind).toBe('complete')
    expect(new Set(listing.pages.map((page) => page.id)).size).toBe(1_000)
    expect(listing.pages).toHaveLength(1_000)
  })

  it('is incomplete when one minute alone holds more rows than a query shows', async () => {
    const { side, person, dataSourceId } = stage({ sandbox: { rowCap: 250 } })
    for (let row = 0; row < 300; row += 1) person.addRow(dataSourceId, { Name: `T${row}` })
    const listing = await side.list('present')
    expect(listing).toMatchObject({ kind: 'incomplete', failure: { reason: 'too-many-rows' } })
  })

  it('is incomplete, never short, when the third page fails for good', async () => {
    const { side, person, dataSourceId, faults, sandbox } = stage()
    for (let row = 0; row < 350; row += 1) person.addRow(dataSourceId, { Name: `T${row}` })
    let asked = 0
    faults.add({
      operation: 'dataSources.query',
      where: () => (asked += 1) > 2,
      count: Number.POSITIVE_INFINITY,
      action: { kind: 'answer', when: 'before', answer: { kind: 'internal' } },
    })
    const listing = await side.list('present')
    expect(listing).toMatchObject({ kind: 'incomplete', failure: { status: 500, outcome: 'not-done' } })
    expect(listing.pages).toHaveLength(200)
    expect(sandbox.counts()['dataSources.query']).toBe(5)
  })

  it('asks for smaller pages after a 503 and still lists everything', async () => {
    const { side, person, dataSourceId, faults } = stage()
    for (let row = 0; row < 120; row += 1) person.addRow(dataSourceId, { Name: `T${row}` })
    const bodies: string[] = []
    faults.add({
      operation: 'dataSources.query',
      where: ({ body }) => bodies.push(body) > 0,
      action: {
        kind: 'answer',
        when: 'before',
        answer: { kind: 'unavailable', guidance: ['Use a smaller page_size.'] },
      },
    })
    expect((await side.list('present')).pages).toHaveLength(120)
    expect(bodies.map((body) => /"page_size":(\d+)/.exec(body)?.[1])).toEqual(['100', '50', '100'])
  })
})

describe('changesSince', () => {
  it('asks from the beginning of the minute, so that nothing of an open minute is missed', async () => {
    const { side, person, dataSourceId, clock } = stage()
    person.addRow(dataSourceId, { Name: 'alt' })
    await clock.advance(5 * MINUTE)
    const fresh = person.addRow(dataSourceId, { Name: 'neu' })
    const listing = await side.changesSince(clock.now() + 20_000)
    expect(listing.pages.map((page) => page.id)).toEqual([fresh])
  })

  it('includes our own writes and costs one request', async () => {
    const { side, clock, property, meter } = stage()
    const since = clock.now()
    await side.create([{ id: property('Name'), type: 'title', value: { kind: 'text', segments: [] } }])
    expect((await side.changesSince(since)).pages).toHaveLength(1)
    expect(meter.read).toBe(1)
  })
})

describe('findByKey', () => {
  const key = (row: number) => pageId(`00000000-0000-4000-8000-${String(row).padStart(12, '0')}`)

  it('finds ids in either spelling, and several rows per id', async () => {
    const { side, person, dataSourceId, property } = stage()
    const dashed = person.addRow(dataSourceId, { SyncedToSharedId: key(1) })
    const plain = person.addRow(dataSourceId, { SyncedToSharedId: key(1).replaceAll('-', '') })
    person.addRow(dataSourceId, { SyncedToSharedId: key(2) })
    const listing = await side.findByKey(property('SyncedToSharedId'), [key(1)], 'present')
    expect(listing.kind).toBe('complete')
    expect(listing.pages.map((page) => page.id).sort()).toEqual([dashed, plain].sort())
  })

  it('looks into the trash when told to', async () => {
    const { side, person, dataSourceId, property } = stage()
    const id = person.addRow(dataSourceId, { SyncedToSharedId: key(1) })
    person.trash(id)
    const find = (scope: 'present' | 'trash') => side.findByKey(property('SyncedToSharedId'), [key(1)], scope)
    expect((await find('present')).pages).toEqual([])
    expect((await find('trash')).pages.map((page) => page.id)).toEqual([id])
  })

  it('takes any number of ids, fifty in a request', async () => {
    const { side, person, dataSourceId, property, meter } = stage()
    for (let row = 0; row < 120; row += 1) person.addRow(dataSourceId, { SyncedToSharedId: key(row) })
    const keys = Array.from({ length: 120 }, (_, row) => key(row))
    const listing = await side.findByKey(property('SyncedToSharedId'), keys, 'present')
    expect(listing.pages).toHaveLength(120)
    expect(meter.read).toBe(3)
  })

  it('is incomplete, never none, when it fails', async () => {
    const { side, property, faults } = stage()
    faults.add({
      operation: 'dataSources.query',
      count: 3,
      action: { kind: 'answer', when: 'before', answer: { kind: 'bad-gateway' } },
    })
    const listing = await side.findByKey(property('SyncedToSharedId'), [key(1)], 'present')
    expect(listing).toMatchObject({ kind: 'incomplete', pages: [], failure: { status: 502 } })
  })
})

describe('a page answer', () => {
  it('shows a property of unknown type as unreadable and the others as they are', async () => {
    const { side, person, dataSourceId } = stage()
    person.addRow(dataSourceId, { Name: 'A' })
    const [page] = (await side.list('present')).pages
    expect(page && valueOf(page, 'Leute')).toEqual({ kind: 'unreadable', reason: 'unknown-type' })
    expect(page && valueOf(page, 'Rechnung')).toEqual({ kind: 'unreadable', reason: 'unknown-type' })
    expect(page && valueOf(page, 'Name')).toMatchObject({ kind: 'text' })
  })

  it('does not invent a property that the answer left out', async () => {
    const { side, person, dataSourceId, faults, property } = stage()
    person.addRow(dataSourceId, { Name: 'A', Beschreibung: 'da' })
    faults.add({ operation: 'dataSources.query', action: { kind: 'omit', properties: ['Beschreibung'] } })
    const [page] = (await side.list('present')).pages
    expect(page?.properties.has(property('Beschreibung'))).toBe(false)
    expect(page?.properties.has(property('Name'))).toBe(true)
  })
})
