/**
 * One data source of Notion as the engine's `WriteSide`: lists, reads, looks up, creates, changes, trashes, restores.
 *
 * Assumes a client that classifies and waits. Promises what `engine/ports` says of each method, and no more requests
 * than it needs: one per read and per write, one per hundred rows of a listing. Interprets nothing: which property means
 * what is the core's matter. Built anew for each run, which brings its signal and its meter.
 */
import type { CreatePageParameters, UpdatePageParameters } from '@notionhq/client'
import { z } from 'zod'
import { type Failure, ok, type Result } from '../../shared/failure.ts'
import type { PageId, ResourceId, Schema, SourcePage } from '../../shared/model.ts'
import type { FieldType, Value } from '../../shared/value.ts'
import type { PropertyWrite, Reading, WriteSide } from '../engine/ports.ts'
import type { CallContext, NotionClient } from './client.ts'
import { type InnerFilter, listAll } from './listing.ts'
import { wireTypeFor, writeProperties } from './properties.ts'
import { readItems } from './property-items.ts'
import { canonicalId, identityFrom, pageFrom, schemaFrom, wirePage, wireSchema, wireSelf } from './wire.ts'

export interface NotionSideOptions extends CallContext {
  readonly client: NotionClient
  readonly resource: ResourceId
}

/** Two spellings for each id, and at most 100 conditions in one filter (section 6). */
const KEYS_PER_QUERY = 50
const MINUTE = 60_000

type Properties = Readonly<Record<string, unknown>>

