/**
 * What the ledger tells the doctor about a profile: whether writing works, other computers, a write test that was cut off.
 *
 * Notion does not say what a token may do; what it did, or was refused, does.
 */
import { type Failure, failure } from '../../shared/failure.ts'
import type { Profile } from '../../shared/model.ts'
import type { Language } from '../../shared/words/language.ts'
import { facts } from '../engine/context.ts'
import type { Finding } from '../engine/doctor.ts'
import type { Home } from './home.ts'

export function recordedFindings(home: Home, profile: Profile, language: Language): readonly Finding[] {
  const finding = (check: Finding['check'], subject: string, wrong: Failure | null): Finding => ({
    profile: profile.name,
    side: null,
    check,
    subject,
    failure: wrong,
  })
  const refused = home.journal.problems(profile.id).find((one) => one.failure.category === 'permission')
  const [last] = home.journal.changes({ profile: profile.id, limit: 1 })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  const writing =
    refused === undefined ? null : { ...refused.failure, reason: 'write-refused', subject: profile.shared.title }
  const careful = home.ledger.fact(profile.id, facts.careful) === '1'
  const left = home.ledger.fact(profile.id, facts.writeTest)
  return [
    finding('writing', last === undefined ? '' : day.format(new Date(last.at)), writing),
    finding('other-computer', careful ? profile.name : '', null),
    finding('write-test', '', left === null ? null : leftOver()),
  ]
}

function leftOver(): Failure {
  return failure('missing-data', 'a write test has not cleaned up', { reason: 'write-test-left', connector: 'host' })
}
