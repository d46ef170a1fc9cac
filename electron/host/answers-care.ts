/**
 * What the window gets when it looks after the two databases: checks, the write test, comparing, repairing, the archive.
 *
 * The same functions as the command line; nothing is decided here. What writes is something that the application waits
 * for before it ends.
 */
import { ok, type Result } from '../../shared/failure.ts'
import type { Exported } from '../../shared/ipc-exports.ts'
import type { Language } from '../../shared/words/language.ts'
import { lastVerification, repairProfile, testWriting, verifyProfiles } from './actions-care.ts'
import { checkAndFix, checkHome } from './actions-checks.ts'
import type { Answers } from './bridge.ts'
import { makeBundle } from './diagnostics.ts'
import type { Home } from './home.ts'
import type { Place } from './home-checks.ts'
import type { Resident } from './resident.ts'

export type CareNames = 'doctor' | 'write-test' | 'verify' | 'last-verification' | 'repair' | 'export-diagnostics'

export interface CareOptions {
  readonly home: Home
  readonly resident: Pick<Resident, 'attend' | 'refresh'>
  readonly language: () => Language
  readonly place: Place
  readonly surroundings: {
    saveFile(file: {
      readonly name: string
      readonly mediaType: string
      readonly content: Uint8Array
    }): Promise<Result<Exported>>
  }
}

export function careAnswers(options: CareOptions): Pick<Answers, CareNames> {
  const { home, resident, language, place } = options
  return {
    doctor: ({ profile, fix }) =>
      resident.attend(async (signal) =>
        ok(await (fix ? checkAndFix : checkHome)(home, profile, language(), place, signal)),
      ),
    'write-test': ({ profile }) => resident.attend((signal) => testWriting(home, profile, language(), signal)),
    verify: ({ profile }) => resident.attend((signal) => verifyProfiles(home, profile, language(), signal)),
    'last-verification': ({ profile }) => lastVerification(home, profile, language()),
    repair: ({ profile, ids }) => resident.attend((signal) => repairProfile(home, profile, ids, language(), signal)),
    'export-diagnostics': async ({ withTitles }) => {
      const checks = await resident.attend(async (signal) => ok(await checkHome(home, null, 'en', place, signal)))
      if (checks.kind === 'failure') return checks
      const { name, mediaType, bytes } = makeBundle(home, {
        withTitles,
        checks: checks.value,
        version: place.version,
      })
      return options.surroundings.saveFile({ name, mediaType, content: bytes })
    },
  }
}
