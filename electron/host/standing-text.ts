/**
 * Why an appointment stands where it stands, in a sentence or two of the reader's language.
 *
 * The state speaks first; the reason of the last decision is added as long as it still holds.
 */
import type { Why } from '../../shared/decision.ts'
import { assertNever } from '../../shared/failure.ts'
import type { Pair } from '../../shared/model.ts'
import type { Words } from '../../shared/words/words.ts'

/** Reasons of the last decision that still hold; the others ("new", "edited") are over once they were carried out. */
const lasting: ReadonlySet<string> = new Set<Why>([
  'private-unreadable',
  'copy-unreadable',
  'private-moved',
  'copy-moved',
  'orphan',
  'duplicate',
  'copy-trashed',
  'private-trashed',
  'past-horizon',
  'forgotten',
  'foreign',
  'no-answer',
  'unreadable-field',
])

/** What the list of appointments says in its column “why”. */
export function standingText(
  { state, verifiedAt, why }: Pair,
  { standing, formats, cases }: Words,
  now: number,
): string {
  const said = standing.state
  const reasons: Readonly<Record<string, string | undefined>> = lasting.has(why) ? cases.why : {}
  const because = (sentence: string): string => [sentence, reasons[why] ?? ''].join(' ').trim()
  switch (state.kind) {
    case 'in-step':
      return because(verifiedAt === null ? said['in-step-unverified'] : said['in-step'])
    case 'waiting':
      return because(said.waiting(formats.relative(Math.max(state.nextTryAt, now), now)))
    case 'held':
      return standing.held[state.action]
    case 'excluded':
      return said.excluded(
        state.reason === 'rejected' || state.reason === 'forgotten'
          ? standing.excludedReason[state.reason]
          : state.reason,
      )
    case 'not-relevant':
      return reasons[why] ?? said['not-relevant']
    case 'conflict':
    case 'problem':
      return because(said[state.kind])
    case 'being-checked':
    case 'kept':
      return said[state.kind]
    default:
      return assertNever(state)
  }
}
