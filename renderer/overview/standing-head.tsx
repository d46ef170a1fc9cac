/**
 * The top of the overview: how things stand in one large sentence, when it was synced, and what can be done about it.
 */

import { overviewWords } from '../../shared/words/window-overview.ts'
import { pageClock, useNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { ProgressBar } from '../parts/progress-bar.tsx'
import { StandingMark } from '../parts/standing-mark.tsx'
import { SyncNow } from '../parts/sync-now.tsx'
import { go } from '../route.ts'
import type { WindowContext } from '../window-context.ts'
import { useWindow } from '../window-context.ts'
import { type AlertEntry, helpFor } from './attention.ts'
import { PauseMenu } from './pause-menu.tsx'
import { combinedProgress, spokenPercent } from './progress.ts'
import { progressText } from './progress-text.ts'

const MOVES_ON_MS = 15_000
const MINUTE_MS = 60_000

export function StandingHead({ leading }: { readonly leading: AlertEntry | null }) {
  const { snapshot, language } = useWindow()
  const said = overviewWords(language)
  const help = leading === null ? null : helpFor(leading)
  const label = leading === null ? null : said.alertHelp[leading.alert.kind]
  return (
    <section className={`overview-head overview-head--${snapshot.standing}`}>
      <span className="overview-mark">
        <StandingMark standing={snapshot.standing} size={30} />
      </span>
      <div className="overview-say">
        <p className="overview-sentence">{snapshot.sentence}</p>
        {leading !== null && <p>{leading.alert.remedy}</p>}
        <Times />
      </div>
      <RunProgress />
      <div className="overview-actions">
        {help !== null && label !== null && (
          <Button kind="primary" onClick={() => go(help.screen, help.parameters)}>
            {label}
          </Button>
        )}
        {snapshot.pausedUntil === null && <SyncNow kind={help === null ? 'primary' : 'plain'} />}
        <PauseMenu />
      </div>
      <p className="unseen" role="status">
        <Spoken />
      </p>
    </section>
  )
}

/** When it was synced last, and when it goes on. */
function Times() {
  const { snapshot, language, formats } = useWindow()
  const said = overviewWords(language)
  const now = useNow(MOVES_ON_MS)
  return (
    <p className="overview-times">
      {timesOf(snapshot, now).map((time) => {
        const exact = time.at === null ? undefined : formats.dateTime(time.at, pageClock.zone)
        const when = time.at === null ? '' : formats.relative(time.at, now)
        return (
          <span key={time.kind} title={exact}>
            {time.kind === 'until' ? said.pausedUntil(exact ?? '') : sayTime(said, time, when, now)}
          </span>
        )
      })}
    </p>
  )
}

interface Time {
  readonly kind: 'last' | 'next' | 'until'
  /** ms UTC; null: never. */
  readonly at: number | null
}

function timesOf({ lastSyncedAt, pausedUntil, profiles }: WindowContext['snapshot'], now: number): readonly Time[] {
  const last: Time = { kind: 'last', at: lastSyncedAt === null ? null : Date.parse(lastSyncedAt) }
  if (pausedUntil === 'resumed') return [last]
  if (pausedUntil !== null) return [last, { kind: 'until', at: Date.parse(pausedUntil) }]
  const due = profiles.flatMap(({ enabled, state, nextSyncAt }) =>
    enabled && state !== 'in_progress' && nextSyncAt !== null ? [Date.parse(nextSyncAt)] : [],
  )
  return due.length === 0 ? [last] : [last, { kind: 'next', at: Math.max(now, Math.min(...due)) }]
}

type Said = ReturnType<typeof overviewWords>

function sayTime(said: Said, { kind, at }: Time, when: string, now: number): string {
  if (at === null) return said.neverSynced
  const soon = Math.abs(at - now) < MINUTE_MS
  if (kind === 'next') return soon ? said.nextSyncSoon : said.nextSync(when)
  return soon || at > now ? said.lastSyncedNow : said.lastSynced(when)
}

function RunProgress() {
  const { snapshot, words, language, formats } = useWindow()
  const said = overviewWords(language)
  const progress = combinedProgress(snapshot.profiles)
  const syncing = snapshot.profiles.some(({ state }) => state === 'in_progress')
  if (!syncing || snapshot.standing !== 'syncing') return null
  return (
    <div className="overview-progress">
      <ProgressBar
        name={words.standing.syncing}
        percent={progress?.percent ?? null}
        text={progressText(snapshot.profiles, said, formats)}
      />
    </div>
  )
}

/** For screen readers: changes with the standing and with every quarter of a run, never with every page. */
function Spoken() {
  const { snapshot, words, formats } = useWindow()
  const { standing, sentence } = snapshot
  // The sentence of a pause counts down the minutes.
  if (standing === 'paused') return <>{words.standing.paused}</>
  if (standing !== 'syncing') return <>{sentence}</>
  const progress = combinedProgress(snapshot.profiles)
  const reached = progress === null ? 0 : spokenPercent(progress.percent)
  return (
    <>
      {words.standing.syncing}
      {reached > 0 && `: ${formats.percent(reached / 100)}`}
    </>
  )
}
