/**
 * Rich text as a list of runs: normal form, comparison, and what becomes of mentions on the way to the other side.
 *
 * May assume nothing about how a vendor cuts text into runs: it may cut differently at every reading. Promises that two
 * texts that look and link the same have the same canonical string, and that nothing of a text is lost but mentions
 * that the other side cannot resolve, which become their plain text (sync-semantics, Schema).
 */
import type { TextSegment, TextStyle } from '../../shared/value.ts'

type Mention = Extract<TextSegment, { kind: 'mention' }>
export type Text = readonly TextSegment[]

function styleKey(style: TextStyle): readonly (boolean | string)[] {
  return [style.bold, style.italic, style.strikethrough, style.underline, style.code, style.color]
}

function sameStyle(a: TextStyle, b: TextStyle): boolean {
  return (
    a.bold === b.bold &&
    a.italic === b.italic &&
    a.strikethrough === b.strikethrough &&
    a.underline === b.underline &&
    a.code === b.code &&
    a.color === b.color
  )
}

/** Run by run the same, letter by letter: then they mean the same, which nearly all that are compared do. */
export function sameRuns(a: Text, b: Text): boolean {
  return a.length === b.length && a.every((run, at) => sameRun(run, b[at]))
}

function sameRun(a: TextSegment, b: TextSegment | undefined): boolean {
  if (b === undefined || a.kind !== b.kind || a.text !== b.text || !sameStyle(a.style, b.style)) return false
  if (a.kind === 'mention') return b.kind === 'mention' && a.reference === b.reference
  return a.kind === 'equation' || (b.kind === 'plain' && a.link === b.link)
}

function staysAsItIs(run: TextSegment, before: TextSegment | undefined): boolean {
  if (run.kind !== 'mention' && run.text === '') return false
  if (run.kind === 'equation') return true
  if (run.link === '') return false
  const joins = run.kind === 'plain' && before?.kind === 'plain' && before.link === run.link
  return !joins || !sameStyle(before.style, run.style)
}

/** Adjacent plain runs of one style and link become one; empty plain runs and equations go. A mention always stays. */
export function normaliseText(segments: Text): Text {
  if (segments.every((segment, at) => staysAsItIs(segment, segments[at - 1]))) return segments
  const runs: TextSegment[] = []
  for (const segment of segments) {
    if (segment.kind === 'mention') {
      runs.push(segment.link === '' ? { ...segment, link: null } : segment)
    } else if (segment.text !== '') {
      const last = runs.at(-1)
      if (segment.kind === 'equation') {
        runs.push(segment)
      } else {
        const link = segment.link === '' ? null : segment.link
        if (last?.kind === 'plain' && last.link === link && sameStyle(last.style, segment.style)) {
          runs[runs.length - 1] = { ...last, text: last.text + segment.text }
        } else {
          runs.push(link === segment.link ? segment : { ...segment, link })
        }
      }
    }
  }
  return runs
}

/**
 * The text as one comparable string. A mention counts by its reference: that the mentioned page was renamed is no
 * change of this text.
 */
export function canonicalText(segments: Text): string {
  return JSON.stringify(
    normaliseText(segments).map((run) =>
      run.kind === 'mention'
        ? ['mention', run.reference, styleKey(run.style)]
        : run.kind === 'equation'
          ? ['equation', run.text, styleKey(run.style)]
          : ['plain', run.text, run.link, styleKey(run.style)],
    ),
  )
}

/** The letters alone. */
export function lettersOf(segments: Text): string {
  return segments.map((run) => run.text).join('')
}

/** As the other side can hold it: its own mentions as plain text of the same style and link. */
export function flattenMentions(segments: Text): Text {
  return normaliseText(
    segments.map((run) =>
      run.kind === 'mention' && !run.portable
        ? { kind: 'plain', text: run.text, link: run.link, style: run.style }
        : run,
    ),
  )
}

const endsInWord = /[\p{L}\p{N}]$/u
const startsWithWord = /^[\p{L}\p{N}]/u

/** Where `word` stands in `text` from `from` on, not as a part of a longer word; -1 for nowhere. */
function findWhole(text: string, word: string, from: number): number {
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
    const cutsBefore = startsWithWord.test(word) && endsInWord.test(text.slice(Math.max(0, at - 2), at))
    const cutsAfter = endsInWord.test(word) && startsWithWord.test(text.slice(at + word.length, at + word.length + 2))
    if (!cutsBefore && !cutsAfter) return at
  }
  return -1
}

/**
 * The mention that stands first in `text`; of two at one place the longer one, then the one that came first.
 * Links are not compared letter by letter, as vendors rewrite links to their own pages: having one is enough.
 */
function firstMention(
  text: string,
  link: string | null,
  from: number,
  mentions: readonly Mention[],
): { readonly mention: Mention; readonly at: number } | null {
  let best: { readonly mention: Mention; readonly at: number } | null = null
  for (const mention of mentions) {
    if ((mention.link === null) === (link === null)) {
      const at = findWhole(text, mention.text, from)
      const better = best === null || at < best.at || (at === best.at && mention.text.length > best.mention.text.length)
      if (at >= 0 && better) best = { mention, at }
    }
  }
  return best
}

/**
 * Turns plain text that came back from the other side into the own mentions again that stood in `from`, each at most
 * once: a mention that the other side could not resolve is not written back as plain text (sync-semantics, Schema).
 */
export function reattach(segments: Text, from: Text): Text {
  let open = from.filter((run): run is Mention => run.kind === 'mention' && !run.portable && run.text !== '')
  const runs: TextSegment[] = []
  for (const run of normaliseText(segments)) {
    if (run.kind !== 'plain') {
      runs.push(run)
      continue
    }
    let done = 0
    let found = firstMention(run.text, run.link, done, open)
    while (found !== null) {
      const { mention, at } = found
      runs.push({ ...run, text: run.text.slice(done, at) }, { ...mention, style: run.style })
      open = open.filter((other) => other !== mention)
      done = at + mention.text.length
      found = firstMention(run.text, run.link, done, open)
    }
    runs.push({ ...run, text: run.text.slice(done) })
  }
  return normaliseText(runs)
}
