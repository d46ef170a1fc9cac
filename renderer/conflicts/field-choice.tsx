/**
 * One field of a conflict: what each side says, with a button below each that says what it would overwrite.
 */
import { Merge } from 'lucide-react'
import { useState } from 'react'
import type { Side } from '../../shared/model.ts'
import { Button } from '../parts/button.tsx'
import { readableText } from '../parts/readable-text.ts'
import { SideMark } from '../parts/side-mark.tsx'
import { useWindow } from '../window-context.ts'
import type { Choice } from './choices.ts'
import type { Comparison } from './comparison.ts'
import { isFoldable, MarkedText } from './marked-text.tsx'
import { useConflictsWords } from './words.ts'

interface FieldChoiceProps {
  readonly compared: Comparison
  readonly busy: boolean
  readonly onChoose: (choice: Choice) => void
}

const sides: readonly Side[] = ['private', 'shared']

export function FieldChoice({ compared, busy, onChoose }: FieldChoiceProps) {
  const { field, difference, same } = compared
  const { formats } = useWindow()
  const { said } = useConflictsWords()
  const [whole, setWhole] = useState(false)
  const foldable = difference.marked && sides.some((side) => isFoldable(difference[side]))
  const keep = (keep: 'private' | 'shared' | 'both') => onChoose({ kind: 'keep', keep, field: field.field })
  const name = formats.quote(field.field)
  return (
    <section className="conflict-field" aria-label={field.field}>
      <h3 tabIndex={-1} data-field={field.field}>
        {field.field}
      </h3>
      <div className="conflict-sides">
        {sides.map((side) => (
          <div className={`conflict-side conflict-side--${side}`} key={side}>
            <SideMark side={side} />
            <MarkedText side={side} parts={difference[side]} fold={foldable && !whole} />
            {field.keeps.includes(side) && (
              <Button busy={busy} onClick={() => keep(side)}>
                {said.keep[side](name, field[side] === null || field[side] === '')}
              </Button>
            )}
          </div>
        ))}
      </div>
      {same && <p className="quiet small">{said.sameLetters}</p>}
      <div className="row">
        {field.keeps.includes('both') && (
          <Button busy={busy} icon={Merge} title={said.bothHint(name)} onClick={() => keep('both')}>
            {said.keep.both}
          </Button>
        )}
        {foldable && (
          <Button kind="quiet" onClick={() => setWhole(!whole)}>
            {whole ? said.showLess : said.showAll}
          </Button>
        )}
        <Before field={field} />
      </div>
    </section>
  )
}

function Before({ field }: Pick<Comparison, 'field'>) {
  const { formats, words } = useWindow()
  const { said } = useConflictsWords()
  const text = field.base === null ? said.noBefore : readableText(field.base, formats)
  return (
    <details className="conflict-before">
      <summary>{said.before}</summary>
      <p className={field.base === null || text === '' ? 'conflict-text quiet' : 'conflict-text'}>
        {text === '' ? words.empty : text}
      </p>
    </details>
  )
}
