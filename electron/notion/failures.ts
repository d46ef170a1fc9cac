/**
 * Every way in which Notion, the network or an answer can fail, as a `Failure` (notion-api sections 3 and 7).
 *
 * Decides the two things the engine acts on: `outcome`, by the table "What came back from a create" of sync-semantics,
 * and `repeat`. Judges by status, code and `additional_data`; by the message only where Notion offers nothing else.
 * A read has no effect, so its outcome is always `not-done`. The text is the raw answer, whole, without secrets.
 */
import { InvalidPathParameterError, isHTTPResponseError, RequestTimeoutError } from '@notionhq/client'
import { z } from 'zod'
import {
  assertNever,
  type Failure,
  type FailureCategory,
  type FailureOutcome,
  type FailureRepeat,
  failure,
} from '../../shared/failure.ts'
import { ExchangeError, type ExchangeFault } from '../http/exchange.ts'
import { redact } from '../http/redaction.ts'

export type CallKind = 'read' | 'write'

export interface FailureContext {
  readonly kind: CallKind
  readonly secrets: readonly string[]
  /** Wall time, for a `Retry-After` that names a moment in an answer without a `Date`. */
  readonly now: number
}

type More = Partial<Omit<Failure, 'kind' | 'category' | 'text' | 'connector'>>

/** A failure of this connector. For a write the caller says the outcome; a read never did anything. */
export function notionFailure(
  category: FailureCategory,
  text: string,
  context: FailureContext,
  more: More = {},
): Failure {
  const outcome = context.kind === 'read' ? 'not-done' : (more.outcome ?? 'not-done')
  const committedId = context.kind === 'read' ? null : (more.committedId ?? null)
  // A person may have pasted the token where something else was asked for.
  const subject = more.subject === undefined || more.subject === null ? null : redact(more.subject, context.secrets)
  return failure(category, redact(text, context.secrets), {
    ...more,
    connector: 'notion',
    outcome,
    committedId,
    subject,
  })
}

const textOrTexts = z.union([z.string(), z.array(z.string())])
const errorBody = z.looseObject({
  code: z.string(),
  message: z.string(),
  request_id: z.string().optional().catch(undefined),
  additional_data: z.record(z.string(), textOrTexts.catch('')).optional().catch(undefined),
})
type ErrorBody = z.infer<typeof errorBody>

interface Answer {
  readonly status: number
  readonly text: string
  readonly header: (name: string) => string | null
  /** Null when it was not Notion itself that answered. */
  readonly body: ErrorBody | null
}

function parseBody(text: string): ErrorBody | null {
  try {
    const parsed = errorBody.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    // HTML from a proxy, or nothing at all: then it was not Notion that answered, which is what null says.
    return null
  }
}

const extra = (body: ErrorBody | null, key: string): string | null => {
  const value = body?.additional_data?.[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Section 6: the header first, in seconds or as a date, else `additional_data`. No upper limit. */
function announcedWait(answer: Answer, now: number): number | null {
  for (const text of [answer.header('retry-after'), extra(answer.body, 'retry_after')]) {
    if (text === null || text.trim() === '') continue
    const seconds = Number(text)
    if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds * 1000))
    // A date is meant by the server's clock; ours may be wrong (invariant 9).
    const server = Date.parse(answer.header('date') ?? '')
    const wait = Date.parse(text) - (Number.isNaN(server) ? now : server)
    if (!Number.isNaN(wait)) return Math.max(0, wait)
  }
  return null
}

interface Judgement {
  readonly category: FailureCategory
  readonly outcome: FailureOutcome
  readonly repeat: FailureRepeat
  readonly reason?: string
  readonly subject?: string | null
}

const judge = (
  category: FailureCategory,
  outcome: FailureOutcome,
  repeat: FailureRepeat,
  reason?: string,
  subject?: string | null,
): Judgement => ({ category, outcome, repeat, ...(reason === undefined ? {} : { reason, subject: subject ?? null }) })

// Notion gives all three the same code (section 7); only the message tells them apart.
const NO_SUCH_PROPERTY = /([^.\n]+?) is not a property that exists|Could not find property with name or id: ?([^.\n]+)/i
const IN_TRASH = /can't edit (a )?(block|page) that is (archived|in (the )?trash)/i

function judgeRefusal(answer: Answer, message: string): Judgement {
  const property = NO_SUCH_PROPERTY.exec(message)
  if (property !== null) {
    const subject = (property[1] ?? property[2] ?? '').trim()
    return judge('schema', 'refused', 'never', 'property-missing', subject === '' ? null : subject)
  }
  if (IN_TRASH.test(message)) return judge('validation', 'refused', 'never', 'page-in-trash')
  if (answer.status === 404) return judge('not-shared', 'refused', 'never')
  return judge('validation', 'refused', 'never')
}

function judgeForbidden(answer: Answer): Judgement {
  if (answer.body === null) return judge('network', 'not-done', 'later', 'blocked-before-notion')
  if (extra(answer.body, 'block_limit') !== null) return judge('plan-limit', 'not-done', 'never', 'block-limit')
  return judge('permission', 'not-done', 'never')
}

