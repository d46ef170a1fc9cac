/**
 * One field that travels: what it is called on both sides, in which direction it goes, what a busy-only one shows.
 */
import { ArrowLeftRight, ArrowRight, EyeOff, type LucideIcon, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { FieldDirection } from '../../shared/setup.ts'
import { travelWords } from '../../shared/words/window-setup-check.ts'
import { IconButton } from '../parts/button.tsx'
import { Field, Select } from '../parts/field.tsx'
import { useWindow } from '../window-context.ts'

interface FieldRowProps {
  readonly privateLabel: string
  readonly sharedLabel: string
  readonly direction: FieldDirection
  /** Those that this field can have. */
  readonly directions: readonly FieldDirection[]
  readonly word: string | undefined
  readonly note: string | null
  readonly onDirection: (direction: FieldDirection) => void
  /** Called when the word is complete: on leaving the field. */
  readonly onWord: (word: string) => void
  /** Null: it travels always. */
  readonly onLeaveOut: (() => void) | null
}

const icons: Readonly<Record<FieldDirection, LucideIcon>> = {
  both: ArrowLeftRight,
  'to-shared': ArrowRight,
  busy: EyeOff,
}

export function FieldRow(props: FieldRowProps) {
  const { privateLabel, sharedLabel, direction, directions, word, note, onDirection, onWord, onLeaveOut } = props
  const { language } = useWindow()
  const text = travelWords(language)
  const Icon = icons[direction]
  return (
    <li className="travel">
      <p className="travel-names">
        <span>{privateLabel}</span> <Icon size={16} aria-hidden /> <span>{sharedLabel}</span>
      </p>
      <div className="travel-choice">
        <Select
          bare
          label={text.direction(privateLabel)}
          value={direction}
          options={directions.map((value) => ({ value, label: text.directions[value] }))}
          onChange={onDirection}
        />
        {onLeaveOut === null ? (
          <span className="travel-always quiet small">{text.always}</span>
        ) : (
          <IconButton icon={X} name={text.leaveOut(privateLabel)} onClick={onLeaveOut} />
        )}
      </div>
      {direction === 'busy' && <BusyWord key={word} word={word ?? text.wordDefault} onWord={onWord} />}
      {note !== null && <p className="quiet small travel-note">{note}</p>}
    </li>
  )
}

function BusyWord({ word, onWord }: { readonly word: string; readonly onWord: (word: string) => void }) {
  const { language } = useWindow()
  const text = travelWords(language)
  const [typed, setTyped] = useState(word)
  useEffect(() => setTyped(word), [word])
  const usable = typed.trim() !== ''
  return (
    <div className="travel-word">
      <Field label={text.word} hint={text.wordHint} error={usable ? null : text.wordMissing}>
        {(ids) => (
          <input
            {...ids}
            value={typed}
            maxLength={200}
            onChange={({ target }) => setTyped(target.value)}
            onBlur={() => usable && typed.trim() !== word && onWord(typed.trim())}
          />
        )}
      </Field>
    </div>
  )
}
