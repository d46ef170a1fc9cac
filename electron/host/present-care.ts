/**
 * Comparisons and repairs as the outside sees them: the shapes of `shared/contract-care`, in the reader's language.
 *
 * Pure.
 */
import type { Repaired, Verification, WriteTest } from '../../shared/contract-care.ts'
import { assertNever } from '../../shared/failure.ts'
import type { Profile } from '../../shared/model.ts'
import { type CareWords, careWords } from '../../shared/words/care.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import type { Language } from '../../shared/words/language.ts'
import { wordsFor } from '../../shared/words/words.ts'
import { type Difference, differenceId, type RepairStep } from '../core/differences.ts'
import type { Repaired as EngineRepaired, VerifyReport, WriteTestReport } from '../engine/engine-port.ts'
import { fieldName } from './field-text.ts'

type Shown = Verification['differences'][number]

/** The report of a complete comparison. */
export function presentVerification(report: VerifyReport, profile: Profile, language: Language): Verification {
  return {
    name: profile.name,
    privateRelevant: report.privateRelevant,
    copies: report.copies,
    equal: report.equal,
    foreign: report.foreign,
    differences: report.differences.map((one) => presentDifference(one, profile, language)),
  }
}

function presentDifference(one: Difference, profile: Profile, language: Language): Shown {
  const words = careWords[language]
  const action = actionOf(one, profile, language)
  return {
    id: differenceId(one),
    kind: one.kind,
    privateId: one.privateId,
    sharedId: one.sharedId,
    title: one.title,
    field: one.field === null ? null : fieldName(profile, one.field),
    private: one.private,
    shared: one.shared,
    message: words.difference[one.kind],
    ...(one.plan.level === 'none' || action === ''
      ? {}
      : { repair: { action, level: one.plan.level, destructive: one.plan.destructive } }),
  }
}

/** What the repair will do, in words, one sentence for each write. */
function actionOf({ kind, field, plan }: Difference, profile: Profile, language: Language): string {
  const words = careWords[language].repair
  if (kind === 'too-long') return words['too-long']
  if (kind === 'missing-property') return words['missing-property'](field ?? '')
  if (plan.asks !== null) return words.asks[plan.asks]
  return plan.steps.map((step) => stepText(step, words, profile, language)).join(' ')
}

function stepText(step: RepairStep, words: CareWords['repair'], profile: Profile, language: Language): string {
  const { formats } = wordsFor(language)
  // A page that is made in the same repair has no id yet that could be written: the link to it is what is meant.
  const tracking = step.tracking.length === 0 ? (['link'] as const) : step.tracking
  const tracked = formats.list(tracking.map((one) => words.tracking[one]))
  switch (step.kind) {
    case 'create':
      return words.create
    case 'restore':
    case 'trash':
      return words[step.kind][step.side]
    case 'link':
      return words.link[step.side](tracked)
    case 'update': {
      const quote = (value: string | null): string => (value === null ? '–' : formats.quote(value))
      const fields = step.fields.map(
        ({ field, before, after }) => `${fieldName(profile, field)} ${quote(before)} → ${quote(after)}`,
      )
      return words.update[step.side](formats.list(fields))
    }
    default:
      return assertNever(step.kind)
  }
}

/** What became of one difference, and why, where it was not repaired. */
export function presentRepaired(one: EngineRepaired, language: Language): Repaired {
  const said = careWords[language].outcome[one.outcome]
  const why = one.failure === null || one.outcome === 'repaired' ? '' : ` ${whyNot(one.failure, language)}`
  return { id: one.id, outcome: one.outcome, message: `${said}${why}`, changes: one.changes }
}

function whyNot(wrong: NonNullable<EngineRepaired['failure']>, language: Language): string {
  const { message, remedy } = explainFailure(wrong, language)
  return `${message} ${remedy}`
}

/** The write test, step by step. */
export function presentWriteTest(report: WriteTestReport, profile: Profile, language: Language): WriteTest {
  const words = careWords[language].writeTest
  return {
    profile: profile.name,
    ok: report.steps.every((step) => step.failure === null) && report.left.length === 0,
    steps: report.steps.map(({ step, durationMs, failure }) => ({
      name: step,
      step: words.step[step],
      ok: failure === null,
      durationMs,
      detail: failure === null ? words.fine[step] : whyNot(failure, language),
    })),
    left: report.left,
  }
}
