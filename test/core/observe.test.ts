/** What a run sees of a page: nothing that could not be read passes for empty (sync-semantics, Schema and Words). */
import { expect, describe as group, test } from 'vitest'
import {
  contradictions,
  fingerprint,
  groupByPrivateId,
  groupBySharedId,
  indexById,
  isUnreadable,
  oldestFirst,
  unreadableProperties,
  viewMovedPrivate,
  viewMovedShared,
  viewPrivate,
  viewShared,
  withProperty,
} from '../../electron/core/observe.ts'
import type { PrivateView, SharedView } from '../../shared/model.ts'
import { type DateValue, plainText, type Value } from '../../shared/value.ts'
import { defaults, key, mappingOf, page, privateId, propertyId, sharedId, startAndEnd, uuid } from './databases.ts'

const mapping = mappingOf(defaults, defaults)
const date = (value: DateValue | null): Value => ({ kind: 'date', date: value })
const day = (start: string, end: string | null = null): Value => date({ kind: 'all-day', start, end })
const time = (start: string, end: string | null = null): Value => date({ kind: 'timed', start, end, zone: null })
const absent: Value = { kind: 'unreadable', reason: 'absent' }

const privateValues: Readonly<Record<string, Value>> = {
  'private~Name': plainText('Zahnarzt'),
  'private~Datum': day('2026-05-01'),
  'private~Beschreibung': plainText(''),
  'private~Ort': plainText('Bonn'),
  'private~PartnerRelevant': { kind: 'checkbox', checked: true },
  'private~SyncedToSharedId': plainText(uuid('b').toUpperCase().replaceAll('-', '')),
}
const sharedValues: Readonly<Record<string, Value>> = {
  'shared~Name': plainText('Zahnarzt'),
  'shared~Datum': day('2026-05-01'),
  'shared~Beschreibung': plainText(''),
  'shared~Ort': plainText('Bonn'),
  'shared~PartnerRelevant': { kind: 'checkbox', checked: true },
  'shared~SourcePrivateId': plainText(uuid('a')),
  'shared~SourceUserId': { kind: 'number', number: 7 },
}
const own = page(privateId(uuid('a')), privateValues)
const other = page(sharedId(uuid('b')), sharedValues)

function readPrivate(values: Readonly<Record<string, Value>>, with_ = mapping): PrivateView {
  const view = viewPrivate(page(privateId(uuid('a')), values), with_)
  if (isUnreadable(view)) throw new Error(view.why)
  return view
}
function readShared(id: string, values: Readonly<Record<string, Value>>, createdAt = 1000): SharedView {
  const view = viewShared(page(sharedId(id), values, { createdAt }), mapping)
  if (isUnreadable(view)) throw new Error(view.why)
  return view
}

group('a page', () => {
  test('is read by ids into fields and tracking entries; each side finds the other by the same spelling', () => {
    const [left, right] = [viewPrivate(own, mapping), viewShared(other, mapping)]
    expect(left).toMatchObject({ side: 'private', title: 'Zahnarzt', relevant: true, link: uuid('b') })
    expect(right).toMatchObject({ side: 'shared', title: 'Zahnarzt', relevant: true, link: uuid('a'), number: 7 })
    expect(!isUnreadable(left) && left.link).toBe(right.id)
    expect(!isUnreadable(right) && right.link).toBe(left.id)
    expect(!isUnreadable(left) && Object.keys(left.fields)).toEqual(['title', 'date', 'description', 'place'])
  })

  test.each(Object.keys(privateValues).slice(0, 4))('without %s is read, and the field waits', (name) => {
    const { [name]: _, ...rest } = privateValues
    const view = readPrivate(rest)
    expect(Object.values(view.fields)).toContainEqual(absent)
    const incomplete = page(privateId('x'), rest)
    expect(unreadableProperties(incomplete, mapping, 'private')).toEqual([name])
    expect(
      viewPrivate(withProperty(incomplete, propertyId(name), privateValues[name] ?? absent), mapping),
    ).toMatchObject({
      fields: readPrivate(privateValues).fields,
    })
  })

  test.each([
    ['shared~PartnerRelevant', 'absent'],
    ['shared~SourcePrivateId', 'absent'],
    ['shared~SourceUserId', 'absent'],
  ] as const)('without %s is no view at all', (name, why) => {
    const { [name]: _, ...rest } = sharedValues
    expect(viewShared(page(sharedId('s'), rest), mapping)).toEqual({
      kind: 'unreadable-page',
      side: 'shared',
      id: 's',
      why,
      properties: [name],
    })
  })

  test('whose id of the other side was cut off is no view at all', () => {
    const cut = page(privateId('p'), {
      ...privateValues,
      'private~SyncedToSharedId': { kind: 'unreadable', reason: 'cut-off' },
    })
    expect(viewPrivate(cut, mapping)).toMatchObject({ kind: 'unreadable-page', why: 'cut-off' })
  })

  test('of another type than mapped contradicts the schema instead of reading as something else', () => {
    const wrong = { ...privateValues, 'private~Ort': { kind: 'number', number: 3 } as const }
    expect(readPrivate(wrong).fields[key('place')]).toEqual({ kind: 'unreadable', reason: 'unknown-type' })
    expect(contradictions(page(privateId('p'), wrong), mapping, 'private')).toEqual(['private~Ort'])
    expect(unreadableProperties(page(privateId('p'), wrong), mapping, 'private')).toEqual([])
    expect(contradictions(own, mapping, 'private')).toEqual([])
  })

  test('that moved under another schema is still seen, with nothing made up', () => {
    const moved = viewMovedPrivate(page(privateId('p'), {}), mapping)
    expect(moved).toMatchObject({ relevant: false, link: null, title: '' })
    expect(Object.values(moved.fields)).toEqual([absent, absent, absent, absent])
    expect(viewMovedShared(page(sharedId('s'), {}), mapping)).toMatchObject({ link: null, number: null })
  })

  test('with an empty or blank link has none', () => {
    expect(readPrivate({ ...privateValues, 'private~SyncedToSharedId': plainText(' ') }).link).toBeNull()
  })
})

