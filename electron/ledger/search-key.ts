/**
 * The form in which titles are searched: without case, accents and superfluous spaces.
 */

/** Titles that differ only in case, accents or spaces give the same key; so does what somebody types to find them. */
export function searchKey(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      // Up first: only so does “ß” meet “SS”.
      .toUpperCase()
      .toLowerCase()
      .replaceAll(/\s+/g, ' ')
      .trim()
  )
}
