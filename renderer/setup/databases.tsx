/**
 * The third step: which database is mine and which is shared. The only ones that fit are chosen already.
 */
import { useEffect, useState } from 'react'
import type { FoundDatabase } from '../../shared/setup.ts'
import { databasesWords } from '../../shared/words/window-setup-databases.ts'
import { useWindow } from '../window-context.ts'
import { useOnce } from './ask-once.ts'
import { CreateShared } from './create-shared.tsx'
import { DatabaseChoice } from './database-choice.tsx'
import { DatabaseMissing } from './database-missing.tsx'
import type { Drafting } from './draft.ts'
import { StepFoot } from './step-foot.tsx'
import { onlyCandidate } from './steps.ts'

export function Databases({ drafting }: { readonly drafting: Drafting }) {
  const { language } = useWindow()
  const text = databasesWords(language)
  const { draft, change, goTo } = drafting
  const privateEntry = draft.privateEntry ?? ''
  const sharedEntry = draft.sharedEntry ?? privateEntry
  const [tried, setTried] = useState(false)
  const looking = useOnlyCandidates(drafting)
  const obstacle = obstacleOf(draft.privateDatabase?.id ?? null, draft.sharedDatabase?.id ?? null)
  return (
    <>
      <DatabaseChoice
        side="private"
        entry={privateEntry}
        chosen={draft.privateDatabase}
        onChoose={(privateDatabase) => change({ privateDatabase, fields: null })}
      />
      <DatabaseChoice
        side="shared"
        entry={sharedEntry}
        chosen={draft.sharedDatabase}
        note={draft.invitation === null ? null : text.fromInvitation}
        onChoose={(sharedDatabase) => change({ sharedDatabase, fields: null, sourceUserId: null })}
      >
        <CreateShared drafting={drafting} entry={sharedEntry} />
      </DatabaseChoice>
      <DatabaseMissing />
      <StepFoot
        drafting={drafting}
        obstacle={tried && obstacle !== null ? words(obstacle) : null}
        busy={looking && obstacle !== null}
        onBack={() => goTo('access')}
        onNext={() => (obstacle === null ? goTo('check') : setTried(true))}
      />
    </>
  )

  function words(what: NonNullable<ReturnType<typeof obstacleOf>>): string {
    return what === 'same' ? text.same : text.choose[what]
  }
}

function obstacleOf(mine: string | null, shared: string | null): 'private' | 'shared' | 'same' | null {
  if (mine === null) return 'private'
  if (shared === null) return 'shared'
  return mine === shared ? 'same' : null
}

/**
 * Chooses what leaves no choice, once, when the lists arrive; what somebody chose is never changed. Gives whether that is
 * still to come.
 */
function useOnlyCandidates({ draft, change }: Drafting): boolean {
  const privateEntry = draft.privateEntry ?? ''
  const sharedEntry = draft.sharedEntry ?? privateEntry
  const mine = useOnce('find-databases', { entry: privateEntry, search: '' })
  const theirs = useOnce('find-databases', { entry: sharedEntry, search: '' })
  const [filled, setFilled] = useState(false)
  const ready = mine.asked.kind === 'ok' && theirs.asked.kind === 'ok'
  const privateFound = mine.asked.kind === 'ok' ? mine.asked.value.databases : []
  const sharedFound = theirs.asked.kind === 'ok' ? theirs.asked.value.databases : []
  const privateOne = draft.privateDatabase ?? chosen(onlyCandidate(privateFound, 'private'))
  const sharedOne = draft.sharedDatabase ?? chosen(onlyCandidate(sharedFound, 'shared'))
  useEffect(() => {
    if (!ready || filled) return
    setFilled(true)
    if (privateOne === draft.privateDatabase && sharedOne === draft.sharedDatabase) return
    change({ privateDatabase: privateOne, sharedDatabase: sharedOne })
  }, [ready, filled, privateOne, sharedOne, draft, change])
  return !filled && [mine, theirs].every(({ asked }) => asked.kind !== 'failure')
}

function chosen(database: FoundDatabase | null) {
  return database === null ? null : { id: database.id, title: database.title }
}
