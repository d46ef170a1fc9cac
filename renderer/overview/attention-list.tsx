/**
 * What needs attention besides the sentence at the top: each with what to do, and the way to the screen that helps.
 */
import { useState } from 'react'
import { assertNever } from '../../shared/failure.ts'
import { overviewWords } from '../../shared/words/window-overview.ts'
import { useAct } from '../answers.ts'
import { Button } from '../parts/button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { TechnicalText } from '../parts/failure-notice.tsx'
import { NoticeBox, type NoticeKind } from '../parts/notice.tsx'
import { SyncNow } from '../parts/sync-now.tsx'
import { go } from '../route.ts'
import { useWindow } from '../window-context.ts'
import { type AlertEntry, type AttentionEntry, helpFor } from './attention.ts'

export function AttentionList({ entries }: { readonly entries: readonly AttentionEntry[] }) {
  if (entries.length === 0) return null
  return (
    <div className="overview-attention">
      {entries.map((entry) => (
        <Entry key={keyOf(entry)} entry={entry} />
      ))}
    </div>
  )
}

function keyOf(entry: AttentionEntry): string {
  switch (entry.kind) {
    case 'alert':
      return `alert ${entry.alert.kind} ${entry.profiles.join(' ')}`
    case 'notice':
      return `notice ${entry.error.message}`
    case 'stale':
    case 'tokens':
      return entry.kind
    default:
      return assertNever(entry)
  }
}

function Entry({ entry }: { readonly entry: AttentionEntry }) {
  const { language, words } = useWindow()
  const named = useNamed()
  const said = overviewWords(language)
  switch (entry.kind) {
    case 'alert':
      return <AlertBox entry={entry} />
    case 'tokens':
      return <TokenTrouble {...entry} />
    case 'stale': {
      const [only, ...more] = entry.profiles
      const profile = more.length === 0 && only !== undefined ? only : null
      return (
        <div className="overview-alert">
          <NoticeBox
            kind="warning"
            title={named(said.stale.title, entry.profiles)}
            actions={<SyncNow kind="plain" profile={profile} />}
          >
            <p>{said.stale.text}</p>
          </NoticeBox>
        </div>
      )
    }
    case 'notice': {
      const { message, cause, remedy, detail } = entry.error
      return (
        <NoticeBox kind="warning" title={message}>
          <p>{cause}</p>
          <p>
            <strong>{words.whatToDo}</strong> {remedy}
          </p>
          {detail !== undefined && detail !== '' && <TechnicalText text={detail} words={words} />}
        </NoticeBox>
      )
    }
    default:
      return assertNever(entry)
  }
}

/** Says which profiles a sentence is about, where there are several. */
function useNamed(): (sentence: string, profiles: readonly string[]) => string {
  const { formats, snapshot } = useWindow()
  return (sentence, profiles) => (snapshot.profiles.length > 1 ? `${formats.list(profiles)}: ${sentence}` : sentence)
}

const kinds: Readonly<Record<AlertEntry['alert']['severity'], NoticeKind>> = {
  critical: 'bad',
  warning: 'warning',
  info: 'info',
}

function AlertBox({ entry }: { readonly entry: AlertEntry }) {
  const { language } = useWindow()
  const named = useNamed()
  const { alert, profiles } = entry
  const label = overviewWords(language).alertHelp[alert.kind]
  const help = helpFor(entry)
  const title = named(alert.message, profiles)
  const button = help !== null && label !== null && (
    <Button aria-label={`${label}: ${title}`} onClick={() => go(help.screen, help.parameters)}>
      {label}
    </Button>
  )
  return (
    <div className="overview-alert">
      {/* Being offline is nobody's fault and passes by itself: said calmly. */}
      <NoticeBox
        kind={alert.kind === 'offline' ? 'info' : kinds[alert.severity]}
        title={title}
        {...(button === false ? {} : { actions: button })}
      >
        <p>{alert.remedy}</p>
      </NoticeBox>
    </div>
  )
}

type Trouble = Extract<AttentionEntry, { readonly kind: 'tokens' }>

/** Nothing is kept without encryption unless somebody has read what that means and agreed. */
function TokenTrouble({ message, remedy, unprotected }: Trouble) {
  const { language } = useWindow()
  const { act, busy } = useAct()
  const [asking, setAsking] = useState(false)
  const said = overviewWords(language)
  const agree = async (): Promise<void> => {
    const reply = await act('accept-unprotected', { agree: true })
    if (reply.kind === 'ok') setAsking(false)
  }
  const button = unprotected ? (
    <Button onClick={() => setAsking(true)}>{said.unprotected.offer}</Button>
  ) : (
    <Button onClick={() => go('settings')}>{said.enterToken}</Button>
  )
  return (
    <>
      <NoticeBox kind="warning" title={message} actions={button}>
        <p>{remedy}</p>
      </NoticeBox>
      <Confirm
        open={asking}
        title={said.unprotected.title}
        confirm={said.unprotected.agree}
        busy={busy}
        onConfirm={() => void agree()}
        onClose={() => setAsking(false)}
      >
        {said.unprotected.text.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </Confirm>
    </>
  )
}
