/**
 * What narrows the list down: a search, the state with how many there are of it, the profile, past or to come.
 */
import type { AppointmentState } from '../../shared/contract.ts'
import { appointmentWords } from '../../shared/words/window-appointments.ts'
import { type ParameterChange, useTyped } from '../parameters.ts'
import { Select } from '../parts/field.tsx'
import { FilterBar } from '../parts/filter-bar.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { useWindow } from '../window-context.ts'
import { type AppointmentFilter, stateOrder } from './filter.ts'

interface FiltersProps {
  readonly filter: AppointmentFilter
  /** Null: not known yet. */
  readonly counts: Readonly<Record<AppointmentState, number>> | null
  readonly onChange: (change: ParameterChange) => void
}

export function Filters({ filter, counts, onChange }: FiltersProps) {
  const { words, language, snapshot } = useWindow()
  const said = appointmentWords(language)
  const [typed, setTyped] = useTyped(filter.search, (search) => onChange({ search }))
  const names = snapshot.profiles.map(({ name }) => name)
  const active = [filter.state, filter.profile, filter.past].filter((one) => one !== null).length
  return (
    <FilterBar search={<SearchField name={said.search} value={typed} onChange={setTyped} />} active={active}>
      <StateSelect {...{ filter, counts, onChange }} />
      <Select
        label={said.times.name}
        bare
        value={filter.past === null ? '' : filter.past ? 'past' : 'coming'}
        options={[
          { value: '', label: said.times.all },
          { value: 'coming', label: said.times.coming },
          { value: 'past', label: said.times.past },
        ]}
        onChange={(time) => onChange({ time })}
      />
      {names.length > 1 && (
        <Select
          label={words.profile}
          bare
          value={filter.profile ?? ''}
          options={[{ value: '', label: words.allProfiles }, ...names.map((name) => ({ value: name, label: name }))]}
          onChange={(profile) => onChange({ profile })}
        />
      )}
    </FilterBar>
  )
}

/** Only states that occur are offered, besides the chosen one. */
function StateSelect({ filter, counts, onChange }: FiltersProps) {
  const { language, formats } = useWindow()
  const said = appointmentWords(language)
  const some = stateOrder.filter((state) => (counts?.[state] ?? 0) > 0 || state === filter.state)
  const all = stateOrder.reduce((sum, state) => sum + (counts?.[state] ?? 0), 0)
  const counted = (name: string, count: number): string =>
    counts === null ? name : `${name} (${formats.number(count)})`
  return (
    <Select
      label={said.stateFilter}
      bare
      value={filter.state ?? ''}
      options={[
        { value: '', label: counted(said.allStates, all) },
        ...some.map((state) => ({ value: state, label: counted(said.states[state], counts?.[state] ?? 0) })),
      ]}
      onChange={(state) => onChange({ state })}
    />
  )
}
