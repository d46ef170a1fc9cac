/**
 * What comes over HTTP, judged by the schemas of the bridge. Loaded apart from the page, and only in a browser: the
 * window of the application gets what its preload hands it.
 */
// It has nothing to give; it only has to come before the schemas.
// oxlint-disable-next-line import/no-unassigned-import
import './without-eval.ts'

import { type Pushed, pushes, type Reply, replyOf } from '../shared/ipc.ts'
import type { PushName, RequestName } from '../shared/ipc-names.ts'

/** Null: no answer to such a request. */
export function parseReply(name: RequestName, value: unknown): Reply<unknown> | null {
  const parsed = replyOf(name).safeParse(value)
  // The schema of this very name made it.
  return parsed.success ? (parsed.data as Reply<unknown>) : null
}

/** Null: not what is told under this name. */
export function parsePush(name: PushName, value: unknown): Pushed<PushName> | null {
  const parsed = pushes[name].safeParse(value)
  return parsed.success ? parsed.data : null
}
