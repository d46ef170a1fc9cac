/**
 * How well it goes, for the window.
 */
import type { Status } from '../../shared/contract.ts'
import { ok } from '../../shared/failure.ts'
import type { HealthReport } from '../../shared/ipc-health.ts'
import type { Language } from '../../shared/words/language.ts'
import { listStatuses } from './actions-lists.ts'
import type { Answers } from './bridge.ts'
import type { Home } from './home.ts'

export interface HealthAnswersOptions {
  readonly home: Home
  readonly language: () => Language
}

export function healthAnswers({ home, language }: HealthAnswersOptions): Pick<Answers, 'health'> {
  return {
    health: ({ profile }) => {
      const reports = listStatuses(home, profile, language()).map((status) => reportOf(home, status))
      const none = { day: 0, week: 0, month: 0 }
      const total = reports.reduce<HealthReport>(
        (sum, one) => ({ ...one, ...sum, pending: sum.pending + one.pending, failed: sum.failed + one.failed }),
        {
          profile: null,
          health: 'healthy',
          reasons: [],
          successRate24h: null,
          successRate7d: null,
          decided24h: 0,
          decided7d: 0,
          pending: 0,
          failed: 0,
          waiting: 0,
          failedOver24h: 0,
          oldestFailureAt: null,
          falseAlarms: none,
          falseSuccesses: none,
          failuresByCategory: [],
          failuresByOperation: [],
          failuresBySide: [],
          days: [],
          thresholds: {
            healthyRate: 0.95,
            degradedRate: 0.8,
            enoughActions: 5,
            oldFailureMs: 86_400_000,
            stuckMs: 300_000,
          },
        },
      )
      return ok({ total, profiles: reports })
    },
  }
}

function reportOf(home: Home, status: Status): HealthReport {
  const none = { day: 0, week: 0, month: 0 }
  const id = home.profiles().find((profile) => profile.name === status.name)?.id
  const now = home.clock.now()
  const decided = (ms: number) => (id === undefined ? { succeeded: 0, failed: 0 } : home.journal.outcomes(id, now - ms))
  const [day, week] = [decided(86_400_000), decided(7 * 86_400_000)]
  const all = week.succeeded + week.failed
  return {
    profile: status.name,
    health: status.health,
    reasons: status.alerts.map((alert) => alert.message),
    successRate24h: status.successRate24h,
    successRate7d: all === 0 ? null : week.succeeded / all,
    decided24h: day.succeeded + day.failed,
    decided7d: all,
    pending: status.pending,
    failed: status.problems,
    waiting: status.conflicts + status.held,
    failedOver24h: status.failedOver24h,
    oldestFailureAt: null,
    falseAlarms: none,
    falseSuccesses: none,
    failuresByCategory: [],
    failuresByOperation: [],
    failuresBySide: [],
    days: [],
    thresholds: { healthyRate: 0.95, degradedRate: 0.8, enoughActions: 5, oldFailureMs: 86_400_000, stuckMs: 300_000 },
  }
}
