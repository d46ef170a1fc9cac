/**
 * What can be done about one problem: another try, opening its page, an answer where it asks one, hiding, leaving out.
 */
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import type { Problem } from '../../shared/contract.ts'
import { answerLabel, questionsEnglish, questionsGerman } from '../../shared/words/questions.ts'
import { problemsWords } from '../../shared/words/window-problems.ts'
import { Button } from '../parts/button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { Field } from '../parts/field.tsx'
import { OpenInNotion } from '../parts/open-in-notion.tsx'
import { useWindow } from '../window-context.ts'
import { useProblemActs } from './acting.ts'

type Asked = 'hide' | 'exclude' | 'trash' | null

export function ProblemActions({ problem, about }: { readonly problem: Problem; readonly about: string }) {
  const { language } = useWindow()
  const said = problemsWords(language)
  const acts = useProblemActs()
  const [asked, setAsked] = useState<Asked>(null)
  const [reason, setReason] = useState('')
  const close = () => setAsked(null)
  const after = (work: Promise<void>) => void work.then(close)
  return (
    <>
      <Answers problem={problem} onTrash={() => setAsked('trash')} />
      <div className="row">
        <Button icon={RotateCw} busy={acts.busy} onClick={() => void acts.retry([problem])}>
          {said.retryOne}
          <span className="unseen">: {about}</span>
        </Button>
        {problem.opens !== null && <OpenInNotion pageId={problem.opens} about={about} />}
        {problem.privateId !== undefined && (
          <Button kind="quiet" onClick={() => setAsked('exclude')}>
            {said.exclude.button}
          </Button>
        )}
        <Button kind="quiet" onClick={() => setAsked('hide')}>
          {said.hide.button}
        </Button>
      </div>
      <Confirm
        open={asked === 'hide'}
        title={said.hide.title}
        confirm={said.hide.confirm}
        busy={acts.busy}
        onConfirm={() => after(acts.hide(problem))}
        onClose={close}
      >
        <p>{said.hide.text}</p>
      </Confirm>
      <Confirm
        open={asked === 'trash'}
        title={said.askTrash}
        confirm={answerLabel(language === 'de' ? questionsGerman : questionsEnglish, 'problem', 'trash-copy')}
        danger
        busy={acts.busy}
        onConfirm={() => after(acts.answer(problem, 'trash-copy'))}
        onClose={close}
      >
        <p>{said.means['trash-copy']}</p>
      </Confirm>
      <Confirm
        open={asked === 'exclude'}
        title={said.exclude.title}
        confirm={said.exclude.confirm}
        busy={acts.busy}
        disabled={reason.trim() === ''}
        onConfirm={() => after(acts.exclude(problem, reason.trim()))}
        onClose={close}
      >
        <p>{said.exclude.text}</p>
        <Field label={said.exclude.reason} hint={said.exclude.hint}>
          {(ids) => (
            <input {...ids} value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
          )}
        </Field>
      </Confirm>
    </>
  )
}

/** The answers that the problem itself offers. */
function Answers({ problem, onTrash }: { readonly problem: Problem; readonly onTrash: () => void }) {
  const { language } = useWindow()
  const said = problemsWords(language)
  const answers = language === 'de' ? questionsGerman : questionsEnglish
  const { answer, busy } = useProblemActs()
  if (problem.actions.length === 0) return null
  return (
    <div className="problem-answers">
      <p className="problem-decide">{said.decide}</p>
      <ul>
        {problem.actions.map((action) => (
          <li key={action}>
            <Button busy={busy} onClick={action === 'trash-copy' ? onTrash : () => void answer(problem, action)}>
              {answerLabel(answers, 'problem', action)}
            </Button>
            {said.means[action] !== undefined && <p className="quiet small">{said.means[action]}</p>}
          </li>
        ))}
      </ul>
    </div>
  )
}