/** The engine's port over one data source; `Id` is the side it stands for. */
export function createNotionSide<Id extends PageId>(options: NotionSideOptions): WriteSide<Id> {
  const { client, resource, ...context } = options

  const rawPage = (id: string): Promise<Result<unknown>> =>
    client.call('read', z.unknown(), (notion) => notion.pages.retrieve({ page_id: id }), context)

  const query = (scope: 'present' | 'trash', filter: InnerFilter | null) =>
    listAll<Id>({ client, resource, context, scope, filter, read: rawPage })

  const toPage = (answer: Result<z.infer<typeof wirePage>>): Result<SourcePage<Id>> =>
    answer.kind === 'ok' ? ok(pageFrom<Id>(answer.value)) : answer

  const patch = async (
    id: Id,
    body: { properties?: Properties; in_trash?: boolean },
    fresh: boolean,
  ): Promise<Result<SourcePage<Id>>> =>
    toPage(
      await client.call(
        'write',
        wirePage,
        // The SDK types each property by its schema; ours were built from `FieldType` in properties.ts.
        (notion) => notion.pages.update({ page_id: id, ...body } as UpdatePageParameters),
        { ...context, fresh },
      ),
    )

  const toWire = (writes: readonly PropertyWrite[]) => writeProperties(writes, client)

  const read = async (id: Id): Promise<Reading<Id>> => {
    const answer = await client.call('read', wirePage, (notion) => notion.pages.retrieve({ page_id: id }), context)
    if (answer.kind === 'ok') return { kind: 'page', page: pageFrom<Id>(answer.value) }
    // Section 7: gone and not shared have the same code; a 404 of anybody else than Notion says nothing.
    return answer.code === 'object_not_found' ? { kind: 'missing', failure: answer } : answer
  }

  const schema = async (): Promise<Result<Schema>> => {
    const answer = await client.call(
      'read',
      wireSchema,
      (notion) => notion.dataSources.retrieve({ data_source_id: resource }),
      context,
    )
    return answer.kind === 'ok' ? ok(schemaFrom(answer.value)) : answer
  }

  /** Trash and properties in one request; where Notion refuses the combination, in two, never visible in between. */
  const move = async (id: Id, writes: readonly PropertyWrite[], inTrash: boolean): Promise<Result<SourcePage<Id>>> => {
    const wire = toWire(writes)
    if (wire.kind === 'failure') return wire
    if (writes.length === 0) return patch(id, { in_trash: inTrash }, true)
    const both = await patch(id, { in_trash: inTrash, properties: wire.properties }, true)
    if (both.kind === 'ok' || both.status !== 400) return both
    // Somebody else was faster; taking the request apart would be refused as well.
    if (inTrash && both.reason === 'page-in-trash') return both
    // A page in the trash takes no properties (section 7), so they go first on the way in and last on the way out.
    const first = inTrash ? { properties: wire.properties } : { in_trash: inTrash }
    const second = inTrash ? { in_trash: inTrash } : { properties: wire.properties }
    const step = await patch(id, first, true)
    // The refused one may have been done all the same: whoever hears of the second alone would not look.
    if (step.kind === 'failure') return step.outcome === 'not-done' ? { ...step, outcome: both.outcome } : step
    const done = await patch(id, second, true)
    // Half of it has been done, whatever the second answer says of itself.
    return done.kind === 'ok' || done.outcome === 'unknown' ? done : { ...done, outcome: 'unsure' }
  }

  const existing = (known: Schema, name: string, type: FieldType): Result<Schema> | null => {
    const property = known.properties.find((other) => other.name === name)
    if (property === undefined) return null
    if (property.fieldType === type) return ok(known)
    const text = `A property "${name}" of type ${property.type} exists already.`
    return client.refuse('schema', text, { reason: 'property-exists', subject: name })
  }

  return {
    resource,
    list: (scope) => query(scope, null),
    changesSince: (since) => {
      // Section 9: times are rounded down to the minute, so the question must be as well.
      const from = new Date(Math.floor(since / MINUTE) * MINUTE).toISOString()
      return query('present', { timestamp: 'last_edited_time', last_edited_time: { on_or_after: from } })
    },
    findByKey: async (property, keys, scope) => {
      const found = new Map<Id, SourcePage<Id>>()
      const ids = [...new Set(keys.map((key) => canonicalId(key) ?? key))]
      let serverAt = client.serverNow() ?? 0
      for (let from = 0; from < ids.length; from += KEYS_PER_QUERY) {
        const spellings = ids.slice(from, from + KEYS_PER_QUERY).flatMap((id) => [id, id.replaceAll('-', '')])
        const or = spellings.map((text) => ({ property, rich_text: { equals: text } }))
        const part = await query(scope, { or })
        for (const page of part.pages) found.set(page.id, page)
        if (part.kind === 'incomplete') return { ...part, pages: [...found.values()] }
        // The earliest of several: what came later than that was not asked for everywhere.
        serverAt = from === 0 ? part.serverAt : Math.min(serverAt, part.serverAt)
      }
      return { kind: 'complete', pages: [...found.values()], serverAt }
    },
    read,
    readProperty: (id, property): Promise<Result<Value>> => readItems(client, id, property, context),
    schema,
    identity: async () => {
      const answer = await client.call('read', wireSelf, (notion) => notion.users.me({}), context)
      return answer.kind === 'ok' ? ok(identityFrom(answer.value)) : answer
    },
    serverNow: () => client.serverNow(),
    waitMs: () => client.waitMs(context.priority),
    create: async (writes) => {
      const wire = toWire(writes)
      if (wire.kind === 'failure') return wire
      const parent = { type: 'data_source_id', data_source_id: resource }
      // As in `patch`: the properties were built from `FieldType`.
      const body = { parent, properties: wire.properties } as CreatePageParameters
      return toPage(await client.call('write', wirePage, (notion) => notion.pages.create(body), context))
    },
    update: async (id, writes, fresh = false) => {
      const wire = toWire(writes)
      return wire.kind === 'failure' ? wire : patch(id, { properties: wire.properties }, fresh)
    },
    trash: (id, writes) => move(id, writes, true),
    restore: (id, writes) => move(id, writes, false),
    addProperty: async (name, type): Promise<Result<Schema>> => {
      // Naming an existing property would change its type and lose what it holds.
      const before: Result<Schema> = await schema()
      if (before.kind === 'failure') return before
      const known: Result<Schema> | Failure | null = existing(before.value, name, type)
      if (known !== null) return known
      const properties = { [name]: { type: wireTypeFor(type), [wireTypeFor(type)]: {} } }
      const answer = await client.call(
        'write',
        wireSchema,
        // Not through the typed method, whose types ask for each configuration to be written out.
        (notion) => notion.request({ path: `data_sources/${resource}`, method: 'patch', body: { properties } }),
        context,
      )
      return answer.kind === 'ok' ? ok(schemaFrom(answer.value)) : answer
    },
  }
}
