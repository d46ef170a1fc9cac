/**
 * The second step: the token, or two when the shared database is in another workspace, and how to get one.
 */
import { useEffect, useRef, useState } from 'react'
import { accessWords, type Place } from '../../shared/words/window-setup-access.ts'
import { useAnswer } from '../answers.ts'
import { Button } from '../parts/button.tsx'
import { DayField } from '../parts/day-field.tsx'
import { useFocusKept } from '../parts/focus-kept.ts'
import { NoticeBox } from '../parts/notice.tsx'
import { Card } from '../parts/page.tsx'
import { Switch } from '../parts/switch.tsx'
import { TokenField } from '../parts/token-field.tsx'
import { useWindow } from '../window-context.ts'
import type { Drafting } from './draft.ts'
import { KeychainNotice } from './keychain-notice.tsx'
import { StepFoot } from './step-foot.tsx'
import { TokenGuide } from './token-guide.tsx'

export function Access({ drafting }: { readonly drafting: Drafting }) {
  const { language } = useWindow()
  const text = accessWords(language)
  const { draft, change, goTo } = drafting
  const [place, setPlace] = useState<Place>(draft.sharedEntry !== null || draft.invitation !== null ? 'other' : 'own')
  const [tried, setTried] = useState(false)
  const complete = draft.privateEntry !== null && (place === 'own' || draft.sharedEntry !== null)
  const next = useFocusOn(complete)
  return (
    <>
      <KeychainNotice />
      <Card title={text.yourToken}>
        <Token
          entry={draft.privateEntry}
          expiresAt={draft.privateTokenExpiresAt}
          onEntry={(privateEntry) => change({ privateEntry, privateDatabase: null, privateTokenExpiresAt: null })}
          onExpires={(privateTokenExpiresAt) => change({ privateTokenExpiresAt })}
        />
        <Switch
          label={text.otherWorkspace}
          hint={text.otherWorkspaceHint}
          on={place === 'other'}
          onChange={(other) => {
            setPlace(other ? 'other' : 'own')
            if (!other) change({ sharedEntry: null, sharedTokenExpiresAt: null })
          }}
        />
      </Card>
      {place === 'other' && (
        <Card title={text.sharedToken}>
          <Token
            entry={draft.sharedEntry}
            expiresAt={draft.sharedTokenExpiresAt}
            onEntry={(sharedEntry) => change({ sharedEntry, sharedTokenExpiresAt: null })}
            onExpires={(sharedTokenExpiresAt) => change({ sharedTokenExpiresAt })}
          />
        </Card>
      )}
      {!complete && <TokenGuide place={place} />}
      <StepFoot
        drafting={drafting}
        nextRef={next}
        obstacle={tried && !complete ? text.tokenMissing : null}
        onBack={() => goTo('welcome')}
        onNext={() => (complete ? goTo('databases') : setTried(true))}
      />
    </>
  )
}

/** The way on gets the focus when the last token was accepted: there is nothing else left to do. */
function useFocusOn(complete: boolean) {
  const place = useRef<HTMLDivElement>(null)
  const before = useRef(complete)
  useEffect(() => {
    if (complete && !before.current) place.current?.querySelector('button')?.focus()
    before.current = complete
  }, [complete])
  return place
}

interface TokenProps {
  readonly entry: string | null
  readonly expiresAt: string | null
  readonly onEntry: (entry: string | null) => void
  readonly onExpires: (expiresAt: string | null) => void
}

function Token({ entry, expiresAt, onEntry, onExpires }: TokenProps) {
  const { language, words } = useWindow()
  const text = accessWords(language)
  const stored = useAnswer('stored-tokens', null)
  const [workspace, setWorkspace] = useState<string | null>(null)
  const known = stored.kind === 'ok' ? stored.value : []
  const place = useFocusKept<HTMLDivElement>(entry, 'input, button')
  if (entry === null) {
    return (
      <div className="stack" ref={place}>
        <TokenField
          label={text.pasteHere}
          entry={null}
          onStored={({ entry: kept, workspaceName }) => {
            setWorkspace(workspaceName)
            onEntry(kept)
          }}
        />
        <div className="row">
          {known
            .filter(({ usedBy }) => usedBy.length > 0)
            .map((one) => (
              <Button key={one.entry} onClick={() => onEntry(one.entry)}>
                {text.use(one.usedBy)}
              </Button>
            ))}
        </div>
      </div>
    )
  }
  return (
    <div className="stack" ref={place}>
      <NoticeBox
        kind="good"
        title={workspace === null ? text.stored : text.opens(workspace)}
        live
        actions={
          <Button kind="quiet" onClick={() => onEntry(null)}>
            {text.replace}
          </Button>
        }
      />
      <DayField
        label={`${text.expires} (${words.optional})`}
        hint={text.expiresHint}
        value={expiresAt}
        onChange={onExpires}
      />
    </div>
  )
}
