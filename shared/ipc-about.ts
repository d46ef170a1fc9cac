/**
 * The part of the bridge about the application itself: what it is made of.
 */
import { z } from 'zod'
import { list, nothing } from './ipc-parts.ts'

/** A package that is bundled with the application. */
const licence = z
  .object({
    name: z.string(),
    version: z.string(),
    /** Its SPDX identifier. */
    licence: z.string(),
    text: z.string(),
  })
  .readonly()
export type Licence = z.infer<typeof licence>

export const aboutRequests = {
  /** By name; empty where the application runs from its sources. */
  licences: { argument: nothing, answer: list(licence) },
} as const
