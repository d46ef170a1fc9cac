/**
 * The last 30 days as three small drawings above each other, and the same as a table: always there for screen readers,
 * shown to everybody on demand.
 *
 * Days are calendar days in UTC, as they are counted.
 */
import { useId, useState } from 'react'
import type { RunDay } from '../../shared/ipc-health.ts'
import { healthWords } from '../../shared/words/window-health.ts'
import { Button } from '../parts/button.tsx'
import { useWindow } from '../window-context.ts'
import { DayBars } from './day-bars.tsx'
import { shortDuration } from './short-duration.ts'

export function RunDays({ days }: { readonly days: readonly RunDay[] }) {
  const { formats, language } = useWindow()
  const said = healthWords(language)
  const [table, setTable] = useState(false)
  const [pointed, setPointed] = useState<number | null>(null)
  const id = useId()
  const sum = (count: (day: RunDay) => number): number => days.reduce((total, day) => total + count(day), 0)
  const runs = sum((day) => day.runs)
  if (runs === 0) return <p className="quiet">{said.noRuns}</p>

  const label = dayLabel(language)
  const names = days.map(({ day }) => label(day))
  const at = pointed === null ? null : (days[pointed] ?? null)
  const number = (value: number): string => formats.number(value)
  const time = (ms: number): string => shortDuration(ms, language)
  const common = { names, onPoint: setPointed }
  return (
    <figure className="overview-days">
      <figcaption>
        <h3>{said.month}</h3>
        <p className="quiet small">
          {at === null
            ? said.summary(
                formats,
                runs,
                sum((day) => day.changes),
                sum((day) => day.errors),
              )
            : `${label(at.day)}: ${said.summary(formats, at.runs, at.changes, at.errors)}`}
        </p>
      </figcaption>
      <div className="overview-bars-all" aria-hidden="true">
        <DayBars
          {...common}
          kind="changes"
          title={said.changes}
          values={days.map((day) => day.changes)}
          text={number}
        />
        <DayBars
          {...common}
          kind="failures"
          title={said.failures}
          values={days.map((day) => day.errors)}
          text={number}
        />
        <DayBars
          {...common}
          kind="duration"
          title={said.duration}
          values={days.map((day) => day.averageDurationMs ?? 0)}
          text={time}
          dated
        />
      </div>
      <div>
        <Button kind="quiet" aria-expanded={table} aria-controls={id} onClick={() => setTable(!table)}>
          {table ? said.hideTable : said.showTable}
        </Button>
      </div>
      <div
        id={id}
        className={table ? 'overview-table' : 'unseen'}
        {...(table ? { role: 'region', 'aria-label': said.month, tabIndex: 0 } : {})}
      >
        <DayTable days={days} />
      </div>
    </figure>
  )
}

/** `5 Nov`: a day in UTC. */
function dayLabel(language: string): (day: string) => string {
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  return (day) => format.format(Date.parse(day))
}

function DayTable({ days }: { readonly days: readonly RunDay[] }) {
  const { formats, language } = useWindow()
  const said = healthWords(language)
  const duration = (ms: number | null): string => (ms === null ? '–' : shortDuration(ms, language))
  return (
    <table className="numbers">
      <caption className="unseen">{said.month}</caption>
      <thead>
        <tr>
          {[said.day, said.runs, said.failedRuns, said.changes, said.failures, said.duration, said.longest].map(
            (name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map((day) => (
          <tr key={day.day}>
            <th scope="row">{formats.date(Date.parse(day.day), 'UTC')}</th>
            <td>{formats.number(day.runs)}</td>
            <td>{formats.number(day.failedRuns)}</td>
            <td>{formats.number(day.changes)}</td>
            <td>{formats.number(day.errors)}</td>
            <td>{duration(day.averageDurationMs)}</td>
            <td>{duration(day.longestDurationMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
