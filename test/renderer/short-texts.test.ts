/** Times and durations where there is little room; what an exported file holds. */
import { expect, test } from 'vitest'
import { startText } from '../../renderer/appointments/start-text.ts'
import { contentOf } from '../../renderer/exported.ts'
import { shortDuration } from '../../renderer/overview/short-duration.ts'
import { formatsFor } from '../../shared/words/format.ts'

test('a day stays the same day in every zone, a time of day is that of the reader', () => {
  const formats = formatsFor('en')
  for (const zone of ['Pacific/Honolulu', 'Pacific/Auckland']) {
    expect(startText('2026-11-28', formats, zone)).toBe('28 Nov 2026')
  }
  expect(startText('2026-11-28T23:30:00.000Z', formats, 'Europe/Berlin')).toContain('29 Nov 2026')
  expect(startText('some day', formats, 'UTC')).toBe('some day')
})

test('a duration takes the one unit that fits, and something short is not nothing', () => {
  expect([0, 20, 59_400, 90_000, 5_400_000].map((ms) => shortDuration(ms, 'en').replace(/\s?[a-z]+$/, ''))).toEqual([
    '0',
    '1',
    '59',
    '1.5',
    '1.5',
  ])
  expect(shortDuration(90_000, 'de')).toContain('1,5')
})

test('a packed file is handed out byte by byte', () => {
  const packed = { text: 'AP8Q', encoding: 'base64' } as const
  expect(contentOf(packed)).toEqual(Uint8Array.of(0, 255, 16))
  expect(contentOf({ text: 'Zähler', encoding: 'utf8' })).toBe('Zähler')
})
