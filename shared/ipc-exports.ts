/**
 * What leaves the application as a file: one form of answer for all of them.
 *
 * On the desktop the main process asks where to and saves; a window in a browser is handed the file to download.
 */
import { z } from 'zod'

export const exportedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), path: z.string() }).readonly(),
  z
    .object({
      kind: z.literal('download'),
      name: z.string(),
      mediaType: z.string(),
      text: z.string(),
      encoding: z.enum(['utf8', 'base64']),
    })
    .readonly(),
  /** The user chose no place for it. */
  z.object({ kind: z.literal('cancelled') }).readonly(),
])
export type Exported = z.infer<typeof exportedSchema>
