/** Which property becomes which field, and that it stays so (sync-semantics, Schema; rail "Schema"). */
import { expect, describe as group, test } from 'vitest'
import {
  checkMapping,
  parsePageId,
  placeProperties,
  propertiesKey,
  refreshNames,
  sameId,
  toWrites,
} from '../../electron/core/mapping.ts'
import { type FieldWish, parseFieldWish, proposeMapping } from '../../electron/core/proposal.ts'
import type { FieldPlace, Mapping, Schema, Side } from '../../shared/model.ts'
import { type FieldType, plainText } from '../../shared/value.ts'
import {
  both,
  defaults,
  key,
  mappingOf,
  privateId,
  property,
  propertyId,
  propose,
  schema,
  startAndEnd,
  uuid,
} from './databases.ts'

const names = (place: FieldPlace): string =>
  placeProperties(place)
    .map((one) => one.name)
    .join('+')
const shape = (mapping: Mapping): readonly string[] =>
  mapping.fields.map((field) => `${field.key}: ${names(field.private)} -> ${names(field.shared)}`)
const wish = (own: string, other: string): FieldWish => ({ private: own, shared: other, direction: { kind: 'both' } })

type Columns = Parameters<typeof mappingOf>[0]
const layouts: readonly (readonly [string, Columns, Columns, string])[] = [
  ['Datum on both sides', defaults, defaults, 'date: Datum -> Datum'],
  ['start and end on both sides', startAndEnd, startAndEnd, 'date: Startdatum+Endedatum -> Startdatum+Endedatum'],
  ['one layout each', defaults, startAndEnd, 'date: Datum -> Startdatum+Endedatum'],
  ['both layouts on one side', { ...defaults, ...startAndEnd }, defaults, 'date: Datum+Startdatum+Endedatum -> Datum'],
  ['a start without an end', { Name: 'title', Startdatum: 'date' }, defaults, 'date: Startdatum -> Datum'],
  ['an end of another type', { ...startAndEnd, Endedatum: 'rich-text' }, defaults, 'date: Startdatum -> Datum'],
]

group('setup recognises', () => {
  test.each(layouts)('%s as one field', (_, own, other, expected) => {
    expect(shape(mappingOf(own, other))).toContain(expected)
  })

  test('every default field that both sides have, in one order', () => {
    const all: Columns = { Tags: 'rich-text', ...defaults }
    expect(mappingOf(all, all).fields.map((field) => field.key)).toEqual([
      'title',
      'date',
      'description',
      'place',
      'tags',
    ])
  })

  test('titles by their type, whatever they are called', () => {
    expect(shape(mappingOf({ Was: 'title' }, { Termin: 'title' }))).toEqual(['title: Was -> Termin'])
  })

  test.each([
    ['missing', 'shared', { ...defaults }, { Name: 'title', Datum: 'date', Ort: 'rich-text' }, 'Beschreibung'],
    ['type-differs', null, defaults, { ...defaults, Ort: 'select' }, 'Ort'],
    ['type-not-mappable', 'shared', defaults, { ...defaults, Ort: null }, 'Ort'],
    ['missing', 'private', { Name: 'title' }, { Name: 'title', Datum: 'date' }, 'Datum'],
    ['type-differs', 'shared', defaults, { ...defaults, Datum: 'rich-text' }, 'Datum'],
  ] as const)('a default field that cannot be mapped and says why: %s, %s', (reason, side, own, other, name) => {
    const proposal = propose(own, other)
    expect(proposal.kind === 'ok' && proposal.notes).toMatchObject([{ reason, side, name }])
  })
})

