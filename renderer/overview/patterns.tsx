/**
 * What failed and what only seemed to, by category, kind of change and side, over 24 hours, 7 and 30 days: a table, shown
 * on demand, and only where there is anything to tell.
 */
import { useId, useState } from 'react'
import type { HealthReport, Pattern, PeriodCounts } from '../../shared/ipc-health.ts'
import type { Formats } from '../../shared/words/format.ts'
import { type HealthWords, healthWords } from '../../shared/words/window-health.ts'
import { Button } from '../parts/button.tsx'
import { useWindow } from '../window-context.ts'

type Counted = Pick<HealthReport, 'failuresByCategory' | 'failuresByOperation' | 'failuresBySide' | 'falseSuccesses'>

export function Patterns({ report }: { readonly report: Counted }) {
  const { formats, language } = useWindow()
  const said = healthWords(language)
  const [open, setOpen] = useState(false)
  const id = useId()
  if (report.failuresByCategory.length === 0) return null
  return (
    <>
      <div>
        <Button kind="quiet" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {open ? said.hidePatterns : said.showPatterns}
        </Button>
      </div>
      {/* What scrolls has to be reached by the keyboard. */}
      <div
        id={id}
        className="overview-table overview-patterns"
        role="region"
        aria-label={said.patterns}
        tabIndex={0}
        hidden={!open}
      >
        <PatternTable report={report} said={said} formats={formats} />
      </div>
    </>
  )
}

interface TableProps {
  readonly report: Counted
  readonly said: HealthWords
  readonly formats: Formats
}

/** Failures first, then false alarms, each over three periods; the last row is of false successes. */
export function PatternTable({ report, said, formats }: TableProps) {
  const counts = (of: PeriodCounts) => [of.day, of.week, of.month].map((count) => formats.number(count))
  const cells = (kind: string, of: PeriodCounts) =>
    counts(of).map((count, index) => <td key={`${kind}-${said.periods[index]}`}>{count}</td>)
  const group = (name: string, patterns: readonly Pattern[]) => (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={7}>
          {name}
        </th>
      </tr>
      {patterns.map((pattern) => (
        <tr key={pattern.key}>
          <th scope="row">{pattern.label}</th>
          {cells('failed', pattern)}
          {cells('seemed', pattern.falseAlarms)}
        </tr>
      ))}
    </tbody>
  )
  const heads = [said.failures, said.seemed].flatMap((kind) => said.periods.map((period) => `${kind}, ${period}`))
  return (
    <table className="numbers">
      <caption className="unseen">{said.patterns}</caption>
      <thead>
        <tr>
          <th scope="col">{said.what}</th>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      {group(said.byCategory, report.failuresByCategory)}
      {group(said.byOperation, report.failuresByOperation)}
      {group(said.bySide, report.failuresBySide)}
      <tbody>
        <tr>
          <th scope="row">{said.falseSuccesses}</th>
          {cells('failed', report.falseSuccesses)}
          <td colSpan={3} />
        </tr>
      </tbody>
    </table>
  )
}
