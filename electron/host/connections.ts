/**
 * One client for each token: profiles that share a token share its budget of requests, and the looks at a database that
 * they begin at the same moment.
 *
 * Tokens are looked up anew on every use, so that a changed variable or file counts from the next run on. A token that
 * cannot be had gives sides that answer every question with that failure; nothing else in a run has to know.
 */
import { type Failure, ok, type Result } from '../../shared/failure.ts'
import type {
  Identity,
  PageId,
  PrivatePageId,
  Profile,
  ProfileId,
  ResourceId,
  SharedPageId,
  TokenReference,
} from '../../shared/model.ts'
import type { OpenSides } from '../engine/engine-port.ts'
import { createJointLooks, type JointLooks } from '../engine/joint-look.ts'
import type { Clock, Random, WriteSide } from '../engine/ports.ts'
import { createBudget } from '../http/budget.ts'
import type { BaseFetch } from '../http/exchange.ts'
import { type CallContext, createNotionClient, type NotionClient } from '../notion/client.ts'
import { createNotionSide } from '../notion/gateway.ts'

export interface Connections {
  client(reference: TokenReference): Result<NotionClient>
  /** Who a token is, before it is kept anywhere: tells a token that Notion refuses from one that it takes. */
  identify(token: string, signal: AbortSignal): Promise<Result<Identity>>
  readonly openSides: OpenSides
  /** How long a request of the run that this profile opened last would have to wait now (ms). */
  waitMs(profile: ProfileId): number
}

export interface ConnectionsOptions {
  readonly token: (reference: TokenReference) => Result<string>
  readonly fetch: BaseFetch
  readonly clock: Clock
  readonly random: Random
  /** Null: Notion itself. */
  readonly baseUrl: string | null
  /** Requests a connection may make in a minute; null: what Notion allows everybody (notion-api, section 6). */
  readonly requestsPerMinute: number | null
}

export function createConnections(options: ConnectionsOptions): Connections {
  const { fetch, clock, random, baseUrl, requestsPerMinute } = options
  const clients = new Map<string, NotionClient>()
  const opened = new Map<ProfileId, ReturnType<OpenSides>>()
  const looks = new Map<NotionClient, Map<ResourceId, JointLooks<SharedPageId>>>()

  const client = (reference: TokenReference): Result<NotionClient> => {
    const token = options.token(reference)
    return token.kind === 'failure' ? token : clientOf(token.value)
  }
  const clientOf = (token: string): Result<NotionClient> => {
    const known = clients.get(token)
    if (known !== undefined) return ok(known)
    const budget = createBudget({ clock, ...(requestsPerMinute === null ? {} : { limit: requestsPerMinute }) })
    const made = createNotionClient({
      token,
      fetch,
      clock,
      random,
      budget,
      ...(baseUrl === null ? {} : { baseUrl }),
    })
    if (made.kind === 'ok') clients.set(token, made.value)
    return made
  }

  const side = <Id extends PageId>(connection: Profile['private'], context: CallContext): WriteSide<Id> => {
    const found = client(connection.token)
    if (found.kind === 'failure') return failingSide<Id>(connection.resource, found)
    return createNotionSide<Id>({ client: found.value, resource: connection.resource, ...context })
  }

  const looksAt = (at: NotionClient, resource: ResourceId): JointLooks<SharedPageId> => {
    const ofClient = looks.get(at) ?? new Map<ResourceId, JointLooks<SharedPageId>>()
    looks.set(at, ofClient)
    const open = (context: CallContext) => createNotionSide<SharedPageId>({ client: at, resource, ...context })
    const known = ofClient.get(resource) ?? createJointLooks({ clock, open })
    ofClient.set(resource, known)
    return known
  }
  const sharedSide: (...given: Parameters<OpenSides>) => WriteSide<SharedPageId> = ({ shared }, context) => {
    const own = side<SharedPageId>(shared, context)
    const found = context.together === true ? client(shared.token) : null
    return found?.kind === 'ok' ? looksAt(found.value, shared.resource).join(own, context) : own
  }

  return {
    client,
    identify: async (token, signal) => {
      const found = clientOf(token)
      if (found.kind === 'failure') return found
      // Who we are does not depend on a database.
      const resource = '' as ResourceId
      return createNotionSide({ client: found.value, resource, priority: 'user', signal }).identity()
    },
    openSides: (profile, context) => {
      const sides = {
        private: side<PrivatePageId>(profile.private, context),
        shared: sharedSide(profile, context),
      }
      // A page that is asked for beside a run has places of its own: the run is what may have to wait.
      if (context.priority === 'bulk' || !opened.has(profile.id)) opened.set(profile.id, sides)
      return sides
    },
    waitMs: (profile) => {
      const sides = opened.get(profile)
      return sides === undefined ? 0 : Math.max(sides.private.waitMs(), sides.shared.waitMs())
    },
  }
}

/** A side that cannot be reached at all: says so to every question, and never writes. */
export function failingSide<Id extends PageId>(resource: ResourceId, why: Failure): WriteSide<Id> {
  const listing = () => Promise.resolve({ kind: 'incomplete', pages: [], failure: why } as const)
  const refused = () => Promise.resolve(why)
  return {
    resource,
    list: listing,
    changesSince: listing,
    findByKey: listing,
    read: refused,
    readProperty: refused,
    schema: refused,
    identity: refused,
    serverNow: () => null,
    waitMs: () => 0,
    create: refused,
    update: refused,
    trash: refused,
    restore: refused,
    addProperty: refused,
  }
}
