/**
 * The end of every exhaustive switch: the compiler proves that it is never reached, and a wrong proof is a bug that
 * says so at once. Owns nothing else.
 */

export function assertNever(value: never): never {
  throw new Error(`No case for ${JSON.stringify(value)}.`)
}
