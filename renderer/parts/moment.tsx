/**
 * A point in time as people say it ("2 minutes ago"), with date and time of day on pointing and for screen readers.
 */
import { pageClock, useNow } from '../clock.ts'
import { useWindow } from '../window-context.ts'

const MOVES_ON_MS = 15_000

interface MomentProps {
  /** ISO 8601 in UTC; null: never. */
  readonly at: string | null
  /** `ago`: the distance to now; `exact`: date and time of day. */
  readonly as?: 'ago' | 'exact'
}

export function Moment({ at, as = 'ago' }: MomentProps) {
  const { formats, words } = useWindow()
  const now = useNow(MOVES_ON_MS)
  if (at === null) return <>{words.never}</>
  const ms = Date.parse(at)
  const exact = formats.dateTime(ms, pageClock.zone)
  return (
    <time dateTime={at} title={exact}>
      {as === 'exact' ? exact : formats.relative(ms, now)}
    </time>
  )
}
