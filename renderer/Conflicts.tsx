/**
 * The screen of conflicts: which are open, and one of them to be decided. Wide: list and question side by side; narrow: one
 * after the other.
 *
 * Which one is looked at stands in the address (`id`). One that is settled meanwhile is told, never an error.
 */
import { ArrowLeft, ChevronLeft, ChevronRight, Handshake } from 'lucide-react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Conflict } from '../shared/contract.ts'
import { useAnswer } from './answers.ts'
import { afterIt, type Choice } from './conflicts/choices.ts'
import { ConflictDetail } from './conflicts/conflict-detail.tsx'
import { ConflictList } from './conflicts/conflict-list.tsx'
import { DecideAll } from './conflicts/decide-all.tsx'
import { type Deciding, useDeciding } from './conflicts/deciding.ts'
import { useConflictsWords } from './conflicts/words.ts'
import { Button, IconButton } from './parts/button.tsx'
import { Empty } from './parts/empty.tsx'
import { FailureNotice } from './parts/failure-notice.tsx'
import { Select } from './parts/field.tsx'
import { NoticeBox } from './parts/notice.tsx'
import { Page } from './parts/page.tsx'
import { SearchField } from './parts/search-field.tsx'
import { go, type Route } from './route.ts'
import { useWindow } from './window-context.ts'

/** So many are looked through at a glance. */
const SEARCH_FROM = 10

export function Conflicts({ parameters }: Pick<Route, 'parameters'>) {
  const { words, snapshot } = useWindow()
  const { said } = useConflictsWords()
  const several = snapshot.profiles.length > 1
  const asked = useAnswer('conflicts', { profile: parameters['profile'] ?? null })
  const deciding = useDeciding()
  const all = asked.kind === 'ok' ? asked.value : []
  const actions = <DecideAll conflicts={all} busy={deciding.busy} onDecide={deciding.decideAll} />
  return (
    <Page title={words.screens.conflicts} {...(all.length > 0 ? { lead: said.lead, actions } : {})}>
      {asked.kind === 'waiting' && <p className="quiet">{words.loading}</p>}
      {asked.kind === 'failure' && <FailureNotice error={asked.error} words={words} onRetry={asked.again} />}
      {several && (all.length > 1 || parameters['profile'] !== undefined) && (
        <div className="filters">
          <ProfileFilter parameters={parameters} />
        </div>
      )}
      {asked.kind === 'ok' && <Open all={all} parameters={parameters} deciding={deciding} />}
    </Page>
  )
}

interface OpenProps extends Pick<Route, 'parameters'> {
  readonly all: readonly Conflict[]
  readonly deciding: Deciding
}

