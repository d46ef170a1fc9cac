/**
 * Texts of people inside our sentences: marks that turn the direction of writing must end where their text ends.
 *
 * Pure. The rule is that of the Unicode bidirectional algorithm (UAX #9): each embedding, override or isolate has its end.
 */

const EMBEDDED_UNTIL = '\u202C'
const ISOLATED_UNTIL = '\u2069'
const ends: ReadonlyMap<string, string> = new Map([
  ['\u202A', EMBEDDED_UNTIL],
  ['\u202B', EMBEDDED_UNTIL],
  ['\u202D', EMBEDDED_UNTIL],
  ['\u202E', EMBEDDED_UNTIL],
  ['\u2066', ISOLATED_UNTIL],
  ['\u2067', ISOLATED_UNTIL],
  ['\u2068', ISOLATED_UNTIL],
])

/** The text with what it left open closed, so that nothing behind it is turned around. */
export function withDirectionClosed(text: string): string {
  const open: string[] = []
  for (const mark of text) {
    const end = ends.get(mark)
    if (end !== undefined) open.push(end)
    else if (mark === open.at(-1)) open.pop()
  }
  return text + open.toReversed().join('')
}
