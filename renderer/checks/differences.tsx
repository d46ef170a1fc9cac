/**
 * What a comparison found, kind by kind: what each side shows, what a repair would do, and what became of it.
 */
import { CircleCheck, TriangleAlert, Wrench } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Difference, Repaired, Verification } from '../../shared/contract-care.ts'
import type { Screen } from '../../shared/snapshot.ts'
import { checksWords } from '../../shared/words/window-checks.ts'
import { Button } from '../parts/button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { useGrowing } from '../parts/growing.tsx'
import { OpenInNotion } from '../parts/open-in-notion.tsx'
import { readableText } from '../parts/readable-text.ts'
import { SideMark } from '../parts/side-mark.tsx'
import { hashOf } from '../route.ts'
import { useWindow } from '../window-context.ts'
import type { Repairing } from './repairing.ts'

interface DifferencesProps {
  readonly verification: Verification
  readonly repairing: Repairing
}

const FIRST = 6

export function Differences({ verification, repairing }: DifferencesProps) {
  const { language, formats } = useWindow()
  const said = checksWords(language)
  const { differences } = verification
  if (differences.length === 0) {
    return (
      <p className="check-verdict check-verdict--good">
        <CircleCheck size={18} aria-hidden /> {said.compare.equal}
      </p>
    )
  }
  const kinds = [...Map.groupBy(differences, ({ message }) => message)]
  return (
    <>
      <div className="comparison-head">
        <p className="check-verdict check-verdict--bad">{said.compare.different(formats, differences.length)}</p>
        <RepairAll differences={differences} repairing={repairing} />
      </div>
      {kinds.map(([message, found]) => (
        <Kind key={message} message={message} found={found} repairing={repairing} />
      ))}
    </>
  )
}

interface KindProps {
  readonly message: string
  readonly found: readonly Difference[]
  readonly repairing: Repairing
}

function Kind({ message, found, repairing }: KindProps) {
  const { formats } = useWindow()
  const { shown, button } = useGrowing(found, FIRST)
  const actions = new Set(found.map(({ repair }) => repair?.action))
  const [action] = actions.size === 1 ? actions : []
  return (
    <div className="difference-kind">
      <p>
        <strong>{message}</strong> <span className="quiet small numbers">{formats.number(found.length)}</span>
      </p>
      {action !== undefined && <p className="quiet small">{action}</p>}
      <ul>
        {shown.map((one) => (
          <li key={one.id}>
            <Row difference={one} repairing={repairing} tellsAction={actions.size > 1} />
          </li>
        ))}
      </ul>
      {button !== null && <div>{button}</div>}
    </div>
  )
}

interface RowProps {
  readonly difference: Difference
  readonly repairing: Repairing
  /** The others of its kind would be repaired in another way. */
  readonly tellsAction: boolean
}

function Row({ difference, repairing, tellsAction }: RowProps) {
  const { language, formats, words } = useWindow()
  const said = checksWords(language).repair
  const { id, title, field, privateId, sharedId, repair } = difference
  const name = title.trim() === '' ? said.untitled : title
  const page = privateId ?? sharedId
  const outcome = repairing.outcomes.get(id)
  const row = useRef<HTMLDivElement>(null)
  const mend = async (): Promise<void> => {
    await repairing.repair([id])
    // Its button is gone; what became of it stands here.
    row.current?.focus()
  }
  const shows = (text: string | null) => (text === null || text === '' ? words.empty : readableText(text, formats))
  return (
    <div className="difference" ref={row} tabIndex={-1}>
      <div className="difference-text">
        <p>
          {name}
          {field !== null && ` · ${field}`}
        </p>
        {(difference.private !== null || difference.shared !== null) && (
          <p className="difference-values small">
            <SideMark side="private" /> <span>{shows(difference.private)}</span>
            <SideMark side="shared" /> <span>{shows(difference.shared)}</span>
          </p>
        )}
        {tellsAction && repair !== undefined && outcome === undefined && <p className="quiet small">{repair.action}</p>}
        {outcome !== undefined && (
          <p className={`difference-outcome difference-outcome--${outcome.outcome} small`} role="status">
            {outcome.message} <WhereItWaits outcome={outcome.outcome} />
          </p>
        )}
      </div>
      <div className="row">
        {repair !== undefined && outcome === undefined && (
          <Button icon={Wrench} busy={repairing.busy} onClick={() => void mend()}>
            {repair.level === 'person' ? said.ask : said.one}
            <span className="unseen">: {name}</span>
          </Button>
        )}
        {page !== null && <OpenInNotion pageId={page} about={name} />}
      </div>
    </div>
  )
}

/** The screen on which a difference that could not simply be repaired goes on. */
function WhereItWaits({ outcome }: Pick<Repaired, 'outcome'>) {
  const { words, snapshot } = useWindow()
  const places: Partial<Readonly<Record<Repaired['outcome'], Screen>>> = {
    asks: snapshot.conflicts > 0 ? 'conflicts' : 'problems',
    held: 'held',
    failed: 'problems',
  }
  const screen = places[outcome]
  return screen === undefined ? null : <a href={hashOf({ screen, parameters: {} })}>{words.screens[screen]}</a>
}

interface RepairAllProps {
  readonly differences: readonly Difference[]
  readonly repairing: Repairing
}

/** Everything that can be repaired without asking, after a look at what that means. */
function RepairAll({ differences, repairing }: RepairAllProps) {
  const { language, formats } = useWindow()
  const said = checksWords(language).repair
  const [open, setOpen] = useState(false)
  const due = differences.filter(({ id, repair }) => repair?.level === 'click' && !repairing.outcomes.has(id))
  const { shown, button } = useGrowing([...Map.groupBy(due, ({ repair }) => repair?.action ?? '')], FIRST)
  if (due.length < 2 && !open) return null
  return (
    <>
      <Button icon={Wrench} onClick={() => setOpen(true)}>
        {said.all(formats, due.length)}
      </Button>
      <Confirm
        open={open}
        title={said.askAll}
        confirm={said.confirm(formats, due.length)}
        busy={repairing.busy}
        onConfirm={() => void repairing.repair(due.map(({ id }) => id)).then(() => setOpen(false))}
        onClose={() => setOpen(false)}
      >
        <p>{said.askAllText}</p>
        <ul className="held-named">
          {shown.map(([action, members]) => (
            <li key={action}>
              {said.times(formats, members.length, action)}
              {members.some(({ repair }) => repair?.destructive === true) && (
                <span className="difference-warning small">
                  <TriangleAlert size={14} aria-hidden /> {said.destructive}
                </span>
              )}
            </li>
          ))}
        </ul>
        {button !== null && <div>{button}</div>}
      </Confirm>
    </>
  )
}
