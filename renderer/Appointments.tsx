/**
 * The screen "appointments": every appointment with its state and why; the details of one beside it or above it.
 */
import { CalendarDays, CircleHelp, SearchX, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Appointment } from '../shared/contract.ts'
import { appointmentWords } from '../shared/words/window-appointments.ts'
import { useAnswer } from './answers.ts'
import { Details } from './appointments/details.tsx'
import { type AppointmentFilter, type Chosen, chosenOf, filterOf } from './appointments/filter.ts'
import { Filters } from './appointments/filters.tsx'
import { Missing } from './appointments/missing.tsx'
import { useOwner } from './appointments/owner.ts'
import { Row } from './appointments/row.tsx'
import { changeParameters, type ParameterChange } from './parameters.ts'
import { Button, IconButton } from './parts/button.tsx'
import { Dialog } from './parts/dialog.tsx'
import { Empty } from './parts/empty.tsx'
import { Page } from './parts/page.tsx'
import { PagedList } from './parts/paged-list.tsx'
import { UndoLayer } from './parts/undo-layer.tsx'
import type { Route } from './route.ts'
import { useWide } from './wide.ts'
import { useWindow } from './window-context.ts'

const ROW_HEIGHT = 82

export function Appointments({ parameters }: Pick<Route, 'parameters'>) {
  const { words, language, snapshot } = useWindow()
  const said = appointmentWords(language)
  const names = snapshot.profiles.map(({ name }) => name)
  const filter = filterOf(parameters, names)
  const chosen = chosenOf(parameters, names)
  const wide = useWide()
  const [helping, setHelping] = useState(false)
  const change = useCallback(
    (next: ParameterChange) => changeParameters('appointments', parameters, next),
    [parameters],
  )
  const counted = useAnswer('appointments', { ...filter, offset: 0, limit: 1 })
  const counts = counted.kind === 'ok' ? counted.value.counts : null
  const matching = Object.values(counts ?? {}).reduce((sum, one) => sum + one, 0)
  const shown = counted.kind === 'ok' ? counted.value.total : 0
  const missing = (hidden: number) => (
    <Missing
      filter={filter}
      hidden={hidden}
      onChange={(next) => {
        setHelping(false)
        change(next)
      }}
    />
  )
  const list = (
    <List
      filter={filter}
      chosen={chosen}
      onChoose={({ privateId, profile }) => change({ page: privateId, in: profile })}
      empty={<NothingHere filter={filter}>{missing(matching - shown)}</NothingHere>}
    />
  )
  const help = (
    <Button kind="quiet" icon={CircleHelp} onClick={() => setHelping(true)}>
      {said.missing.open}
    </Button>
  )
  return (
    <Page title={words.screens.appointments} lead={said.lead} actions={help} filling>
      <Filters filter={filter} counts={counts} onChange={change} />
      <div className="appointments" data-details={(wide && chosen !== null) || undefined}>
        {list}
        {chosen !== null && (
          <ChosenDetails chosen={chosen} wide={wide} onClose={() => change({ page: null, in: null })} />
        )}
      </div>
      <Dialog open={helping} title={said.missing.title} onClose={() => setHelping(false)}>
        {missing(0)}
      </Dialog>
    </Page>
  )
}

interface ListProps {
  readonly filter: AppointmentFilter
  readonly chosen: Chosen | null
  readonly onChoose: (appointment: Appointment) => void
  readonly empty: React.ReactNode
}

function List({ filter, chosen, onChoose, empty }: ListProps) {
  const { bridge, language } = useWindow()
  return (
    <div className="list-box">
      <PagedList
        name={appointmentWords(language).list}
        question={['appointments', filter]}
        ask={(offset, limit) => bridge.ask.appointments({ ...filter, offset, limit })}
        keyOf={({ profile, privateId }) => `${profile} ${privateId}`}
        height={ROW_HEIGHT}
        row={(appointment: Appointment) => (
          <Row
            appointment={appointment}
            chosen={chosen?.pageId === appointment.privateId || chosen?.pageId === appointment.sharedId}
            onChoose={() => onChoose(appointment)}
          />
        )}
        empty={empty}
      />
    </div>
  )
}

function NothingHere({ filter, children }: { readonly filter: AppointmentFilter; readonly children: React.ReactNode }) {
  const { language, formats } = useWindow()
  const { none, missing } = appointmentWords(language)
  const narrowed = filter.search !== '' || filter.state !== null || filter.past !== null || filter.profile !== null
  if (!narrowed) {
    return (
      <Empty icon={CalendarDays} title={none.title}>
        <p>{none.text}</p>
      </Empty>
    )
  }
  const title = filter.search === '' ? missing.title : missing.titleOf(formats.quote(filter.search))
  return (
    <div className="appointments-nothing">
      <SearchX size={32} strokeWidth={1.4} aria-hidden />
      <h2>{title}</h2>
      {children}
    </div>
  )
}

interface ChosenDetailsProps {
  readonly chosen: Chosen
  readonly wide: boolean
  readonly onClose: () => void
}

/** Beside the list where there is room; above it where there is none. */
function ChosenDetails({ chosen, wide, onClose }: ChosenDetailsProps) {
  const { language, words } = useWindow()
  const said = appointmentWords(language)
  const owner = useOwner(chosen)
  const head = useRef<HTMLHeadingElement>(null)
  // Whoever opens an entry goes on reading there; the list keeps its place.
  useEffect(() => {
    if (wide && owner !== null) head.current?.focus()
  }, [wide, owner !== null, chosen.pageId])
  if (owner === null) return null
  const title = owner.known ? (owner.title === '' ? said.untitled : owner.title) : said.details.unknownTitle
  const inside = (
    <UndoLayer>
      <Details profile={owner.profile} pageId={chosen.pageId} />
    </UndoLayer>
  )
  if (!wide) {
    return (
      <Dialog open title={title} onClose={onClose}>
        {inside}
      </Dialog>
    )
  }
  const close = (): void => {
    const row = document.querySelector('.appointment[aria-current="true"]')
    onClose()
    if (row instanceof HTMLElement) row.focus()
  }
  return (
    <aside
      className="appointments-side"
      aria-label={said.details.name}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <div className="dialog-head">
        <h2 ref={head} tabIndex={-1}>
          {title}
        </h2>
        <IconButton icon={X} name={words.close} onClick={close} />
      </div>
      {inside}
    </aside>
  )
}
