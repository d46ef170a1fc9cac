/**
 * A small world for tests of the engine: the sandbox, the real client library and adapter, a real ledger file, the
 * engine, all under one clock that moves by itself while everybody waits.
 *
 * Anna keeps a private database, Bert another one; one database is shared. Requests are counted by the sandbox.
 */
import { rmSync } from 'node:fs'
import { proposeMapping } from '../../electron/core/proposal.ts'
import type { Engine, OpenSides, RunReport, RunRequest, Signal } from '../../electron/engine/engine-port.ts'
import type { Clock } from '../../electron/engine/ports.ts'
import { createBudget } from '../../electron/http/budget.ts'
import type { BaseFetch } from '../../electron/http/exchange.ts'
import type { OpenLedger } from '../../electron/ledger/open.ts'
import { createNotionClient, type NotionClient } from '../../electron/notion/client.ts'
import { createNotionSide } from '../../electron/notion/gateway.ts'
import { createSandbox, type Sandbox } from '../../electron/sandbox/sandbox.ts'
import type { Failure, Result } from '../../shared/failure.ts'
import type { PageId, PrivatePageId, Profile, ProfileId, ResourceId, SharedPageId } from '../../shared/model.ts'
import { createTestClock, type TestClock } from './clock.ts'
import { openEngineHome } from './engine-home.ts'
import { createTestRandom } from './random.ts'

export const privateSchema = {
  Name: 'title',
  Datum: 'date',
  Beschreibung: 'rich_text',
  Ort: 'rich_text',
  PartnerRelevant: 'checkbox',
  SyncedToSharedId: 'rich_text',
} as const

export const sharedSchema = {
  Name: 'title',
  Datum: 'date',
  Beschreibung: 'rich_text',
  Ort: 'rich_text',
  PartnerRelevant: 'checkbox',
  SourcePrivateId: 'rich_text',
  SourceUserId: 'number',
} as const

export type SchemaOf = Parameters<Sandbox['admin']['addDatabase']>[0]['properties']

/** One computer: its own ledger file and engine, the same databases. */
export interface Computer {
  readonly engine: Engine
  readonly store: OpenLedger
  readonly home: string
  readonly signals: Signal[]
  run(request?: Partial<RunRequest>, profile?: Profile): Promise<RunReport>
}

export interface World {
  readonly clock: TestClock
  readonly sandbox: Sandbox
  readonly anna: ReturnType<Sandbox['person']>
  readonly partner: ReturnType<Sandbox['person']>
  readonly privateId: string
  readonly sharedId: string
  readonly connectionId: string
  /** The token of that connection, for a home that is opened as a user would. */
  readonly token: string
  readonly sharedConnectionId: string
  readonly profile: Profile
  computer(): Computer
  /** The same two databases over a network, and by a clock, of one's own: for a computer that is stopped or killed. */
  connect(fetch: BaseFetch, clock: Clock): OpenSides
  /** Rows outside the trash, plain values by property name. */
  privateRows(): ReturnType<Sandbox['rows']>
  sharedRows(): ReturnType<Sandbox['rows']>
  /** Requests since the last call. */
  requests(): number
  close(): void
}

export interface WorldOptions {
  readonly privateSchema?: SchemaOf
  readonly sharedSchema?: SchemaOf
  readonly sandbox?: Partial<Parameters<typeof createSandbox>[0]>
  readonly profile?: Partial<Profile>
  readonly seed?: number
  /** Two connections, as when the databases live in different workspaces. */
  readonly twoTokens?: boolean
}

export function unwrap<T>(result: Result<T>): T {
  if (result.kind === 'failure') throw new Error(`${result.category}: ${result.text}`)
  return result.value
}

