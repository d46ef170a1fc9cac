/**
 * The screen "overview": how things stand, what needs attention, each profile, what changed last, how well it goes.
 */
import { Plus } from 'lucide-react'
import { overviewWords } from '../shared/words/window-overview.ts'
import { attentionOf } from './overview/attention.ts'
import { AttentionList } from './overview/attention-list.tsx'
import { FirstRun } from './overview/first-run.tsx'
import { Health } from './overview/health.tsx'
import { LatestChanges } from './overview/latest-changes.tsx'
import { ProfileCard } from './overview/profile-card.tsx'
import { StandingHead } from './overview/standing-head.tsx'
import { Button } from './parts/button.tsx'
import { StandingMark } from './parts/standing-mark.tsx'
import { UndoLayer } from './parts/undo-layer.tsx'
import { go } from './route.ts'
import { useWindow } from './window-context.ts'

export function Overview() {
  const { words, snapshot } = useWindow()
  const { leading, others } = attentionOf(snapshot)
  const { profiles } = snapshot
  const setUp = profiles.length > 0
  const firstRun = setUp && snapshot.lastSyncedAt === null && profiles.some(({ state }) => state === 'in_progress')
  return (
    <div className="page">
      {/* The sentence below is the headline that people read; this one names the screen. */}
      <h1 className="unseen">{words.screens.overview}</h1>
      {setUp ? <StandingHead leading={leading} /> : <NotSetUp />}
      <AttentionList entries={others} />
      {firstRun && <FirstRun />}
      {setUp && (
        <div className="overview-profiles">
          {profiles.map((status) => (
            <ProfileCard key={status.name} status={status} only={profiles.length === 1} />
          ))}
        </div>
      )}
      {setUp && !firstRun && (
        <UndoLayer>
          <LatestChanges />
        </UndoLayer>
      )}
      {setUp && !firstRun && <Health />}
    </div>
  )
}

function NotSetUp() {
  const { snapshot, language } = useWindow()
  const { setUp } = overviewWords(language)
  return (
    <section className="overview-head overview-head--not-set-up">
      <span className="overview-mark">
        <StandingMark standing="not-set-up" size={30} />
      </span>
      <div className="overview-say">
        <p className="overview-sentence">{setUp.title}</p>
        <p>{setUp.text}</p>
        <p className="overview-times">{snapshot.sentence}</p>
      </div>
      <div className="overview-actions">
        <Button kind="primary" icon={Plus} onClick={() => go('setup')}>
          {setUp.start}
        </Button>
      </div>
    </section>
  )
}
