/**
 * One appointment in full: where it stands and why, what each side shows, what was changed last, what can be done.
 */
import { RefreshCw, Zap } from 'lucide-react'
import { useState } from 'react'
import type { Answer } from '../../shared/ipc.ts'
import type { Screen } from '../../shared/snapshot.ts'
import { appointmentWords } from '../../shared/words/window-appointments.ts'
import { useAct, useAnswer } from '../answers.ts'
import { pageClock } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { Moment } from '../parts/moment.tsx'
import { NoticeBox } from '../parts/notice.tsx'
import { OpenInNotion } from '../parts/open-in-notion.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import { go } from '../route.ts'
import { useWindow } from '../window-context.ts'
import { Agreed } from './agreed.tsx'
import { AppointmentChanges } from './changes.tsx'
import { startText } from './start-text.ts'

type Told = Answer<'appointment'>

interface DetailsProps {
  readonly profile: string
  readonly pageId: string
}

export function Details({ profile, pageId }: DetailsProps) {
  const { words } = useWindow()
  const asked = useAnswer('appointment', { profile, pageId })
  if (asked.kind === 'waiting') return <p className="quiet">{words.loading}</p>
  if (asked.kind === 'failure') return <FailureNotice error={asked.error} words={words} onRetry={asked.again} />
  if (asked.value.appointment.state === 'unknown') return <Unknown told={asked.value} pageId={pageId} />
  return (
    <div className="appointment-details">
      <Standing told={asked.value} />
      <Actions told={asked.value} />
      <Agreed fields={asked.value.fields} />
      <AppointmentChanges told={asked.value} />
    </div>
  )
}

function Standing({ told }: { readonly told: Told }) {
  const { language, formats, words, snapshot } = useWindow()
  const { details, noDate, notVerified } = appointmentWords(language)
  const { state, why, start, verifiedAt, profile } = told.appointment
  return (
    <>
      <div className={`appointment-standing state-box--${state}`}>
        <StateMark state={state} />
        <p>{why}</p>
      </div>
      <dl className="appointment-facts">
        <div>
          <dt>{details.start}</dt>
          <dd>{start === undefined ? noDate : startText(start, formats, pageClock.zone)}</dd>
        </div>
        <div>
          <dt>{details.verified}</dt>
          <dd>{verifiedAt === null ? notVerified : <Moment at={verifiedAt} />}</dd>
        </div>
        {snapshot.profiles.length > 1 && (
          <div>
            <dt>{words.profile}</dt>
            <dd>{profile}</dd>
          </div>
        )}
      </dl>
    </>
  )
}

const places: Readonly<Partial<Record<Told['appointment']['state'], Screen>>> = {
  conflict: 'conflicts',
  held: 'held',
  problem: 'problems',
  waiting: 'problems',
}

function Actions({ told }: { readonly told: Told }) {
  const { language, words } = useWindow()
  const { details } = appointmentWords(language)
  const { appointment } = told
  const { profile, privateId, sharedId, state } = appointment
  const { sync, busy } = useSyncPage(profile, privateId, appointment.title)
  const [asking, setAsking] = useState(false)
  const place = places[state]
  const help = details.help[state]
  return (
    <>
      <div className="row">
        {place !== undefined && help !== undefined && (
          <Button kind="primary" onClick={() => go(place, { profile })}>
            {help}
          </Button>
        )}
        <Button icon={RefreshCw} busy={busy} onClick={() => void sync(false)}>
          {words.syncNow}
        </Button>
        <Button kind="quiet" icon={Zap} onClick={() => setAsking(true)}>
          {details.force}
        </Button>
      </div>
      <div className="row appointment-pages">
        <OpenInNotion pageId={privateId} label={details.privatePage} />
        {sharedId !== undefined && <OpenInNotion pageId={sharedId} label={details.sharedPage} />}
      </div>
      <Confirm
        open={asking}
        title={details.forceTitle}
        confirm={details.forceConfirm}
        busy={busy}
        onConfirm={() => void sync(true).then(() => setAsking(false))}
        onClose={() => setAsking(false)}
      >
        {details.forceText.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </Confirm>
    </>
  )
}

/** Syncs one page, and tells what came of it; `onMissing` instead where the page is not there at all. */
function useSyncPage(profile: string, pageId: string, title: string, onMissing?: () => void) {
  const { language, tell, formats } = useWindow()
  const { act, busy } = useAct()
  const { details, untitled } = appointmentWords(language)
  const sync = async (force: boolean): Promise<void> => {
    const reply = await act('sync-page', { profile, pageId, force }, { quiet: true })
    const error = reply.kind === 'failure' ? reply.error : reply.value.error
    if (error?.reason === 'unknown-page' && onMissing !== undefined) return onMissing()
    if (error !== undefined) return tell({ kind: 'bad', text: error.message, error })
    if (reply.kind === 'ok' && reply.value.state === 'stopped') return tell({ kind: 'info', text: details.stopped })
    tell({ kind: 'good', text: details.synced(title === '' ? untitled : formats.quote(title)) })
  }
  return { sync, busy }
}

/** Asked about by its link, and seen by nobody: what that may mean, and a look at it. */
function Unknown({ told, pageId }: { readonly told: Told; readonly pageId: string }) {
  const { language, snapshot } = useWindow()
  const { details } = appointmentWords(language)
  return (
    <div className="appointment-details">
      <div className="appointment-standing state-box--unknown">
        <StateMark state="unknown" />
        <p>{told.appointment.why}</p>
      </div>
      <ul className="appointment-reasons">
        {details.unknown.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <div className="row">
        {snapshot.profiles.map(({ name }) => (
          <LookNow key={name} profile={name} pageId={pageId} only={snapshot.profiles.length === 1} />
        ))}
      </div>
    </div>
  )
}

function LookNow({ profile, pageId, only }: DetailsProps & { readonly only: boolean }) {
  const { language } = useWindow()
  const { details } = appointmentWords(language)
  const [missing, setMissing] = useState(false)
  const { sync, busy } = useSyncPage(profile, pageId, '', () => setMissing(true))
  return (
    <>
      <Button icon={RefreshCw} busy={busy} onClick={() => void sync(false)}>
        {only ? details.lookNow : details.lookNowIn(profile)}
      </Button>
      {missing && (
        <NoticeBox kind="warning" title={details.notThere(profile)} live>
          <p>{details.notThereText}</p>
        </NoticeBox>
      )}
    </>
  )
}
