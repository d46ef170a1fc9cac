/**
 * The content of a sandbox as one JSON document: workspaces, connections, databases, rows. `sandbox --seed FILE` reads
 * one, the sample is one.
 *
 * Everything is named by a key of the author's choice; `{"ref": "KEY"}` as a value stands for the id of that row, so
 * that rows can be linked before they have ids. Assumes an empty sandbox.
 */
import type { SchemaSpec } from './admin.ts'
import { isList, isObject, type Json, type JsonObject, parseJson } from './json.ts'
import type { PlainValues } from './plain-values.ts'
import type { Sandbox } from './sandbox.ts'

export interface SeedRow {
  readonly key?: string
  /** Key of the person who made it; the owner of the workspace when not given. */
  readonly by?: string
  readonly values: PlainValues
  /** Key of the person who then moved it to the trash. */
  readonly trashedBy?: string
}

export interface SeedDatabase {
  readonly key: string
  readonly title: string
  readonly properties: SchemaSpec
  /** Keys of the connections that may see it. */
  readonly sharedWith: readonly string[]
  readonly rows?: readonly SeedRow[]
}

export interface SeedWorkspace {
  readonly name: string
  readonly plan?: 'free' | 'plus'
  readonly members?: number
  readonly people?: readonly { readonly key: string; readonly name: string }[]
  readonly connections: readonly { readonly key: string; readonly token?: string; readonly personOf?: string }[]
  readonly databases: readonly SeedDatabase[]
}

export interface Seed {
  readonly workspaces: readonly SeedWorkspace[]
}

/** Ids and tokens by the keys of the seed. */
export interface Furnished {
  readonly tokens: Readonly<Record<string, string>>
  readonly databases: Readonly<Record<string, string>>
  readonly dataSources: Readonly<Record<string, string>>
  readonly people: Readonly<Record<string, string>>
  readonly rows: Readonly<Record<string, string>>
}

interface Keys {
  readonly tokens: Map<string, string>
  readonly connections: Map<string, string>
  readonly databases: Map<string, string>
  readonly dataSources: Map<string, string>
  readonly people: Map<string, string>
  readonly rows: Map<string, string>
}

/** Puts the content into an empty sandbox and gives its ids and tokens. Throws for a key that is not there. */
export function furnish(sandbox: Sandbox, seed: Seed): Furnished {
  const keys: Keys = {
    tokens: new Map(),
    connections: new Map(),
    databases: new Map(),
    dataSources: new Map(),
    people: new Map(),
    rows: new Map(),
  }
  const linking = seed.workspaces.flatMap((workspace) => furnishWorkspace(sandbox, workspace, keys))
  for (const { row, id, by } of linking) linkRow(sandbox, row, id, by, keys)
  return {
    tokens: Object.fromEntries(keys.tokens),
    databases: Object.fromEntries(keys.databases),
    dataSources: Object.fromEntries(keys.dataSources),
    people: Object.fromEntries(keys.people),
    rows: Object.fromEntries(keys.rows),
  }
}

interface Placed {
  readonly row: SeedRow
  readonly id: string
  readonly by: string
}

function furnishWorkspace(sandbox: Sandbox, workspace: SeedWorkspace, keys: Keys): readonly Placed[] {
  const { admin } = sandbox
  const { id: workspaceId, ownerId } = admin.addWorkspace({
    name: workspace.name,
    ...(workspace.plan === undefined ? {} : { plan: workspace.plan }),
    ...(workspace.members === undefined ? {} : { members: workspace.members }),
  })
  for (const { key, name } of workspace.people ?? []) {
    keys.people.set(key, admin.addUser({ name, workspaceIds: [workspaceId] }).id)
  }
  for (const { key, token, personOf } of workspace.connections) {
    const connection = admin.addConnection({
      workspaceId,
      ...(token === undefined ? {} : { token }),
      ...(personOf === undefined ? {} : { userId: known(keys.people, personOf) }),
    })
    keys.connections.set(key, connection.id)
    keys.tokens.set(key, connection.token)
  }
  return workspace.databases.flatMap((database) => {
    const { key, title, properties } = database
    const { databaseId, dataSourceId } = admin.addDatabase({ workspaceId, title, properties, by: ownerId })
    keys.databases.set(key, databaseId)
    keys.dataSources.set(key, dataSourceId)
    for (const connection of database.sharedWith) admin.share(databaseId, known(keys.connections, connection))
    return (database.rows ?? []).map((row) => {
      const by = row.by === undefined ? ownerId : known(keys.people, row.by)
      const values = Object.entries(row.values).filter(([, value]) => refOf(value) === null)
      const id = sandbox.person(by).addRow(dataSourceId, Object.fromEntries(values))
      if (row.key !== undefined) keys.rows.set(row.key, id)
      return { row, id, by }
    })
  })
}

function linkRow(sandbox: Sandbox, row: SeedRow, id: string, by: string, keys: Keys): void {
  const links = Object.entries(row.values).flatMap(([name, value]) => {
    const ref = refOf(value)
    return ref === null ? [] : [[name, known(keys.rows, ref)] as const]
  })
  if (links.length > 0) sandbox.person(by).edit(id, Object.fromEntries(links))
  if (row.trashedBy !== undefined) sandbox.person(known(keys.people, row.trashedBy)).trash(id)
}

function refOf(value: Json): string | null {
  const ref = isObject(value) ? value['ref'] : undefined
  return typeof ref === 'string' ? ref : null
}

function known(keys: ReadonlyMap<string, string>, key: string): string {
  const found = keys.get(key)
  if (found === undefined) throw new Error(`The seed has nothing with the key ${key}.`)
  return found
}

/** A seed out of the text of a file; the message says what is wrong with it. */
export function parseSeed(text: string): Seed | { readonly wrong: string } {
  const json = parseJson(text)
  if (json === undefined) return { wrong: 'it is not JSON' }
  const workspaces = isObject(json) ? json['workspaces'] : undefined
  if (!isList(workspaces)) return { wrong: 'it has no list "workspaces"' }
  for (const workspace of workspaces) {
    if (!isObject(workspace) || typeof workspace['name'] !== 'string') return { wrong: 'a workspace has no "name"' }
    for (const list of ['connections', 'databases']) {
      const items = workspace[list]
      if (!isList(items) || !items.every(hasKey)) return { wrong: `"${list}" must be a list of objects with a "key"` }
    }
  }
  // Its lists were checked above; what is inside a row is judged by the sandbox's own rules for values.
  return json as unknown as Seed
}

function hasKey(value: Json): value is JsonObject {
  return isObject(value) && typeof value['key'] === 'string'
}
