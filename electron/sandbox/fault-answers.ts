/**
 * The error answers that faults give, in the shapes of sections 6, 7 and 8: JSON of the API itself, HTML of the edge
 * in front of it, and the ones that are no proper answer at all. Assumes the router fills in what only it knows.
 */
import { assertNever } from './assert-never.ts'
import type { Json, JsonObject } from './json.ts'

export type FaultAnswer =
  | { readonly kind: 'bad-request'; readonly message?: string; readonly code?: string }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'restricted' }
  | { readonly kind: 'block-limit' }
  /** 403 of the edge: HTML with `cf-ray`, no request id; not a permission problem. */
  | { readonly kind: 'edge-blocked' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'conflict' }
  /** `retryAfter` in seconds; null sends no header at all. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: number | null; readonly reason?: RateLimitReason }
  | { readonly kind: 'overloaded'; readonly retryAfter?: number }
  | { readonly kind: 'internal' }
  | { readonly kind: 'bad-gateway' }
  /** 503; with guidance it says what to do, and after a committed create it names the new id (section 8). */
  | { readonly kind: 'unavailable'; readonly guidance?: readonly string[]; readonly namesCommitted?: boolean }
  | { readonly kind: 'gateway-timeout'; readonly html?: boolean }
  /** 200 whose body is no JSON. */
  | { readonly kind: 'not-json' }
  | {
      readonly kind: 'custom'
      readonly status: number
      readonly body: string
      readonly headers?: Readonly<Record<string, string>>
    }

export type RateLimitReason =
  | 'public_api_request_rate_limit'
  | 'public_api_space_request_rate_limit'
  | 'public_api_endpoint_rate_limit'
  | 'public_api_request_blocked'

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface FaultSetting {
  readonly requestId: string
  readonly endpoint: string
  readonly notFoundText: string
  /** The id a create made before the fault, if it did. */
  readonly committedId: string | null
}

/** The error envelope of section 7. */
export function errorBody(
  status: number,
  code: string,
  message: string,
  requestId: string,
  additionalData: JsonObject | null,
): string {
  const body: Record<string, Json> = { object: 'error', status, code, message }
  if (additionalData !== null) body['additional_data'] = additionalData
  body['request_id'] = requestId
  return JSON.stringify(body)
}

const RETRY_GUIDANCE = [
  'The write may have been saved. Retrieve the resource before you send the request again.',
  'If committed_resource_id is present, use it instead of creating another resource.',
]

/** The answer of a fault. */
export function faultAnswer(answer: FaultAnswer, setting: FaultSetting): RawAnswer {
  const error = (
    status: number,
    code: string,
    message: string,
    additionalData: JsonObject | null = null,
    headers: Readonly<Record<string, string>> = {},
  ): RawAnswer => ({
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-notion-request-id': setting.requestId,
      ...headers,
    },
    body: errorBody(status, code, message, setting.requestId, additionalData),
  })
  switch (answer.kind) {
    case 'bad-request':
      return error(400, answer.code ?? 'validation_error', answer.message ?? 'body failed validation.')
    case 'unauthorized':
      return error(401, 'unauthorized', 'API token is invalid.')
    case 'restricted':
      return error(403, 'restricted_resource', 'API token does not have access to this resource.')
    case 'block-limit':
      return error(403, 'restricted_resource', 'This workspace has reached its block limit.', {
        block_limit: 'block_creation',
      })
    case 'edge-blocked':
      return html(403, 'Sorry, you have been blocked', { 'cf-ray': '8f1d2c3b4a5e6f70-FRA' })
    case 'not-found':
      return error(404, 'object_not_found', setting.notFoundText)
    case 'conflict':
      return error(409, 'conflict_error', 'Conflict occurred while saving. Please try again.')
    case 'rate-limited':
      return rateLimited(answer.retryAfter, answer.reason ?? 'public_api_request_rate_limit', error)
    case 'overloaded': {
      const wait = answer.retryAfter === undefined ? null : String(answer.retryAfter)
      return error(
        529,
        'service_overload',
        'Notion is overloaded. Please try again later.',
        null,
        wait === null ? {} : { 'retry-after': wait },
      )
    }
    case 'internal':
      return error(500, 'internal_server_error', 'Unexpected error occurred.')
    case 'bad-gateway':
      return html(502, '502 Bad Gateway', { 'cf-ray': '8f1d2c3b4a5e6f71-FRA' })
    case 'unavailable':
      return error(
        503,
        'service_unavailable',
        'Notion is unavailable. Please try again later.',
        guidance(answer, setting),
      )
    case 'gateway-timeout':
      return answer.html === true
        ? html(504, '504 Gateway Time-out', { 'cf-ray': '8f1d2c3b4a5e6f72-FRA' })
        : error(504, 'gateway_timeout', 'The request timed out.')
    case 'not-json':
      return {
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<html>Please sign in</html>',
      }
    case 'custom':
      return { status: answer.status, headers: answer.headers ?? {}, body: answer.body }
    default:
      return assertNever(answer)
  }
}

function guidance(answer: FaultAnswer & { kind: 'unavailable' }, setting: FaultSetting): JsonObject | null {
  if (answer.guidance === undefined && answer.namesCommitted !== true) return null
  return {
    endpoint_name: setting.endpoint,
    notion_error_name: 'PublicApiDeadlineExceeded',
    retry_guidance: answer.guidance ?? RETRY_GUIDANCE,
    elapsed_ms: '55012',
    deadline_ms: '55000',
    ...(answer.namesCommitted === true && setting.committedId !== null
      ? { committed_resource_id: setting.committedId }
      : {}),
  }
}

function rateLimited(
  retryAfter: number | null,
  reason: RateLimitReason,
  error: (
    status: number,
    code: string,
    message: string,
    data: JsonObject,
    headers: Record<string, string>,
  ) => RawAnswer,
): RawAnswer {
  const wait = retryAfter === null ? null : String(retryAfter)
  return error(
    429,
    'rate_limited',
    'You have been rate limited. Please try again in a few minutes.',
    { rate_limit_reason: reason, ...(wait === null ? {} : { retry_after: wait }) },
    wait === null ? {} : { 'retry-after': wait },
  )
}

function html(status: number, title: string, headers: Readonly<Record<string, string>>): RawAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=UTF-8', server: 'cloudflare', ...headers },
    body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  }
}
