/**
 * What travels, to be changed: directions, fields left out, fields that join.
 */
import { useState } from 'react'
import type { FieldChoice, SetupCheck } from '../../shared/setup.ts'
import { travelWords } from '../../shared/words/window-setup-check.ts'
import { Button } from '../parts/button.tsx'
import { Select } from '../parts/field.tsx'
import { useFocusKept } from '../parts/focus-kept.ts'
import { FieldRow } from '../profile/field-row.tsx'
import { choicesOf, withDirection, withField, without, withWord } from '../profile/travels.ts'
import { useWindow } from '../window-context.ts'

interface FieldsProps {
  readonly check: SetupCheck
  /** Null: as proposed. */
  readonly chosen: readonly FieldChoice[] | null
  readonly onChange: (fields: readonly FieldChoice[] | null) => void
}

export function Fields({ check, chosen, onChange }: FieldsProps) {
  const { language } = useWindow()
  const text = travelWords(language)
  const choices = choicesOf(check.fields, chosen)
  const list = useFocusKept<HTMLUListElement>(choices.length, 'select')
  return (
    <div className="stack">
      <p className="quiet">{text.intro}</p>
      <ul className="travels" ref={list}>
        {choices.map((choice) => {
          const proposed = check.fields.find((field) => field.private === choice.private)
          return (
            <FieldRow
              key={choice.private}
              privateLabel={proposed?.privateLabel ?? choice.private}
              sharedLabel={proposed?.sharedLabel ?? choice.shared}
              direction={choice.direction}
              directions={proposed?.directions ?? [choice.direction]}
              word={choice.word}
              note={proposed?.sentence ?? null}
              onDirection={(direction) => onChange(withDirection(choices, choice.private, direction, text.wordDefault))}
              onWord={(word) => onChange(withWord(choices, choice.private, word))}
              onLeaveOut={proposed?.optional === false ? null : () => onChange(without(choices, choice.private))}
            />
          )
        })}
      </ul>
      <AddField
        mappable={check.mappable.filter(
          ({ side, name }) => !choices.some((choice) => (side === 'private' ? choice.private : choice.shared) === name),
        )}
        onAdd={(own, shared) => onChange(withField(choices, own, shared))}
      />
      {chosen !== null && (
        <div className="row">
          <Button kind="quiet" onClick={() => onChange(null)}>
            {text.reset}
          </Button>
        </div>
      )}
    </div>
  )
}

interface AddFieldProps {
  readonly mappable: SetupCheck['mappable']
  readonly onAdd: (own: string, shared: string) => void
}

/** Only properties of one type fit together. */
function AddField({ mappable, onAdd }: AddFieldProps) {
  const { language } = useWindow()
  const text = travelWords(language)
  const [own, setOwn] = useState('')
  const [shared, setShared] = useState('')
  const there = mappable.filter(({ side }) => side === 'shared')
  const mine = mappable.filter(({ side, type }) => side === 'private' && there.some((other) => other.type === type))
  if (mine.length === 0) return null
  const type = mine.find(({ name }) => name === own)?.type
  const fitting = there.filter((other) => other.type === type)
  const none = { value: '', label: text.chooseOne }
  const target = fitting.some(({ name }) => name === shared) ? shared : ''
  return (
    <fieldset className="travel-add">
      <legend>{text.add}</legend>
      <Select
        label={text.addPrivate}
        value={own}
        options={[none, ...mine.map(({ name }) => ({ value: name, label: name }))]}
        onChange={setOwn}
      />
      <Select
        label={text.addShared}
        value={target}
        options={[none, ...fitting.map(({ name }) => ({ value: name, label: name }))]}
        onChange={setShared}
      />
      <Button
        disabled={own === '' || target === ''}
        onClick={() => {
          onAdd(own, target)
          setOwn('')
          setShared('')
        }}
      >
        {text.addNow}
      </Button>
    </fieldset>
  )
}
