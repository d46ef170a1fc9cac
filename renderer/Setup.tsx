/**
 * The screen "setup": from nothing to the first sync in five steps that can be left and taken up again at any time.
 *
 * Owns the draft and which step is shown; each step has its own file. Going on puts the focus on the heading of the step.
 */
import { CircleCheck } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { SetupDraft } from '../shared/setup.ts'
import { type SetupStep, setupWords } from '../shared/words/window-setup.ts'
import { FailureNotice } from './parts/failure-notice.tsx'
import { NoticeBox } from './parts/notice.tsx'
import { Access } from './setup/access.tsx'
import { Check } from './setup/check.tsx'
import { Databases } from './setup/databases.tsx'
import { type Drafting, useDraft } from './setup/draft.ts'
import { Preview } from './setup/preview.tsx'
import { stepOf, steps } from './setup/steps.ts'
import { Welcome } from './setup/welcome.tsx'
import { useWindow } from './window-context.ts'

export function Setup() {
  const { words, language } = useWindow()
  const drafted = useDraft()
  switch (drafted.kind) {
    case 'waiting':
      return <div className="page" aria-busy="true" />
    case 'failure':
      return (
        <div className="page">
          <h1>{setupWords(language).titles.welcome}</h1>
          <FailureNotice error={drafted.error} words={words} onRetry={() => location.reload()} />
        </div>
      )
    default:
      return <Wizard drafting={drafted.drafting} />
  }
}

function Wizard({ drafting }: { readonly drafting: Drafting }) {
  const { language, words } = useWindow()
  const text = setupWords(language)
  const { draft, notKept } = drafting
  const step = stepOf(draft)
  const heading = useHeading(step)
  return (
    <div className="page setup">
      <div className="page-head">
        <Progress step={step} />
        <div className="setup-head">
          <h1 ref={heading} tabIndex={-1} className="setup-title">
            {text.titles[step]}
          </h1>
          <p className="page-lead">{text.leads[step]}</p>
        </div>
      </div>
      {notKept !== null && (
        <NoticeBox kind="warning" title={text.draftNotKept} live>
          <p>
            {notKept.cause} {words.whatToDo} {notKept.remedy}
          </p>
        </NoticeBox>
      )}
      <Invited draft={draft} step={step} />
      <Step key={step} step={step} drafting={drafting} />
    </div>
  )
}

function Step({ step, drafting }: { readonly step: SetupStep; readonly drafting: Drafting }): ReactNode {
  switch (step) {
    case 'welcome':
      return <Welcome drafting={drafting} />
    case 'access':
      return <Access drafting={drafting} />
    case 'databases':
      return <Databases drafting={drafting} />
    case 'check':
      return <Check drafting={drafting} />
    default:
      return <Preview drafting={drafting} />
  }
}

/** The heading gets the focus when the step changes, not when the screen is opened. */
function useHeading(step: SetupStep) {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    heading.current?.focus()
    document.getElementById('content')?.scrollTo({ top: 0 })
  }, [step])
  return heading
}

function Progress({ step }: { readonly step: SetupStep }) {
  const { language } = useWindow()
  const text = setupWords(language)
  const at = steps.indexOf(step)
  return (
    <div className="setup-progress">
      <p className="setup-count">{text.progress(at + 1, steps.length)}</p>
      <ol aria-label={text.progressName}>
        {steps.map((one, index) => (
          <li
            key={one}
            aria-current={one === step ? 'step' : undefined}
            data-state={index < at ? 'done' : index === at ? 'now' : 'later'}
          >
            {index < at && <CircleCheck size={14} aria-hidden />}
            <span>{text.steps[one]}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Invited({ draft, step }: { readonly draft: SetupDraft; readonly step: SetupStep }) {
  const { language } = useWindow()
  const { invitation } = draft
  if (invitation === null || step === 'welcome') return null
  return (
    <NoticeBox kind="info">
      <p>{setupWords(language).invitation(invitation.by, invitation.database.title, invitation.workspaceName)}</p>
    </NoticeBox>
  )
}