/** Builds a world; the caller closes it. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const clock = createTestClock({ auto: true })
  const sandbox = createSandbox({ clock, seed: options.seed ?? 1, rateLimit: 'off', ...options.sandbox })
  const { admin } = sandbox
  const { id: workspaceId, ownerId } = admin.addWorkspace({ name: 'Zuhause', ownerName: 'Anna' })
  const other = admin.addUser({ name: 'Bert', workspaceIds: [workspaceId] })
  const mine = admin.addDatabase({
    workspaceId,
    title: 'Termine',
    properties: options.privateSchema ?? privateSchema,
    by: ownerId,
  })
  const theirs = admin.addDatabase({
    workspaceId,
    title: 'Gemeinsam',
    properties: options.sharedSchema ?? sharedSchema,
    by: ownerId,
  })
  const connection = admin.addConnection({ workspaceId })
  const second = options.twoTokens === true ? admin.addConnection({ workspaceId }) : connection
  admin.share(mine.databaseId, connection.id)
  admin.share(theirs.databaseId, second.id)

  const clientFor = (token: string, fetch: BaseFetch, by: Clock): NotionClient =>
    unwrap(
      createNotionClient({
        token,
        fetch,
        clock: by,
        random: createTestRandom(7),
        budget: createBudget({ clock: by }),
        baseUrl: 'http://127.0.0.1:1',
      }),
    )
  const clients = (fetch: BaseFetch, by: Clock) => {
    const ofPrivate = clientFor(connection.token, fetch, by)
    return { private: ofPrivate, shared: second === connection ? ofPrivate : clientFor(second.token, fetch, by) }
  }
  const ordinary = clients((url, init) => sandbox.fetch(url, init), clock)
  const resources = { private: mine.dataSourceId as ResourceId, shared: theirs.dataSourceId as ResourceId }
  const setup = {
    private: createNotionSide<PrivatePageId>({ client: ordinary.private, resource: resources.private }),
    shared: createNotionSide<SharedPageId>({ client: ordinary.shared, resource: resources.shared }),
  }
  const proposal = proposeMapping(unwrap(await setup.private.schema()), unwrap(await setup.shared.schema()), [])
  if (proposal.kind === 'failure') throw new Error(proposal.failures.map((each: Failure) => each.text).join('\n'))
  const side = async (from: { identity(): Promise<Result<Profile['private']['identity']>> }, resource: ResourceId) => ({
    kind: 'notion' as const,
    token: { kind: 'environment' as const, variable: 'TOKEN' },
    resource,
    database: resource,
    title: 'x',
    identity: unwrap(await from.identity()),
    tokenExpiresAt: null,
  })
  const profile: Profile = {
    kind: 'notion-pair',
    id: 'anna' as ProfileId,
    name: 'Anna',
    formerNames: [],
    sourceUserId: 1,
    enabled: true,
    intervalMs: 2 * 60 * 60_000,
    onConflict: 'ask',
    onSharedDelete: 'unshare',
    horizonMs: null,
    importRows: false,
    pausedUntil: null,
    private: await side(setup.private, resources.private),
    shared: await side(setup.shared, resources.shared),
    mapping: proposal.mapping,
    ...options.profile,
  }
  const sidesOf =
    (of: ReturnType<typeof clients>): OpenSides =>
    (_profile, { signal, meter, priority }) => ({
      private: createNotionSide<PrivatePageId>({
        client: of.private,
        resource: resources.private,
        signal,
        meter,
        priority,
      }),
      shared: createNotionSide<SharedPageId>({
        client: of.shared,
        resource: resources.shared,
        signal,
        meter,
        priority,
      }),
    })
  const openSides = sidesOf(ordinary)
  const opened: Computer[] = []
  const world: World = {
    clock,
    sandbox,
    anna: sandbox.person(ownerId),
    partner: sandbox.person(other.id),
    privateId: mine.dataSourceId,
    sharedId: theirs.dataSourceId,
    connectionId: connection.id,
    token: connection.token,
    sharedConnectionId: second.id,
    profile,
    privateRows: () => sandbox.rows(mine.dataSourceId, 'live'),
    sharedRows: () => sandbox.rows(theirs.dataSourceId, 'live'),
    requests() {
      const count = sandbox.requests.length
      sandbox.resetRequests()
      return count
    },
    connect: (fetch, by) => sidesOf(clients(fetch, by)),
    computer() {
      const seed = (options.seed ?? 1) + 100 * (opened.length + 1)
      const { engine, store, home, signals } = openEngineHome({ clock, openSides, seed })
      const computer: Computer = {
        engine,
        store,
        home,
        signals,
        run: (request = {}, who = profile) =>
          engine.run(who, { kind: 'auto', ...request }, new AbortController().signal),
      }
      opened.push(computer)
      return computer
    },
    close() {
      for (const each of opened) {
        each.store.close()
        rmSync(each.home, { recursive: true, force: true })
      }
    },
  }
  sandbox.resetRequests()
  return world
}

/** Adds appointments to the private database, relevant unless said otherwise. */
export function addAppointments(
  world: World,
  count: number,
  values: Readonly<Record<string, unknown>> = {},
): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    world.anna.addRow(world.privateId, {
      Name: `Termin ${index + 1}`,
      Datum: { start: `2026-12-${String((index % 28) + 1).padStart(2, '0')}` },
      Ort: 'Garage',
      PartnerRelevant: true,
      ...values,
    }),
  )
}

/** An id as the engine brands it. */
export function pageId(text: string): PrivatePageId & SharedPageId & PageId {
  return text as PrivatePageId & SharedPageId & PageId
}
