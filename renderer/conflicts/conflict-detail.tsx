/**
 * One conflict: what is asked, who changed what when, and each answer with what it will do.
 */
import type { Conflict } from '../../shared/contract.ts'
import type { AnswerAction } from '../../shared/decision.ts'
import { answerLabel } from '../../shared/words/questions.ts'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { OpenInNotion } from '../parts/open-in-notion.tsx'
import { SideMark } from '../parts/side-mark.tsx'
import { useWindow } from '../window-context.ts'
import { type Choice, type Keep, keepsOfAll } from './choices.ts'
import { useComparisons } from './comparison.ts'
import { FieldChoice } from './field-choice.tsx'
import { useConflictsWords } from './words.ts'

interface ConflictDetailProps {
  readonly conflict: Conflict
  readonly busy: boolean
  readonly onChoose: (choice: Choice) => void
}

export function ConflictDetail({ conflict, busy, onChoose }: ConflictDetailProps) {
  const { snapshot } = useWindow()
  const { titleOf } = useConflictsWords()
  return (
    <article className="conflict" aria-labelledby="conflict-title">
      <div>
        {snapshot.profiles.length > 1 && <p className="quiet small">{conflict.profile}</p>}
        <h2 id="conflict-title" tabIndex={-1}>
          {titleOf(conflict)}
        </h2>
        <p className="conflict-question">{conflict.message}</p>
      </div>
      <Editors conflict={conflict} />
      {conflict.kind === 'fields' && <Fields conflict={conflict} busy={busy} onChoose={onChoose} />}
      {conflict.kind === 'fields' ? (
        <Whole conflict={conflict} busy={busy} onChoose={onChoose} />
      ) : (
        <Answers conflict={conflict} busy={busy} onChoose={onChoose} />
      )}
    </article>
  )
}

/** Who changed each page when, and the way to it. */
function Editors({ conflict }: Pick<ConflictDetailProps, 'conflict'>) {
  const { said } = useConflictsWords()
  const { privateId, sharedId, editedAt, editedBy, kind, since } = conflict
  const pages = [
    { side: 'private', id: privateId, label: said.openPage.private },
    { side: 'shared', id: sharedId, label: kind === 'duplicate' ? said.openPage.second : said.openPage.shared },
  ] as const
  return (
    <ul className="conflict-editors small">
      {pages.map(
        ({ side, id, label }) =>
          id !== null && (
            <li key={side}>
              <SideMark side={side} />
              {!(kind === 'duplicate' && side === 'shared') && (
                <span className="quiet">
                  {said.edited} {editedAt[side] === null ? said.notKnown : <Moment at={editedAt[side]} />}
                  {editedBy[side] !== null && ` ${said.by(editedBy[side])}`}
                </span>
              )}
              <OpenInNotion pageId={id} label={label} />
            </li>
          ),
      )}
      <li className="quiet">
        {said.asked} <Moment at={since} as="exact" />
      </li>
    </ul>
  )
}

/** Field by field; what the marks mean is said once. */
function Fields({ conflict, busy, onChoose }: ConflictDetailProps) {
  const { said } = useConflictsWords()
  const compared = useComparisons(conflict.fields)
  return (
    <>
      {compared.some(({ difference }) => difference.marked) && <p className="quiet small">{said.legend}</p>}
      {compared.map((one) => (
        <FieldChoice key={one.field.field} compared={one} busy={busy} onChoose={onChoose} />
      ))}
    </>
  )
}

/** One answer for all fields, where there are several. */
function Whole({ conflict, busy, onChoose }: ConflictDetailProps) {
  const { formats } = useWindow()
  const { said } = useConflictsWords()
  const count = conflict.fields.length
  const offered = keepsOfAll(conflict)
  if (count < 2 || offered.length === 0) return null
  return (
    <section className="conflict-whole" aria-label={said.whole.title}>
      <h3>{said.whole.title}</h3>
      <div className="row">
        {offered.map((keep: Keep) => (
          <Button key={keep} busy={busy} onClick={() => onChoose({ kind: 'keep', keep, field: null })}>
            {said.whole.keep[keep](formats, count)}
          </Button>
        ))}
      </div>
    </section>
  )
}

/** A question that is about the appointment as a whole. */
function Answers({ conflict, busy, onChoose }: ConflictDetailProps) {
  const { said, answers } = useConflictsWords()
  const { kind, actions } = conflict
  return (
    <section className="conflict-answers" aria-label={said.choose}>
      <h3>{said.choose}</h3>
      <ul>
        {actions.map((action: AnswerAction) => (
          <li key={action}>
            <Button busy={busy} onClick={() => onChoose({ kind: 'answer', action })}>
              {answerLabel(answers, kind, action)}
            </Button>
            <p className="quiet small">{said.means[kind][action]}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
