/**
 * Every "no" the API can say (section 7), as one throwable. The router is the only one that catches it and turns it
 * into an answer, so the rules can be written without carrying an error through each return value.
 * `code` and `additionalData` are what clients may branch on; the messages follow the documented or reported texts.
 */
import { type Json, type JsonObject, quote } from './json.ts'

export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly additionalData: JsonObject | null
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: string,
    message: string,
    extra: { readonly additionalData?: JsonObject; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.additionalData = extra.additionalData ?? null
    this.headers = extra.headers ?? {}
  }
}

/** 400 `validation_error` with a text of its own. */
export function invalid(message: string): Refusal {
  return new Refusal(400, 'validation_error', message)
}

/** 400 `validation_error` in the form `body failed validation: <path> should be <expected>, instead was <value>.` */
export function malformed(path: string, expected: string, value: Json | undefined): Refusal {
  const origin = path.split('.', 1)[0] ?? 'body'
  return invalid(`${origin} failed validation: ${path} should be ${expected}, instead was ${quote(value)}.`)
}

/** 404: missing and not shared look the same on purpose (section 7). */
export function notFound(what: string, id: string, integration: string): Refusal {
  return new Refusal(
    404,
    'object_not_found',
    `Could not find ${what} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration "${integration}".`,
  )
}

/** 403 `restricted_resource`: the token lacks a capability (section 7). */
export function restricted(additionalData?: JsonObject): Refusal {
  return new Refusal(
    403,
    'restricted_resource',
    'API token does not have access to this resource.',
    additionalData === undefined ? {} : { additionalData },
  )
}
