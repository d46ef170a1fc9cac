/**
 * Setting the stage: workspaces, users, connections, databases, schemas, shares. Plain functions for tests, the demo
 * and the simulation, with no HTTP and no rules of the API in between; what they change, every client sees at once.
 * Assumes sensible arguments: an id that does not exist is a mistake of the test and throws.
 */
import { newId } from './clock.ts'
import type { JsonObject } from './json.ts'
import type {
  Capabilities,
  Connection,
  Database,
  DataSource,
  Option,
  Property,
  PropertyType,
  User,
  Workspace,
} from './model.ts'
import { plainItems, textValue } from './rich-text.ts'
import { makeSchema, patchSchema, replaceSchema } from './schema.ts'
import { addDataSource, addPage, need, type Store } from './store.ts'
import { findProperty } from './values.ts'

/** A property by its type alone, or with its wire configuration: `{select: {options: [{name: 'A'}]}}`. */
export type PropertySpec = PropertyType | JsonObject
export type SchemaSpec = Readonly<Record<string, PropertySpec>>

export interface Admin {
  /** A workspace with its owner. With two or more members a free one has a block limit (section 11). */
  readonly addWorkspace: (given: {
    readonly name: string
    readonly plan?: Workspace['plan']
    readonly members?: number
    readonly ownerName?: string
  }) => { readonly id: string; readonly ownerId: string }
  readonly changeWorkspace: (id: string, change: Partial<Pick<Workspace, 'plan' | 'members' | 'blocksCreated'>>) => void
  readonly addUser: (given: {
    readonly name: string
    readonly email?: string
    readonly workspaceIds: readonly string[]
  }) => User
  /** An internal connection, or with `userId` that user's personal token. */
  readonly addConnection: (given: {
    readonly workspaceId: string
    readonly name?: string
    readonly userId?: string
    readonly token?: string
    readonly capabilities?: Partial<Capabilities>
  }) => Readonly<Connection>
  readonly setCapabilities: (connectionId: string, change: Partial<Capabilities>) => void
  /** From now on the token is invalid: 401. */
  readonly revoke: (connectionId: string) => void
  /** A new token for the same connection; the old one is invalid. */
  readonly replaceToken: (connectionId: string, token?: string) => string
  /** Shares a database (also named by its data source) or a page (and what is below it) with a connection, or ends that. */
  readonly share: (resourceId: string, connectionId: string) => void
  readonly unshare: (resourceId: string, connectionId: string) => void
  /** A page of its own, for databases to live under. */
  readonly addPage: (given: { readonly workspaceId: string; readonly title: string; readonly by: string }) => string
  readonly addDatabase: (given: {
    readonly workspaceId: string
    readonly title: string
    readonly properties: SchemaSpec
    readonly by: string
    readonly parentPageId?: string
    /** Hides it from other people's personal tokens. */
    readonly privateTo?: string
  }) => { readonly databaseId: string; readonly dataSourceId: string }
  /** One more data source in a database that has one. */
  readonly addDataSource: (databaseId: string, title: string, properties: SchemaSpec) => string
  readonly trashDatabase: (databaseId: string, inTrash?: boolean) => void
  readonly schema: (dataSourceId: string) => readonly Property[]
  readonly property: (dataSourceId: string, key: string) => Property
  readonly addProperty: (dataSourceId: string, name: string, spec: PropertySpec) => Property
  readonly renameProperty: (dataSourceId: string, key: string, name: string) => void
  readonly retypeProperty: (dataSourceId: string, key: string, spec: PropertySpec) => void
  readonly deleteProperty: (dataSourceId: string, key: string) => void
  readonly addOption: (dataSourceId: string, key: string, name: string) => Option
  readonly renameOption: (dataSourceId: string, key: string, name: string, newName: string) => void
  /** Empties it on all rows; a status falls back to its default. */
  readonly deleteOption: (dataSourceId: string, key: string, name: string) => void
}

/** The stage hands of one sandbox. */
export function adminOf(store: Store): Admin {
  const addUser: Admin['addUser'] = ({ name, email, workspaceIds }) => {
    const user: User = { id: newId(store.random), name, email: email ?? null, workspaceIds: new Set(workspaceIds) }
    store.users.set(user.id, user)
    return user
  }
  const connection = (id: string): Connection => need(store.connections, id, 'connection')
  return {
    addWorkspace: ({ name, plan = 'plus', members = 1, ownerName = `Owner of ${name}` }) => {
      const workspace: Workspace = { id: newId(store.random), name, plan, members, blocksCreated: 0 }
      store.workspaces.set(workspace.id, workspace)
      return { id: workspace.id, ownerId: addUser({ name: ownerName, workspaceIds: [workspace.id] }).id }
    },
    changeWorkspace: (id, change) => {
      Object.assign(need(store.workspaces, id, 'workspace'), change)
    },
    addUser,
    addConnection: (given) => {
      const made = makeConnection(store, given)
      store.connections.set(made.id, made)
      return made
    },
    setCapabilities: (id, change) => {
      connection(id).capabilities = { ...connection(id).capabilities, ...change }
    },
    revoke: (id) => {
      connection(id).revoked = true
    },
    replaceToken: (id, token = `ntn_${newId(store.random)}`) => {
      connection(id).token = token
      connection(id).revoked = false
      return token
    },
    share: (resourceId, id) => {
      connection(id).shares.add(shareable(store, resourceId))
    },
    unshare: (resourceId, id) => {
      connection(id).shares.delete(shareable(store, resourceId))
    },
    addPage: ({ workspaceId, title, by }) =>
      addPage(store, {
        workspaceId,
        parent: { kind: 'workspace' },
        values: new Map([['title', textValue(plainItems(title))]]),
        by,
      }).id,
    ...databasesOf(store),
    ...schemasOf(store),
  }
}

