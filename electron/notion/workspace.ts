/**
 * What the answer to “who am I” tells: the connection, its workspace, and what the plan of that allows (notion-api,
 * section 2).
 */
import { z } from 'zod'
import { ok, type Result } from '../../shared/failure.ts'
import type { Identity } from '../../shared/model.ts'
import type { CallContext, NotionClient } from './client.ts'
import { identityFrom, wireSelf } from './wire.ts'

const self = z.looseObject({
  bot: z.looseObject({
    workspace_limits: z.looseObject({ max_file_upload_size_in_bytes: z.number() }).nullish(),
  }),
})

/** Who a connection is (notion-api, section 2). */
export async function identityOf(client: NotionClient, context: CallContext): Promise<Result<Identity>> {
  const answer = await client.call('read', wireSelf, (notion) => notion.users.me({}), context)
  return answer.kind === 'ok' ? ok(identityFrom(answer.value)) : answer
}

/** The largest file of a free workspace (section 11): 5 MB. */
const FREE_UPLOAD_BYTES = 5 * 1024 * 1024

/** True when the workspace takes larger files than a free one does, so that it is paid for; false: free, or unknown. */
export async function unlimitedUploads(client: NotionClient, context: CallContext): Promise<boolean> {
  const answer = await client.call('read', self, (notion) => notion.users.me({}), context)
  if (answer.kind === 'failure') return false
  return (answer.value.bot.workspace_limits?.max_file_upload_size_in_bytes ?? 0) > FREE_UPLOAD_BYTES
}
