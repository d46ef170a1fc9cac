/**
 * Opening a page in Notion: the only thing that ever leaves this application towards a browser.
 *
 * The window names a page by its id, never an address; the address is made here, of an id that the ledger knows.
 */
import { failure, ok, type Result } from '../../shared/failure.ts'

/** The page's address at Notion; null for what is no id of a page. */
export function notionAddress(pageId: string): string | null {
  const id = pageId.replaceAll('-', '').toLowerCase()
  return /^[0-9a-f]{32}$/.test(id) ? `https://www.notion.so/${id}` : null
}

/** The address of a page that the ledger has seen (`isKnown`); of any other there is none. */
export function knownPageAddress(pageId: string, isKnown: (pageId: string) => boolean): Result<string> {
  const address = notionAddress(pageId)
  if (address !== null && isKnown(pageId)) return ok(address)
  return failure('usage', `no page that is known: ${pageId}`, { reason: 'page-not-known' })
}
