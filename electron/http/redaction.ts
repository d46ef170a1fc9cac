/**
 * Takes secrets out of every text that leaves a connection: failures, problems, log lines.
 *
 * Knows the secrets of the connection exactly, and besides them what looks like one: bearer headers and the shapes of
 * Notion's tokens (section 10). A shape may hit too much; that costs a word in a message, a leak costs the workspace.
 */

const BEARER = /\b(bearer|basic)\s+[^\s"',;]+/gi
const TOKEN_SHAPE = /\b(ntn|secret)_[A-Za-z0-9_-]{6,}/g
const MARK = '[redacted]'

/** The text without any of the secrets; the rest stays as it is, complete. */
export function redact(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret !== '').sort((a, b) => b.length - a.length)
  const withoutKnown = known.reduce((rest, secret) => rest.replaceAll(secret, MARK), text)
  return withoutKnown.replace(BEARER, `$1 ${MARK}`).replace(TOKEN_SHAPE, MARK)
}