/** The id a share is kept under: a data source is shared by sharing its database. */
function shareable(store: Store, id: string): string {
  const source = store.dataSources.get(id)
  if (source !== undefined) return source.databaseId
  return store.databases.has(id) ? id : need(store.pages, id, 'page or database').id
}

function makeConnection(store: Store, given: Parameters<Admin['addConnection']>[0]): Connection {
  const botId = newId(store.random)
  return {
    id: newId(store.random),
    workspaceId: need(store.workspaces, given.workspaceId, 'workspace').id,
    name: given.name ?? 'Partner Sync',
    access: given.userId === undefined ? 'internal' : 'personal',
    userId: given.userId ?? botId,
    botId,
    capabilities: { read: true, insert: true, update: true, ...given.capabilities },
    token: given.token ?? `ntn_${newId(store.random)}`,
    revoked: false,
    shares: new Set(),
  }
}

function databasesOf(store: Store): Pick<Admin, 'addDatabase' | 'addDataSource' | 'trashDatabase'> {
  return {
    addDatabase: ({ workspaceId, title, properties, by, parentPageId, privateTo }) => {
      const now = store.clock.now()
      const database: Database = {
        id: newId(store.random),
        workspaceId,
        parent: parentPageId === undefined ? { kind: 'workspace' } : { kind: 'page', pageId: parentPageId },
        createdAt: now,
        createdBy: by,
        dataSourceIds: [],
        title: plainItems(title),
        description: [],
        icon: null,
        cover: null,
        isInline: false,
        privateTo: privateTo ?? null,
        editedAt: now,
        inTrash: false,
      }
      store.databases.set(database.id, database)
      const source = addDataSource(store, database, {
        title: database.title,
        properties: makeSchema(wireSchema(properties), store.random),
        by,
      })
      return { databaseId: database.id, dataSourceId: source.id }
    },
    addDataSource: (databaseId, title, properties) => {
      const database = need(store.databases, databaseId, 'database')
      return addDataSource(store, database, {
        title: plainItems(title),
        properties: makeSchema(wireSchema(properties), store.random),
        by: database.createdBy,
      }).id
    },
    trashDatabase: (databaseId, inTrash = true) => {
      need(store.databases, databaseId, 'database').inTrash = inTrash
    },
  }
}

function wireSchema(specs: SchemaSpec): JsonObject {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, wireSpec(spec)]))
}

function wireSpec(spec: PropertySpec): JsonObject {
  return typeof spec === 'string' ? { [spec]: {} } : spec
}

type SchemaHands = Pick<
  Admin,
  | 'schema'
  | 'property'
  | 'addProperty'
  | 'renameProperty'
  | 'retypeProperty'
  | 'deleteProperty'
  | 'addOption'
  | 'renameOption'
  | 'deleteOption'
>

function schemasOf(store: Store): SchemaHands {
  const source = (id: string): DataSource => need(store.dataSources, id, 'data source')
  const property = (id: string, key: string): Property => {
    const found = findProperty(source(id), key)
    if (found === null) throw new Error(`The data source ${id} has no property ${key}.`)
    return found
  }
  const patch = (id: string, key: string, config: JsonObject | null): void =>
    patchSchema(store, source(id), { [key]: config }, source(id).createdBy)
  const changeOptions = (id: string, key: string, change: (options: readonly Option[]) => readonly Option[]): void => {
    const old = property(id, key)
    const options = change(old.options)
    const added = options.filter((option) => !old.options.some((each) => each.id === option.id))
    const groups = old.groups.map(({ id: groupId, name, color, optionIds }, index) => {
      const left = optionIds.filter((each) => options.some((option) => option.id === each))
      const fresh = index === 0 ? added.map((option) => option.id) : []
      return { id: groupId, name, color, optionIds: [...left, ...fresh] }
    })
    const changed = { ...old, options, groups }
    const all = source(id).properties.map((each) => (each.id === old.id ? changed : each))
    replaceSchema(store, source(id), all, source(id).createdBy)
  }
  return {
    schema: (id) => source(id).properties,
    property,
    addProperty: (id, name, spec) => {
      patch(id, name, wireSpec(spec))
      return property(id, name)
    },
    renameProperty: (id, key, name) => patch(id, key, { name }),
    retypeProperty: (id, key, spec) => patch(id, key, wireSpec(spec)),
    deleteProperty: (id, key) => patch(id, key, null),
    addOption: (id, key, name) => {
      const option: Option = { id: newId(store.random), name, color: 'default', description: null }
      changeOptions(id, key, (options) => [...options, option])
      return option
    },
    renameOption: (id, key, name, newName) =>
      changeOptions(id, key, (options) =>
        options.map((option) => (option.name === name ? { ...option, name: newName } : option)),
      ),
    deleteOption: (id, key, name) =>
      changeOptions(id, key, (options) => options.filter((option) => option.name !== name)),
  }
}
