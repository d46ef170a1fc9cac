/**
 * The filters that changes and runs have in common: one of a few, a profile, the first and the last day.
 */
import { filterWords } from '../../shared/words/window-filters.ts'
import type { ParameterChange } from '../parameters.ts'
import { Select } from '../parts/field.tsx'
import type { Route } from '../route.ts'
import { useWindow } from '../window-context.ts'

interface OneOfFewProps<Value extends string> {
  readonly label: string
  /** Its name when nothing is chosen. */
  readonly all: string
  readonly value: Value | null
  readonly options: readonly Value[]
  readonly names: Readonly<Record<Value, string>>
  readonly onChange: (value: Value | '') => void
}

export function OneOfFew<Value extends string>(props: OneOfFewProps<Value>) {
  const { label, all, value, options, names, onChange } = props
  return (
    <Select<Value | ''>
      label={label}
      bare
      value={value ?? ''}
      options={[{ value: '', label: all }, ...options.map((one) => ({ value: one, label: names[one] }))]}
      onChange={onChange}
    />
  )
}

interface CommonProps {
  readonly parameters: Route['parameters']
  readonly onChange: (change: ParameterChange) => void
}

/** Nothing where there is one profile only. */
export function ProfileChoice({ parameters, onChange }: CommonProps) {
  const { words, snapshot } = useWindow()
  const names = snapshot.profiles.map(({ name }) => name)
  if (names.length < 2) return null
  const { profile = '' } = parameters
  return (
    <OneOfFew
      label={words.profile}
      all={words.allProfiles}
      value={names.includes(profile) ? profile : null}
      options={names}
      names={Object.fromEntries(names.map((name) => [name, name]))}
      onChange={(next) => onChange({ profile: next })}
    />
  )
}

export function DaysChoice({ parameters, onChange }: CommonProps) {
  const { language } = useWindow()
  const said = filterWords(language)
  return (
    <>
      {(['from', 'to'] as const).map((end) => (
        <label key={end}>
          {said[end]}
          <input
            type="date"
            value={parameters[end] ?? ''}
            onChange={({ target }) => onChange({ [end]: target.value })}
          />
        </label>
      ))}
    </>
  )
}
