/**
 * Databases and pages to choose from during a setup, and a shared database made to fit a private one.
 *
 * What somebody pastes is looked up by its id, everything else is searched by title. A database is judged by its
 * properties alone; the judgement is a hint and decides nothing.
 */
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type { Schema, SharedPageId } from '../../shared/model.ts'
import type { ChosenDatabase, FoundDatabase, FoundPage } from '../../shared/setup.ts'
import { setupWords } from '../../shared/words/setup.ts'
import { placeProperties, propertyNames, trackingProperties } from '../core/mapping.ts'
import { idFrom } from '../notion/databases.ts'
import { createDatabase, isCreatable, type NewProperty } from '../notion/new-database.ts'
import { findPages, findSources, lookUpPage, titlesOf } from '../notion/search.ts'
import { identityOf } from '../notion/workspace.ts'
import { openEnd } from './profile-ends.ts'
import { likelyDate, proposeFields, trackingIn } from './setup-fields.ts'
import { clientOf, type SetupPorts, tokenOf, unseenBy } from './setup-look.ts'

export interface Searched {
  readonly entry: string
  /** A part of a title; or an id or a link. */
  readonly search: string
}

/** Databases that the token sees. Of a link only the one it names; a failure says why it cannot be had. */
export async function findDatabases(
  ports: SetupPorts,
  { entry, search }: Searched,
): Promise<Result<{ readonly databases: readonly FoundDatabase[]; readonly complete: boolean }>> {
  const token = tokenOf(ports, entry)
  if (token.kind === 'failure') return token
  const client = ports.home.connections.client(token.value)
  if (client.kind === 'failure') return client
  const context = { priority: 'user', signal: ports.stop } as const
  const identity = await identityOf(client.value, context)
  if (identity.kind === 'failure') return identity
  const { workspaceName } = identity.value
  const describe = (schema: Schema, parentTitle: string | null): FoundDatabase => ({
    id: schema.resource,
    title: schema.title === '' ? setupWords(ports.language()).untitled : schema.title,
    parentTitle,
    workspaceName,
    ...judgeSchema(schema, ports),
  })
  if (isPasted(search)) {
    const end = await openEnd<SharedPageId>(ports.home, { database: search, token: token.value }, ports.stop)
    if (end.kind === 'ok') return ok({ databases: [describe(end.value.schema, null)], complete: true })
    const unseen = end.category === 'not-shared' && end.reason === null
    return unseen ? unseenBy(ports.home, token.value, end, ports.stop) : end
  }
  const found = await findSources(client.value, search.trim(), context)
  if (found.kind === 'failure') return found
  const sources = found.value.found
  const above = sources.flatMap(({ parentPage }) => (parentPage === null ? [] : [parentPage]))
  const titles = await titlesOf(client.value, above, context)
  const databases = sources.map(({ schema, parentPage }) => describe(schema, titles.get(parentPage ?? '') ?? null))
  return ok({ databases, complete: found.value.complete })
}

/** Pages of the workspace that are no rows of a database. */
export async function findParents(
  ports: SetupPorts,
  { entry, search }: Searched,
): Promise<Result<{ readonly pages: readonly FoundPage[]; readonly complete: boolean }>> {
  const client = clientOf(ports, entry)
  if (client.kind === 'failure') return client
  const context = { priority: 'user', signal: ports.stop } as const
  const untitled = setupWords(ports.language()).untitled
  const id = isPasted(search) ? idFrom(search) : null
  if (id !== null) {
    const page = await lookUpPage(client.value, id, context)
    if (page.kind === 'failure') {
      const unseen = page.category === 'not-shared' && page.reason === null
      return unseen ? { ...page, reason: 'page-unseen', subject: null } : page
    }
    const title = page.value.title === '' ? untitled : page.value.title
    return ok({ pages: [{ id: page.value.id, title, parentTitle: null }], complete: true })
  }
  const found = await findPages(client.value, search.trim(), context)
  if (found.kind === 'failure') return found
  const known = new Map(found.value.found.map((page) => [page.id, page.title]))
  const pages = found.value.found.map(({ id: pageId, title, parentPage }) => ({
    id: pageId,
    title: title === '' ? untitled : title,
    parentTitle: known.get(parentPage ?? '') ?? null,
  }))
  return ok({ pages, complete: found.value.complete })
}

