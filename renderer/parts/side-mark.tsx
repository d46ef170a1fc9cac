/**
 * Which side something is on: mine alone, or the one that everybody sees. Colour and sign are the same everywhere.
 */
import { Lock, Users } from 'lucide-react'
import type { Side } from '../../shared/model.ts'
import { useWindow } from '../window-context.ts'

export function SideMark({ side }: { readonly side: Side }) {
  const { words } = useWindow()
  const Icon = side === 'private' ? Lock : Users
  return (
    <span className={`side side--${side}`}>
      <Icon size={13} aria-hidden /> {words.sides[side]}
    </span>
  )
}
