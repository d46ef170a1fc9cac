/** How far a run is, taken together, in words, and what of it is read out. */
import { expect, test } from 'vitest'
import { combinedProgress, roundedTimeLeft, spokenPercent } from '../../renderer/overview/progress.ts'
import { progressText } from '../../renderer/overview/progress-text.ts'
import { formatsFor } from '../../shared/words/format.ts'
import { overviewWords } from '../../shared/words/window-overview.ts'

const under = (done: number, total: number, etaMs: number | null, step?: string) => ({
  state: 'in_progress' as const,
  progress: { done, total, percent: (done / total) * 100, etaMs, ...(step === undefined ? {} : { step }) },
})
const idle = { state: 'completed' as const, progress: null }

test('profiles that sync side by side are one run for whoever looks', () => {
  expect(combinedProgress([under(10, 40, 60_000), idle, under(30, 60, 90_000)])).toEqual({
    done: 40,
    total: 100,
    percent: 40,
    etaMs: 90_000,
  })
})

test('nobody is told how long it takes while one of them does not know', () => {
  expect(combinedProgress([under(10, 40, 60_000), under(30, 60, null)])?.etaMs).toBeNull()
  expect(combinedProgress([under(10, 40, null), under(30, 60, 60_000)])?.etaMs).toBeNull()
})

test('a run that has not counted yet has no percentage, and neither has none', () => {
  expect(combinedProgress([under(0, 0, null)])).toBeNull()
  expect(combinedProgress([idle])).toBeNull()
})

test('what is read out changes with each quarter and says the whole only at the end', () => {
  const spoken = Array.from({ length: 1001 }, (_, index) => spokenPercent(index / 10))
  expect([...new Set(spoken)]).toEqual([0, 25, 50, 75, 100])
  expect(spokenPercent(99.9)).toBe(75)
})

test('a guess is told in whole minutes, or in tens of seconds', () => {
  expect([500, 14_000, 26_000, 95_000, 3_599_000].map(roundedTimeLeft)).toEqual([
    10_000, 10_000, 30_000, 120_000, 3_600_000,
  ])
})

test.each(['de', 'en'] as const)('the words hold what is known and nothing else (%s)', (language) => {
  const [said, formats] = [overviewWords(language), formatsFor(language)]
  const text = progressText([under(1200, 4000, 190_000, 'STEP')], said, formats)
  for (const part of ['STEP', formats.number(1200), formats.number(4000), formats.percent(0.3)]) {
    expect(text).toContain(part)
  }
  expect(progressText([under(0, 0, null)], said, formats)).toBe(said.counting)
  expect(progressText([under(0, 0, null, 'STEP')], said, formats)).toBe('STEP')
  expect(progressText([under(1, 2, null, 'STEP'), under(1, 2, null, 'OTHER')], said, formats)).not.toContain('STEP')
  expect(progressText([under(3999, 4000, null)], said, formats)).not.toContain(formats.percent(1))
})
