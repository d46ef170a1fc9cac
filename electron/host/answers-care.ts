/**
 * What the window gets when it looks after the two databases: checks, the write test, comparing, repairing, the archive.
 *
 * The same functions as the command line; nothing is decided here.
 */
import { failure, ok } from '../../shared/failure.ts'
import type { Language } from '../../shared/words/language.ts'
import { checkHome, verifyProfiles } from './actions-checks.ts'
import type { Answers } from './bridge.ts'
import type { Home } from './home.ts'

export type CareNames = 'doctor' | 'write-test' | 'verify' | 'last-verification' | 'repair' | 'export-diagnostics'

export interface CareOptions {
  readonly home: Home
  readonly language: () => Language
}

export function careAnswers({ home, language }: CareOptions): Pick<Answers, CareNames> {
  const later = (what: string) => failure('usage', `${what}: not in this version`, { reason: 'not-yet', subject: what })
  const unstopped = new AbortController().signal
  return {
    doctor: async ({ profile }) => ok(await checkHome(home, profile, language(), unstopped)),
    'write-test': () => later('write-test'),
    verify: ({ profile }) => verifyProfiles(home, profile, language(), unstopped),
    'last-verification': () => ok(null),
    repair: () => later('repair'),
    'export-diagnostics': () => later('export-diagnostics'),
  }
}
