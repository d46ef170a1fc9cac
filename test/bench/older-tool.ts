/**
 * How the tool that people had before went about it, written anew from its description, so that its cost is measured on
 * the same sandbox and not recalled. For the measurements alone.
 *
 * For each relevant page: read the private page again; where it is linked, read the copy and write all of its properties;
 * where it is not, list the shared database twice, create the copy, read the private page and write it back with the
 * link. Then list both databases and archive the copies whose page is no longer relevant.
 */
import type { Sandbox } from '../../electron/sandbox/sandbox.ts'

interface Wire {
  readonly id: string
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

interface Listing {
  readonly results: readonly Wire[]
  readonly next_cursor: string | null
}

export interface OlderTool {
  /** One pass over everything; throws when an answer is refused. */
  run(): Promise<void>
}

export interface OlderToolOptions {
  readonly sandbox: Sandbox
  readonly token: string
  /** Data sources. */
  readonly privateId: string
  readonly sharedId: string
  readonly userNumber: number
}

const fields = ['Name', 'Datum', 'Ort', 'Beschreibung'] as const

export function createOlderTool({ sandbox, token, privateId, sharedId, userNumber }: OlderToolOptions): OlderTool {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await sandbox.fetch(`http://127.0.0.1:1/v1/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        'Notion-Version': '2026-03-11',
        'Content-Type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  // The sandbox answers pages in the form of the API.
  const read = async (id: string): Promise<Wire> => (await call('GET', `pages/${id}`)) as Wire
  const write = (id: string, properties: unknown) => call('PATCH', `pages/${id}`, { properties })
  const list = async (source: string, filter?: unknown): Promise<readonly Wire[]> => {
    const all: Wire[] = []
    let cursor: string | null = null
    do {
      const asked = { page_size: 100, ...(filter === undefined ? {} : { filter }) }
      const body = cursor === null ? asked : { ...asked, start_cursor: cursor }
      // The sandbox answers lists in the form of the API.
      const page = (await call('POST', `data_sources/${source}/query`, body)) as Listing
      all.push(...page.results)
      cursor = page.next_cursor
    } while (cursor !== null)
    return all
  }
  const copyOf = (page: Wire): Record<string, unknown> => ({
    ...Object.fromEntries(fields.map((name) => [name, writable(page.properties[name])])),
    PartnerRelevant: { checkbox: true },
    SourcePrivateId: text(page.id),
    SourceUserId: { number: userNumber },
  })

  const syncLinked = async (page: Wire, link: string): Promise<void> => {
    const copy = await read(link)
    await write(copy.id, copyOf(page))
  }
  const syncUnlinked = async (page: Wire): Promise<void> => {
    const ownedBy = (rows: readonly Wire[]) => rows.find((row) => plain(row, 'SourcePrivateId') === page.id)
    const found = ownedBy(await list(sharedId)) ?? ownedBy(await list(sharedId))
    // The sandbox answers a created page in the form of the API.
    const copy =
      found ?? ((await call('POST', 'pages', { parent: parentOf(sharedId), properties: copyOf(page) })) as Wire)
    const again = await read(page.id)
    const own = Object.fromEntries(fields.map((name) => [name, writable(again.properties[name])]))
    await write(page.id, { ...own, SyncedToSharedId: text(copy.id) })
  }

  return {
    run: async () => {
      for (const source of [privateId, sharedId]) await call('GET', `data_sources/${source}`)
      const relevant = { property: 'PartnerRelevant', checkbox: { equals: true } }
      for (const { id } of await list(privateId, relevant)) {
        const page = await read(id)
        const link = plain(page, 'SyncedToSharedId')
        if (link === '') await syncUnlinked(page)
        else await syncLinked(page, link)
      }
      const wanted = new Set((await list(privateId, relevant)).map(({ id }) => id))
      for (const copy of await list(sharedId)) {
        const owner = plain(copy, 'SourcePrivateId')
        if (owner !== '' && !wanted.has(owner)) await call('PATCH', `pages/${copy.id}`, { in_trash: true })
      }
    },
  }
}

const parentOf = (source: string) => ({ type: 'data_source_id', data_source_id: source })
const text = (content: string) => ({ rich_text: [{ text: { content } }] })

interface Run {
  readonly plain_text: string
}

/** What a property says, as text. */
function plain(page: Wire, name: string): string {
  // A rich text, by the schema that the measurements make.
  const runs = (page.properties[name]?.['rich_text'] ?? []) as readonly Run[]
  return runs.map((run) => run.plain_text).join('')
}

/** What was read, in the form in which it may be written. */
function writable(property: Readonly<Record<string, unknown>> | undefined): unknown {
  // The type names the key of the value, in the API.
  const type = property?.['type'] as string
  const value = property?.[type]
  if (type !== 'title' && type !== 'rich_text') return { [type]: value }
  // Both are lists of runs.
  return { [type]: (value as readonly Run[]).map((run) => ({ text: { content: run.plain_text } })) }
}
