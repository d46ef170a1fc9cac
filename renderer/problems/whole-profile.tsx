/**
 * What is wrong with a whole profile: a refused token, a run that stands still, a last run that failed. None of it belongs
 * to an appointment, and none of it may be missing where people look for problems.
 */
import { useAnswer } from '../answers.ts'
import { wholeProfileAlerts } from '../overview/attention.ts'
import { AttentionList } from '../overview/attention-list.tsx'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { useWindow } from '../window-context.ts'

/** The names of profiles with such trouble; empty: all is well as far as whole profiles go. */
export function useTroubledProfiles(): readonly string[] {
  const { snapshot } = useWindow()
  const alerted = wholeProfileAlerts(snapshot).flatMap(({ profiles }) => profiles)
  const failed = snapshot.profiles.filter(({ state }) => state === 'failed').map(({ name }) => name)
  return [...new Set([...alerted, ...failed])]
}

export function WholeProfileTrouble() {
  const { snapshot } = useWindow()
  const alerts = wholeProfileAlerts(snapshot)
  const explained = new Set(alerts.flatMap(({ profiles }) => profiles))
  const failed = snapshot.profiles.filter(({ name, state }) => state === 'failed' && !explained.has(name))
  return (
    <>
      <AttentionList entries={alerts} />
      {failed.map(({ name }) => (
        <LastFailedRun key={name} profile={name} />
      ))}
    </>
  )
}

/** Why the last run of a profile failed, as the run itself recorded it. */
function LastFailedRun({ profile }: { readonly profile: string }) {
  const { words } = useWindow()
  const filter = { profile, state: 'failed', kind: null, withChanges: null, from: null, to: null } as const
  const asked = useAnswer('runs', { ...filter, offset: 0, limit: 1 })
  if (asked.kind !== 'ok') return null
  const error = asked.value.entries[0]?.error
  return error === undefined ? null : <FailureNotice error={error} words={words} />
}