group('setup refuses', () => {
  const reasons = (own: Schema, other: Schema, wishes: readonly FieldWish[] = []) => {
    const proposal = proposeMapping(own, other, wishes)
    return proposal.kind === 'failure'
      ? proposal.failures.map((one) => `${one.category} ${one.reason} ${one.subject}`)
      : []
  }

  test('databases without the tracking properties, and names each with its side', () => {
    const own = schema('private', defaults, ['SyncedToSharedId'])
    const other = schema('shared', { ...defaults }, ['SourceUserId', 'PartnerRelevant'])
    expect(reasons(own, other)).toEqual([
      'schema property-missing SyncedToSharedId (private)',
      'schema property-missing PartnerRelevant (shared)',
      'schema property-missing SourceUserId (shared)',
    ])
  })

  test('a tracking property of another type', () => {
    const own = schema('private', defaults, ['PartnerRelevant'])
    const wrong = { ...own, properties: [...own.properties, property('private', 'PartnerRelevant', 'rich-text')] }
    expect(reasons(wrong, schema('shared', defaults))).toEqual(['schema property-type PartnerRelevant (private)'])
  })

  const extra: Columns = { ...defaults, Preis: 'number', Akte: null, Art: 'select' }
  test.each([
    ['a property that is not there', wish('Ort', 'Nirgends'), 'schema property-missing Nirgends (shared)'],
    ['types that do not agree', wish('Preis', 'Art'), 'schema property-type Art (shared)'],
    ['a type that cannot be mapped', wish('Akte', 'Akte'), 'schema type-not-mappable Akte (private)'],
    ['a property for two fields', wish('Beschreibung', 'Ort'), 'usage field-twice Beschreibung'],
    [
      'a word where none fits',
      { private: 'Preis', shared: 'Preis', direction: { kind: 'busy', word: 'Belegt' } } as const,
      'usage busy-type Preis',
    ],
  ])('a wish for %s', (_, asked, expected) => {
    expect(reasons(schema('private', extra), schema('shared', extra), [both('Ort'), asked])).toEqual([expected])
  })
})

group('a wish', () => {
  test.each([
    ['Ort=Treffpunkt', { private: 'Ort', shared: 'Treffpunkt', direction: { kind: 'both' } }],
    ['Ort=Ort:both', { private: 'Ort', shared: 'Ort', direction: { kind: 'both' } }],
    ['Ort = Ort:to-shared', { private: 'Ort', shared: 'Ort', direction: { kind: 'to-shared' } }],
    [
      'Name=Name:busy=Belegt = zu',
      { private: 'Name', shared: 'Name', direction: { kind: 'busy', word: 'Belegt = zu' } },
    ],
    ['A=B: C', { private: 'A', shared: 'B: C', direction: { kind: 'both' } }],
  ])('is read from %s', (text, expected) => {
    expect(parseFieldWish(text)).toEqual({ kind: 'ok', value: expected })
  })

  test.each(['Ort', '=Ort', 'Ort=', 'Name=Name:busy=', ' = '])('is not read from "%s"', (text) => {
    expect(parseFieldWish(text)).toMatchObject({ kind: 'failure', category: 'usage', reason: 'field-wish' })
  })

  test('gives a default field another name or direction, and keeps its key', () => {
    const own: Columns = { ...defaults, Preis: 'number' }
    const other: Columns = { Name: 'title', Termin: 'date', Treffpunkt: 'rich-text', Preis: 'number' }
    const mapping = mappingOf(own, other, [wish('Ort', 'Treffpunkt'), wish('Datum', 'Termin'), both('Preis')])
    expect(shape(mapping)).toEqual([
      'title: Name -> Name',
      'date: Datum -> Termin',
      'place: Ort -> Treffpunkt',
      'p:private~Preis: Preis -> Preis',
    ])
    const busy: FieldWish = { private: 'Name', shared: 'Name', direction: { kind: 'busy', word: 'Belegt' } }
    expect(mappingOf(own, other, [busy]).fields[0]).toMatchObject({ key: 'title', direction: busy.direction })
  })

  test('for start and end under other names is one field', () => {
    const other: Columns = { Name: 'title', Von: 'date', Bis: 'date' }
    const wishes = [wish('Startdatum', 'Von'), wish('Endedatum', 'Bis')]
    expect(shape(mappingOf(startAndEnd, other, wishes))).toContain('date: Startdatum+Endedatum -> Von+Bis')
  })

  test('for one part of a layout takes the layout with it', () => {
    expect(shape(mappingOf(startAndEnd, defaults, [wish('Endedatum', 'Datum')]))).toContain(
      'date: Startdatum+Endedatum -> Datum',
    )
  })

  test('names the date of the appointment where no default name does', () => {
    const own: Columns = { Name: 'title', Wann: 'date' }
    expect(shape(mappingOf(own, own, [both('Wann')]))).toEqual(['title: Name -> Name', 'date: Wann -> Wann'])
  })

  test('gives a tracking property another name', () => {
    const own = schema('private', { ...defaults, Teilen: 'checkbox' }, ['PartnerRelevant'])
    const proposal = proposeMapping(own, schema('shared', defaults), [wish('Teilen', 'PartnerRelevant')])
    expect(proposal.kind === 'ok' && proposal.mapping.private.relevant.name).toBe('Teilen')
  })
})

