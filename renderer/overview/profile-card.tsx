/**
 * One profile in numbers: what is marked, what is copied, what waits; how far its run is; a button that syncs it alone.
 */
import { Play, RefreshCw, Settings } from 'lucide-react'
import type { Status } from '../../shared/contract.ts'
import type { Screen } from '../../shared/snapshot.ts'
import { overviewWords, type ProfileCount } from '../../shared/words/window-overview.ts'
import { useAct } from '../answers.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { ProgressBar } from '../parts/progress-bar.tsx'
import { go, hashOf } from '../route.ts'
import { useWindow } from '../window-context.ts'
import { progressText } from './progress-text.ts'

interface ProfileCardProps {
  readonly status: Status
  /** There is no other: what the top of the screen shows is not shown again. */
  readonly only: boolean
}

export function ProfileCard({ status, only }: ProfileCardProps) {
  const { language } = useWindow()
  const said = overviewWords(language)
  return (
    <section className="card overview-profile" aria-label={status.name}>
      <div className="overview-profile-head">
        <div>
          <h2>{status.name}</h2>
          <p className={`overview-state overview-state--${status.enabled ? status.state : 'off'}`}>
            {stateOf(status, said)}
          </p>
        </div>
        <IconButton
          icon={Settings}
          name={said.profileSettings(status.name)}
          onClick={() => go('settings', { profile: status.name })}
        />
      </div>
      {!only && <ProfileProgress status={status} />}
      <Numbers status={status} />
      <Waiting status={status} />
      {!only && <ProfileActions status={status} />}
    </section>
  )
}

type Said = ReturnType<typeof overviewWords>

function stateOf({ enabled, state, freshness }: Status, said: Said): string {
  if (!enabled) return said.switchedOff
  if (state === 'completed' && freshness === 'never') return said.notSyncedYet
  return said.states[state]
}

function Numbers({ status }: { readonly status: Status }) {
  const { formats, language } = useWindow()
  const said = overviewWords(language)
  const numbers = [
    { side: 'private', label: said.relevant, hint: said.relevantHint, value: status.privateRelevant },
    { side: 'shared', label: said.copies, hint: said.copiesHint, value: status.sharedSynced },
  ] as const
  return (
    <dl className="overview-numbers">
      {numbers.map(({ side, label, hint, value }) => (
        <div key={side} className={`overview-number overview-number--${side}`}>
          <dt>
            {label} <span className="quiet small">{hint}</span>
          </dt>
          <dd>{formats.number(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

const places: Readonly<
  Record<ProfileCount, (profile: string) => { screen: Screen; parameters: Record<string, string> }>
> = {
  conflicts: (profile) => ({ screen: 'conflicts', parameters: { profile } }),
  problems: (profile) => ({ screen: 'problems', parameters: { profile } }),
  held: (profile) => ({ screen: 'held', parameters: { profile } }),
  pending: (profile) => ({ screen: 'appointments', parameters: { profile, state: 'waiting' } }),
}
const order: readonly ProfileCount[] = ['conflicts', 'problems', 'held', 'pending']

function Waiting({ status }: { readonly status: Status }) {
  const { formats, language } = useWindow()
  const said = overviewWords(language)
  return (
    <dl className="overview-waiting">
      {order.map((one) => (
        <div key={one} data-some={status[one] > 0 || undefined}>
          <dt>
            {status[one] > 0 ? <a href={hashOf(places[one](status.name))}>{said.counts[one]}</a> : said.counts[one]}
          </dt>
          <dd>{formats.number(status[one])}</dd>
        </div>
      ))}
    </dl>
  )
}

function ProfileProgress({ status }: { readonly status: Status }) {
  const { formats, language } = useWindow()
  const said = overviewWords(language)
  const { state, progress, name } = status
  if (state !== 'in_progress') return null
  const text = progressText([status], said, formats)
  return <ProgressBar name={said.progressOf(name)} percent={progress?.percent ?? null} text={text} />
}

function ProfileActions({ status }: { readonly status: Status }) {
  const { snapshot, words, language } = useWindow()
  const { act, busy } = useAct()
  const said = overviewWords(language)
  const { name: profile, state, enabled, lastSuccessAt } = status
  const pausedAlone = state === 'paused' && snapshot.pausedUntil === null
  return (
    <div className="overview-profile-foot">
      <span className="quiet small">
        {lastSuccessAt !== null && <Moment at={lastSuccessAt} />}
        {lastSuccessAt === null && said.notSyncedYet}
      </span>
      {pausedAlone && (
        <Button icon={Play} busy={busy} onClick={() => void act('submit', { action: 'resume', profile })}>
          {said.resume}
          <span className="unseen">: {profile}</span>
        </Button>
      )}
      {enabled && state !== 'paused' && (
        <Button
          icon={RefreshCw}
          busy={busy || state === 'in_progress'}
          onClick={() => void act('sync-now', { profile, kind: 'auto' })}
        >
          {state === 'in_progress' ? words.syncing : words.syncNow}
          <span className="unseen">: {profile}</span>
        </Button>
      )}
    </div>
  )
}
