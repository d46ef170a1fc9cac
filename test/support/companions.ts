/**
 * A house of several profiles whose shared sides are one database behind one token: a private database each, one engine,
 * one schedule, the real connections, on the sandbox.
 */
import { rmSync } from 'node:fs'
import { proposeMapping } from '../../electron/core/proposal.ts'
import type { Engine, RunReport, Signal } from '../../electron/engine/engine-port.ts'
import { createSchedule, type Schedule } from '../../electron/engine/schedule.ts'
import { createConnections } from '../../electron/host/connections.ts'
import type { BaseFetch } from '../../electron/http/exchange.ts'
import type { OpenLedger } from '../../electron/ledger/open.ts'
import { createNotionSide } from '../../electron/notion/gateway.ts'
import type { Identity, Profile, ProfileId, ResourceId, TokenReference } from '../../shared/model.ts'
import { openEngineHome } from './engine-home.ts'
import { createTestRandom } from './random.ts'
import { createWorld, privateSchema, sharedSchema, unwrap, type World, type WorldOptions } from './world.ts'

export interface Member {
  readonly profile: Profile
  /** Data source of the private database. */
  readonly privateId: string
  /** The rows it was furnished with. */
  readonly rows: readonly string[]
}

export interface House {
  readonly world: World
  readonly members: readonly Member[]
  /** Those that the schedule knows; all at first. */
  readonly awake: Set<Member>
  readonly engine: Engine
  readonly store: OpenLedger
  readonly schedule: Schedule
  readonly reports: { readonly profile: string; readonly report: RunReport; readonly at: number }[]
  readonly signals: Signal[]
  readonly errors: unknown[]
  /** Stands between the connections and the sandbox. */
  readonly network: { fetch: BaseFetch }
  /** Rows of its shared database outside the trash. */
  copies(): ReturnType<World['sharedRows']>
  /** Requests at the shared side since the last call; `privateTokens` must be `own`. */
  sharedRequests(): number
  close(): Promise<void>
}

export interface HouseOptions extends WorldOptions {
  readonly profiles: number
  /** Appointments of each profile. */
  readonly each: number
  /** `own`: a connection for each private database, as when everybody has a workspace; `same`: one token for everything. */
  readonly privateTokens: 'own' | 'same'
  /** Another installation in this world: a shared database of its own behind the same token, which it closes not. */
  readonly beside?: World
}

/** Builds the house; nothing runs before `schedule.start`. */
export async function createHouse(options: HouseOptions): Promise<House> {
  const own = options.privateTokens === 'own'
  const world = options.beside ?? (await createWorld({ ...options, twoTokens: own }))
  const { sandbox, clock } = world
  const [workspaceId = ''] = sandbox.store.workspaces.keys()
  const [ownerId = ''] = sandbox.store.users.keys()
  const tokens = new Map<string, string>()
  const network: House['network'] = { fetch: (url, init) => sandbox.fetch(url, init) }
  const connections = createConnections({
    token: (reference) => ({ kind: 'ok', value: tokens.get(variableOf(reference)) ?? '' }),
    fetch: (url, init) => network.fetch(url, init),
    clock,
    random: createTestRandom(5),
    baseUrl: 'http://127.0.0.1:1',
    requestsPerMinute: null,
  })
  const sideOf = async (variable: string, dataSourceId: string) => {
    const token = { kind: 'environment', variable } as const
    const resource = dataSourceId as ResourceId // Ids of the sandbox are those of its Notion.
    const client = unwrap(connections.client(token))
    const side = createNotionSide({ client, resource })
    const identity: Identity = unwrap(await side.identity())
    const told = { kind: 'notion', token, resource, database: dataSourceId, title: 'x', tokenExpiresAt: null } as const
    return { side: { ...told, identity }, schema: unwrap(await side.schema()) }
  }
  const sharedConnection = [...sandbox.store.connections.values()].find(({ id }) => id === world.sharedConnectionId)
  tokens.set('SHARED', sharedConnection?.token ?? '')
  const sharedId = options.beside === undefined ? world.sharedId : addShared(world, workspaceId, ownerId)
  const shared = await sideOf('SHARED', sharedId)

  const addMember = async (index: number): Promise<Member> => {
    const database = sandbox.admin.addDatabase({
      workspaceId,
      title: `Termine ${index}`,
      properties: privateSchema,
      by: ownerId,
    })
    const connection = own ? sandbox.admin.addConnection({ workspaceId }) : null
    sandbox.admin.share(database.databaseId, connection?.id ?? world.sharedConnectionId)
    const variable = connection === null ? 'SHARED' : `PRIVATE_${index}`
    if (connection !== null) tokens.set(variable, connection.token)
    const rows = Array.from({ length: options.each }, (_, row) =>
      world.anna.addRow(database.dataSourceId, {
        Name: `Termin ${index}.${row + 1}`,
        Datum: { start: `2026-12-${String((row % 28) + 1).padStart(2, '0')}` },
        Ort: 'Garage',
        PartnerRelevant: true,
      }),
    )
    const mine = await sideOf(variable, database.dataSourceId)
    const proposal = proposeMapping(mine.schema, shared.schema, [])
    if (proposal.kind === 'failure') throw new Error('the databases do not fit')
    const profile: Profile = {
      ...world.profile,
      id: `member-${index}` as ProfileId, // Made here alone.
      name: `Member ${index}`,
      sourceUserId: index,
      private: mine.side,
      shared: shared.side,
      mapping: proposal.mapping,
    }
    return { profile, privateId: database.dataSourceId, rows }
  }
  const members: Member[] = []
  for (let index = 1; index <= options.profiles; index += 1) members.push(await addMember(index))

  const { openSides } = connections
  const { engine, store, home, signals } = openEngineHome({ clock, openSides, seed: 11 })
  const awake = new Set(members)
  const reports: House['reports'] = []
  const errors: unknown[] = []
  const schedule = createSchedule({
    engine,
    clock,
    profiles: () => [...awake].map((member) => member.profile),
    onReport: (profile, report) => reports.push({ profile: profile.name, report, at: clock.monotonic() }),
    onError: (error) => errors.push(error),
  })
  sandbox.resetRequests()
  return {
    world,
    members,
    awake,
    engine,
    store,
    schedule,
    reports,
    signals,
    errors,
    network,
    copies: () => sandbox.rows(sharedId, 'live'),
    sharedRequests: () => {
      const count = sandbox.requests.filter(({ connection }) => connection === world.sharedConnectionId).length
      sandbox.resetRequests()
      return count
    },
    close: async () => {
      await schedule.stop()
      store.close()
      rmSync(home, { recursive: true, force: true })
      if (options.beside === undefined) world.close()
    },
  }
}

function addShared({ sandbox, sharedConnectionId }: World, workspaceId: string, by: string): string {
  const { admin } = sandbox
  const added = admin.addDatabase({ workspaceId, title: 'Gemeinsam 2', properties: sharedSchema, by })
  admin.share(added.databaseId, sharedConnectionId)
  return added.dataSourceId
}

function variableOf(reference: TokenReference): string {
  if (reference.kind !== 'environment') throw new Error('tokens of a house stand in variables')
  return reference.variable
}
