/**
 * The open conflicts, each with what it is about; the one that is looked at is marked.
 */
import type { Conflict } from '../../shared/contract.ts'
import { useGrowing } from '../parts/growing.tsx'
import { Moment } from '../parts/moment.tsx'
import { useWindow } from '../window-context.ts'
import { useConflictsWords } from './words.ts'

interface ConflictListProps {
  readonly conflicts: readonly Conflict[]
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
}

const FIRST = 100

export function ConflictList({ conflicts, chosen, onChoose }: ConflictListProps) {
  const { snapshot, formats } = useWindow()
  const { said, titleOf } = useConflictsWords()
  const { shown, button } = useGrowing(conflicts, FIRST)
  return (
    <nav className="conflict-list" aria-label={said.list}>
      <ul>
        {shown.map((conflict) => (
          <li key={conflict.id}>
            <button
              type="button"
              className="conflict-entry"
              data-conflict={conflict.id}
              aria-current={conflict.id === chosen ? 'true' : undefined}
              onClick={() => onChoose(conflict.id)}
            >
              <span className="conflict-entry-title">{titleOf(conflict)}</span>
              <span className="quiet small">
                {conflict.kind === 'fields'
                  ? formats.list(conflict.fields.map(({ field }) => field))
                  : said.kinds[conflict.kind]}
                {' · '}
                <Moment at={conflict.since} />
                {snapshot.profiles.length > 1 && ` · ${conflict.profile}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {button}
    </nav>
  )
}
