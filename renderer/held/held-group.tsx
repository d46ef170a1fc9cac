/**
 * Pages that are held for the same reason: why, what happens on each answer, which ones, and the two answers.
 */
import { Eye } from 'lucide-react'
import { useState } from 'react'
import { heldWords } from '../../shared/words/window-held.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/page.tsx'
import { useWindow } from '../window-context.ts'
import { AskOnceMore } from './ask-once-more.tsx'
import { answered, type HeldGroup } from './groups.ts'
import { HeldPages } from './held-pages.tsx'

export type HeldChoice = 'confirm' | 'reject'

/** Something is taken away that others, or oneself, see now. */
const takesAway: ReadonlySet<HeldGroup['kind']> = new Set(['remove', 'trash-private'])

export function HeldGroupCard({ group }: { readonly group: HeldGroup }) {
  const { language, formats, snapshot } = useWindow()
  const said = heldWords(language)
  const words = said.kind[group.kind]
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<HeldChoice | null>(null)
  const count = group.pages.length
  const about = answered(group, ticked)
  const tick = (id: string, on: boolean): void => {
    const next = new Set(ticked)
    if (on) next.add(id)
    else next.delete(id)
    setTicked(next)
  }
  return (
    <Card
      title={words.title(formats, count)}
      actions={snapshot.profiles.length > 1 && <span className="quiet small">{group.profile}</span>}
    >
      <p>{words.why(formats, count, group.of)}</p>
      {group.kind === 'remove' && (
        <p className="held-visible">
          <Eye size={18} aria-hidden /> {said.stillVisible(formats, count)}
        </p>
      )}
      <dl className="held-means">
        <dt>{said.onConfirm}</dt>
        <dd>{words.confirmMeans(formats, about.length)}</dd>
        <dt>{said.onReject}</dt>
        <dd>{words.rejectMeans(formats, about.length)}</dd>
      </dl>
      <HeldPages group={group} ticked={ticked} onTick={tick} />
      <div className="held-answers">
        <Button kind={takesAway.has(group.kind) ? 'danger' : 'primary'} onClick={() => setAsked('confirm')}>
          {words.confirm(formats, about.length)}
        </Button>
        <Button onClick={() => setAsked('reject')}>{words.reject(formats, about.length)}</Button>
        {ticked.size > 0 && (
          <Button kind="quiet" onClick={() => setTicked(new Set())}>
            {said.chooseNone}
          </Button>
        )}
      </div>
      <AskOnceMore
        group={group}
        pages={about}
        asked={asked}
        danger={takesAway.has(group.kind)}
        onClose={() => setAsked(null)}
        onDone={() => setTicked(new Set())}
      />
    </Card>
  )
}
