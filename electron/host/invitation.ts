/**
 * The file with which a second person sets up: which shared database, which fields, and a number that is free.
 *
 * Holds no secret: whoever opens it needs a token of their own for that database. It comes from somewhere else, so it is
 * read like anything hostile: no more than a certain size, nothing but what the schema names, and in nobody's words.
 */
import { z } from 'zod'
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import { LARGEST_INVITATION } from '../../shared/ipc-setup.ts'
import type { Profile } from '../../shared/model.ts'
import { type FieldChoice, fieldChoiceSchema, type InvitationSummary, type SetupDraft } from '../../shared/setup.ts'
import { canonicalId } from '../notion/wire.ts'
import { placeName } from './field-text.ts'
import type { Home } from './home.ts'
import { unknownProfile } from './profile-setup.ts'
import { lowestFree, takenNumbers } from './setup-number.ts'

export const INVITATION_FORMAT = 'partner-sync-invitation'
export const INVITATION_VERSION = 1
export const invitationMediaType = 'application/json'

/** What a person sees of it must stay on its line. */
const line = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !/\p{Control}/u.test(text), 'holds control characters')
const notionId = z.string().transform((text, context) => {
  const id = canonicalId(text)
  if (id !== null) return id
  context.addIssue({ code: 'custom', message: 'not an id of Notion' })
  return z.NEVER
})

/** Unknown keys are a newer program's and are left alone; what is known must be right. */
const invitationSchema = z.object({
  format: z.literal(INVITATION_FORMAT),
  version: z.literal(INVITATION_VERSION),
  madeAt: z.iso.datetime(),
  by: line(64),
  database: z.object({ id: notionId, resource: notionId, title: line(2000), workspaceName: line(200) }),
  sourceUserId: z.int().positive().max(1_000_000_000),
  /** From the shared side: names of the properties there. What the private ones are called is the other person's. */
  fields: z.array(fieldChoiceSchema).max(100).readonly(),
})
export type Invitation = z.infer<typeof invitationSchema>

/** An invitation to the shared database of a profile, as the text of its file; asks Notion which numbers are taken. */
export async function makeInvitation(
  home: Home,
  name: string,
  signal: AbortSignal,
): Promise<Result<{ readonly fileName: string; readonly text: string }>> {
  const profile = home.profiles().find((one) => one.name === name)
  if (profile === undefined) return unknownProfile(name)
  const taken = await takenNumbers(home, profile, signal)
  if (taken.kind === 'failure') return taken
  const { shared } = profile
  const invitation: Invitation = {
    format: INVITATION_FORMAT,
    version: INVITATION_VERSION,
    madeAt: new Date(home.clock.now()).toISOString(),
    by: profile.name,
    database: {
      id: canonicalId(shared.database) ?? shared.database,
      resource: shared.resource,
      title: oneLine(shared.title),
      workspaceName: oneLine(shared.identity.workspaceName),
    },
    sourceUserId: lowestFree(new Set([...taken.value, profile.sourceUserId])),
    fields: fieldsOf(profile),
  }
  return ok({ fileName: fileNameOf(profile.name), text: `${JSON.stringify(invitation, undefined, 2)}\n` })
}

/**
 * One-way and busy-only fields are a matter of the person who set them: the other one gets them both ways, and decides.
 * A word that hides something would itself tell of it.
 */
function fieldsOf(profile: Profile): readonly FieldChoice[] {
  return profile.mapping.fields.map((field) => {
    const shared = placeName(field.shared)
    return { private: shared, shared, direction: 'both' }
  })
}

const oneLine = (text: string): string => text.replaceAll(/\p{Control}+/gu, ' ').slice(0, 200)

function fileNameOf(name: string): string {
  const plain = name.replaceAll(/[^\p{Letter}\p{Number}-]+/gu, '-').replaceAll(/^-+|-+$/g, '')
  return `partner-sync-${plain === '' ? 'invitation' : plain}.json`
}

/** Reads an invitation; each way in which a text is none has its own words. */
export function readInvitation(text: string): Result<InvitationSummary> {
  const raw = parse(text)
  if (raw.kind === 'failure') return raw
  const marked = z.looseObject({ format: z.literal(INVITATION_FORMAT), version: z.unknown() }).safeParse(raw.value)
  if (!marked.success) return refused('invitation-foreign', 'it does not name the format of an invitation')
  const { version } = marked.data
  if (typeof version === 'number' && version > INVITATION_VERSION) {
    return refused('invitation-newer', `version ${version}, this program knows ${INVITATION_VERSION}`)
  }
  const parsed = invitationSchema.safeParse(raw.value)
  if (!parsed.success) return refused('invitation-damaged', whereWrong(parsed.error))
  const { by, madeAt, database, sourceUserId, fields } = parsed.data
  const { resource, title, workspaceName } = database
  return ok({ by, madeAt, sourceUserId, fields, workspaceName, database: { id: resource, title } })
}

/** What an invitation settles; what the user chose otherwise stays. */
export function draftFromInvitation(draft: SetupDraft, invitation: InvitationSummary): SetupDraft {
  return { ...draft, invitation, sharedDatabase: invitation.database, sourceUserId: null, importRows: false }
}

function parse(text: string): Result<unknown> {
  if (text.length > LARGEST_INVITATION) return refused('invitation-foreign', `${text.length} characters are too many`)
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return ok(value)
  } catch {
    // The parser's own message would quote the file.
    return refused('invitation-foreign', 'it is no JSON')
  }
}

/** Where it is wrong, never what stands there: it would be shown to the user as if it were ours. */
function whereWrong(error: z.ZodError): string {
  const places = error.issues.map(({ path, code }) => `${code} at /${path.map(String).join('/')}`)
  return places.slice(0, 10).join(', ')
}

function refused(reason: string, text: string): Failure {
  return failure('usage', text, { reason, connector: 'setup' })
}
