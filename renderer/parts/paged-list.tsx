/**
 * A list of any length: only what is in sight is drawn, and only the pages around it are asked for.
 *
 * Arrow keys, Home and End move from entry to entry; screen readers hear how many there are.
 */
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Reply } from '../../shared/ipc.ts'
import { useWindow } from '../window-context.ts'
import { FailureNotice } from './failure-notice.tsx'

export interface PageOf<Entry> {
  readonly total: number
  readonly entries: readonly Entry[]
}

interface PagedListProps<Entry> {
  /** What the list is of, for screen readers. */
  readonly name: string
  /** Tells this question from others: the request and its filter. */
  readonly question: readonly unknown[]
  readonly ask: (offset: number, limit: number) => Promise<Reply<PageOf<Entry>>>
  /** Tells this entry from all others, also when it moves. */
  readonly keyOf: (entry: Entry) => string
  /** About how high an entry is, in px. */
  readonly height: number
  readonly row: (entry: Entry, index: number) => ReactNode
  /** What is shown when there is nothing. */
  readonly empty: ReactNode
}

const PAGE = 100

export function PagedList<Entry>({ name, question, ask, keyOf, height, row, empty }: PagedListProps<Entry>) {
  const { words } = useWindow()
  const box = useRef<HTMLDivElement>(null)
  const [total, setTotal] = useState(1)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 8,
  })
  const asked = JSON.stringify(question)
  // Another question has another first entry: it is not the callback that is waited for, but the question.
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would take for a clean-up.
    box.current?.scrollTo(0, 0)
  }, [asked])
  const items = virtual.getVirtualItems()
  const first = Math.floor((items[0]?.index ?? 0) / PAGE)
  const last = Math.floor((items.at(-1)?.index ?? 0) / PAGE)
  const pages = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...question, 'page', page],
      queryFn: () => ask(page * PAGE, PAGE),
      placeholderData: keepPreviousData,
    })),
  })
  const replies = answers.map(({ data }) => data)
  const known = replies.find((reply) => reply?.kind === 'ok')
  // While drawing, so that the list never shows for a moment that it has another length.
  if (known?.kind === 'ok' && known.value.total !== total) setTotal(known.value.total)
  const failed = replies.find((reply) => reply?.kind === 'failure')
  if (failed?.kind === 'failure') {
    const again = () => answers.forEach((answer) => void answer.refetch())
    return <FailureNotice error={failed.error} words={words} onRetry={again} />
  }
  if (known?.kind === 'ok' && known.value.total === 0) return <>{empty}</>

  const entryAt = (index: number): Entry | undefined => {
    const reply = replies[Math.floor(index / PAGE) - first]
    return reply?.kind === 'ok' ? reply.value.entries[index % PAGE] : undefined
  }
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const at = event.target instanceof Element ? event.target.closest('[data-index]') : null
    if (!(at instanceof HTMLElement)) return
    const index = Number(at.dataset['index'])
    const end = total - 1
    const targets: Readonly<Record<string, number>> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: end }
    const target = targets[event.key]
    if (target === undefined) return
    event.preventDefault()
    const wanted = Math.min(Math.max(target, 0), end)
    virtual.scrollToIndex(wanted)
    requestAnimationFrame(() => {
      const found = box.current?.querySelector(`[data-index="${wanted}"]`)
      const control = found?.querySelector('button, a, summary')
      if (control instanceof HTMLElement) control.focus()
    })
  }
  return (
    <div ref={box} className="paged" role="list" aria-label={name} onKeyDown={move} tabIndex={-1}>
      <div className="paged-inner" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const entry = entryAt(item.index)
          return (
            <div
              // A newer entry above moves this one down: its state and the focus go with it, and it is measured again.
              key={entry === undefined ? item.key : keyOf(entry)}
              ref={(node) => {
                virtual.measureElement(node)
              }}
              data-index={item.index}
              className="paged-row"
              role="listitem"
              aria-setsize={total}
              aria-posinset={item.index + 1}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {entry === undefined ? <div className="paged-waiting" style={{ height }} /> : row(entry, item.index)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
