/**
 * Rich text: Notion's array of runs and our segments, both ways (notion-api section 5).
 *
 * Reading keeps everything a run says: text, link, annotations, and what a mention points at. Writing obeys the limits
 * of section 6 before a request is made: runs longer than 2000 characters are split, more than 100 runs are refused.
 * A mention's reference holds only what identifies its target, for names and picture addresses change by themselves.
 */
import { z } from 'zod'
import { plainStyle, type TextSegment, type TextStyle, type Value } from '../../shared/value.ts'

const LONGEST_RUN = 2_000
const MOST_RUNS = 100
/** A page answer gives at most this many mentions of a text and then stops (section 5, "Read limits"). */
const MOST_MENTIONS_IN_A_PAGE = 25

const annotations = z.object({
  bold: z.boolean().catch(false),
  italic: z.boolean().catch(false),
  strikethrough: z.boolean().catch(false),
  underline: z.boolean().catch(false),
  code: z.boolean().catch(false),
  color: z.string().catch('default'),
})

const run = z.looseObject({
  type: z.string(),
  plain_text: z.string().optional(),
  href: z.string().nullish(),
  annotations: annotations.optional(),
  text: z.looseObject({ content: z.string(), link: z.looseObject({ url: z.string() }).nullish() }).optional(),
  equation: z.looseObject({ expression: z.string() }).optional(),
  mention: z.looseObject({ type: z.string() }).optional(),
})

/** What a rich text property holds on the wire. */
export const wireRuns = z.array(run)
export const wireRun = run
type WireRun = z.infer<typeof run>

/** JSON with sorted keys: the same thing is always the same text. */
function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

const target = z.looseObject({ id: z.string() })
const dateTarget = z.looseObject({ start: z.string(), end: z.string().nullish(), time_zone: z.string().nullish() })

/** The mention reduced to what it points at; whatever is not known here is kept as it is. */
function referenceOf(mention: NonNullable<WireRun['mention']>): string {
  const { type } = mention
  const inner: unknown = mention[type]
  if (type === 'date') {
    const date = dateTarget.safeParse(inner)
    if (date.success) {
      const { start, end, time_zone } = date.data
      return stableJson({ type, date: { start, end: end ?? null, time_zone: time_zone ?? null } })
    }
  }
  const object = target.safeParse(inner)
  return object.success ? stableJson({ type, [type]: { id: object.data.id } }) : stableJson(mention)
}

function segmentOf(wire: WireRun): TextSegment {
  // One object for the style that nearly all text has: ten thousand pages would else carry one each.
  const style: TextStyle = wire.annotations === undefined || isPlain(wire.annotations) ? plainStyle : wire.annotations
  const text = wire.plain_text ?? wire.text?.content ?? ''
  if (wire.type === 'equation' && wire.equation !== undefined) {
    return { kind: 'equation', text: wire.equation.expression, style }
  }
  const link = wire.text?.link?.url ?? wire.href ?? null
  if (wire.type === 'mention' && wire.mention !== undefined) {
    const portable = wire.mention.type === 'date'
    return { kind: 'mention', text, link, style, reference: referenceOf(wire.mention), portable }
  }
  return { kind: 'plain', text: wire.text?.content ?? text, link, style }
}

const isObject = (raw: unknown): raw is Readonly<Record<string, unknown>> => typeof raw === 'object' && raw !== null
const isNothing = (raw: unknown): boolean => raw === undefined || raw === null

/** What an ordinary run says: text without a link, in no style. Null: it is to be looked at closely. */
function ordinaryLetters(raw: unknown): string | null {
  if (!isObject(raw) || raw['type'] !== 'text' || !isNothing(raw['href'])) return null
  const { annotations, text, plain_text, equation, mention } = raw
  if (equation !== undefined || mention !== undefined) return null
  if (!isObject(annotations) || !isObject(text) || typeof plain_text !== 'string') return null
  for (const style of ['bold', 'italic', 'strikethrough', 'underline', 'code']) {
    if (annotations[style] !== false) return null
  }
  const { content, link } = text
  return annotations['color'] === 'default' && isNothing(link) && typeof content === 'string' ? content : null
}

/**
 * The same as `wireRuns` and `textFrom` make of it, when all runs are ordinary, as nearly all are; else null. Without a
 * schema, which would copy every run of every page of a listing.
 */
