/** Changes in sentences: what people read, in both languages. */
import { describe, expect, test } from 'vitest'
import type { ChangeRecord } from '../../electron/engine/ledger-port.ts'
import { presentChange } from '../../electron/host/present-change.ts'
import { readableValue } from '../../electron/host/readable-value.ts'
import type { ProfileId } from '../../shared/model.ts'
import { plainText, type Value } from '../../shared/value.ts'
import { change } from '../ledger/records.ts'
import { aProfile } from './homes.ts'

const profile = aProfile()
const key = profile.mapping.fields[0]?.key ?? ''
const name = 'Name'
const timed = (start: string, end: string | null = null): Value => ({
  kind: 'date',
  date: { kind: 'timed', start, end, zone: null },
})
const sentence = (more: Partial<ChangeRecord>, language: 'de' | 'en' = 'en'): string =>
  presentChange(
    change({ profile: profile.id satisfies ProfileId, fields: [], tracking: [], ...more }),
    profile,
    language,
  ).sentence
const field = (after: Value | null) => [{ field: key, before: plainText('Zelt'), after }]
const entry = (property: string, before: string | null, after: string | null) => ({ property, before, after })

describe('a change says', () => {
  test.each<[Partial<ChangeRecord>, string, string]>([
    [
      { kind: 'update', side: 'private', fields: field(plainText('Garage')) },
      `Dachzelt: ${name} changed to Garage, from shared to private`,
      `Dachzelt: ${name} geändert in Garage, von geteilt nach privat`,
    ],
    [
      { kind: 'update', side: 'shared', fields: field(plainText('')) },
      `Dachzelt: ${name} cleared, from private to shared`,
      `Dachzelt: ${name} geleert, von privat nach geteilt`,
    ],
    [
      { kind: 'update', side: 'shared', why: 'undo', fields: field(plainText('Zelt')) },
      `Dachzelt: ${name} changed to Zelt, taken back on the shared side`,
      `Dachzelt: ${name} geändert in Zelt, zurückgenommen auf der geteilten Seite`,
    ],
    [
      {
        kind: 'update',
        side: 'shared',
        fields: [...field(plainText('a')), { field: 'other', before: null, after: null }],
      },
      `Dachzelt: ${name} and other changed, from private to shared`,
      `Dachzelt: ${name} und other geändert, von privat nach geteilt`,
    ],
    [{ kind: 'create' }, 'Dachzelt: copied to the shared database', 'Dachzelt: in die geteilte Datenbank kopiert'],
    [
      { kind: 'create', side: 'private' },
      'Dachzelt: brought into the private database',
      'Dachzelt: in die private Datenbank geholt',
    ],
    [{ kind: 'trash' }, 'Dachzelt: copy moved to the trash', 'Dachzelt: Kopie in den Papierkorb gelegt'],
    [{ kind: 'restore' }, 'Dachzelt: copy brought back from the trash', 'Dachzelt: Kopie aus dem Papierkorb geholt'],
    [
      { kind: 'superseded', side: 'private', fields: field(null) },
      `Dachzelt: ${name} of the private side gave way and is kept in the history`,
      `Dachzelt: ${name} der privaten Seite wurde ersetzt und steht im Verlauf`,
    ],
    [
      { kind: 'link', side: 'private', tracking: [entry('link', null, 's1')] },
      'Dachzelt: private page linked to its copy',
      'Dachzelt: private Seite mit der Kopie verknüpft',
    ],
    [
      { kind: 'link', side: 'private', tracking: [entry('relevant', 'true', 'false')] },
      'Dachzelt: no longer shared',
      'Dachzelt: nicht mehr geteilt',
    ],
    [
      { kind: 'link', side: 'private', tracking: [entry('relevant', 'false', 'true')] },
      'Dachzelt: shared again',
      'Dachzelt: wieder geteilt',
    ],
    [
      { kind: 'trash', title: '' },
      'Without a title: copy moved to the trash',
      'Ohne Titel: Kopie in den Papierkorb gelegt',
    ],
  ])('%j in words', (more, english, german) => {
    expect(sentence(more)).toBe(english)
    expect(sentence(more, 'de')).toBe(german)
  })
})

describe('inside a sentence', () => {
  test.each<[Value, string, string]>([
    [{ kind: 'date', date: { kind: 'all-day', start: '2026-11-21', end: null } }, '21 Nov 2026', '21.11.2026'],
    [timed('2026-11-21T18:00:00.000+09:00'), '21 Nov 2026, 18:00', '21.11.2026, 18:00'],
    [
      timed('2026-11-21T18:00', '2026-11-21T19:30'),
      '21 Nov 2026, 18:00 – 21 Nov 2026, 19:30',
      '21.11.2026, 18:00 – 21.11.2026, 19:30',
    ],
    [timed('at some time'), 'at some time', 'at some time'],
    [{ kind: 'checkbox', checked: true }, 'yes', 'ja'],
    [{ kind: 'checkbox', checked: false }, 'no', 'nein'],
    [plainText('  two\n lines '), 'two lines', 'two lines'],
  ])('%j reads as people write it', (value, english, german) => {
    expect(readableValue(value, 'en')).toBe(english)
    expect(readableValue(value, 'de')).toBe(german)
  })

  test('a long text is cut, and no letter in the middle of it', () => {
    const told = readableValue(plainText('👩‍🚀'.repeat(100)), 'en')
    expect(told).toBe(`${'👩‍🚀'.repeat(79)}…`)
  })
})
