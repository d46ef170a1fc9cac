/** Round trip: writing, reading and writing a value again gives the same value, for every type that can be mapped. */
import { describe, expect, it } from 'vitest'
import { equal } from '../../electron/core/fields.ts'
import { type Switches } from '../../electron/sandbox/switches.ts'
import { type FieldType, plainStyle, plainText, type TextSegment, type Value } from '../../shared/value.ts'
import { mustFail, mustOk, pageId, stage, valueOf } from './stage.ts'

const bold = { ...plainStyle, bold: true, color: 'red' }

const rich: readonly TextSegment[] = [
  { kind: 'plain', text: 'Bitte ', link: null, style: plainStyle },
  { kind: 'plain', text: 'nüchtern', link: null, style: bold },
  { kind: 'plain', text: ' kommen, siehe ', link: null, style: plainStyle },
  { kind: 'plain', text: 'hier', link: 'https://example.org/a?b=c#d', style: plainStyle },
  { kind: 'equation', text: 'a^2+b^2=c^2', style: plainStyle },
  {
    kind: 'mention',
    text: '2026-12-24',
    link: null,
    style: plainStyle,
    reference: '{"date":{"end":null,"start":"2026-12-24","time_zone":null},"type":"date"}',
    portable: true,
  },
]

interface Row {
  readonly property: string
  readonly type: FieldType
  readonly value: Value
}

const rows: readonly Row[] = [
  { property: 'Name', type: 'title', value: plainText('Zahnarzt 🦷') },
  { property: 'Name', type: 'title', value: plainText('') },
  { property: 'Beschreibung', type: 'rich-text', value: { kind: 'text', segments: rich } },
  { property: 'Beschreibung', type: 'rich-text', value: plainText('') },
  { property: 'Beschreibung', type: 'rich-text', value: plainText('ä🦷'.repeat(3_000)) },
  { property: 'Datum', type: 'date', value: { kind: 'date', date: null } },
  {
    property: 'Datum',
    type: 'date',
    value: { kind: 'date', date: { kind: 'all-day', start: '2026-12-24', end: null } },
  },
  {
    property: 'Datum',
    type: 'date',
    value: { kind: 'date', date: { kind: 'all-day', start: '2026-12-24', end: '2026-12-26' } },
  },
  {
    property: 'Datum',
    type: 'date',
    value: {
      kind: 'date',
      date: { kind: 'timed', start: '2026-12-01T09:30:00.000+01:00', end: '2026-12-01T10:00:00.000+01:00', zone: null },
    },
  },
  {
    property: 'Datum',
    type: 'date',
    value: {
      kind: 'date',
      date: { kind: 'timed', start: '2026-07-01T09:30:00.000+02:00', end: null, zone: 'Europe/Berlin' },
    },
  },
  {
    // The hour that the clock change repeats: its second half has no naive name of its own.
    property: 'Datum',
    type: 'date',
    value: {
      kind: 'date',
      date: { kind: 'timed', start: '2026-10-25T02:30:00.000+01:00', end: null, zone: 'Europe/Berlin' },
    },
  },
  { property: 'PartnerRelevant', type: 'checkbox', value: { kind: 'checkbox', checked: true } },
  { property: 'PartnerRelevant', type: 'checkbox', value: { kind: 'checkbox', checked: false } },
  { property: 'Nummer', type: 'number', value: { kind: 'number', number: -0.5 } },
  { property: 'Nummer', type: 'number', value: { kind: 'number', number: 0 } },
  { property: 'Nummer', type: 'number', value: { kind: 'number', number: null } },
  { property: 'Art', type: 'select', value: { kind: 'option', option: { id: null, name: 'Arzt' } } },
  { property: 'Art', type: 'select', value: { kind: 'option', option: { id: null, name: 'Neu' } } },
  { property: 'Art', type: 'select', value: { kind: 'option', option: null } },
  { property: 'Stand', type: 'status', value: { kind: 'option', option: { id: null, name: 'Done' } } },
  {
    property: 'Tags',
    type: 'multi-select',
    value: {
      kind: 'options',
      options: [
        { id: null, name: 'b' },
        { id: null, name: 'c' },
      ],
    },
  },
  { property: 'Tags', type: 'multi-select', value: { kind: 'options', options: [] } },
  { property: 'Link', type: 'url', value: { kind: 'line', text: 'https://example.org' } },
  { property: 'Link', type: 'url', value: { kind: 'line', text: null } },
  { property: 'Mail', type: 'email', value: { kind: 'line', text: 'a@example.org' } },
  { property: 'Mail', type: 'email', value: { kind: 'line', text: null } },
  { property: 'Telefon', type: 'phone-number', value: { kind: 'line', text: '+49 30 1234' } },
  { property: 'Telefon', type: 'phone-number', value: { kind: 'line', text: null } },
]

const zones: readonly Switches['timeZoneOnRead'][] = ['null', 'echo-with-offset', 'echo-naive']

describe.each(zones)('round trip, zones read as: %s', (timeZoneOnRead) => {
  it.each(rows)('$property $value', async ({ property: name, type, value }) => {
    const { side, property } = stage({ sandbox: { switches: { timeZoneOnRead } } })
    const id = property(name)
    const created = mustOk(await side.create([{ id, type, value }]))
    const first = valueOf(created, name)
    if (first === undefined) throw new Error('the property is missing')
    // The options of our wish have no id yet; what comes back has one.
    expect(equal(first, value)).toBe(true)
    const second = valueOf(mustOk(await side.update(created.id, [{ id, type, value: first }])), name)
    expect(second).toEqual(first)
    const reading = await side.read(created.id)
    expect(reading.kind === 'page' && valueOf(reading.page, name)).toEqual(first)
    expect(mustOk(await side.readProperty(created.id, id))).toEqual(first)
  })
})