group('after a rename', () => {
  const rename = (before: Schema, from: string, to: string): Schema => ({
    ...before,
    properties: before.properties.map((one) => (one.name === from ? { ...one, name: to } : one)),
  })
  const own = schema('private', { ...startAndEnd, Ort: 'rich-text', Preis: 'number' })
  const other = schema('shared', { ...startAndEnd, Ort: 'rich-text', Preis: 'number' })
  const first = proposeMapping(own, other, [both('Preis')])
  if (first.kind === 'failure') throw new Error('the setup should hold')
  const renamed = ['Startdatum', 'Ort', 'PartnerRelevant', 'Preis'].reduce(
    (now, name) => rename(now, name, `${name} 2`),
    own,
  )

  test('the mapping holds and shows the new names', () => {
    expect(checkMapping(first.mapping, renamed, other)).toEqual([])
    expect(shape(refreshNames(first.mapping, renamed, other))).toEqual([
      'title: Name -> Name',
      'date: Startdatum 2+Endedatum -> Startdatum+Endedatum',
      'place: Ort 2 -> Ort',
      'tags: Tags -> Tags',
      'p:private~Preis: Preis 2 -> Preis',
    ])
    expect(refreshNames(first.mapping, own, other)).toEqual(first.mapping)
  })

  test('a new proposal keeps properties and keys', () => {
    const again = proposeMapping(renamed, other, [wish('Preis 2', 'Preis')], first.mapping)
    expect(again.kind === 'ok' && again.mapping).toEqual(refreshNames(first.mapping, renamed, other))
  })
})

group('the rail "Schema"', () => {
  const mapping = mappingOf(startAndEnd, defaults)
  test.each([
    ['private', 'Endedatum'],
    ['private', 'SyncedToSharedId'],
    ['shared', 'Datum'],
    ['shared', 'SourceUserId'],
  ] as readonly (readonly [Side, string])[])('names what is gone or has another type: %s %s', (side, name) => {
    const gone = (of: Side): Schema => schema(of, of === 'private' ? startAndEnd : defaults, of === side ? [name] : [])
    expect(checkMapping(mapping, gone('private'), gone('shared'))).toMatchObject([
      { category: 'schema', reason: 'property-missing', subject: `${name} (${side})` },
    ])
    const changed = (of: Side): Schema => {
      const base = gone(of)
      return of === side ? { ...base, properties: [...base.properties, property(side, name, 'url')] } : base
    }
    expect(checkMapping(mapping, changed('private'), changed('shared'))).toMatchObject([
      { category: 'schema', reason: 'property-type', subject: `${name} (${side})` },
    ])
  })

  test('a field with another property has another key, a renamed one has not', () => {
    const [one, two] = [mappingOf(startAndEnd, defaults), mappingOf(startAndEnd, startAndEnd)]
    const keys = (of: Mapping) => of.fields.filter((field) => field.type === 'date').map(propertiesKey)
    expect(keys(one)).toEqual(['private~Startdatum private~Endedatum > shared~Datum'])
    expect(keys(two)).not.toEqual(keys(one))
  })
})

