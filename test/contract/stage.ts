/**
 * The stage of the contract suite: the sandbox as Notion, and the real adapter in front of it, in virtual time.
 *
 * Nothing here knows how either side works inside; the suite holds the two readings of the API against each other.
 */
import type { RequestMeter, WriteSide } from '../../electron/engine/ports.ts'
import { createBudget } from '../../electron/http/budget.ts'
import { createNotionClient, type NotionClient, type NotionClientOptions } from '../../electron/notion/client.ts'
import { createNotionSide } from '../../electron/notion/gateway.ts'
import { createSandbox, type SandboxOptions } from '../../electron/sandbox/sandbox.ts'
import type { Failure, Result } from '../../shared/failure.ts'
import type { PrivatePageId, PropertyId, ResourceId, SourcePage } from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestRandom } from '../support/random.ts'

export type TestSide = WriteSide<PrivatePageId>

export const databaseSchema = {
  Name: 'title',
  Datum: 'date',
  Beschreibung: 'rich_text',
  SyncedToSharedId: 'rich_text',
  PartnerRelevant: 'checkbox',
  Nummer: 'number',
  Art: { select: { options: [{ name: 'Arzt', color: 'red' }, { name: 'Sport' }] } },
  Stand: { status: {} },
  Tags: { multi_select: { options: [{ name: 'a' }, { name: 'b' }] } },
  Leute: 'people',
  Link: 'url',
  Mail: 'email',
  Telefon: 'phone_number',
  Rechnung: { formula: { expression: '1' } },
} as const

export interface StageOptions {
  readonly sandbox?: Partial<SandboxOptions>
  readonly client?: Partial<NotionClientOptions>
  readonly signal?: AbortSignal
  /** False: time stands still until the test moves it. */
  readonly auto?: boolean
}

export function mustOk<T>(result: Result<T>): T {
  if (result.kind === 'ok') return result.value
  throw new Error(`expected success, got ${JSON.stringify(result)}`)
}

export function mustFail(result: { readonly kind: string } | Failure): Failure {
  // The tag decides; the union is wider here because listings and readings come as well.
  if (result.kind === 'failure') return result as Failure
  throw new Error(`expected a failure, got ${result.kind}`)
}

export function stage(options: StageOptions = {}) {
  const clock: TestClock = createTestClock({ auto: options.auto ?? true })
  const sandbox = createSandbox({ clock, seed: 11, ...options.sandbox })
  const { id: workspaceId, ownerId } = sandbox.admin.addWorkspace({ name: 'Zuhause' })
  const { databaseId, dataSourceId } = sandbox.admin.addDatabase({
    workspaceId,
    title: 'Termine',
    properties: databaseSchema,
    by: ownerId,
  })
  const connection = sandbox.admin.addConnection({ workspaceId })
  sandbox.admin.share(databaseId, connection.id)
  const random = createTestRandom(5)
  const meter: RequestMeter = { read: 0, write: 0, retried: 0 }
  const connect = (token: string): NotionClient =>
    mustOk(
      createNotionClient({
        token,
        fetch: sandbox.fetch,
        clock,
        random,
        budget: createBudget({ clock }),
        baseUrl: 'http://127.0.0.1:1',
        ...options.client,
      }),
    )
  const client = connect(connection.token)
  // Checked by the sandbox; the brand says what it names.
  const resource = dataSourceId as ResourceId
  const side: TestSide = createNotionSide<PrivatePageId>({
    client,
    resource,
    meter,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  const property = (name: string): PropertyId =>
    // As above.
    sandbox.admin.property(dataSourceId, name).id as PropertyId
  return {
    clock,
    sandbox,
    admin: sandbox.admin,
    faults: sandbox.faults,
    person: sandbox.person(ownerId),
    workspaceId,
    ownerId,
    databaseId,
    dataSourceId,
    connection,
    connect,
    client,
    resource,
    side,
    meter,
    property,
  }
}

/** The value a page shows under a property of this name. */
export function valueOf(page: SourcePage, name: string): Value | undefined {
  return [...page.properties.values()].find((property) => property.name === name)?.value
}

export function pageId(text: string): PrivatePageId {
  // Ids of the sandbox are ids of pages; the brand says on which side they lie.
  return text as PrivatePageId
}
