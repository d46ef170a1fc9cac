/**
 * Checks, comparisons, repairs and write tests as text for people: what `--json` prints, in the reader's language.
 */
import type { Check, RepairReport, Verification, WriteTest } from '../../shared/contract-care.ts'
import { careWords } from '../../shared/words/care.ts'
import { type Reader, shownDuration } from './render.ts'
import { table } from './table.ts'

export function renderChecks({ words }: Reader, checks: readonly Check[]): string {
  const rows = checks.map((check) => [check.ok ? 'ok' : '!!', check.profile ?? '-', check.check, check.detail])
  const wrong = checks.flatMap((check) =>
    check.ok || check.remedy === undefined ? [] : [`${check.detail}\n  ${words.remedy}: ${check.remedy}`],
  )
  const { columns } = words
  return [table(['', columns.profile, columns.check, columns.detail], rows), ...wrong].join('\n\n')
}

/** Each difference with what a repair would do about it. */
export function renderVerifications({ words, language }: Reader, profiles: readonly Verification[]): string {
  const { columns } = words
  const own = careWords[language].commandLine
  return profiles
    .map((one) => {
      const others = one.foreign === 0 ? '' : `; ${own.foreign(one.foreign)}`
      const head = `${one.name}: ${words.counts(one.privateRelevant, one.copies, one.equal)}${others}`
      if (one.differences.length === 0) return `${head}\n${words.none.differences}`
      const rows = one.differences.map((difference) => [
        difference.title,
        difference.field === null ? difference.message : `${difference.field}: ${difference.message}`,
        difference.private ?? '-',
        difference.shared ?? '-',
        difference.repair?.action ?? '-',
      ])
      return `${head}\n${table([columns.title, columns.message, columns.private, columns.shared, own.repair], rows)}`
    })
    .join('\n\n')
}

/** What became of each difference. */
export function renderRepair(
  { language, words }: Reader,
  before: Verification,
  report: RepairReport | undefined,
): string {
  const own = careWords[language].commandLine
  if (report === undefined || report.repaired.length === 0) return `${before.name}: ${own.nothingToRepair}`
  const { columns } = words
  const rows = report.repaired.map((one) => {
    const difference = before.differences.find((each) => each.id === one.id)
    return [difference?.title ?? '-', difference?.message ?? '-', one.message, one.changes.join(', ') || '-']
  })
  return `${before.name}\n${table([columns.title, columns.message, own.outcome, own.changes], rows)}`
}

export function renderWriteTest({ language, words }: Reader, test: WriteTest): string {
  const { columns } = words
  const own = careWords[language]
  const rows = test.steps.map((one) => [one.ok ? 'ok' : '!!', one.step, shownDuration(one.durationMs), one.detail])
  const left = test.left.length === 0 ? [] : [`${own.writeTest.left}\n${test.left.join('\n')}`]
  const headings = ['', own.commandLine.step, columns.duration, columns.detail]
  return [`${test.profile}\n${table(headings, rows)}`, ...left].join('\n\n')
}

export function renderBundle({ language }: Reader, path: string): string {
  return careWords[language].commandLine.bundle(path)
}
