import { describe, expect, test } from 'vitest'
import type { Json } from '../../electron/sandbox/json.ts'
import { stage, texted, titled } from './stage.ts'

type Stage = ReturnType<typeof stage>

/** Writes one property as raw JSON, past the client's types, and gives what is read back. */
async function roundTrip({ client, dataSourceId }: Stage, name: string, value: Json): Promise<unknown> {
  const page = await client.request<{ readonly properties: Readonly<Record<string, unknown>> }>({
    path: 'pages',
    method: 'post',
    body: { parent: { data_source_id: dataSourceId }, properties: { [name]: value } },
  })
  return page.properties[name]
}

describe('values', () => {
  test('rich text is enriched, and runs of equal looks are merged', async () => {
    const read = await roundTrip(stage(), 'Beschreibung', {
      rich_text: [
        { text: { content: 'one ' } },
        { text: { content: 'two' } },
        { text: { content: '' } },
        { text: { content: 'bold' }, annotations: { bold: true } },
        { text: { content: 'link', link: { url: 'https://example.org/' } } },
      ],
    })
    expect(read).toMatchObject({
      type: 'rich_text',
      rich_text: [
        { type: 'text', plain_text: 'one two', href: null, annotations: { bold: false, color: 'default' } },
        { plain_text: 'bold', annotations: { bold: true } },
        { plain_text: 'link', href: 'https://example.org/' },
      ],
    })
  })

  test.each<[string, Json, unknown]>([
    ['2026-11-21', { start: '2026-11-21' }, { start: '2026-11-21', end: null, time_zone: null }],
    [
      'offset',
      { start: '2026-11-21T10:00:00+02:00', end: '2026-11-21T11:30:00+02:00' },
      { start: '2026-11-21T10:00:00.000+02:00', end: '2026-11-21T11:30:00.000+02:00', time_zone: null },
    ],
    ['Z', { start: '2026-11-21T10:00Z' }, { start: '2026-11-21T10:00:00.000+00:00', end: null, time_zone: null }],
    ['naive', { start: '2026-11-21T10:00:00' }, { start: '2026-11-21T10:00:00.000+00:00', end: null, time_zone: null }],
    [
      'named zone in winter',
      { start: '2026-11-21T10:00:00', time_zone: 'Europe/Berlin' },
      { start: '2026-11-21T10:00:00.000+01:00', end: null, time_zone: null },
    ],
    [
      'named zone in summer',
      { start: '2026-07-21T10:00:00', time_zone: 'America/New_York' },
      { start: '2026-07-21T10:00:00.000-04:00', end: null, time_zone: null },
    ],
    ['clear', null, null],
  ])('a date is normalised as Notion does: %s', async (_title, written, read) => {
    expect(await roundTrip(stage(), 'Datum', { date: written })).toMatchObject({ date: read })
  })

  test('a named zone can be echoed, by switch', async () => {
    const written = { date: { start: '2026-07-21T10:00:00', time_zone: 'Europe/Berlin' } }
    expect(
      await roundTrip(stage({ switches: { timeZoneOnRead: 'echo-with-offset' } }), 'Datum', written),
    ).toMatchObject({
      date: { start: '2026-07-21T10:00:00.000+02:00', time_zone: 'Europe/Berlin' },
    })
    expect(await roundTrip(stage({ switches: { timeZoneOnRead: 'echo-naive' } }), 'Datum', written)).toMatchObject({
      date: { start: '2026-07-21T10:00:00.000', time_zone: 'Europe/Berlin' },
    })
  })

  test.each<[string, string, Json]>([
    ['an offset beside a zone', 'Datum', { date: { start: '2026-11-21T10:00:00+01:00', time_zone: 'Europe/Berlin' } }],
    ['a day beside a zone', 'Datum', { date: { start: '2026-11-21', time_zone: 'Europe/Berlin' } }],
    ['an unknown zone', 'Datum', { date: { start: '2026-11-21T10:00:00', time_zone: 'Mars/Base' } }],
    ['a day that does not exist', 'Datum', { date: { start: '2026-02-30' } }],
    ['an end before its start', 'Datum', { date: { start: '2026-11-21', end: '2026-11-20' } }],
    ['a day with a timed end', 'Datum', { date: { start: '2026-11-21', end: '2026-11-21T10:00:00Z' } }],
    ['a date without start', 'Datum', { date: {} }],
    ['a number as text', 'SourceUserId', { number: '1' }],
    ['an empty url', 'Link', { url: '' }],
    ['an empty phone number', 'Telefon', { phone_number: '' }],
    ['an email of 101 characters', 'Mail', { email: 'a'.repeat(101) }],
    ['a checkbox cleared with null', 'PartnerRelevant', { checkbox: null }],
    ['an unknown status', 'Stand', { status: { name: 'Later' } }],
    ['an option with a comma', 'Art', { select: { name: 'a, b' } }],
    ['a value of another type', 'SourceUserId', { rich_text: [] }],
    ['a read-only property', 'Geändert', { last_edited_time: '2026-11-21T10:00:00Z' }],
    ['2001 characters', 'Beschreibung', texted('x'.repeat(2001))],
    ['101 items', 'Beschreibung', { rich_text: Array.from({ length: 101 }, () => ({ text: { content: 'x' } })) }],
    ['keys only answers have', 'Beschreibung', { rich_text: [{ text: { content: 'x' }, plain_text: 'x' }] }],
    ['a mention of nobody', 'Beschreibung', { rich_text: [{ mention: { user: { id: '0'.repeat(32) } } }] }],
    ['an unknown person', 'Leute', { people: [{ id: '0'.repeat(32) }] }],
    ['an unknown property', 'Gibtsnicht', { number: 1 }],
  ])('refuses %s with 400 validation_error', async (_title, name, value) => {
    const set = stage()
    await expect(roundTrip(set, name, value)).rejects.toMatchObject({ status: 400, code: 'validation_error' })
    expect(set.sandbox.rows(set.dataSourceId)).toEqual([])
  })

  test('an unknown select name makes an option, unless the token may not change anything', async () => {
    const set = stage()
    await roundTrip(set, 'Art', { select: { name: 'Neu' } })
    expect(set.sandbox.admin.property(set.dataSourceId, 'Art').options.map((option) => option.name)).toContain('Neu')
    set.sandbox.admin.setCapabilities(set.connection.id, { update: false })
    await expect(roundTrip(set, 'Art', { select: { name: 'Neuer' } })).rejects.toMatchObject({ status: 400 })
  })

  test('a failed write makes no option', async () => {
    const { client, dataSourceId, sandbox } = stage()
    const bad = client.pages.create({
      parent: { data_source_id: dataSourceId },
      properties: { Art: { select: { name: 'Neu' } }, Link: { url: '' } },
    })
    await expect(bad).rejects.toMatchObject({ status: 400 })
    expect(sandbox.admin.property(dataSourceId, 'Art').options).toHaveLength(2)
  })

  test('a status cleared with null falls back to its default', async () => {
    expect(await roundTrip(stage(), 'Stand', { status: null })).toMatchObject({ status: { name: 'Not started' } })
  })

  test('a page shows at most 25 mentions; the property by itself shows them all', async () => {
    const { client, anna, dataSourceId, ownerId } = stage()
    const mentions = Array.from({ length: 30 }, () => ({ type: 'mention', mention: { user: { id: ownerId } } }))
    const id = anna.addRow(dataSourceId, { Beschreibung: { rich_text: mentions } })
    const page = await client.pages.retrieve({ page_id: id })
    expect(page).toMatchObject({ properties: { Beschreibung: { rich_text: { length: 25 } } } })
    const property = await client.pages.properties.retrieve({
      page_id: id,
      property_id: propertyId(page, 'Beschreibung'),
    })
    expect(property).toMatchObject({ object: 'list', results: { length: 30 }, has_more: false })
  })

  test('a long property comes in pages', async () => {
    const { client, anna, dataSourceId, ownerId } = stage()
    const mentions = Array.from({ length: 30 }, () => ({ type: 'mention', mention: { user: { id: ownerId } } }))
    const id = anna.addRow(dataSourceId, { Name: { title: mentions } })
    const first = await client.pages.properties.retrieve({ page_id: id, property_id: 'title', page_size: 20 })
    if (first.object !== 'list') throw new Error('no list')
    expect(first.results).toHaveLength(20)
    const rest = { page_id: id, property_id: 'title', start_cursor: first.next_cursor }
    expect(await client.pages.properties.retrieve(rest)).toMatchObject({ results: { length: 10 }, has_more: false })
  })

  test('one bad property fails the whole update', async () => {
    const { client, anna, dataSourceId, sandbox } = stage()
    const id = anna.addRow(dataSourceId, { Name: 'old' })
    const bad = client.pages.update({ page_id: id, properties: { Name: titled('new'), Link: { url: '' } } })
    await expect(bad).rejects.toMatchObject({ status: 400 })
    expect(sandbox.read(id)?.values['Name']).toBe('old')
  })
})

function propertyId(page: object, name: string): string {
  const properties: unknown = Reflect.get(page, 'properties')
  const property: unknown = typeof properties === 'object' && properties !== null ? Reflect.get(properties, name) : null
  return typeof property === 'object' && property !== null ? String(Reflect.get(property, 'id')) : ''
}
