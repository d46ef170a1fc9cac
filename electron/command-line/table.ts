/**
 * Aligned columns of plain text, for people.
 *
 * Width is counted as a terminal shows it: combining marks count nothing, emoji and east-asian characters count two, so
 * that a row with a tent in it still lines up.
 */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const WIDE =
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u
const NARROW_PICTURES = /^[\u00A9\u00AE\u2122\u0023\u002A\u0030-\u0039]$/u

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  let width = 0
  for (const { segment } of segmenter.segment(text)) {
    if (/^\p{Control}|^\p{Mark}+$/u.test(segment)) continue
    width += WIDE.test(segment) && !NARROW_PICTURES.test(segment) ? 2 : 1
  }
  return width
}

/** Control characters would move the cursor or colour the rest of the screen: shown as spaces. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Control}\u2028\u2029]+/gu, ' ')
}

/** Rows below their headings; the last column is not padded, so that lines end where their text ends. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows].map((row) => headings.map((_, column) => oneLine(row[column] ?? '')))
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => displayWidth(line[column] ?? ''))))
  const render = (line: readonly string[]): string =>
    line
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell)))
      .join('  ')
      .trimEnd()
  const [head, ...body] = lines
  if (head === undefined) return ''
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return [render(head), rule, ...body.map(render)].join('\n')
}

/** `label: value` lines whose values stand below each other. */
export function facts(entries: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...entries.map(([label]) => displayWidth(label)))
  return entries
    .map(([label, value]) => `  ${label}${' '.repeat(width - displayWidth(label))}  ${oneLine(value)}`)
    .join('\n')
}
