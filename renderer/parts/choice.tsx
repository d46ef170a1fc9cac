/**
 * One of a few, each with a sentence that says what it means; chosen with the arrow keys as well.
 */
import { RadioGroup } from 'radix-ui'
import { type ReactNode, useId } from 'react'

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value | null
  readonly options: readonly {
    readonly value: Value
    readonly label: string
    readonly hint?: ReactNode
    readonly disabled?: boolean
  }[]
  readonly onChange: (value: Value) => void
}

export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const id = useId()
  return (
    <RadioGroup.Root
      className="choice"
      aria-label={label}
      value={value ?? ''}
      onValueChange={(next) => {
        const chosen = options.find((one) => one.value === next)
        if (chosen !== undefined) onChange(chosen.value)
      }}
    >
      {options.map((one, index) => (
        <div className="choice-entry" key={one.value} data-chosen={one.value === value || undefined}>
          <RadioGroup.Item
            className="choice-mark"
            id={`${id}-${index}`}
            value={one.value}
            disabled={one.disabled ?? false}
            aria-describedby={one.hint === undefined ? undefined : `${id}-${index}-hint`}
          >
            <RadioGroup.Indicator className="choice-dot" />
          </RadioGroup.Item>
          <label htmlFor={`${id}-${index}`}>
            <span>{one.label}</span>
            {one.hint !== undefined && (
              <span className="field-hint" id={`${id}-${index}-hint`}>
                {one.hint}
              </span>
            )}
          </label>
        </div>
      ))}
    </RadioGroup.Root>
  )
}