group('a write', () => {
  const mapping = mappingOf({ ...defaults, ...startAndEnd }, startAndEnd)
  const write = (side: Side, values: Parameters<typeof toWrites>[2], tracking: Parameters<typeof toWrites>[3] = {}) =>
    toWrites(mapping, side, values, tracking, (id) => `https://notes.example/${id}`)
  const id = (name: string) => propertyId(`private~${name}`)

  test('touches nothing that is not mentioned, and nothing that was not read', () => {
    expect(write('private', {})).toEqual([])
    expect(write('private', { [key('title')]: { kind: 'unreadable', reason: 'absent' } })).toEqual([])
  })

  test('of a date fills every layout, and clears every layout', () => {
    const start = { kind: 'date', date: { kind: 'all-day', start: '2026-05-01', end: null } } as const
    const end = { kind: 'date', date: { kind: 'all-day', start: '2026-05-03', end: null } } as const
    const range = { kind: 'date', date: { kind: 'all-day', start: '2026-05-01', end: '2026-05-03' } } as const
    const none = { kind: 'date', date: null } as const
    const type: FieldType = 'date'
    expect(write('private', { [key('date')]: range })).toEqual([
      { id: id('Datum'), type, value: range },
      { id: id('Startdatum'), type, value: start },
      { id: id('Endedatum'), type, value: end },
    ])
    expect(write('private', { [key('date')]: start }).map((one) => one.value)).toEqual([start, start, none])
    expect(write('private', { [key('date')]: none }).map((one) => one.value)).toEqual([none, none, none])
  })

  test('of an id is text that links to the page; no id clears it', () => {
    const [link] = write('private', {}, { link: privateId(uuid('a')) })
    expect(link).toMatchObject({ id: id('SyncedToSharedId'), type: 'rich-text' })
    expect(link?.value).toMatchObject({ segments: [{ text: uuid('a'), link: `https://notes.example/${uuid('a')}` }] })
    expect(write('private', {}, { link: null })[0]?.value).toEqual(plainText(''))
  })

  test('puts the number on the shared side alone', () => {
    expect(write('shared', {}, { relevant: true, number: 7 }).map((one) => one.value)).toEqual([
      { kind: 'checkbox', checked: true },
      { kind: 'number', number: 7 },
    ])
    expect(write('private', {}, { relevant: false, number: 7 })).toHaveLength(1)
  })
})

group('an id', () => {
  const dashed = '01234567-89ab-4cde-8f01-23456789abcd'
  const bare = dashed.replaceAll('-', '')
  test.each([
    dashed,
    dashed.toUpperCase(),
    bare,
    `  ${bare}\n`,
    `https://www.notion.so/${bare}`,
    `https://www.notion.so/team/Zahn-arzt-cafe-${bare}?pvs=4`,
    `https://app.notion.com/p/${dashed}/#block`,
  ])('is the same however it is written: %s', (text) => {
    expect(parsePageId(text)).toBe(dashed)
    expect(sameId(text, bare)).toBe(true)
  })

  test.each([
    ['', null],
    ['  ', null],
    ['see page', 'see page'],
    [`x${bare}`, `x${bare}`],
    ['event-7@calendar', 'event-7@calendar'],
    ['https://notes.example/none', 'https://notes.example/none'],
  ])('that is none of ours stays what it is: "%s"', (text, expected) => {
    expect(parsePageId(text)).toBe(expected)
  })

  test('of another page is another one', () => {
    expect(sameId(uuid('a'), uuid('b'))).toBe(false)
    expect(sameId('EVENT-7', 'event7')).toBe(true)
  })
})
