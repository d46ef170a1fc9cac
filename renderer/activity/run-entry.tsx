/**
 * One run: what it came to in a sentence; unfolded what it looked at, how many there were before and after, what it cost.
 */
import { CircleCheck, CircleSlash, CircleX, type LucideIcon, RefreshCw, ShieldQuestion } from 'lucide-react'
import type { Run } from '../../shared/contract.ts'
import type { ListedRun } from '../../shared/ipc-lists.ts'
import { activityWords } from '../../shared/words/window-activity.ts'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { Moment } from '../parts/moment.tsx'
import { NoticeBox } from '../parts/notice.tsx'
import { useWindow } from '../window-context.ts'
import { Fold } from './fold.tsx'

const icons: Readonly<Record<ListedRun['state'], LucideIcon>> = {
  in_progress: RefreshCw,
  completed: CircleCheck,
  failed: CircleX,
  stopped: CircleSlash,
  held: ShieldQuestion,
}

interface RunEntryProps {
  readonly run: ListedRun
  readonly open: boolean
  readonly onToggle: () => void
}

export function RunEntry({ run, open, onToggle }: RunEntryProps) {
  const { language, formats, snapshot } = useWindow()
  const { runs } = activityWords(language)
  const Icon = icons[run.state]
  const line = (
    <>
      <span>{run.sentence === '' ? runs.nothing : run.sentence}</span>
      <span className="activity-quiet">
        <Moment at={run.startedAt} />
        <span className={`run--${run.state}`}>{runs.states[run.state]}</span>
        <span>{runs.kinds[run.kind]}</span>
        {run.durationMs !== null && <span>{formats.duration(run.durationMs)}</span>}
        {snapshot.profiles.length > 1 && <span>{run.profile}</span>}
      </span>
    </>
  )
  return (
    <Fold
      open={open}
      onToggle={onToggle}
      mark={<Icon className={`activity-sign run--${run.state}`} size={20} aria-hidden />}
      line={line}
    >
      <Inside run={run} />
    </Fold>
  )
}

/** In the order in which they are told. */
const told: readonly (keyof Run['stats'])[] = [
  'totalProcessed',
  'created',
  'updated',
  'removed',
  'unchanged',
  'conflicts',
  'held',
  'errors',
]

function Inside({ run }: { readonly run: ListedRun }) {
  const { language, formats, words } = useWindow()
  const { runs } = activityWords(language)
  return (
    <>
      {run.error !== undefined && <FailureNotice error={run.error} words={words} />}
      {run.finding !== undefined && run.finding !== null && (
        <NoticeBox kind="warning" title={runs.finding}>
          <p>{run.finding}</p>
        </NoticeBox>
      )}
      <dl className="activity-facts">
        {told.map((one) => (
          <div key={one}>
            <dt>{runs.stats[one]}</dt>
            <dd>{formats.number(run.stats[one])}</dd>
          </div>
        ))}
      </dl>
      <Counts counts={run.counts} />
      <dl className="activity-more">
        <div>
          <dt>{runs.started}</dt>
          <dd>
            <Moment at={run.startedAt} as="exact" />
          </dd>
        </div>
        <div>
          <dt>{runs.duration}</dt>
          <dd>{run.durationMs === null ? runs.underWay : formats.duration(run.durationMs)}</dd>
        </div>
        <div>
          <dt>{runs.requests}</dt>
          <dd>{runs.requestsText(formats, run.requests)}</dd>
        </div>
        <div>
          <dt>{runs.falseAlarms}</dt>
          <dd>{formats.number(run.falseAlarms)}</dd>
        </div>
      </dl>
    </>
  )
}

function Counts({ counts }: Pick<Run, 'counts'>) {
  const { language, formats } = useWindow()
  const { runs } = activityWords(language)
  const rows = [
    { name: runs.relevant, key: 'privateRelevant' },
    { name: runs.copies, key: 'copies' },
  ] as const
  return (
    <table className="activity-counts numbers">
      <thead>
        <tr>
          <th scope="col">{runs.counts}</th>
          <th scope="col">{runs.before}</th>
          <th scope="col">{runs.after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, key }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>{formats.number(counts.before[key])}</td>
            <td>{formats.number(counts.after[key])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
