/**
 * The one bridge between the window and the main process: for each name what is asked and what is answered.
 *
 * Both ends derive their types from here, and the main process parses by it: arguments, because a window may be anybody;
 * answers, so that nothing crosses that is not named here. A token is an argument of `save-token` and no part of any
 * answer. No Electron, no transport.
 */
import { z } from 'zod'
import { conflictSchema, errorSchema, heldSchema, problemSchema } from './contract.ts'
import { type Intent, intentSchema } from './intent.ts'
import { aboutRequests } from './ipc-about.ts'
import { careRequests } from './ipc-care.ts'
import { endpointRequests } from './ipc-endpoint.ts'
import { healthRequests } from './ipc-health.ts'
import { listRequests } from './ipc-lists.ts'
import type { PushName, RequestName } from './ipc-names.ts'
import { profileRequests } from './ipc-profiles.ts'
import { setupRequests } from './ipc-setup.ts'
import { screens } from './screens.ts'
import { preferencesSchema, snapshotSchema } from './snapshot.ts'

interface Exchange {
  readonly argument: z.ZodType
  readonly answer: z.ZodType
}

const nothing = z.null()
/** A profile is named as the user named it; null means all. */
const profile = z.string().max(200).nullable()
const pageId = z.string().regex(/^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()
const ofProfile = z.strictObject({ profile })
/** Which stored token is meant, as the profiles name it. */
const entry = z.string().min(1).max(100)
/** What became of a stored token: where it is, and whose workspace it opens. Never the token. */
const storedToken = z.object({ entry, workspaceName: z.string() }).readonly()

/** The window may point a profile to a token that is stored here, never to a file or a variable of the computer. */
function namesStoredTokens(intent: Intent): boolean {
  if (intent.action !== 'set-profile') return true
  const { privateToken, sharedToken } = intent.changes
  return [privateToken, sharedToken].every((token) => token === undefined || token.kind === 'desktop')
}

export const requests = {
  ...endpointRequests,
  ...listRequests,
  ...healthRequests,
  snapshot: { argument: nothing, answer: snapshotSchema },
  /** Answered when the runs have ended. */
  'sync-now': { argument: z.strictObject({ profile, kind: z.enum(['auto', 'full']) }), answer: nothing },
  submit: {
    argument: intentSchema.refine(namesStoredTokens),
    answer: z
      .object({
        action: z.string(),
        ids: list(z.string()),
        carriedOut: z.boolean(),
        /** Why it was not carried out at once; null when it was. */
        obstacle: errorSchema.nullable(),
      })
      .readonly(),
  },
  conflicts: { argument: ofProfile, answer: list(conflictSchema) },
  problems: { argument: ofProfile, answer: list(problemSchema) },
  held: { argument: ofProfile, answer: list(heldSchema) },
  /** `entry` null: a new one. The token is tried first; one that Notion refuses is not stored. */
  'save-token': {
    argument: z.strictObject({
      entry: entry.nullable(),
      token: z.string().min(1).max(4096),
      /** When the new one expires, as Notion said; absent or null: never, or not said. */
      expiresAt: z.iso.datetime().nullable().exactOptional(),
    }),
    answer: storedToken,
  },
  /** The main process asks which file. Null: nothing was chosen. */
  'import-token-file': { argument: nothing, answer: storedToken.nullable() },
  /** Whether tokens may be kept on a computer that cannot encrypt them. */
  'accept-unprotected': { argument: z.strictObject({ agree: z.boolean() }), answer: nothing },
  'save-preferences': { argument: preferencesSchema, answer: nothing },
  /** What the computer says afterwards, which may be something else. */
  'set-start-at-login': { argument: z.strictObject({ on: z.boolean() }), answer: z.enum(['on', 'off', 'unknown']) },
  /** A page that the ledger knows, in Notion. `address`: nobody but the page itself can open it. */
  'open-page': {
    argument: z.strictObject({ pageId }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('opened') }).readonly(),
      z.object({ kind: z.literal('address'), url: z.url({ protocol: /^https$/ }) }).readonly(),
    ]),
  },
  'open-folder': { argument: z.strictObject({ which: z.enum(['logs']) }), answer: nothing },
  ...careRequests,
  ...setupRequests,
  ...profileRequests,
  ...aboutRequests,
} as const satisfies Readonly<Record<RequestName, Exchange>>

export const pushes = {
  'snapshot-changed': snapshotSchema,
  'open-screen': z.enum(screens),
} as const satisfies Readonly<Record<PushName, z.ZodType>>

export type Argument<Name extends RequestName> = z.output<(typeof requests)[Name]['argument']>
export type Answer<Name extends RequestName> = z.output<(typeof requests)[Name]['answer']>
export type Pushed<Name extends PushName> = z.output<(typeof pushes)[Name]>

const replySchema = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('ok'), value }).readonly(),
    z.object({ kind: z.literal('failure'), error: errorSchema }).readonly(),
  ])
/** What comes back: a failure is an answer as well, worded in the user's language. */
export type Reply<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'failure'; readonly error: z.output<typeof errorSchema> }

/** The form of an answer, for whoever checks what crosses the bridge. */
export function replyOf(name: RequestName): z.ZodType {
  return replySchema(requests[name].answer)
}

/** What the window gets to see: one function for each name. */
export interface Bridge {
  readonly ask: { readonly [Name in RequestName]: (argument: Argument<Name>) => Promise<Reply<Answer<Name>>> }
  /** Each returns how to stop listening. */
  readonly listen: { readonly [Name in PushName]: (listener: (value: Pushed<Name>) => void) => () => void }
}
