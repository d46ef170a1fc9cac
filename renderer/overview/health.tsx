/**
 * How well it goes: success rates, why it does not, and the last 30 days drawn and as a table.
 *
 * A rate of nothing is no rate: it says that there is no data yet.
 */
import { useState } from 'react'
import type { HealthReport } from '../../shared/ipc-health.ts'
import { healthWords } from '../../shared/words/window-health.ts'
import { useAnswer } from '../answers.ts'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { Select } from '../parts/field.tsx'
import { Card } from '../parts/page.tsx'
import { useWindow } from '../window-context.ts'
import { Patterns } from './patterns.tsx'
import { RunDays } from './run-days.tsx'

const ALL = ''

export function Health() {
  const { words, language, snapshot } = useWindow()
  const said = healthWords(language)
  const [chosen, setChosen] = useState(ALL)
  const asked = useAnswer('health', { profile: null })
  const names = snapshot.profiles.map(({ name }) => name)
  const choice = (
    <Select
      label={words.profile}
      bare
      value={chosen}
      options={[{ value: ALL, label: words.allProfiles }, ...names.map((name) => ({ value: name, label: name }))]}
      onChange={setChosen}
    />
  )
  return (
    <Card title={said.title} {...(names.length > 1 ? { actions: choice } : {})}>
      {asked.kind === 'waiting' && <p className="quiet">{words.loading}</p>}
      {asked.kind === 'failure' && <FailureNotice error={asked.error} words={words} onRetry={asked.again} />}
      {asked.kind === 'ok' && (
        <Report report={asked.value.profiles.find(({ profile }) => profile === chosen) ?? asked.value.total} />
      )}
    </Card>
  )
}

function Report({ report }: { readonly report: HealthReport }) {
  const { formats, language } = useWindow()
  const said = healthWords(language)
  // Of nothing it is not said that it goes well.
  const graded = report.health !== 'healthy' || report.decided7d > 0
  return (
    <>
      {graded && <p className={`overview-grade overview-grade--${report.health}`}>{said.grades[report.health]}</p>}
      {report.reasons.length > 0 && (
        <ul className="overview-reasons">
          {report.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <dl className="overview-rates">
        <Rate name={said.rate24h} rate={report.successRate24h} decided={report.decided24h} />
        <Rate name={said.rate7d} rate={report.successRate7d} decided={report.decided7d} />
      </dl>
      {report.falseAlarms.week > 0 && (
        <p className="quiet small">{said.falseAlarms(formats, report.falseAlarms.week)}</p>
      )}
      <Patterns report={report} />
      <RunDays days={report.days} />
    </>
  )
}

interface RateProps {
  readonly name: string
  readonly rate: number | null
  readonly decided: number
}

function Rate({ name, rate, decided }: RateProps) {
  const { formats, language } = useWindow()
  const said = healthWords(language)
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {rate === null ? (
          <span className="overview-rate overview-rate--none">{said.noData}</span>
        ) : (
          <>
            <span className="overview-rate">{formats.percent(rate)}</span>{' '}
            <span className="quiet small">{said.ofDecided(formats, decided)}</span>
          </>
        )}
      </dd>
    </div>
  )
}
