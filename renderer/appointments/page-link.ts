/**
 * The page that a link to Notion means. Pure.
 *
 * A link ends in the title and 32 hexadecimal digits, or names the page in `p=` where it is shown beside its database; a
 * bare id, with or without dashes, is understood too.
 */

/** The id with its 32 digits in small letters; null: there is none in it. */
export function pageIn(text: string): string | null {
  const trimmed = text.trim()
  const asked = /[?&]p=([^&#]*)/.exec(trimmed)?.[1]
  return lastId(asked ?? '') ?? lastId(trimmed.split(/[?#]/, 1)[0] ?? '')
}

function lastId(text: string): string | null {
  const id = /(?:^|[^0-9a-f])([0-9a-f]{32})\/?$/i.exec(text)?.[1]
  return id?.toLowerCase() ?? dashedId(text)
}

function dashedId(text: string): string | null {
  const id = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i.exec(text)?.[1]
  return id === undefined ? null : id.replaceAll('-', '').toLowerCase()
}
