/**
 * The forms of an answer on loopback: text, JSON, and a refusal that says in words what happened, why, and what to do.
 */
import type { Failure } from '../../shared/failure.ts'
import type { Language } from '../../shared/words/language.ts'
import type { LoopbackAnswer } from './loopback.ts'
import { presentError } from './present.ts'

/** A refusal as JSON with a sentence: the form of the command line. */
export function refusal(
  status: number,
  wrong: Failure,
  language: Language,
  headers: Readonly<Record<string, string>> = {},
): LoopbackAnswer {
  const { category, message, cause, remedy } = presentError(wrong, language)
  return json(status, { error: { category, message, cause, remedy } }, headers)
}

/** A value as JSON. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): LoopbackAnswer {
  return text(status, 'application/json; charset=utf-8', `${JSON.stringify(value)}\n`, headers)
}

/** Any text, or bytes. */
export function text(
  status: number,
  type: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): LoopbackAnswer {
  return { kind: 'complete', status, body, headers: { 'Content-Type': type, ...headers } }
}
