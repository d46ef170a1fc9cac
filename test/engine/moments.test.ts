/** A reading is as old as the time that has passed, also when the computer slept or somebody set its clock. */
import { describe, expect, it } from 'vitest'
import { ageOf, momentOf } from '../../electron/engine/moments.ts'

function clockAt(wall: number, monotonic: number) {
  return { now: () => wall, monotonic: () => monotonic, sleep: () => Promise.resolve() }
}

describe('the age of a reading', () => {
  const read = momentOf(clockAt(1_000_000, 5_000))

  it('is what has passed by the monotonic clock, whoever sets the wall back', () => {
    expect(ageOf(clockAt(1_000_700, 5_700), read)).toBe(700)
    expect(ageOf(clockAt(400_000, 5_700), read)).toBe(700)
  })

  it('includes the time that the computer slept, in which the monotonic clock stood still', () => {
    expect(ageOf(clockAt(4_600_700, 5_700), read)).toBe(3_600_700)
  })

  it('includes a sleep while the answer was on its way, but not the way itself', () => {
    const asked = momentOf(clockAt(1_000_000, 5_000))
    const slow = momentOf(clockAt(1_020_000, 25_000), asked)
    expect(ageOf(clockAt(1_020_100, 25_100), slow)).toBe(100)
    const slept = momentOf(clockAt(4_600_300, 5_300), asked)
    expect(ageOf(clockAt(4_600_400, 5_400), slept)).toBe(3_600_100)
  })
})