/** By status first, because codes are many and new ones come (section 3, "demoted to Unknown"). */
function judgeAnswer(answer: Answer): Judgement {
  const { status, body } = answer
  if (status === 401) return judge('credentials', 'not-done', 'never')
  if (status === 403) return judgeForbidden(answer)
  if (status === 407) return judge('network', 'not-done', 'later', 'blocked-before-notion')
  if (status === 429) {
    const blocked = extra(body, 'rate_limit_reason') === 'public_api_request_blocked'
    return judge('rate-limit', 'not-done', 'wait', blocked ? 'blocked-by-notion' : undefined)
  }
  if (status === 529) return judge('service', 'not-done', 'wait', 'overloaded')
  // A gateway answers in Notion's place, whatever it says: the write may be under way behind it.
  if (status === 502 || status === 504) return judge('service', 'unknown', 'later')
  // The edge refuses a body for its size before anything reads it.
  if (status === 413) return judge('validation', 'refused', 'never', 'too-large')
  if (body === null) return judge('service', 'unknown', 'later', 'malformed-answer')
  if (status === 409) {
    if (body.code === 'row_limit_exceeded') return judge('plan-limit', 'unsure', 'never', 'row-limit')
    return judge('conflict', 'unsure', 'later')
  }
  if (status >= 400 && status < 500) return judgeRefusal(answer, body.message)
  return judge('service', 'unsure', 'later')
}

function fromAnswer(answer: Answer, context: FailureContext): Failure {
  const { category, outcome, repeat, reason, subject } = judgeAnswer(answer)
  const text = answer.text.trim() === '' ? `HTTP ${answer.status} without a body` : answer.text
  const paused = answer.status === 429 || answer.status === 529
  return notionFailure(category, text, context, {
    outcome,
    repeat,
    code: answer.body?.code ?? null,
    status: answer.status,
    requestId: answer.body?.request_id ?? answer.header('x-notion-request-id') ?? answer.header('cf-ray'),
    waitMs: paused ? announcedWait(answer, context.now) : null,
    committedId: outcome === 'unsure' ? extra(answer.body, 'committed_resource_id') : null,
    reason: reason ?? null,
    subject: subject ?? null,
  })
}

function fromFault(fault: ExchangeFault, context: FailureContext): Failure {
  switch (fault.kind) {
    case 'timeout':
      return notionFailure('timeout', fault.text, context, { outcome: 'unknown', repeat: 'later' })
    case 'never-made':
      return notionFailure('network', fault.text, context, {
        code: fault.code,
        outcome: 'not-done',
        repeat: 'wait',
        reason: 'unreachable',
      })
    case 'certificate':
      return notionFailure('network', fault.text, context, {
        code: fault.code,
        outcome: 'not-done',
        repeat: 'later',
        reason: 'certificate',
      })
    case 'lost':
      return notionFailure('network', fault.text, context, {
        code: fault.code,
        outcome: 'unknown',
        repeat: 'later',
        reason: 'connection-lost',
      })
    case 'too-large':
      return notionFailure('service', fault.text, context, {
        status: fault.status,
        outcome: 'unknown',
        repeat: 'later',
        reason: 'answer-too-large',
      })
    case 'not-json':
      return notionFailure('service', fault.text === '' ? `HTTP ${fault.status} without a body` : fault.text, context, {
        status: fault.status,
        outcome: 'unknown',
        repeat: 'later',
        reason: 'malformed-answer',
        requestId: fault.headers.get('x-notion-request-id') ?? fault.headers.get('cf-ray'),
      })
    default:
      return assertNever(fault)
  }
}

const headerOf =
  (headers: unknown) =>
  (name: string): string | null =>
    headers instanceof Headers ? headers.get(name) : null

/** Whatever was thrown on the way to Notion and back. */
export function classify(error: unknown, context: FailureContext): Failure {
  if (error instanceof ExchangeError) return fromFault(error.fault, context)
  if (isHTTPResponseError(error)) {
    const { status, body } = error
    return fromAnswer({ status, text: body, header: headerOf(error.headers), body: parseBody(body) }, context)
  }
  if (error instanceof RequestTimeoutError) {
    return notionFailure('timeout', error.message, context, { outcome: 'unknown', repeat: 'later' })
  }
  if (error instanceof InvalidPathParameterError || error instanceof URIError) {
    // Found before anything was sent: an id that can be no id.
    return notionFailure('usage', error.message, context, { reason: 'malformed-id' })
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : 'something that is no error was thrown'
  return notionFailure('unknown', text, context, { outcome: 'unknown', repeat: 'later' })
}

/**
 * An answer of Notion itself that says it worked but does not look as documented. A write has then most likely been
 * done; the id in it, if any, tells where to look.
 */
export function malformedAnswer(answer: unknown, why: string, context: FailureContext): Failure {
  const id: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'id') : null
  return notionFailure('service', `${why}\n${JSON.stringify(answer)}`, context, {
    status: 200,
    outcome: 'unsure',
    repeat: 'later',
    reason: 'malformed-answer',
    committedId: typeof id === 'string' ? id : null,
  })
}
