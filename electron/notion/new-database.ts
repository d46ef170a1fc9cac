/**
 * Making a database under a page, with the properties that it is to have (notion-api, section 2).
 *
 * A creation whose answer was lost may have happened: it is looked for under its title and its page before anybody is
 * told that it failed, and never sent twice.
 */
import type { CreateDatabaseParameters } from '@notionhq/client'
import { z } from 'zod'
import type { Failure, Result } from '../../shared/failure.ts'
import type { FieldType } from '../../shared/value.ts'
import type { CallContext, NotionClient } from './client.ts'
import { type ResolvedDatabase, resolveDatabase } from './databases.ts'
import { wireTypeFor } from './properties.ts'
import { findSources } from './search.ts'

/** A property of a database that is to be made. `options`: the names to choose from. */
export interface NewProperty {
  readonly name: string
  readonly type: FieldType
  readonly options: readonly string[]
}

export interface NewDatabase {
  readonly parentPage: string
  readonly title: string
  readonly properties: readonly NewProperty[]
}

const madeDatabase = z.looseObject({ object: z.literal('database'), id: z.string() })

/** Types that Notion lets a connection create; a status is made by people alone. */
export function isCreatable(type: FieldType): boolean {
  return type !== 'status'
}

/** Creates the database once; gives it also when only the answer to the creation was lost. */
export async function createDatabase(
  client: NotionClient,
  wanted: NewDatabase,
  context: CallContext,
): Promise<Result<ResolvedDatabase>> {
  const properties = Object.fromEntries(wanted.properties.map((one) => [one.name, configuration(one)]))
  const body = {
    parent: { type: 'page_id', page_id: wanted.parentPage },
    title: [{ type: 'text', text: { content: wanted.title } }],
    initial_data_source: { properties },
    // The SDK types each property by its schema; ours are built from `FieldType`.
  } as CreateDatabaseParameters
  const made = await client.call('write', madeDatabase, (notion) => notion.databases.create(body), context)
  if (made.kind === 'ok') return resolveDatabase(client, made.value.id, context)
  if (made.committedId !== null) return resolveDatabase(client, made.committedId, context)
  return made.outcome === 'unknown' || made.outcome === 'unsure' ? lookFor(client, wanted, made, context) : made
}

/** Search shows a new database only after a while: not found is no proof that it was not made. */
async function lookFor(
  client: NotionClient,
  { title, parentPage, properties }: NewDatabase,
  why: Failure,
  context: CallContext,
): Promise<Result<ResolvedDatabase>> {
  const search = await findSources(client, title, context)
  const found = search.kind === 'ok' ? search.value.found : []
  const ours = found.find(
    ({ schema, parentPage: page }) =>
      schema.title === title &&
      page === parentPage &&
      properties.every((one) =>
        schema.properties.some(({ name, fieldType }) => name === one.name && fieldType === one.type),
      ),
  )
  if (ours !== undefined) return resolveDatabase(client, ours.schema.resource, context)
  return { ...why, reason: 'database-perhaps-made', subject: title }
}

function configuration({ type, options }: NewProperty): Readonly<Record<string, unknown>> {
  const wire = wireTypeFor(type)
  const chosen = type === 'select' || type === 'multi-select' ? { options: options.map((name) => ({ name })) } : {}
  return { type: wire, [wire]: chosen }
}
