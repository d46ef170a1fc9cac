/**
 * The window's clock: the only file of the page that asks what time it is and that waits.
 *
 * Times are ms UTC; what people see is made of them by `shared/words/format` in the computer's own zone.
 */
import { useEffect, useState } from 'react'

export interface PageClock {
  readonly now: () => number
  /** IANA name of the computer's zone. */
  readonly zone: string
  /** Calls once after so long; returns how to call it off. */
  readonly after: (ms: number, call: () => void) => () => void
}

export const pageClock: PageClock = {
  now: () => Date.now(),
  zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  after: (ms, call) => {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}

/** What time it is, asked again every so many ms: "2 minutes ago" has to move on. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(pageClock.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(pageClock.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

/** The value as it was when it last stood still for so many ms: a search field asks once, not with every letter. */
export function useSettled<Value>(value: Value, ms: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => pageClock.after(ms, () => setSettled(value)), [value, ms])
  return settled
}
