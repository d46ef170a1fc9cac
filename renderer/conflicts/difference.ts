/**
 * What two texts have in common and what only one of them has, word by word, for marking it.
 *
 * Pure: the shortest way from one text to the other (Myers, "An O(ND) Difference Algorithm", 1986) over words, spaces and
 * signs. Texts that have hardly anything in common are not compared: marking everything says nothing.
 */

export interface Part {
  readonly kind: 'common' | 'own'
  readonly text: string
}

/** Both texts, cut where they part. Joined again, the parts of a side are its text. */
export interface Difference {
  readonly private: readonly Part[]
  readonly shared: readonly Part[]
  /** False: they have so little in common that nothing is marked. */
  readonly marked: boolean
}

/** More changes than this are too many to be read one by one, and would take long to find. */
const MOST_CHANGES = 600
/** Of the longer text at least so much must stand in both. */
const ALIKE = 0.25

/** Compares what both sides say. An empty text has nothing of its own to mark. */
export function differenceOf(mine: string, theirs: string): Difference {
  const [left, right] = [wordsOf(mine), wordsOf(theirs)]
  const head = sameAtStart(left, right)
  const tail = sameAtStart(left.slice(head).reverse(), right.slice(head).reverse())
  const inner = { left: left.slice(head, left.length - tail), right: right.slice(head, right.length - tail) }
  const common = commonOf(inner.left, inner.right)
  if (common === null) return unmarked(mine, theirs)
  const all = { left: new Set<number>(), right: new Set<number>() }
  for (let at = 0; at < head; at += 1) add(all, at, at)
  for (const [from, to] of common) add(all, head + from, head + to)
  for (let back = 1; back <= tail; back += 1) add(all, left.length - back, right.length - back)
  const alike = letters(left.filter((_, at) => all.left.has(at)))
  const most = Math.max(letters(left), letters(right))
  if (most === 0 || alike / most < ALIKE) return unmarked(mine, theirs)
  return { private: partsOf(left, all.left), shared: partsOf(right, all.right), marked: true }
}

/** Long stretches that both have, cut to their ends; `null` stands for what was left out. */
export function folded(parts: readonly Part[], keep: number): readonly (Part | null)[] {
  return parts.flatMap((part, index) => {
    if (part.kind === 'own' || part.text.length <= 3 * keep) return [part]
    const first = index === 0 ? '' : part.text.slice(0, atSpace(part.text, keep))
    const last = index === parts.length - 1 ? '' : part.text.slice(atLastSpace(part.text, keep))
    const ends = [first, null, last].filter((text) => text !== '')
    return ends.map((text) => (text === null ? null : { kind: part.kind, text }))
  })
}

function unmarked(mine: string, theirs: string): Difference {
  const whole = (text: string): readonly Part[] => (text === '' ? [] : [{ kind: 'common', text }])
  return { private: whole(mine), shared: whole(theirs), marked: false }
}

function add(all: { readonly left: Set<number>; readonly right: Set<number> }, left: number, right: number): void {
  all.left.add(left)
  all.right.add(right)
}

/** Words, stretches of space, and every other sign by itself. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? []
}

/** Spaces say nothing about whether two texts are alike. */
function letters(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + word.trim().length, 0)
}

function sameAtStart(left: readonly string[], right: readonly string[]): number {
  const end = Math.min(left.length, right.length)
  let count = 0
  while (count < end && left[count] === right[count]) count += 1
  return count
}

type Pairs = readonly (readonly [number, number])[]

/** Positions that belong together, in order; null where there are too many changes. */
function commonOf(left: readonly string[], right: readonly string[]): Pairs | null {
  const reached: ReadonlyMap<number, number>[] = []
  let furthest = new Map([[1, 0]])
  for (let changes = 0; changes <= Math.min(left.length + right.length, MOST_CHANGES); changes += 1) {
    reached.push(furthest)
    const next = new Map<number, number>()
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let at = startOf(furthest, diagonal, changes)
      while (at < left.length && at - diagonal < right.length && left[at] === right[at - diagonal]) at += 1
      next.set(diagonal, at)
      if (at >= left.length && at - diagonal >= right.length) return pathBack(reached, left.length, right.length)
    }
    furthest = next
  }
  return null
}

/** Where a diagonal is entered: from above (a word of the right alone) or from the left (one of the left alone). */
function startOf(furthest: ReadonlyMap<number, number>, diagonal: number, changes: number): number {
  const above = furthest.get(diagonal + 1) ?? -1
  const beside = furthest.get(diagonal - 1) ?? -1
  return diagonal === -changes || (diagonal !== changes && beside < above) ? above : beside + 1
}

function pathBack(reached: readonly ReadonlyMap<number, number>[], left: number, right: number): Pairs {
  const pairs: (readonly [number, number])[] = []
  let [x, y] = [left, right]
  for (let changes = reached.length - 1; changes >= 0; changes -= 1) {
    const furthest = reached[changes] ?? new Map<number, number>()
    const diagonal = x - y
    const start = startOf(furthest, diagonal, changes)
    while (x > start && x > 0 && y > 0) {
      x -= 1
      y -= 1
      pairs.push([x, y])
    }
    if (changes === 0) break
    const above = furthest.get(diagonal + 1) ?? -1
    const beside = furthest.get(diagonal - 1) ?? -1
    if (diagonal === -changes || (diagonal !== changes && beside < above)) y -= 1
    else x -= 1
  }
  return pairs.reverse()
}

/** Words that follow each other become one part; a space between two marked words is marked with them. */
function partsOf(words: readonly string[], common: ReadonlySet<number>): readonly Part[] {
  const parts: { kind: Part['kind']; text: string }[] = []
  for (const [at, word] of words.entries()) {
    const own = !common.has(at) || (word.trim() === '' && isBetween(words, common, at))
    const kind = own ? 'own' : 'common'
    const last = parts.at(-1)
    if (last?.kind === kind) last.text += word
    else parts.push({ kind, text: word })
  }
  return parts
}

function isBetween(words: readonly string[], common: ReadonlySet<number>, at: number): boolean {
  return at > 0 && at < words.length - 1 && !common.has(at - 1) && !common.has(at + 1)
}

/** Where a text is cut after so many letters: at a space, so that no word is cut. */
function atSpace(text: string, letters: number): number {
  const found = text.slice(letters).search(/\s/)
  return found === -1 ? letters : letters + found
}

/** The same from behind. */
function atLastSpace(text: string, letters: number): number {
  const found = text.slice(0, -letters).search(/\s\S*$/)
  return found === -1 ? text.length - letters : found + 1
}
