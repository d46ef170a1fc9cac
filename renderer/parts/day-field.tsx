/**
 * A day of the calendar, or none: when a token expires.
 *
 * Handed on when it stands still or is left: while a year is typed, the days on the way to it are none that anybody means.
 */
import { type ReactNode, useEffect, useRef } from 'react'
import { pageClock } from '../clock.ts'
import { dayOf, timeOfDay } from '../day.ts'
import { Field } from './field.tsx'

const SETTLED_MS = 1200

interface DayFieldProps {
  readonly label: string
  readonly hint?: ReactNode
  /** A time on that day, ISO 8601 in UTC; null: none. */
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

export function DayField({ label, hint, value, onChange }: DayFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const cancel = useRef<(() => void) | null>(null)
  useEffect(() => {
    const field = input.current
    if (field !== null && field !== document.activeElement) field.value = dayOf(value)
  }, [value])
  const handOn = (field: HTMLInputElement): void => {
    cancel.current?.()
    cancel.current = null
    const time = timeOfDay(field.value)
    // Half a day is an empty field for the page; only a real day or an emptied field counts.
    if (time !== value && (time !== null || !field.validity.badInput)) onChange(time)
  }
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(ids) => (
        <input
          {...ids}
          ref={input}
          type="date"
          className="day"
          defaultValue={dayOf(value)}
          onChange={({ target }) => {
            cancel.current?.()
            cancel.current = pageClock.after(SETTLED_MS, () => handOn(target))
          }}
          onBlur={({ target }) => handOn(target)}
        />
      )}
    </Field>
  )
}
