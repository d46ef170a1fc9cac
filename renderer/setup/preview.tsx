/**
 * The last step: what the first run would do and why, before anything is written; then the profile is saved and it begins.
 */
import { Play, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { ErrorExplained } from '../../shared/contract.ts'
import type { SetupPreview } from '../../shared/setup.ts'
import { type SetupWords, setupWords } from '../../shared/words/window-setup.ts'
import { useAct } from '../answers.ts'
import { Button } from '../parts/button.tsx'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { NoticeBox } from '../parts/notice.tsx'
import { Card } from '../parts/page.tsx'
import { go } from '../route.ts'
import { useWindow } from '../window-context.ts'
import { useOnce } from './ask-once.ts'
import type { Drafting } from './draft.ts'
import { StepFoot } from './step-foot.tsx'

export function Preview({ drafting }: { readonly drafting: Drafting }) {
  const { words, language, tell } = useWindow()
  const text = setupWords(language).preview
  const { draft, goTo } = drafting
  const { asked, busy, again } = useOnce('preview-setup', { draft: { ...draft, step: 'preview' } })
  const { act, busy: starting } = useAct()
  const [refused, setRefused] = useState<ErrorExplained | null>(null)
  const start = async (): Promise<void> => {
    setRefused(null)
    const reply = await act('add-profile', { draft }, { quiet: true })
    if (reply.kind === 'failure') {
      setRefused(reply.error)
      return
    }
    tell({ kind: 'good', text: text.started(reply.value.profile.name) })
    go('overview')
    document.getElementById('content')?.focus()
  }
  return (
    <>
      {(asked.kind === 'waiting' || (busy && asked.kind === 'failure')) && (
        <Card>
          <div role="status" className="setup-reading">
            <RefreshCw className="turning" size={20} aria-hidden />
            <div>
              <p>
                <strong>{text.reading}</strong>
              </p>
              <p className="quiet">{text.readingHint}</p>
            </div>
          </div>
        </Card>
      )}
      {asked.kind === 'failure' && !busy && <FailureNotice error={asked.error} words={words} onRetry={again} />}
      {asked.kind === 'ok' && <Found preview={asked.value} busy={busy} onAgain={again} />}
      {refused !== null && <FailureNotice error={refused} words={words} />}
      <StepFoot
        drafting={drafting}
        onBack={() => goTo('check')}
        onNext={() => void start()}
        next={text.go}
        icon={Play}
        busy={starting}
        disabled={asked.kind !== 'ok'}
      >
        {asked.kind === 'ok' && <p className="quiet small">{text.goHint}</p>}
      </StepFoot>
    </>
  )
}

interface FoundProps {
  readonly preview: SetupPreview
  readonly busy: boolean
  readonly onAgain: () => void
}

function Found({ preview, busy, onAgain }: FoundProps) {
  const { language } = useWindow()
  const text = setupWords(language).preview
  const warnings = preview.complete ? preview.warnings : [...preview.warnings, text.incomplete]
  return (
    <>
      {warnings.length > 0 && (
        <NoticeBox kind="warning" title={text.warnings}>
          <ul className="setup-explained">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </NoticeBox>
      )}
      {preview.total === 0 ? (
        <NoticeBox kind="info" title={text.nothing}>
          <p>{text.nothingHint}</p>
        </NoticeBox>
      ) : (
        <Counts preview={preview} text={text} />
      )}
      {preview.entries.length > 0 && <Entries preview={preview} text={text} />}
      <div className="row">
        <Button kind="quiet" icon={RefreshCw} busy={busy} onClick={onAgain}>
          {text.again}
        </Button>
      </div>
    </>
  )
}

interface CountsProps {
  readonly preview: SetupPreview
  readonly text: SetupWords['preview']
}

function Counts({ preview, text }: CountsProps) {
  const tiles = [
    { count: preview.creates, label: text.creates(preview.creates), hint: text.createsHint },
    { count: preview.adoptions, label: text.adoptions(preview.adoptions), hint: text.adoptionsHint },
    { count: preview.conflicts, label: text.conflicts(preview.conflicts), hint: text.conflictsHint },
    { count: preview.imports, label: text.imports(preview.imports), hint: text.importsHint },
    { count: preview.others, label: text.others(preview.others), hint: '' },
  ].filter(({ count }) => count > 0)
  return (
    <ul className="setup-counts">
      {tiles.map(({ label, hint }) => (
        <li key={label}>
          <strong>{label}</strong>
          <span className="quiet small">{hint}</span>
        </li>
      ))}
    </ul>
  )
}

function Entries({ preview, text }: CountsProps) {
  return (
    <Card title={text.entries}>
      <ul className="setup-entries" tabIndex={0} aria-label={text.entries}>
        {preview.entries.map((entry) => (
          <li key={`${entry.privateId ?? ''}-${entry.sharedId ?? ''}-${entry.action}`}>
            <span className={`setup-action setup-action--${entry.action}`}>{text.actions[entry.action]}</span>
            <div>
              <p>
                <strong>{entry.title}</strong>
                {entry.held === true && <span className="setup-state"> {text.held}</span>}
              </p>
              <p className="quiet small">{entry.why}</p>
            </div>
          </li>
        ))}
      </ul>
      {preview.total > preview.entries.length && (
        <p className="quiet small">{text.more(preview.entries.length, preview.total)}</p>
      )}
    </Card>
  )
}
