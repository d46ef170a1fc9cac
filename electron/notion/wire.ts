/**
 * The answers of Notion as they are checked at the border, and what becomes of them: pages, schemas, identities.
 *
 * Strict about what everything else rests on (ids, times, trash, parent), tolerant of what is new: unknown keys are
 * let pass, unknown property types become `unreadable`. Ids leave here in one spelling, dashed and in lower case; property
 * ids stay exactly as Notion gave them. No answer reaches the rest of the product unchecked.
 */
import { z } from 'zod'
import type {
  Identity,
  PageId,
  PropertyId,
  ResourceId,
  Schema,
  SchemaOption,
  SchemaProperty,
  SourcePage,
  SourceProperty,
} from '../../shared/model.ts'
import { fieldTypeFor, readValue } from './properties.ts'
import { plainOf, wireRuns } from './rich-text.ts'

const PLAIN_ID = /^[0-9a-f]{32}$/
const CANONICAL_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The dashed lower-case spelling of an id in whatever spelling; null when the text is none (section 2, Ids). */
export function canonicalId(text: string): string | null {
  if (CANONICAL_ID.test(text)) return text
  const plain = text.trim().toLowerCase().replaceAll('-', '')
  if (!PLAIN_ID.test(plain)) return null
  return [plain.slice(0, 8), plain.slice(8, 12), plain.slice(12, 16), plain.slice(16, 20), plain.slice(20)].join('-')
}

const id = z.string().transform((text, context) => {
  const canonical = canonicalId(text)
  if (canonical !== null) return canonical
  context.addIssue({ code: 'custom', message: `not an id: ${text}` })
  return z.NEVER
})

const moment = z.string().transform((text, context) => {
  const ms = Date.parse(text)
  if (!Number.isNaN(ms)) return ms
  context.addIssue({ code: 'custom', message: `not a time: ${text}` })
  return z.NEVER
})

// Partial users are allowed everywhere; a page whose author is gone has none.
const author = z
  .object({ id })
  .nullish()
  .transform((user) => user?.id ?? '')

type WireObject = Readonly<Record<string, unknown>>

function isObject(raw: unknown): raw is WireObject {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
}

// By hand, because there are a thousand of them in an answer: a schema copies each.
function isProperty(raw: unknown): raw is WireObject & { readonly id: string; readonly type: string } {
  return isObject(raw) && typeof raw['id'] === 'string' && typeof raw['type'] === 'string'
}

export const wirePage = z.object({
  object: z.literal('page'),
  id,
  url: z.string().catch(''),
  created_time: moment,
  last_edited_time: moment,
  created_by: author,
  last_edited_by: author,
  // Never `is_archived`, which is no trash, and never `archived`, which this version does not answer (section 2).
  in_trash: z.boolean(),
  parent: z.object({ type: z.string(), data_source_id: id.optional() }),
  properties: z.custom<WireObject>(isObject),
})
export type WirePage = z.infer<typeof wirePage>

function resourceOf(parent: WirePage['parent']): ResourceId | null {
  // Checked by `id` above; the brand says what the id names.
  return parent.type === 'data_source_id' && parent.data_source_id !== undefined
    ? (parent.data_source_id as ResourceId)
    : null
}

/** A checked page in our words. `Id` is the caller's: it knows on which side of the sync the page lies. */
export function pageFrom<Id extends PageId>(page: WirePage): SourcePage<Id> {
  const properties = new Map<PropertyId, SourceProperty>()
  for (const [name, raw] of Object.entries(page.properties)) {
    // Without id and type it cannot be told which property it is: absent, and so unreadable for whoever looks for it.
    if (!isProperty(raw)) continue
    // The brand marks what was taken from Notion as a property's id.
    properties.set(raw.id as PropertyId, { name, type: raw.type, value: readValue(raw, 'page') })
  }
  return {
    // The brand is the caller's side; the text was checked by `id`.
    id: page.id as Id,
    url: page.url,
    createdAt: page.created_time,
    editedAt: page.last_edited_time,
    createdBy: page.created_by,
    editedBy: page.last_edited_by,
    inTrash: page.in_trash,
    resource: resourceOf(page.parent),
    properties,
  }
}

/** One answer of a query or of a property's items. Rows are checked one by one, by whoever knows what they are. */
export const wireList = z.looseObject({
  object: z.literal('list'),
  results: z.array(z.looseObject({ object: z.string() })),
  next_cursor: z.string().nullable(),
  has_more: z.boolean(),
  request_status: z.looseObject({ type: z.string(), incomplete_reason: z.string().optional() }).nullish(),
})
export type WireList = z.infer<typeof wireList>

const options = z.looseObject({ options: z.array(z.looseObject({ id: z.string(), name: z.string() })) })

export const wireSchema = z.looseObject({
  object: z.literal('data_source'),
  id,
  title: wireRuns.catch([]),
  url: z.string().catch(''),
  in_trash: z.boolean().catch(false),
  parent: z.looseObject({ database_id: id.optional() }).optional(),
  properties: z.record(z.string(), z.looseObject({ id: z.string(), type: z.string(), name: z.string().optional() })),
})
export type WireSchema = z.infer<typeof wireSchema>

function optionsOf(property: Readonly<Record<string, unknown>>, type: string): readonly SchemaOption[] {
  const parsed = options.safeParse(property[type])
  return parsed.success ? parsed.data.options.map(({ id, name }) => ({ id, name })) : []
}

/** A checked data source as a schema; properties by name, so that the same database always reads the same. */
export function schemaFrom(wire: WireSchema): Schema {
  const properties = Object.entries(wire.properties)
    .map(([name, property]): SchemaProperty => {
      const { id, type } = property
      // The brand marks what was taken from Notion as a property's id.
      return { id: id as PropertyId, name, type, fieldType: fieldTypeFor(type), options: optionsOf(property, type) }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  // Checked by `id`; the brand says what it names.
  return { resource: wire.id as ResourceId, title: plainOf(wire.title), url: wire.url, properties }
}

export const wireSelf = z.looseObject({
  object: z.literal('user'),
  id,
  bot: z.looseObject({
    owner: z.looseObject({ type: z.string() }),
    workspace_id: z.string(),
    workspace_name: z.string().nullish(),
  }),
})

/** Section 10: a token owned by a user writes as that user; its writes cannot be told from the person's. */
export function identityFrom(self: z.infer<typeof wireSelf>): Identity {
  const { owner, workspace_id, workspace_name } = self.bot
  return {
    workspace: canonicalId(workspace_id) ?? workspace_id,
    workspaceName: workspace_name ?? '',
    bot: self.id,
    personal: owner.type === 'user',
  }
}
