/**
 * How every measurement is told: a table for people, and the same figures as JSON in `test-results/bench`, which git
 * ignores. Beside them stands how busy the computer was, for a figure without that says little.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { root } from '../architecture/source.ts'

export type Cell = string | number

export interface Table {
  readonly title: string
  /** The first column names the line. */
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Lines of Markdown: readable as they are, and ready for a document. Numbers stand to the right. */
export function tableText({ title, columns, rows }: Table): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)))
  const widths = columns.map((name, at) => Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)))
  const line = (row: readonly string[], right: (at: number) => boolean): string =>
    `| ${widths.map((width, at) => (right(at) ? (row[at] ?? '').padStart(width) : (row[at] ?? '').padEnd(width))).join(' | ')} |`
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [`\n${title}\n`, line(columns, () => false), rule, ...cells.map((row) => line(row, (at) => at > 0)), ''].join(
    '\n',
  )
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Load of the last minute, and on how many cores: above their number, everything waits for its turn. */
export function load(): string {
  return `load ${(loadavg()[0] ?? Number.NaN).toFixed(1)} on ${cpus().length} cores`
}

/** Writes `test-results/bench/NAME.json` and gives its path. */
export function save(name: string, figures: unknown): string {
  const folder = join(root, 'test-results', 'bench')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.json`)
  writeFileSync(path, `${JSON.stringify(figures, null, 2)}\n`)
  return path
}

/** The middle one, of an odd number exactly. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
