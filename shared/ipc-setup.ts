/**
 * The part of the bridge that sets up a profile: what the window asks on the way from a token to a first sync.
 *
 * Spread into `ipc.ts`. Nothing here saves a profile but `add-profile`; nothing writes to Notion but
 * `create-shared-database` and `create-properties`, which a person asks for.
 */
import { z } from 'zod'
import { errorSchema } from './contract.ts'
import { profileSummarySchema } from './contract-profile.ts'
import { list, nothing } from './ipc-parts.ts'
import {
  chosenDatabaseSchema,
  foundDatabaseSchema,
  foundPageSchema,
  invitationSummarySchema,
  setupCheckSchema,
  setupDraftSchema,
  setupPreviewSchema,
  tokenEntrySchema,
} from './setup.ts'

const ofDraft = z.strictObject({ draft: setupDraftSchema })
/** A part of a title; or an id or a link, which is looked up. Empty: whatever was edited last. */
const searched = z.strictObject({ entry: tokenEntrySchema, search: z.string().max(2000) })

/** The most that an invitation may weigh, in characters. */
export const LARGEST_INVITATION = 65_536

export const setupRequests = {
  /** Null: no setup is under way. */
  'setup-draft': { argument: nothing, answer: setupDraftSchema.nullable() },
  /** Null: begin anew. */
  'save-setup-draft': { argument: z.strictObject({ draft: setupDraftSchema.nullable() }), answer: nothing },
  /** `complete`: there are no others. A link that cannot be followed is a failure that says why. */
  'find-databases': {
    argument: searched,
    answer: z.object({ databases: list(foundDatabaseSchema), complete: z.boolean() }).readonly(),
  },
  /** Pages under which a database can be created. */
  'find-pages': {
    argument: searched,
    answer: z.object({ pages: list(foundPageSchema), complete: z.boolean() }).readonly(),
  },
  /** A shared database that fits a private one: its mapped properties and those by which we keep track. */
  'create-shared-database': {
    argument: z.strictObject({
      entry: tokenEntrySchema,
      parentPageId: z.string().min(1).max(2000),
      title: z.string().trim().min(1).max(200),
      likeEntry: tokenEntrySchema,
      likeDatabaseId: z.string().min(1).max(2000),
    }),
    answer: z.object({ database: chosenDatabaseSchema, properties: list(z.string()) }).readonly(),
  },
  /** What is wrong stands in the answer; a failure means that nobody could look. */
  'check-setup': { argument: ofDraft, answer: setupCheckSchema },
  /** Creates the missing properties that can be created, then checks again. */
  'create-properties': {
    argument: z.strictObject({ draft: setupDraftSchema, side: z.enum(['private', 'shared', 'both']) }),
    answer: setupCheckSchema,
  },
  /** Writes nothing, neither in Notion nor here. */
  'preview-setup': { argument: ofDraft, answer: setupPreviewSchema },
  /** Saves the profile, begins to sync it, and forgets the draft. */
  'add-profile': {
    argument: ofDraft,
    answer: z.object({ profile: profileSummarySchema, notes: list(errorSchema) }).readonly(),
  },
  /** Opens an invitation: the draft that is under way, or a new one, gets what it says and is saved. */
  'read-invitation': {
    argument: z.strictObject({ text: z.string().max(LARGEST_INVITATION) }),
    answer: z.object({ invitation: invitationSummarySchema, draft: setupDraftSchema }).readonly(),
  },
} as const
