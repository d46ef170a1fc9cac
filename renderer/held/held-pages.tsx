/**
 * Which pages are held, to be looked through, opened in Notion, and ticked where the answer is about some of them alone.
 */
import { useState } from 'react'
import { heldWords } from '../../shared/words/window-held.ts'
import { useGrowing } from '../parts/growing.tsx'
import { Moment } from '../parts/moment.tsx'
import { OpenInNotion } from '../parts/open-in-notion.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { useWindow } from '../window-context.ts'
import type { HeldGroup, HeldPage } from './groups.ts'

interface HeldPagesProps {
  readonly group: HeldGroup
  readonly ticked: ReadonlySet<string>
  readonly onTick: (id: string, on: boolean) => void
}

const SEARCH_FROM = 9
const FIRST = 12

export function HeldPages({ group, ticked, onTick }: HeldPagesProps) {
  const { language, formats } = useWindow()
  const said = heldWords(language)
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = group.pages.filter(({ title }) => title.toLowerCase().includes(wanted))
  const { shown, button } = useGrowing(found, FIRST)
  const several = group.pages.length > 1
  const mixed = new Set(group.pages.map(({ action }) => action)).size > 1
  return (
    <div className="held-pages">
      {group.pages.length >= SEARCH_FROM && <SearchField name={said.search} value={search} onChange={setSearch} />}
      {several && (
        <p className="quiet small" aria-live="polite">
          {ticked.size === 0 ? said.hint : said.chosen(formats, ticked.size)}
        </p>
      )}
      <ul aria-label={said.pages}>
        {shown.map((page) => (
          <li key={page.privateId}>
            <Row page={page} mixed={mixed} {...(several ? { ticked: ticked.has(page.privateId), onTick } : {})} />
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="quiet">{said.foundNothing}</p>}
      {button !== null && <div>{button}</div>}
    </div>
  )
}

interface RowProps {
  readonly page: HeldPage
  readonly mixed: boolean
  readonly ticked?: boolean
  readonly onTick?: HeldPagesProps['onTick']
}

function Row({ page, mixed, ticked = false, onTick }: RowProps) {
  const { language, words } = useWindow()
  const said = heldWords(language)
  const title = page.title.trim() === '' ? said.untitled : page.title
  const text = (
    <span>
      <span className="held-title">{title}</span>
      <span className="quiet small">
        {mixed && (page.action === 'unshare' || page.action === 'trash-copy') && `${said.reason[page.action]} · `}
        {said.since} <Moment at={page.since} as="exact" />
      </span>
    </span>
  )
  return (
    <div className="held-row">
      {onTick === undefined ? (
        text
      ) : (
        <label>
          <input type="checkbox" checked={ticked} onChange={({ target }) => onTick(page.privateId, target.checked)} />
          {text}
        </label>
      )}
      <span className="held-open">
        <OpenInNotion pageId={page.privateId} label={words.sides.private} about={`${words.openInNotion}, ${title}`} />
        {page.sharedId !== null && (
          <OpenInNotion pageId={page.sharedId} label={words.sides.shared} about={`${words.openInNotion}, ${title}`} />
        )}
      </span>
    </div>
  )
}
