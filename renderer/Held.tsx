/**
 * The screen "To confirm": what the guards hold back, in groups that one answer fits. `profile`: whose come first.
 */
import { ShieldCheck } from 'lucide-react'
import { heldWords } from '../shared/words/window-held.ts'
import { useAnswer } from './answers.ts'
import { groupsOf } from './held/groups.ts'
import { HeldGroupCard } from './held/held-group.tsx'
import { Empty } from './parts/empty.tsx'
import { FailureNotice } from './parts/failure-notice.tsx'
import { Page } from './parts/page.tsx'
import type { Route } from './route.ts'
import { useWindow } from './window-context.ts'

export function Held({ parameters }: Pick<Route, 'parameters'>) {
  const { words, language } = useWindow()
  const said = heldWords(language)
  const asked = useAnswer('held', { profile: null })
  const groups = asked.kind === 'ok' ? groupsOf(asked.value, parameters['profile'] ?? null) : []
  return (
    <Page title={words.screens.held} {...(groups.length > 0 ? { lead: said.lead } : {})}>
      {asked.kind === 'waiting' && <p className="quiet">{words.loading}</p>}
      {asked.kind === 'failure' && <FailureNotice error={asked.error} words={words} onRetry={asked.again} />}
      {asked.kind === 'ok' && groups.length === 0 && (
        <Empty icon={ShieldCheck} title={said.empty.title}>
          <p>{said.empty.text}</p>
        </Empty>
      )}
      {groups.map((group) => (
        <HeldGroupCard key={`${group.profile}/${group.kind}`} group={group} />
      ))}
    </Page>
  )
}
