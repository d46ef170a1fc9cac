/**
 * What the plain page asks for: the state of all databases, and acts of a person on their rows. Plain values only, no
 * tokens. Assumes the server let only this page through; promises to answer a mistaken act with its reason.
 */
import { isObject, type Json, type JsonObject, parseJson, plainTextOf } from './json.ts'
import type { DataSource, Property } from './model.ts'
import { pageHtml, pageStyle } from './page.ts'
import { pageScript } from './page-script.ts'
import { plainRow } from './plain-values.ts'
import type { Sandbox } from './sandbox.ts'

export interface PageAnswer {
  readonly status: number
  readonly type: string
  readonly body: string
}

/** How many rows of a table the page shows. */
const SHOWN_ROWS = 500

/** The answer to anything outside `/v1`. */
export function answerPage(sandbox: Sandbox, method: string, path: string, body: string): PageAnswer {
  const url = new URL(path, 'http://localhost')
  if (method === 'GET' && url.pathname === '/') return { status: 200, type: 'text/html', body: pageHtml }
  if (method === 'GET' && url.pathname === '/sandbox/page.js') {
    return { status: 200, type: 'text/javascript', body: pageScript }
  }
  if (method === 'GET' && url.pathname === '/sandbox/page.css')
    return { status: 200, type: 'text/css', body: pageStyle }
  if (method === 'GET' && url.pathname === '/sandbox/state') {
    const mark = markOf(sandbox)
    return json(200, url.searchParams.get('mark') === mark ? { mark } : { mark, ...stateOf(sandbox) })
  }
  if (method === 'POST' && url.pathname === '/sandbox/act') return act(sandbox, body)
  return { status: 404, type: 'text/plain', body: 'Not found' }
}

function json(status: number, value: Json): PageAnswer {
  return { status, type: 'application/json', body: JSON.stringify(value) }
}

/** Changes whenever anything does that the page shows. */
function markOf(sandbox: Sandbox): string {
  const sources = [...sandbox.store.dataSources.values()]
  return sources.map((source) => `${source.revision}.${source.shape}`).join(' ')
}

function stateOf(sandbox: Sandbox): JsonObject {
  const { store } = sandbox
  const workspaces = [...store.workspaces.values()].map((workspace) => ({
    id: workspace.id,
    name: workspace.name,
    people: [...store.users.values()]
      .filter((user) => user.workspaceIds.has(workspace.id))
      .map(({ id, name }) => ({ id, name })),
    sources: [...store.dataSources.values()]
      .filter((source) => source.workspaceId === workspace.id)
      .map((source) => sourceState(sandbox, source)),
  }))
  return { workspaces }
}

function sourceState(sandbox: Sandbox, source: DataSource): JsonObject {
  const all = [...source.rows.values()]
  const live = all.filter((row) => row.state.trashedAt === null)
  const trashed = all.filter((row) => row.state.trashedAt !== null)
  const shown = (rows: typeof all): readonly JsonObject[] =>
    rows.slice(-SHOWN_ROWS).map((row) => {
      const { id, editedAt, editedBy, values } = plainRow(sandbox.store, row)
      return { id, editedAt, editedBy: nameOf(sandbox, editedBy), values }
    })
  return {
    id: source.id,
    title: plainTextOf(source.title),
    properties: source.properties.map(columnOf),
    rows: shown(live),
    trash: shown(trashed),
    hidden: Math.max(0, live.length - SHOWN_ROWS),
  }
}

function columnOf(property: Property): JsonObject {
  return {
    id: property.id,
    name: property.name,
    type: property.type,
    options: property.options.map(({ name }) => name),
  }
}

function nameOf(sandbox: Sandbox, id: string): string {
  const bot = [...sandbox.store.connections.values()].find((connection) => connection.botId === id)
  return sandbox.store.users.get(id)?.name ?? bot?.name ?? ''
}

/** One act: `{act, person, dataSourceId?, pageId?, values?}`. */
function act(sandbox: Sandbox, body: string): PageAnswer {
  const given = parseJson(body)
  if (!isObject(given)) return json(400, { error: 'The act is no JSON object.' })
  try {
    return json(200, { id: perform(sandbox, given) })
  } catch (failure) {
    // Whatever the rules refuse is shown to the person who tried it.
    return json(400, { error: failure instanceof Error ? failure.message : 'failure' })
  }
}

function perform(sandbox: Sandbox, given: JsonObject): string {
  const person = sandbox.person(textAt(given, 'person'))
  const values = isObject(given['values']) ? given['values'] : {}
  switch (textAt(given, 'act')) {
    case 'add':
      return person.addRow(textAt(given, 'dataSourceId'), values)
    case 'duplicate':
      return person.duplicate(textAt(given, 'pageId'))
    case 'edit':
      person.edit(textAt(given, 'pageId'), values)
      break
    case 'trash':
      person.trash(textAt(given, 'pageId'))
      break
    case 'restore':
      person.restore(textAt(given, 'pageId'))
      break
    default:
      throw new Error('There is no such act.')
  }
  return textAt(given, 'pageId')
}

function textAt(given: JsonObject, key: string): string {
  const value = given[key]
  if (typeof value !== 'string') throw new Error(`The act lacks ${key}.`)
  return value
}