function Open({ all, parameters, deciding }: OpenProps) {
  const { formats } = useWindow()
  const { said, titleOf } = useConflictsWords()
  const [search, setSearch] = useState('')
  const wanted = parameters['id'] ?? null
  const last = useRef<Conflict | null>(null)
  const found = all.filter((one) => titleOf(one).toLowerCase().includes(search.trim().toLowerCase()))
  const shown = wanted === null ? (found[0] ?? all[0] ?? null) : (all.find(({ id }) => id === wanted) ?? null)
  // While it is being decided it stays on the screen, although the list has forgotten it already.
  const current = shown ?? (deciding.busy && last.current?.id === wanted ? last.current : null)
  const vanished = wanted !== null && current === null
  if (current !== null) last.current = current

  const show = (id: string | null, replace = false): void => {
    const { id: _, ...others } = parameters
    go('conflicts', id === null ? others : { ...others, id }, replace)
  }
  const choose = (id: string): void => {
    flushSync(() => show(id))
    focusOn('#conflict-title')
  }
  const decide = async (conflict: Conflict, choice: Choice): Promise<void> => {
    show(conflict.id, true)
    const everywhere = await deciding.decide(conflict, choice)
    if (everywhere === null) return
    const now = everywhere.filter(({ profile }) => profile === (parameters['profile'] ?? profile))
    const same = now.find(({ id }) => id === conflict.id)
    const next = same ?? afterIt(found, now, conflict.id)
    flushSync(() => show(next?.id ?? null, true))
    const [field] = same?.fields ?? []
    focusOn(
      next === null ? null : field === undefined ? '#conflict-title' : `[data-field="${CSS.escape(field.field)}"]`,
    )
  }

  if (vanished) {
    const quoted = last.current === null ? said.vanished.some : formats.quote(titleOf(last.current))
    const next = <Button onClick={() => choose(all[0]?.id ?? '')}>{said.vanished.next}</Button>
    return (
      <>
        <NoticeBox kind="info" title={said.vanished.title(quoted)} live {...(all.length > 0 ? { actions: next } : {})}>
          <p>{said.vanished.text}</p>
        </NoticeBox>
        {all.length === 0 && <NoConflicts parameters={parameters} />}
      </>
    )
  }
  if (all.length === 0 || current === null) return <NoConflicts parameters={parameters} />
  const several = all.length > 1
  return (
    <div className="conflicts">
      <div
        className="conflicts-panes"
        data-showing={wanted === null && several ? 'list' : 'detail'}
        data-several={several}
      >
        {several && (
          <div className="conflicts-list">
            {all.length >= SEARCH_FROM && <SearchField name={said.search} value={search} onChange={setSearch} />}
            <ConflictList conflicts={found} chosen={current.id} onChoose={choose} />
            {found.length === 0 && <p className="quiet">{said.foundNothing}</p>}
          </div>
        )}
        <div className="conflicts-detail">
          {several && <Steps all={found} current={current} onShow={show} onStep={choose} />}
          <ConflictDetail
            key={current.id}
            conflict={current}
            busy={deciding.busy}
            onChoose={(choice) => void decide(current, choice)}
          />
        </div>
      </div>
    </div>
  )
}

function NoConflicts({ parameters }: Pick<Route, 'parameters'>) {
  const { snapshot } = useWindow()
  const { said } = useConflictsWords()
  if (parameters['profile'] !== undefined && snapshot.conflicts > 0)
    return <p className="quiet">{said.noneOfProfile}</p>
  return (
    <Empty icon={Handshake} title={said.empty.title}>
      <p>{said.empty.text}</p>
    </Empty>
  )
}

interface StepsProps {
  readonly all: readonly Conflict[]
  readonly current: Conflict
  readonly onShow: (id: null) => void
  readonly onStep: (id: string) => void
}

/** Back to the list where there is no room for both, and from one to the next. */
function Steps({ all, current, onShow, onStep }: StepsProps) {
  const { formats } = useWindow()
  const { said } = useConflictsWords()
  const at = all.findIndex(({ id }) => id === current.id)
  const [before, after] = [all[at - 1], all[at + 1]]
  const back = (): void => {
    flushSync(() => onShow(null))
    focusOn(`[data-conflict="${CSS.escape(current.id)}"]`)
  }
  return (
    <div className="conflicts-steps">
      <span className="conflicts-back">
        <Button kind="quiet" icon={ArrowLeft} onClick={back}>
          {said.backToList}
        </Button>
      </span>
      {at !== -1 && <span className="quiet small numbers">{said.position(formats, at + 1, all.length)}</span>}
      <IconButton
        icon={ChevronLeft}
        name={said.previous}
        disabled={before === undefined}
        onClick={() => before !== undefined && onStep(before.id)}
      />
      <IconButton
        icon={ChevronRight}
        name={said.next}
        disabled={after === undefined}
        onClick={() => after !== undefined && onStep(after.id)}
      />
    </div>
  )
}

function ProfileFilter({ parameters }: Pick<Route, 'parameters'>) {
  const { snapshot, words } = useWindow()
  const options = [
    { value: '', label: words.allProfiles },
    ...snapshot.profiles.map(({ name }) => ({ value: name, label: name })),
  ]
  return (
    <Select
      bare
      label={words.profile}
      value={parameters['profile'] ?? ''}
      options={options}
      onChange={(profile) => go('conflicts', profile === '' ? {} : { profile }, true)}
    />
  )
}

/** The focus goes where the eyes go; never to nothing. */
function focusOn(selector: string | null): void {
  const content = document.getElementById('content')
  const found = selector === null ? content : (content?.querySelector(selector) ?? content)
  if (found instanceof HTMLElement) found.focus()
}
