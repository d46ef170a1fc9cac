/**
 * The stage of a simulated run: workspaces, people, databases, connections and the profiles that sync them.
 *
 * Anna's private database and the shared one live in one workspace, Bert's private one in another. Every database has
 * every property; a world maps some of them, so that the others must never change.
 */
import { type FieldWish, proposeMapping } from '../../electron/core/proposal.ts'
import { createBudget } from '../../electron/http/budget.ts'
import { createNotionClient } from '../../electron/notion/client.ts'
import { createNotionSide } from '../../electron/notion/gateway.ts'
import type { Person } from '../../electron/sandbox/person.ts'
import { createSandbox, type Sandbox } from '../../electron/sandbox/sandbox.ts'
import type { Mapping, PrivatePageId, Profile, ProfileId, ResourceId, SharedPageId } from '../../shared/model.ts'
import { createTestRandom } from '../support/random.ts'
import { unwrap } from '../support/world.ts'
import { type FieldName, fieldTypes, type Side, type WorldPlan } from './script.ts'
import type { SimulatedTime } from './time.ts'

/** Names of the options that every select, status and multi-select begins with. */
export const optionNames = ['A', 'B', 'C', 'D'] as const
export const busyWord = 'belegt'

export interface StagedProfile {
  profile: Profile
  /** Names that the mapped properties had in the beginning, by the key of their field, under every mapping so far. */
  readonly names: Map<string, string>
  readonly number: number
  readonly privateSource: string
  readonly connections: Readonly<Record<Side, string>>
  readonly owner: Person
}

export interface Stage {
  readonly sandbox: Sandbox
  readonly time: SimulatedTime
  readonly plan: WorldPlan
  readonly sharedSource: string
  /** Another database, for pages to be moved to. */
  readonly elsewhere: string
  readonly profiles: readonly StagedProfile[]
  readonly partner: Person
  /** Somebody who may edit everything and syncs nothing. */
  readonly third: Person
  /** The id of the property that had this name in the beginning, whatever it is called now. */
  propertyId(source: string, name: string): string
  /** A deleted property was made anew under its old name. */
  propertyMade(source: string, name: string): void
  /** Reads both schemas again and maps what is there now, as a change of the setup does. */
  remap(index: number): Promise<void>
}

function schemaOf(tracking: Readonly<Record<string, string>>) {
  const options = { options: optionNames.map((name) => ({ name })) }
  const properties: Record<string, string | Record<string, object>> = { ...fieldTypes, Notizen: 'rich_text' }
  properties['Art'] = { select: options }
  properties['Stand'] = { status: options }
  properties['Marken'] = { multi_select: options }
  // Each entry is a Notion type by name or its configuration, which is what the sandbox takes.
  return { ...properties, ...tracking } as Parameters<Sandbox['admin']['addDatabase']>[0]['properties']
}

const start = Date.UTC(2026, 10, 20, 10, 15, 20)

