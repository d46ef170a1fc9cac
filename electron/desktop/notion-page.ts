/**
 * Opening a page in Notion: the only thing that ever leaves this application towards a browser.
 *
 * The window names a page by its id, never an address; the address is made here, of an id that the ledger knows.
 */
import type { Shell } from 'electron'
import { failure, ok, type Result } from '../../shared/failure.ts'

/** The page's address at Notion; null for what is no id of a page. */
export function notionAddress(pageId: string): string | null {
  const id = pageId.replaceAll('-', '').toLowerCase()
  return /^[0-9a-f]{32}$/.test(id) ? `https://www.notion.so/${id}` : null
}

/** Opens it with the browser of the user. `isKnown`: whether the ledger has seen the page. */
export async function openNotionPage(
  pageId: string,
  isKnown: (pageId: string) => boolean,
  shell: Pick<Shell, 'openExternal'>,
): Promise<Result<null>> {
  const address = notionAddress(pageId)
  if (address === null || !isKnown(pageId)) {
    return failure('usage', `no page that is known: ${pageId}`, { reason: 'page-not-known' })
  }
  await shell.openExternal(address)
  return ok(null)
}
