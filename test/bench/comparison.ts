/**
 * What a run of the benches says beside the figures accepted last: worse, better, new, and what is not measured any more.
 *
 * Pure. The less, the better: a count may not grow at all, a ratio by a tenth, or by what the figure calls noise. A figure that is only measured with `--long`
 * is kept under a name that says so, so that a run without is not told to have lost it.
 */
import type { Figure } from './run-shapes.ts'

/** How much more of a ratio is noise, unless the figure says otherwise. */
const NOISE = 0.1

/** As `baseline.json` has them, `BENCH: WHAT`. */
export type Accepted = Readonly<Record<string, number>>

export interface Measured {
  readonly bench: string
  readonly figures: Readonly<Record<string, Figure>>
}

/** One sentence each. */
export interface Comparison {
  readonly worse: readonly string[]
  readonly better: readonly string[]
  /** Without an accepted figure. */
  readonly fresh: readonly string[]
  /** Accepted before, and given by no bench that ran: it may hide what got worse. */
  readonly gone: readonly string[]
}

/** `measured`: the benches that ran, each with all that it gives; `long`: whether the sizes that take minutes were asked for. */
export function compare(accepted: Accepted, measured: readonly Measured[], long: boolean): Comparison {
  const now = keyed(measured)
  const beside = [...now].map(([key, figure]) => ({ key, figure, before: accepted[key] }))
  const told = (wanted: (figure: Figure, before: number) => boolean): readonly string[] =>
    beside.flatMap(({ key, figure, before }) =>
      before !== undefined && wanted(figure, before) ? [`${key}: ${rounded(figure.value)} (accepted: ${before})`] : [],
    )
  return {
    worse: told((figure, before) => figure.value > limitOf(before, figure)),
    better: told((figure, before) => rounded(figure.value) < before),
    fresh: beside.flatMap(({ key, figure, before }) =>
      before === undefined ? [`${key}: ${rounded(figure.value)}`] : [],
    ),
    gone: unmeasured(accepted, measured, long).map((key) => `${key} (accepted: ${accepted[key]})`),
  }
}

/** The figures to accept from now on: those of the benches that ran as they are now, all others as they were. */
export function acceptedFrom(accepted: Accepted, measured: readonly Measured[], long: boolean): Accepted {
  const gone = new Set(unmeasured(accepted, measured, long))
  const kept = Object.entries(accepted).filter(([key]) => !gone.has(key))
  const now = [...keyed(measured)].map(([key, { value }]) => [key, rounded(value)] as const)
  const merged = Object.entries(Object.fromEntries([...kept, ...now]))
  return Object.fromEntries(merged.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const ONLY_LONG = ' (--long)'

function keyed(measured: readonly Measured[]): ReadonlyMap<string, Figure> {
  return new Map(
    measured.flatMap(({ bench, figures }) =>
      Object.entries(figures).map(
        ([what, figure]) => [`${bench}: ${what}${figure.onlyLong === true ? ONLY_LONG : ''}`, figure] as const,
      ),
    ),
  )
}

function unmeasured(accepted: Accepted, measured: readonly Measured[], long: boolean): readonly string[] {
  const now = keyed(measured)
  return Object.keys(accepted).filter(
    (key) =>
      !now.has(key) && (long || !key.endsWith(ONLY_LONG)) && measured.some(({ bench }) => key.startsWith(`${bench}: `)),
  )
}

function limitOf(before: number, { kind, noise = NOISE }: Figure): number {
  return kind === 'ratio' ? before * (1 + noise) : before
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