export function ordinaryText(wire: unknown): Value | null {
  if (!Array.isArray(wire)) return null
  const segments: TextSegment[] = []
  for (const raw of wire) {
    const text = ordinaryLetters(raw)
    if (text === null) return null
    segments.push({ kind: 'plain', text, link: null, style: plainStyle })
  }
  return { kind: 'text', segments }
}

/** The runs as a text value. `source` tells whether Notion may have cut them off (a page) or not (a property item). */
export function textFrom(runs: readonly WireRun[], source: 'page' | 'item'): Value {
  const mentions = runs.filter((wire) => wire.type === 'mention').length
  if (source === 'page' && mentions >= MOST_MENTIONS_IN_A_PAGE) return { kind: 'unreadable', reason: 'cut-off' }
  return { kind: 'text', segments: runs.map(segmentOf) }
}

/** The plain characters of some runs, for titles of databases. */
export function plainOf(runs: readonly WireRun[]): string {
  return runs.map((wire) => wire.plain_text ?? wire.text?.content ?? '').join('')
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff

/** Pieces of at most 2000 UTF-16 units, never between the halves of one character. */
export function splitText(text: string): readonly string[] {
  const pieces: string[] = []
  for (let from = 0; from < text.length; ) {
    const full = Math.min(from + LONGEST_RUN, text.length)
    const to = full < text.length && isHighSurrogate(text.charCodeAt(full - 1)) ? full - 1 : full
    pieces.push(text.slice(from, to))
    from = to
  }
  return pieces
}

const isPlain = (style: TextStyle): boolean =>
  !style.bold &&
  !style.italic &&
  !style.strikethrough &&
  !style.underline &&
  !style.code &&
  style.color === plainStyle.color

const writableMention = z.union([
  z.object({ type: z.literal('date'), date: dateTarget }),
  z.object({ type: z.literal('user'), user: target }),
  z.object({ type: z.literal('page'), page: target }),
  z.object({ type: z.literal('database'), database: target }),
])

/** The mention as Notion takes it back, or null for kinds that the API only shows (link previews). */
function mentionFrom(reference: string): Record<string, unknown> | null {
  try {
    const parsed = writableMention.safeParse(JSON.parse(reference))
    return parsed.success ? parsed.data : null
  } catch {
    // A reference of another connector or from a damaged ledger; the mention's text is still worth writing.
    return null
  }
}

function wireOf(segment: TextSegment): readonly Record<string, unknown>[] {
  const style = isPlain(segment.style) ? {} : { annotations: segment.style }
  if (segment.kind === 'equation') return [{ type: 'equation', equation: { expression: segment.text }, ...style }]
  if (segment.kind === 'mention') {
    const mention = mentionFrom(segment.reference)
    if (mention !== null) return [{ type: 'mention', mention, ...style }]
  }
  const { link } = segment
  const textOf = (content: string) => (link === null ? { content } : { content, link: { url: link } })
  return splitText(segment.text).map((content) => Object.assign({ type: 'text', text: textOf(content) }, style))
}

export type WireText =
  | { readonly kind: 'runs'; readonly runs: readonly Record<string, unknown>[] }
  | { readonly kind: 'too-long'; readonly text: string }

/** What is left of a text when all the runs that one property takes are full. */
function restAfter(segments: readonly TextSegment[]): string {
  const pieces = segments.flatMap((segment) => (segment.kind === 'plain' ? splitText(segment.text) : [segment.text]))
  return pieces.slice(MOST_RUNS).join('')
}

/** The segments as Notion takes them; `too-long` says what no request can carry (section 6). */
export function runsFrom(segments: readonly TextSegment[]): WireText {
  const runs = segments.flatMap(wireOf)
  if (runs.length > MOST_RUNS) {
    const rest = restAfter(segments)
    return {
      kind: 'too-long',
      text: `The text needs ${runs.length} runs; one property takes ${MOST_RUNS}. ${rest.length} characters did not fit; they begin with: ${rest.slice(0, 60)}`,
    }
  }
  const longLink = segments.find((segment) => segment.kind !== 'equation' && (segment.link ?? '').length > LONGEST_RUN)
  if (longLink !== undefined) return { kind: 'too-long', text: `A link in the text is longer than ${LONGEST_RUN}.` }
  return { kind: 'runs', runs }
}