export interface SharedDatabaseWish {
  /** The token that creates it. */
  readonly entry: string
  /** Under which it is created; an id or a link. */
  readonly parentPageId: string
  readonly title: string
  readonly likeEntry: string
  readonly likeDatabaseId: string
}

/** Creates a database for copies of a private one: its fields under the same names, and what we keep track by. */
export async function createSharedDatabase(
  ports: SetupPorts,
  wish: SharedDatabaseWish,
): Promise<Result<{ readonly database: ChosenDatabase; readonly properties: readonly string[] }>> {
  const client = clientOf(ports, wish.entry)
  if (client.kind === 'failure') return client
  const parentPage = idFrom(wish.parentPageId)
  if (parentPage === null) return notAPage(wish.parentPageId)
  const likeToken = tokenOf(ports, wish.likeEntry)
  if (likeToken.kind === 'failure') return likeToken
  const likeWish = { database: wish.likeDatabaseId, token: likeToken.value }
  const like = await openEnd<SharedPageId>(ports.home, likeWish, ports.stop)
  if (like.kind === 'failure') return like
  const properties = propertiesLike(like.value.schema)
  const context = { priority: 'user', signal: ports.stop } as const
  const title = wish.title.trim()
  const made = await createDatabase(client.value, { parentPage, title, properties }, context)
  if (made.kind === 'failure') return made
  const { resource } = made.value
  return ok({ database: { id: resource, title }, properties: properties.map(({ name }) => name) })
}

/** The fields that would be mapped between a private database and one like it, and the tracking properties. */
export function propertiesLike(schema: Schema): readonly NewProperty[] {
  const { mapping } = proposeFields(schema, schema, { fields: null, invitation: null })
  const mapped = (mapping?.fields ?? []).flatMap((field) => placeProperties(field.private))
  const fields = mapped.flatMap(({ id }): readonly NewProperty[] => {
    const property = schema.properties.find((one) => one.id === id)
    if (property === undefined || property.fieldType === null || !isCreatable(property.fieldType)) return []
    const { name, fieldType: type, options } = property
    return [{ name, type, options: options.map((option) => option.name) }]
  })
  const tracking = trackingProperties.filter((one) => one.side === 'shared')
  const untaken = fields.filter((field) => !tracking.some(({ name }) => name === field.name))
  return [...untaken, ...tracking.map(({ name, type }) => ({ name, type, options: [] }))]
}

function judgeSchema(schema: Schema, { language }: SetupPorts): Pick<FoundDatabase, 'looksLike' | 'hint'> {
  const words = setupWords(language())
  const has = (side: 'private' | 'shared', role: 'link'): boolean =>
    trackingIn(schema, side).some((one) => one.role === role && one.state === 'found')
  if (has('shared', 'link')) return { looksLike: 'shared', hint: words.looksLike.shared }
  if (has('private', 'link')) return { looksLike: 'private', hint: words.looksLike.private }
  const switched = trackingIn(schema, 'private').some((one) => one.role === 'relevant' && one.state === 'found')
  if (switched) return { looksLike: 'private', hint: words.looksLike.private }
  const dated = likelyDate(schema) !== null || schema.properties.some(({ name }) => name === propertyNames.date)
  return { looksLike: 'neither', hint: dated ? words.couldBe : words.looksLike.neither }
}

/** A title may well end in letters and digits; an id has 32 of them, and an address says so. */
function isPasted(search: string): boolean {
  return /^https?:\/\//i.test(search.trim()) || idFrom(search) !== null
}

function notAPage(text: string): Failure {
  return failure('usage', `no Notion id in: ${text}`, { reason: 'not-a-notion-link', subject: text })
}
