/** Values of lists as people read them. */
import { describe, expect, test } from 'vitest'
import { readableText } from '../../renderer/parts/readable-text.ts'
import { formatsFor } from '../../shared/words/format.ts'

const german = (text: string): string => readableText(text, formatsFor('de'))

describe('a value in a list', () => {
  test('is a day as people write it', () => {
    expect(german('2026-12-01')).toBe('01.12.2026')
    expect(german('2026-12-01/2026-12-03')).toBe('01.12.2026 – 03.12.2026')
  })

  test('shows the time of day that was typed, whatever zone it was typed in', () => {
    expect(german('2026-12-01T10:00:00.000+01:00')).toBe('01.12.2026, 10:00')
    expect(german('2026-12-01T10:00:00.000-09:00/2026-12-01T11:30:00Z')).toBe('01.12.2026, 10:00 – 01.12.2026, 11:30')
  })

  test.each(['Garage', '', '2026-12-01 um zehn', 'am 2026-12-01', '2026-99-99', '17'])('%j stays as it is', (text) => {
    expect(german(text)).toBe(text)
  })
})
