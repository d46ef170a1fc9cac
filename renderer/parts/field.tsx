/**
 * One question of a form: its name, a hint, its control, and what is wrong with the answer; tied together for screen readers.
 */
import { type ReactNode, useId } from 'react'

export interface ControlIds {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

interface FieldProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | null
  readonly children: (ids: ControlIds) => ReactNode
}

export function Field({ label, hint, error = null, children }: FieldProps) {
  const id = useId()
  const hints = [hint === undefined ? null : `${id}-hint`, error === null ? null : `${id}-error`].filter(Boolean)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': hints.length === 0 ? undefined : hints.join(' '),
        'aria-invalid': error === null ? undefined : true,
      })}
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== null && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

interface SelectProps<Value extends string> {
  readonly label: string
  readonly hint?: ReactNode
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
  /** The name is read out, not shown: beside other filters. */
  readonly bare?: boolean
}

/** The system's own list: everybody knows it, every screen reader too. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, hint, value, options, onChange, bare = false } = props
  const control = (ids: Partial<ControlIds>) => (
    <select
      {...ids}
      aria-label={bare ? label : undefined}
      value={value}
      onChange={({ target }) => {
        const chosen = options.find((one) => one.value === target.value)
        if (chosen !== undefined) onChange(chosen.value)
      }}
    >
      {options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  )
  if (bare) return control({})
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {control}
    </Field>
  )
}
