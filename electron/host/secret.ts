/**
 * A secret that shows itself nowhere by accident.
 *
 * Printed, joined to a text, made JSON or inspected it says `[secret]`; `reveal` is the only way out, so that every
 * place where a token leaves can be found by that name.
 */
import { inspect } from 'node:util'

export interface Secret {
  reveal(): string
  toString(): string
  toJSON(): string
}

const MARK = '[secret]'

export function createSecret(text: string): Secret {
  const shown = (): string => MARK
  const secret = { reveal: () => text, toString: shown, toJSON: shown, [inspect.custom]: shown }
  return Object.freeze(secret)
}
