import { describe, expect, it } from 'vitest'
import { idFrom } from '../../electron/notion/databases.ts'
import { dateFrom, wireFrom } from '../../electron/notion/dates.ts'
import { readValue } from '../../electron/notion/properties.ts'
import { runsFrom, splitText, textFrom } from '../../electron/notion/rich-text.ts'
import { canonicalId } from '../../electron/notion/wire.ts'
import { plainStyle } from '../../shared/value.ts'

describe('splitText', () => {
  it('makes runs of at most 2000 and never halves a character', () => {
    const text = `${'x'.repeat(1_999)}🦷${'y'.repeat(2_500)}`
    const pieces = splitText(text)
    expect(pieces.join('')).toBe(text)
    expect(pieces.map((piece) => piece.length)).toEqual([1_999, 2_000, 502])
    expect(pieces.every((piece) => piece.isWellFormed())).toBe(true)
  })

  it('makes nothing of nothing', () => {
    expect(splitText('')).toEqual([])
  })
})

describe('runsFrom', () => {
  const plain = (text: string, link: string | null = null) =>
    ({ kind: 'plain', text, link, style: plainStyle }) as const

  it('takes a hundred runs and refuses one more', () => {
    expect(runsFrom([plain('x'.repeat(200_000))]).kind).toBe('runs')
    expect(runsFrom([plain('x'.repeat(200_001))]).kind).toBe('too-long')
  })

  it('refuses a link that is too long', () => {
    expect(runsFrom([plain('hier', `https://example.org/${'x'.repeat(2_000)}`)]).kind).toBe('too-long')
  })

  it('writes the text of a mention that Notion does not take back', () => {
    const mention = { kind: 'mention', text: 'Vorschau', link: 'https://example.org', style: plainStyle } as const
    const reference = '{"type":"link_preview","link_preview":{"url":"https://example.org"}}'
    expect(runsFrom([{ ...mention, reference, portable: false }])).toEqual({
      kind: 'runs',
      runs: [{ type: 'text', text: { content: 'Vorschau', link: { url: 'https://example.org' } } }],
    })
    expect(runsFrom([{ ...mention, reference: 'broken', portable: false }]).kind).toBe('runs')
  })
})

describe('the reference of a mention', () => {
  const user = (extra: Record<string, unknown>) =>
    textFrom(
      [{ type: 'mention', plain_text: '@Anna', mention: { type: 'user', user: { ...extra, id: 'u1' } } }],
      'item',
    )

  it('stays the same when only name and picture of the person change', () => {
    expect(user({ object: 'user', avatar_url: 'https://a' })).toEqual(user({ avatar_url: 'https://b', object: 'user' }))
  })
})

describe('dates', () => {
  it('keeps the strings as they came', () => {
    const timed = { start: '2026-12-01T09:30:00.000+01:00', end: null, time_zone: null }
    expect(dateFrom(timed)).toMatchObject({ date: { kind: 'timed', start: timed.start, end: null, zone: null } })
    const days = { start: '2026-12-01', end: '2026-12-03', time_zone: null }
    expect(dateFrom(days)).toMatchObject({ date: { kind: 'all-day', start: '2026-12-01', end: '2026-12-03' } })
  })

  it('gives a naive time the offset of its zone at that moment, and without a zone that of UTC', () => {
    const zone = 'Europe/Berlin'
    expect(dateFrom({ start: '2026-07-01T09:30:00', time_zone: zone })).toMatchObject({
      date: { start: '2026-07-01T09:30:00+02:00', zone },
    })
    expect(dateFrom({ start: '2026-12-01T09:30:00', time_zone: zone })).toMatchObject({
      date: { start: '2026-12-01T09:30:00+01:00', zone },
    })
    expect(dateFrom({ start: '2026-12-01T09:30:00' })).toMatchObject({ date: { start: '2026-12-01T09:30:00+00:00' } })
  })

  it.each([
    { start: 'tomorrow' },
    { start: '2026-13-01T00:00:00Z' },
    { start: '2026-12-01', end: '2026-12-01T10:00:00Z' },
    { start: '2026-12-01T09:30:00', time_zone: 'Mars/Olympus' },
  ])('calls malformed what is no date: %o', (wire) => {
    expect(dateFrom(wire)).toEqual({ kind: 'unreadable', reason: 'malformed' })
  })

  it('writes a zone with the local time, and gives it up in the hour that comes twice', () => {
    const timed = (start: string) => ({ kind: 'timed', start, end: null, zone: 'Europe/Berlin' }) as const
    expect(wireFrom(timed('2026-12-01T08:30:00Z'))).toEqual({
      start: '2026-12-01T09:30:00',
      end: null,
      time_zone: 'Europe/Berlin',
    })
    expect(wireFrom(timed('2026-10-25T02:30:00+01:00'))).toEqual({ start: '2026-10-25T02:30:00+01:00', end: null })
    expect(wireFrom({ ...timed('2026-12-01T08:30:00Z'), zone: 'Mars/Olympus' })).toEqual({
      start: '2026-12-01T08:30:00Z',
      end: null,
    })
  })
})

describe('readValue', () => {
  it('never takes a damaged or missing value for an empty one', () => {
    expect(readValue({ type: 'number', number: 'three' }, 'page')).toEqual({ kind: 'unreadable', reason: 'malformed' })
    expect(readValue({ type: 'number' }, 'page')).toEqual({ kind: 'unreadable', reason: 'absent' })
    expect(readValue({ type: 'hologram', hologram: 1 }, 'page')).toEqual({ kind: 'unreadable', reason: 'unknown-type' })
    expect(readValue({ type: 'checkbox', checkbox: null }, 'page')).toEqual({ kind: 'unreadable', reason: 'malformed' })
  })
})

describe('ids', () => {
  const id = '0123abcd-4567-89ab-cdef-0123456789ab'
  const bare = id.replaceAll('-', '')

  it('have one spelling', () => {
    expect(canonicalId(bare.toUpperCase())).toBe(id)
    expect(canonicalId('not an id')).toBeNull()
  })

  it.each([
    [`https://www.notion.so/Face-${bare}?v=ffffffffffffffffffffffffffffffff`, id],
    [`https://www.notion.so/team/${id}`, id],
    [`https://team.notion.site/${bare}#block`, id],
    [` ${id} `, id],
    ['https://www.notion.so/?v=ffffffffffffffffffffffffffffffff', null],
    ['https://example.org', null],
  ])('are found in %s', (text, expected) => {
    expect(idFrom(text)).toBe(expected)
  })
})
