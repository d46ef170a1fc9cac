/**
 * A sandbox over loopback for measurements: one person's private database with partner-relevant appointments, a shared one
 * that is empty or holds their copies, and a connection that reaches both. Its limit is lifted, so that the program is
 * measured, not the waiting.
 */
import { createSandbox, type Sandbox } from '../../electron/sandbox/sandbox.ts'
import { realClock, serveSandbox } from '../../electron/sandbox/server.ts'
import { privateSchema, sharedSchema } from '../support/world.ts'

export interface Furnished {
  readonly sandbox: Sandbox
  readonly server: Awaited<ReturnType<typeof serveSandbox>>
  readonly token: string
  /** Ids of the databases, as a link to them would name them. */
  readonly databases: { readonly private: string; readonly shared: string }
}

/** What is there when the measuring begins was written that long ago, so that no look takes it for news. */
const FURNISHED_BEFORE_MS = 60 * 60_000

export async function furnished(appointments: number, description: string, copied = false): Promise<Furnished> {
  const logSize = 10 * appointments + 10_000
  let before = FURNISHED_BEFORE_MS
  const clock = { ...realClock, now: () => realClock.now() - before }
  const sandbox = createSandbox({ clock, seed: 1, rateLimit: 'off', logSize })
  const { admin } = sandbox
  const { id: workspaceId, ownerId } = admin.addWorkspace({ name: 'Zuhause', ownerName: 'Anna' })
  const mine = admin.addDatabase({ workspaceId, title: 'Termine', properties: privateSchema, by: ownerId })
  const theirs = admin.addDatabase({ workspaceId, title: 'Gemeinsam', properties: sharedSchema, by: ownerId })
  const connection = admin.addConnection({ workspaceId })
  for (const each of [mine, theirs]) admin.share(each.databaseId, connection.id)
  const anna = sandbox.person(ownerId)
  for (let index = 0; index < appointments; index += 1) {
    const shown = {
      Name: `Termin ${index}`,
      Datum: { start: '2026-12-01' },
      Ort: 'Garage',
      Beschreibung: description,
      PartnerRelevant: true,
    }
    const id = anna.addRow(mine.dataSourceId, shown)
    if (!copied) continue
    const copy = anna.addRow(theirs.dataSourceId, { ...shown, SourcePrivateId: id, SourceUserId: 1 })
    anna.edit(id, { SyncedToSharedId: copy })
  }
  before = 0
  return {
    sandbox,
    server: await serveSandbox(sandbox, {}),
    token: connection.token,
    databases: { private: mine.databaseId, shared: theirs.databaseId },
  }
}
