/** What a bench of `npm run bench` gives: tables for people, and figures that are compared with those accepted before. */
import type { Table } from './report.ts'

/** `requests` and other `count`s are exact, and one more is worse; a `ratio` may vary by a tenth. The less, the better. */
export interface Figure {
  readonly value: number
  readonly kind: 'requests' | 'count' | 'ratio'
  /** How much more of a ratio is still noise, 1 for twice as much; a tenth unless said otherwise. For ratios of times. */
  readonly noise?: number
  /** Given with `--long` alone. */
  readonly onlyLong?: true
}

export interface Benched {
  readonly tables: readonly Table[]
  /** No absolute times: those say more about the computer than about the product. */
  readonly figures: Readonly<Record<string, Figure>>
  /** Goals that were missed, as sentences. */
  readonly missed: readonly string[]
}

export interface Bench {
  readonly name: string
  /** `long`: the sizes that take minutes as well. */
  run(how: { readonly long: boolean; readonly print: (line: string) => void }): Promise<Benched>
}
