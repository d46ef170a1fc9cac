/**
 * The stage most sandbox tests play on: one workspace, one shared database with a property of nearly every type, an
 * internal connection that sees it, and the real client library with its own retries switched off.
 */
import { Client, LogLevel } from '@notionhq/client'
import { virtualClock } from '../../electron/sandbox/clock.ts'
import { createSandbox, type SandboxOptions } from '../../electron/sandbox/sandbox.ts'

export const NOON = Date.UTC(2026, 10, 20, 12, 0, 37)

export const schema = {
  Name: 'title',
  Datum: 'date',
  Beschreibung: 'rich_text',
  Ort: 'rich_text',
  PartnerRelevant: 'checkbox',
  SourceUserId: 'number',
  Art: { select: { options: [{ name: 'Arzt', color: 'red' }, { name: 'Sport' }] } },
  Stand: { status: {} },
  Tags: { multi_select: { options: [{ name: 'a' }, { name: 'b' }] } },
  Leute: 'people',
  Link: 'url',
  Mail: 'email',
  Telefon: 'phone_number',
  Nr: { unique_id: { prefix: 'T' } },
  Geändert: 'last_edited_time',
} as const

export function clientOf(sandbox: { readonly fetch: NonNullable<ClientFetch> }, token: string, version = '2026-03-11') {
  return new Client({
    auth: token,
    notionVersion: version,
    retry: false,
    fetch: sandbox.fetch,
    logLevel: LogLevel.ERROR,
    logger: () => undefined,
  })
}

type ClientFetch = NonNullable<ConstructorParameters<typeof Client>[0]>['fetch']

export function stage(options: Partial<SandboxOptions> = {}) {
  const clock = virtualClock(NOON)
  const sandbox = createSandbox({ clock, seed: 7, ...options })
  const { id: workspaceId, ownerId } = sandbox.admin.addWorkspace({ name: 'Home' })
  const { databaseId, dataSourceId } = sandbox.admin.addDatabase({
    workspaceId,
    title: 'Termine',
    properties: schema,
    by: ownerId,
  })
  const connection = sandbox.admin.addConnection({ workspaceId })
  sandbox.admin.share(databaseId, connection.id)
  const anna = sandbox.person(ownerId)
  const client = clientOf(sandbox, connection.token)
  return { clock, sandbox, workspaceId, ownerId, databaseId, dataSourceId, connection, anna, client }
}

export function titled(text: string) {
  return { title: [{ text: { content: text } }] }
}

export function texted(text: string) {
  return { rich_text: [{ text: { content: text } }] }
}
