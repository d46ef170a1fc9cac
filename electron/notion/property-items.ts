/**
 * One property of one page, completely: the property-item endpoint, for values that a page answer cut off.
 *
 * A page shows at most 25 references of a text and then stops without a word (section 5, "Read limits"); this endpoint
 * pages through all of them. Answers the same `Value` as a page would, or a failure; never half a text.
 */
import { z } from 'zod'
import { ok, type Result } from '../../shared/failure.ts'
import type { PageId, PropertyId } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import type { CallContext, NotionClient } from './client.ts'
import { readValue } from './properties.ts'
import { textFrom, wireRun } from './rich-text.ts'

const single = z.looseObject({ object: z.literal('property_item'), type: z.string() })
const list = z.looseObject({
  object: z.literal('list'),
  results: z.array(z.looseObject({ type: z.string() })),
  next_cursor: z.string().nullable(),
  has_more: z.boolean(),
})
const answerShape = z.union([single, list])
type Answer = z.infer<typeof answerShape>
type Run = z.infer<typeof wireRun>

/** Title and rich text come as lists of single runs; everything else that can be mapped comes whole. */
export async function readItems(
  client: NotionClient,
  page: PageId,
  property: PropertyId,
  context: CallContext,
): Promise<Result<Value>> {
  const ask = (cursor: string | null): Promise<Result<Answer>> =>
    client.call(
      'read',
      answerShape,
      (notion, { pageSize }) =>
        notion.pages.properties.retrieve({
          page_id: page,
          property_id: property,
          page_size: pageSize,
          ...(cursor === null ? {} : { start_cursor: cursor }),
        }),
      context,
    )
  const runs: Run[] = []
  const cursors = new Set<string>()
  let cursor: string | null = null
  for (;;) {
    const answer: Result<Answer> = await ask(cursor)
    if (answer.kind === 'failure') return answer
    const items: Answer = answer.value
    if (items.object === 'property_item') return ok(readValue(items, 'item'))
    for (const item of items.results) {
      const run = wireRun.safeParse(item[item.type])
      if (item.type !== 'title' && item.type !== 'rich_text') return ok({ kind: 'unreadable', reason: 'unknown-type' })
      if (!run.success) return ok({ kind: 'unreadable', reason: 'malformed' })
      runs.push(run.data)
    }
    if (!items.has_more) return ok(textFrom(runs, 'item'))
    if (items.next_cursor === null || cursors.has(items.next_cursor)) {
      const text = 'The property says that there is more, but not where.'
      return client.refuse('service', text, { reason: 'malformed-answer', repeat: 'later' })
    }
    cursor = items.next_cursor
    cursors.add(cursor)
  }
}
