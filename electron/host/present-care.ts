/**
 * Comparisons and repairs as the outside sees them: the shapes of `shared/contract-care`, in the reader's language.
 *
 * Pure.
 */
import type { DifferenceKind, Verification } from '../../shared/contract-care.ts'
import type { Profile } from '../../shared/model.ts'
import { careWords } from '../../shared/words/care.ts'
import type { Language } from '../../shared/words/language.ts'
import type { Difference, VerifyReport } from '../engine/engine-port.ts'
import { differenceId } from '../engine/verify.ts'
import { fieldName } from './field-text.ts'

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

function presentDifference(one: Difference, profile: Profile, language: Language): Verification['differences'][number] {
  const words = careWords[language]
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
    repair: {
      action: words.repair[one.kind],
      level: forPersons.has(one.kind) ? 'person' : 'click',
      destructive: destructive.has(one.kind),
    },
  }
}

const forPersons: ReadonlySet<DifferenceKind> = new Set(['orphan-copy', 'unreadable', 'too-long'])
const destructive: ReadonlySet<DifferenceKind> = new Set(['field', 'duplicate-copy', 'copy-of-irrelevant'])
