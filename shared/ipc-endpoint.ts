/**
 * The part of the bridge about the status endpoint: whether home automation and monitors may ask how things stand.
 *
 * The token that it wants is no part of any answer; the window gets the path of the file that holds it.
 */
import { z } from 'zod'
import { errorSchema } from './contract.ts'

const port = z.int().min(1).max(65_535)

/** How the endpoint stands. */
const endpoint = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }).readonly(),
  z
    .object({
      kind: z.literal('on'),
      port,
      /** `http://127.0.0.1:PORT/api/v1/sync-status` */
      address: z.string(),
      /** Whoever asks sends what stands in this file as `Authorization: Bearer ...`. */
      tokenFile: z.string(),
    })
    .readonly(),
  /** It is wanted, and could not be opened. */
  z.object({ kind: z.literal('failed'), port, error: errorSchema }).readonly(),
])
export type EndpointState = z.output<typeof endpoint>

export const endpointRequests = {
  'status-endpoint': { argument: z.null(), answer: endpoint },
  /** Null: off. Kept for the next start as well. */
  'set-status-endpoint': { argument: z.strictObject({ port: port.nullable() }), answer: endpoint },
} as const