describe('clearing', () => {
  it('empties every type but a status, which falls back to its default', async () => {
    const { side, property, person, dataSourceId } = stage()
    const full = {
      Name: 'A',
      Datum: '2026-12-24',
      Nummer: 3,
      Art: 'Arzt',
      Stand: 'Done',
      Tags: ['a'],
      Link: 'https://example.org',
    }
    const id = pageId(person.addRow(dataSourceId, full))
    const page = mustOk(
      await side.update(id, [
        { id: property('Name'), type: 'title', value: plainText('') },
        { id: property('Datum'), type: 'date', value: { kind: 'date', date: null } },
        { id: property('Nummer'), type: 'number', value: { kind: 'number', number: null } },
        { id: property('Art'), type: 'select', value: { kind: 'option', option: null } },
        { id: property('Stand'), type: 'status', value: { kind: 'option', option: null } },
        { id: property('Tags'), type: 'multi-select', value: { kind: 'options', options: [] } },
        { id: property('Link'), type: 'url', value: { kind: 'line', text: '' } },
      ]),
    )
    expect(valueOf(page, 'Name')).toEqual(plainText(''))
    expect(valueOf(page, 'Datum')).toEqual({ kind: 'date', date: null })
    expect(valueOf(page, 'Nummer')).toEqual({ kind: 'number', number: null })
    expect(valueOf(page, 'Art')).toEqual({ kind: 'option', option: null })
    expect(valueOf(page, 'Stand')).toMatchObject({ kind: 'option', option: { name: 'Not started' } })
    expect(valueOf(page, 'Tags')).toEqual({ kind: 'options', options: [] })
    expect(valueOf(page, 'Link')).toEqual({ kind: 'line', text: null })
  })

  it('refuses a status that does not exist, with the whole answer', async () => {
    const { side, property } = stage()
    const value = { kind: 'option', option: { id: null, name: 'Gibt es nicht' } } as const
    const failed = mustFail(await side.create([{ id: property('Stand'), type: 'status', value }]))
    expect(failed).toMatchObject({ category: 'validation', outcome: 'refused', status: 400 })
  })
})

describe('a text with many mentions', () => {
  const mentions = (count: number) => ({
    rich_text: Array.from({ length: count }, (_, day) => ({
      type: 'mention',
      mention: { type: 'date', date: { start: `2026-12-${String((day % 28) + 1).padStart(2, '0')}` } },
    })),
  })

  it('is unreadable in a page answer, never short, and whole when fetched by itself', async () => {
    const { side, property, person, dataSourceId } = stage()
    const id = pageId(person.addRow(dataSourceId, { Beschreibung: mentions(130) }))
    const reading = await side.read(id)
    expect(reading.kind === 'page' && valueOf(reading.page, 'Beschreibung')).toEqual({
      kind: 'unreadable',
      reason: 'cut-off',
    })
    const value = mustOk(await side.readProperty(id, property('Beschreibung')))
    expect(value.kind === 'text' && value.segments.length).toBe(130)
  })

  it('is read from the page as long as it cannot have been cut off', async () => {
    const { side, person, dataSourceId } = stage()
    const id = pageId(person.addRow(dataSourceId, { Beschreibung: mentions(24) }))
    const reading = await side.read(id)
    expect(reading.kind === 'page' && valueOf(reading.page, 'Beschreibung')).toMatchObject({ kind: 'text' })
  })
})

describe('an option', () => {
  it('is written by its id where that is known, so that a rename in between makes no second one', async () => {
    const { side, property, person, admin, dataSourceId, sandbox } = stage()
    const id = pageId(person.addRow(dataSourceId, { Art: 'Arzt', Tags: ['a'] }))
    const reading = await side.read(id)
    const art = reading.kind === 'page' ? valueOf(reading.page, 'Art') : undefined
    const tags = reading.kind === 'page' ? valueOf(reading.page, 'Tags') : undefined
    if (art === undefined || tags === undefined) throw new Error('the properties are missing')
    admin.renameOption(dataSourceId, 'Art', 'Arzt', 'Praxis')
    admin.renameOption(dataSourceId, 'Tags', 'a', 'z')
    const page = mustOk(
      await side.create([
        { id: property('Art'), type: 'select', value: art },
        { id: property('Tags'), type: 'multi-select', value: tags },
      ]),
    )
    expect(sandbox.read(page.id)?.values).toMatchObject({ Art: 'Praxis', Tags: ['z'] })
    expect(mustOk(await side.schema()).properties.find((each) => each.name === 'Art')?.options).toHaveLength(2)
  })
})

describe('a mention of a person', () => {
  it('belongs to its own side and comes back the same when it is written there again', async () => {
    const { side, property, person, dataSourceId, ownerId } = stage()
    const mention = { rich_text: [{ type: 'mention', mention: { type: 'user', user: { id: ownerId } } }] }
    const id = pageId(person.addRow(dataSourceId, { Beschreibung: mention }))
    const value = mustOk(await side.readProperty(id, property('Beschreibung')))
    expect(value).toMatchObject({ kind: 'text', segments: [{ kind: 'mention', portable: false }] })
    const page = mustOk(await side.update(id, [{ id: property('Beschreibung'), type: 'rich-text', value }]))
    expect(valueOf(page, 'Beschreibung')).toEqual(value)
  })
})
