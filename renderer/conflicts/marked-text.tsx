/**
 * One side's text with the parts marked that only this side has: underlined, in the side's colour, and said aloud.
 *
 * Long stretches that both have are folded away where there is something marked to be found.
 */
import { Fragment } from 'react'
import type { Side } from '../../shared/model.ts'
import { useWindow } from '../window-context.ts'
import { folded, type Part } from './difference.ts'
import { useConflictsWords } from './words.ts'

interface MarkedTextProps {
  readonly side: Side
  readonly parts: readonly Part[]
  readonly fold: boolean
}

/** Letters of a common stretch that stay on either side of what is marked. */
const CONTEXT = 70

export function MarkedText({ side, parts, fold }: MarkedTextProps) {
  const { words } = useWindow()
  const { said } = useConflictsWords()
  if (parts.length === 0) return <p className="conflict-text quiet">{words.empty}</p>
  return (
    <p className="conflict-text">
      {(fold ? folded(parts, CONTEXT) : parts).map((part, index) => {
        // Parts have no names of their own, and stay where they are as long as the text is the same.
        const key = `${index}`
        if (part === null) return <LeftOut key={key} />
        if (part.kind === 'common') return <span key={key}>{part.text}</span>
        const [, before = '', text = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(part.text) ?? []
        if (text === '') return <span key={key}>{part.text}</span>
        return (
          <Fragment key={key}>
            {before}
            <ins className={`conflict-mark conflict-mark--${side}`}>
              <span className="unseen">{said.onlyHere.begins}</span>
              {text}
              <span className="unseen">{said.onlyHere.ends}</span>
            </ins>
            {after}
          </Fragment>
        )
      })}
    </p>
  )
}

function LeftOut() {
  const { said } = useConflictsWords()
  return (
    <span className="conflict-left-out" title={said.leftOut}>
      <span aria-hidden> … </span>
      <span className="unseen">[{said.leftOut}]</span>
    </span>
  )
}

/** Whether folding would leave anything out. */
export function isFoldable(parts: readonly Part[]): boolean {
  return folded(parts, CONTEXT).includes(null)
}