group('a date kept as start and end', () => {
  const two = mappingOf({ ...startAndEnd, Datum: 'date' }, defaults)
  const none = date(null)
  test.each([
    ['is one range', none, day('2026-05-01'), day('2026-05-03'), day('2026-05-01', '2026-05-03')],
    ['may have no end', none, day('2026-05-01'), none, day('2026-05-01')],
    ['has no end without a start', none, none, day('2026-05-03'), none],
    [
      'gives way to Datum where that is filled',
      day('2026-06-01'),
      day('2026-05-01'),
      day('2026-05-03'),
      day('2026-06-01'),
    ],
    ['may hold its range in the start', none, day('2026-05-01', '2026-05-02'), none, day('2026-05-01', '2026-05-02')],
    ['waits while the end is unknown', none, day('2026-05-01'), absent, absent],
    ['waits while the leading one is unknown', absent, day('2026-05-01'), none, absent],
    ['needs no end that Datum makes needless', day('2026-06-01'), absent, absent, day('2026-06-01')],
    [
      'spans zones',
      none,
      time('2026-05-01T10:00+02:00'),
      time('2026-05-01T12:00-04:00'),
      time('2026-05-01T10:00:00+02:00', '2026-05-01T12:00:00-04:00'),
    ],
    [
      'starts at midnight when only the end has a time',
      none,
      day('2026-05-01'),
      time('2026-05-02T12:00+02:00'),
      time('2026-05-01T00:00:00+02:00', '2026-05-02T12:00:00+02:00'),
    ],
    [
      'ends with its day when only the start has a time',
      none,
      time('2026-05-01T10:00+02:00'),
      day('2026-05-03'),
      time('2026-05-01T10:00:00+02:00', '2026-05-03T23:59:00+02:00'),
    ],
  ])('%s', (_, combined, start, end, expected) => {
    const values = {
      ...privateValues,
      'private~Datum': combined,
      'private~Startdatum': start,
      'private~Endedatum': end,
    }
    expect(readPrivate(values, two).fields[key('date')]).toEqual(expected)
  })
})

group('the copies of one page', () => {
  const first = readShared('s2', sharedValues, 1000)
  const second = readShared('s1', sharedValues, 2000)
  const twin = readShared('s0', sharedValues, 2000)
  const typedIn = readShared('s9', { ...sharedValues, 'shared~SourcePrivateId': plainText('') })

  test('are found under its id, the oldest first, then the smallest id, in whatever order they came', () => {
    const grouped = groupByPrivateId([second, typedIn, twin, first])
    expect([...grouped.keys()]).toEqual([uuid('a')])
    expect([...grouped.values()]).toEqual([[first, twin, second]])
    expect(groupByPrivateId([first, second, twin, typedIn])).toEqual(grouped)
    expect(oldestFirst([second, first])).toEqual([first, second])
  })

  test('and the private pages that name a copy are found by either id', () => {
    const view = readPrivate(privateValues)
    expect(groupBySharedId([view]).get(sharedId(uuid('b')))).toEqual([view])
    expect([...indexById([second, first]).keys()]).toEqual(['s1', 's2'])
  })
})

group('a fingerprint', () => {
  const before = readPrivate(privateValues)

  test('does not see edit times, the order of properties, or another spelling of the same', () => {
    const same = {
      ...Object.fromEntries(Object.entries(privateValues).reverse()),
      'private~SyncedToSharedId': plainText(uuid('b')),
    }
    const later = { ...readPrivate(same), editedAt: 9999, editedBy: 'else', url: 'https://else.example' }
    expect(fingerprint(later)).toBe(fingerprint(before))
    const reordered = { ...before, fields: Object.fromEntries(Object.entries(before.fields).reverse()) }
    expect(fingerprint(reordered)).toBe(fingerprint(before))
  })

  test.each([
    ['a field', { 'private~Ort': plainText('Köln') }],
    ['the checkbox', { 'private~PartnerRelevant': { kind: 'checkbox', checked: false } as const }],
    ['the link', { 'private~SyncedToSharedId': plainText(uuid('c')) }],
  ])('sees %s change', (_, change) => {
    expect(fingerprint(readPrivate({ ...privateValues, ...change }))).not.toBe(fingerprint(before))
  })

  test('sees trash, parent and number', () => {
    const copy = readShared('s', sharedValues)
    const seen = [copy, { ...copy, inTrash: true }, { ...copy, resource: null }, { ...copy, number: 8 }].map(
      fingerprint,
    )
    expect(new Set(seen).size).toBe(4)
  })
})
