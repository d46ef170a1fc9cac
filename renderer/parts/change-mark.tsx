/**
 * The sign of a change: what was done, in the colour of the side it was done on. The words beside it say the same.
 */
import { Archive, ArchiveRestore, FilePlus2, Link2, type LucideIcon, PencilLine, Trash2 } from 'lucide-react'
import type { Change } from '../../shared/contract.ts'

const icons: Readonly<Record<Change['kind'], LucideIcon>> = {
  create: FilePlus2,
  update: PencilLine,
  link: Link2,
  trash: Trash2,
  restore: ArchiveRestore,
  superseded: Archive,
}

export function ChangeMark({ change }: { readonly change: Pick<Change, 'kind' | 'side'> }) {
  const Icon = icons[change.kind]
  return (
    <span className={`change-mark side--${change.side}`}>
      <Icon size={16} aria-hidden />
    </span>
  )
}
