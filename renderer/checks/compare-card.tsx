/**
 * Comparing everything: when it was done last and what it found, profile by profile, and doing it now.
 */
import { GitCompareArrows } from 'lucide-react'
import { useState } from 'react'
import type { Verification } from '../../shared/contract-care.ts'
import { checksWords } from '../../shared/words/window-checks.ts'
import { useAct, useAnswer } from '../answers.ts'
import { pageClock } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { Moment } from '../parts/moment.tsx'
import { Card } from '../parts/page.tsx'
import { useWindow } from '../window-context.ts'
import { Differences } from './differences.tsx'
import { useRepairing } from './repairing.ts'

interface Compared {
  readonly at: string
  readonly verification: Verification
}

export function CompareCard({ profiles }: { readonly profiles: readonly string[] }) {
  const { language } = useWindow()
  const said = checksWords(language).compare
  return (
    <Card title={said.title}>
      <p className="quiet">{said.text}</p>
      {profiles.map((profile) => (
        <Comparison key={profile} profile={profile} named={profiles.length > 1} />
      ))}
    </Card>
  )
}

function Comparison({ profile, named }: { readonly profile: string; readonly named: boolean }) {
  const { words, language } = useWindow()
  const said = checksWords(language)
  const last = useAnswer('last-verification', { profile })
  const { act, busy } = useAct()
  const repairing = useRepairing(profile)
  const [fresh, setFresh] = useState<Compared | null>(null)
  const compare = async (): Promise<void> => {
    const reply = await act('verify', { profile })
    const [verification] = reply.kind === 'ok' ? reply.value : []
    if (verification === undefined) return
    repairing.forget()
    setFresh({ at: new Date(pageClock.now()).toISOString(), verification })
  }
  const known = last.kind === 'ok' ? last.value : null
  const compared = fresh !== null && (known === null || fresh.at >= known.at) ? fresh : known
  const again = repairing.outcomes.size > 0 ? said.repair.again : said.compare.run
  return (
    <div className="comparison">
      <div className="comparison-head">
        {named && <h3>{profile}</h3>}
        <p className="quiet" aria-live="polite">
          {compared === null ? (
            last.kind === 'ok' && said.compare.never
          ) : (
            <>
              {said.compare.lastAt} <Moment at={compared.at} />
            </>
          )}
        </p>
        <Button icon={GitCompareArrows} busy={busy} onClick={() => void compare()}>
          {busy ? said.compare.running : again}
        </Button>
      </div>
      {last.kind === 'failure' && <FailureNotice error={last.error} words={words} onRetry={last.again} />}
      {compared !== null && (
        <>
          <Counts verification={compared.verification} />
          <Differences verification={compared.verification} repairing={repairing} />
        </>
      )}
    </div>
  )
}

function Counts({ verification }: { readonly verification: Verification }) {
  const { language, formats } = useWindow()
  const said = checksWords(language).compare.counts
  const { privateRelevant, copies, equal, foreign } = verification
  const counts = [
    { name: said.relevant, value: privateRelevant },
    { name: said.copies, value: copies },
    { name: said.equal, value: equal },
    ...(foreign > 0 ? [{ name: said.foreign, value: foreign, hint: said.foreignHint }] : []),
  ]
  return (
    <ul className="comparison-counts">
      {counts.map(({ name, value, hint }) => (
        <li key={name} title={hint}>
          <strong className="numbers">{formats.number(value)}</strong> {name}
          {hint !== undefined && <span className="quiet small"> ({hint})</span>}
        </li>
      ))}
    </ul>
  )
}
