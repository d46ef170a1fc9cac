/** How far apart looks are: after an activity, at rest, on a battery, after failures. */
import { describe, expect, it } from 'vitest'
import { pauseAfterFailuresMs, pollPaceMs } from '../../electron/engine/poll-pace.ts'

const second = 1_000
const minute = 60_000

describe('the pace of looking', () => {
  it('is six requests a minute while nothing was carried over, and twelve for five minutes after something was', () => {
    const requestsPerMinute = (sinceActivityMs: number | null) => (2 * minute) / pollPaceMs(sinceActivityMs, false)
    expect([null, 5 * minute, 24 * 60 * minute].map(requestsPerMinute)).toEqual([6, 6, 6])
    expect([0, minute, 5 * minute - 1].map(requestsPerMinute)).toEqual([12, 12, 12])
  })

  it('is slower on a battery, but not while changes are being made', () => {
    expect(pollPaceMs(null, true)).toBe(2 * minute)
    expect(pollPaceMs(5 * minute, true)).toBe(2 * minute)
    expect(pollPaceMs(minute, true)).toBe(20 * second)
    for (const since of [null, 0, minute, 10 * minute]) {
      expect(pollPaceMs(since, true)).toBeGreaterThan(pollPaceMs(since, false))
    }
  })

  it('is the same beat or a multiple of it, so that profiles with one database meet', () => {
    const all = [0, null].flatMap((since) => [pollPaceMs(since, false), pollPaceMs(since, true)])
    for (const each of all) expect(each % Math.min(...all)).toBe(0)
  })
})

describe('the pause after failures', () => {
  it('doubles with each, up to five minutes, however close the looks were before', () => {
    for (const pace of [10 * second, 20 * second]) {
      const pauses = [1, 2, 3, 4, 5, 50].map((failures) => pauseAfterFailuresMs(pace, failures) / second)
      expect(pauses).toEqual([40, 80, 160, 300, 300, 300])
    }
  })

  it('is never shorter than the pace', () => {
    for (const pace of [10 * second, 2 * minute, 40 * 60 * minute]) {
      expect(pauseAfterFailuresMs(pace, 1)).toBeGreaterThanOrEqual(pace)
    }
  })
})
