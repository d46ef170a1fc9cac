/**
 * The form of every sentence about a failure: what happened, why, and what to do.
 *
 * An entry may speak of the failure's subject (a property's name, a file, a flag), which it gets in quotation marks; it
 * must also read well without one.
 */

export interface Explanation {
  /** What happened. */
  readonly message: string
  /** Why. */
  readonly cause: string
  /** What to do. */
  readonly remedy: string
}

/** `subject`: already in quotation marks, null when the failure names none. */
export type Entry = Explanation | ((subject: string | null) => Explanation)

/** One of two sentences: with the subject, or without when there is none. */
export function one(subject: string | null, general: string, named: (subject: string) => string): string {
  return subject === null ? general : named(subject)
}

/** The subject with what goes before it; nothing when there is none. */
export function after(subject: string | null, glue = ' '): string {
  return subject === null ? '' : `${glue}${subject}`
}
