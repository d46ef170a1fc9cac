/**
 * One answer for all conflicts that are shown: asks which way, and says before how many pages it overwrites.
 */
import { useState } from 'react'
import type { Conflict } from '../../shared/contract.ts'
import { Button } from '../parts/button.tsx'
import { Choice } from '../parts/choice.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { useWindow } from '../window-context.ts'
import { type Keep, keeps, keepsOfAll } from './choices.ts'
import { useConflictsWords } from './words.ts'

interface DecideAllProps {
  readonly conflicts: readonly Conflict[]
  readonly busy: boolean
  readonly onDecide: (conflicts: readonly Conflict[], keep: Keep) => Promise<boolean>
}

export function DecideAll({ conflicts, busy, onDecide }: DecideAllProps) {
  const { formats } = useWindow()
  const { said } = useConflictsWords()
  const [open, setOpen] = useState(false)
  const [keep, setKeep] = useState<Keep>('private')
  const fitting = (one: Keep) => conflicts.filter((conflict) => keepsOfAll(conflict).includes(one))
  const offered = keeps.filter((one) => fitting(one).length > 0)
  const decided = fitting(keep)
  const left = conflicts.length - decided.length
  const decide = async (): Promise<void> => {
    if (await onDecide(decided, keep)) setOpen(false)
  }
  if (offered.length === 0 || conflicts.length < 2) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{said.all.button}</Button>
      <Confirm
        open={open}
        title={said.all.title}
        confirm={said.all.confirm[keep](formats, decided.length)}
        busy={busy}
        disabled={decided.length === 0}
        onConfirm={() => void decide()}
        onClose={() => setOpen(false)}
      >
        <Choice
          label={said.all.label}
          value={keep}
          options={offered.map((value) => ({
            value,
            label: said.all.keep[value].label,
            hint: said.all.keep[value].hint,
          }))}
          onChange={setKeep}
        />
        <p aria-live="polite">
          <strong>{said.all.decides(formats, decided.length)}</strong> {left > 0 && said.all.staysOpen(formats, left)}
        </p>
        <p className="quiet">{said.all.undo}</p>
      </Confirm>
    </>
  )
}
