/**
 * A day of the calendar, or none: when a token expires.
 */
import type { ReactNode } from 'react'
import { dayOf, timeOfDay } from '../day.ts'
import { Field } from './field.tsx'

interface DayFieldProps {
  readonly label: string
  readonly hint?: ReactNode
  /** A time on that day, ISO 8601 in UTC; null: none. */
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

export function DayField({ label, hint, value, onChange }: DayFieldProps) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(ids) => (
        <input
          {...ids}
          type="date"
          className="day"
          defaultValue={dayOf(value)}
          onChange={({ target }) => {
            const time = timeOfDay(target.value)
            // While a day is being typed the field is empty for the page; only a real day or an emptied field counts.
            if (time !== null || !target.validity.badInput) onChange(time)
          }}
        />
      )}
    </Field>
  )
}
