/**
 * How well it goes, for the window: facts and counts of the ledger, made into reports by `core/health-report`.
 */
import { ok } from '../../shared/failure.ts'
import type { Answer } from '../../shared/ipc.ts'
import type { Profile } from '../../shared/model.ts'
import { healthWords } from '../../shared/words/health.ts'
import type { Language } from '../../shared/words/language.ts'
import { wordsFor } from '../../shared/words/words.ts'
import { healthReport, type Measured, reportDays, totalReport } from '../core/health-report.ts'
import type { Answers } from './bridge.ts'
import { healthFacts } from './health-facts.ts'
import { type Home, profilesNamed } from './home.ts'

const DAY_MS = 86_400_000

export interface HealthAnswersOptions {
  readonly home: Home
  readonly language: () => Language
}

export function healthAnswers({ home, language }: HealthAnswersOptions): Pick<Answers, 'health'> {
  return { health: ({ profile }) => ok(healthOfProfiles(home, profile, language())) }
}

/** The report of each profile that is meant, and of all these together. */
export function healthOfProfiles(home: Home, name: string | null, language: Language): Answer<'health'> {
  const now = home.clock.now()
  const said = { words: wordsFor(language), health: healthWords(language) }
  const all = profilesNamed(home, name).map((profile) => measured(home, profile, now))
  return {
    total: totalReport(all, home.healthThresholds(), said, now),
    profiles: all.map((each) => healthReport(each, said, now)),
  }
}

function measured(home: Home, profile: Profile, now: number): Measured {
  const periods = { day: now - DAY_MS, week: now - 7 * DAY_MS, month: now - 30 * DAY_MS }
  // Days begin at midnight in UTC: the first one that is shown began up to a day before the month did.
  const firstDay = (Math.floor(now / DAY_MS) - (reportDays - 1)) * DAY_MS
  return {
    facts: healthFacts(home, profile, home.live(profile)),
    outcomes: home.statistics.outcomes(profile.id, periods),
    days: home.statistics.runDays(profile.id, firstDay),
  }
}