/** Builds the databases and maps them; nothing is synced yet. */
export async function createStage(plan: WorldPlan, time: SimulatedTime): Promise<Stage> {
  const sandbox = createSandbox({
    clock: { now: () => time.now(), sleep: (ms) => time.sleep(ms) },
    seed: plan.seed,
    rowCap: plan.rowCap,
    rateLimit: plan.rateLimit ? { requests: 180, windowMs: 60_000 } : 'off',
    switches: {
      timeZoneOnRead: plan.timeZoneOnRead,
      timestampFilterOn: plan.timestampFilterOn,
      noOpPatchBumps: plan.noOpPatchBumps,
    },
  })
  const { admin } = sandbox
  const home = admin.addWorkspace({ name: 'Zuhause', ownerName: 'Anna' })
  const office = admin.addWorkspace({ name: 'Bert', ownerName: 'Bert' })
  const third = admin.addWorkspace({ name: 'Chris', ownerName: 'Chris' })
  const dora = admin.addUser({ name: 'Dora', workspaceIds: [home.id, office.id, third.id] })
  const homes = [
    { workspace: home, title: 'Termine', name: 'Anna' },
    { workspace: office, title: 'Arbeit', name: 'Bert' },
    { workspace: third, title: 'Schule', name: 'Chris' },
  ]
  const bert = admin.addUser({ name: 'Bert als Gast', workspaceIds: [home.id] })
  const tracked = { PartnerRelevant: 'checkbox', SyncedToSharedId: 'rich_text' }
  const copied = { PartnerRelevant: 'checkbox', SourcePrivateId: 'rich_text', SourceUserId: 'number' }
  const database = (workspaceId: string, title: string, by: string, tracking: Readonly<Record<string, string>>) =>
    admin.addDatabase({ workspaceId, title, properties: schemaOf(tracking), by })
  const shared = database(home.id, 'Gemeinsam', home.ownerId, copied)
  const elsewhere = database(home.id, 'Archiv', home.ownerId, tracked)

  const noteNames = (names: Map<string, string>, profile: Profile): void => {
    for (const { key, private: place } of profile.mapping.fields) {
      const id = place.kind === 'single' ? place.property.id : place.start.id
      const found = [...ids].find(([known, each]) => each === id && known.startsWith(profile.private.resource))
      if (found !== undefined) names.set(key, found[0].slice(profile.private.resource.length + 1))
    }
  }
  const homeOf = (index: number): (typeof homes)[number] => {
    const found = homes[index]
    if (found === undefined) throw new Error('more profiles than people')
    return found
  }
  const makeProfile = async (index: number): Promise<StagedProfile> => {
    const { workspace, title } = homeOf(index)
    const mine = database(workspace.id, title, workspace.ownerId, tracked)
    const own = admin.addConnection({ workspaceId: workspace.id })
    const other = index === 0 && !plan.twoTokens ? own : admin.addConnection({ workspaceId: home.id })
    noteIds(mine.dataSourceId)
    admin.share(mine.databaseId, own.id)
    admin.share(shared.databaseId, other.id)
    admin.share(elsewhere.databaseId, own.id)
    const profile = await profileFor(index, mine.dataSourceId, own.token, other.token)
    const names = new Map<string, string>()
    noteNames(names, profile)
    return {
      profile,
      names,
      number: index + 1,
      privateSource: mine.dataSourceId,
      connections: { private: own.id, shared: other.id },
      owner: sandbox.person(workspace.ownerId),
    }
  }
  const ids = new Map<string, string>()
  const noteIds = (source: string): void => {
    for (const { id, name } of admin.schema(source)) ids.set(`${source} ${name}`, id)
  }
  noteIds(shared.dataSourceId)
  noteIds(elsewhere.dataSourceId)
  const nameNow = (source: string, field: string): string => {
    const id = ids.get(`${source} ${field}`)
    return admin.schema(source).find((each) => each.id === id)?.name ?? field
  }
  const sides = (source: string, own: string, other: string) => {
    const clock = time.machine(0)
    const client = (token: string) =>
      unwrap(
        createNotionClient({
          token,
          fetch: (url, init) => sandbox.fetch(url, init),
          clock,
          random: createTestRandom(7),
          budget: createBudget({ clock }),
          baseUrl: 'http://127.0.0.1:1',
        }),
      )
    return {
      private: createNotionSide<PrivatePageId>({ client: client(own), resource: resource(source) }),
      shared: createNotionSide<SharedPageId>({ client: client(other), resource: resource(shared.dataSourceId) }),
    }
  }
  const wishes = (plan: WorldPlan, source: string): readonly FieldWish[] =>
    plan.fields
      .filter((field) => !byDefault.has(field) || plan.oneWay?.field === field)
      .map((field) => ({
        private: nameNow(source, field),
        shared: nameNow(shared.dataSourceId, field),
        direction: directionOf(plan, field),
      }))
  const mappingOf = async (
    source: string,
    side: ReturnType<typeof sides>,
    previous: Mapping | null,
  ): Promise<Mapping> => {
    const proposal = proposeMapping(
      unwrap(await side.private.schema()),
      unwrap(await side.shared.schema()),
      wishes(plan, source),
      previous,
    )
    if (proposal.kind === 'failure') throw new Error(proposal.failures.map((each) => each.text).join('\n'))
    return proposal.mapping
  }
  const profileFor = async (index: number, source: string, own: string, other: string): Promise<Profile> => {
    const side = sides(source, own, other)
    const connection = async (which: Side, id: string): Promise<Profile['private']> => ({
      kind: 'notion',
      token: { kind: 'environment', variable: 'TOKEN' },
      resource: resource(id),
      database: id,
      title: which,
      identity: unwrap(await side[which].identity()),
      tokenExpiresAt: null,
    })
    return {
      kind: 'notion-pair',
      formerNames: [],
      // The simulation is the host here: it gives profiles their ids.
      id: `profile-${index}` as ProfileId,
      name: homeOf(index).name,
      sourceUserId: index + 1,
      enabled: true,
      intervalMs: 2 * 60 * 60_000,
      onConflict: plan.onConflict,
      onSharedDelete: plan.onSharedDelete,
      horizonMs: null,
      importRows: plan.importRows && index === 0,
      pausedUntil: null,
      private: await connection('private', source),
      shared: await connection('shared', shared.dataSourceId),
      mapping: await mappingOf(source, side, null),
    }
  }
  const profiles: StagedProfile[] = []
  for (let index = 0; index < plan.computers.length; index += 1) profiles.push(await makeProfile(index))
  sandbox.resetRequests()
  return {
    sandbox,
    time,
    plan,
    sharedSource: shared.dataSourceId,
    elsewhere: elsewhere.dataSourceId,
    profiles,
    partner: sandbox.person(bert.id),
    third: sandbox.person(dora.id),
    propertyId: (source, name) => ids.get(`${source} ${name}`) ?? '',
    propertyMade: (source, name) => ids.set(`${source} ${name}`, admin.property(source, name).id),
    async remap(index) {
      const staged = profiles[index]
      if (staged === undefined) return
      const token = (side: Side): string => sandbox.store.connections.get(staged.connections[side])?.token ?? ''
      const side = sides(staged.privateSource, token('private'), token('shared'))
      staged.profile = {
        ...staged.profile,
        mapping: await mappingOf(staged.privateSource, side, staged.profile.mapping),
      }
      noteNames(staged.names, staged.profile)
    },
  }
}

/** When every simulated run begins, ms UTC. */
export const startOfTime = start

function resource(id: string): ResourceId {
  return id as ResourceId // The sandbox made it as the id of a data source.
}

const byDefault: ReadonlySet<FieldName> = new Set(['Name', 'Datum', 'Beschreibung', 'Ort'])

function directionOf(plan: WorldPlan, field: FieldName): FieldWish['direction'] {
  if (plan.oneWay?.field !== field) return { kind: 'both' }
  return plan.oneWay.how === 'busy' ? { kind: 'busy', word: busyWord } : { kind: 'to-shared' }
}
