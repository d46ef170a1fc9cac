/**
 * Statuses in the text format of Prometheus (version 0.0.4): gauges alone, one sample for each profile.
 *
 * What is not known has no sample. Times are seconds since 1970, as Prometheus wants them.
 */
import { type Status, statusStates } from '../../shared/contract.ts'

export const metricsType = 'text/plain; version=0.0.4; charset=utf-8'

interface Gauge {
  readonly name: string
  readonly help: string
  /** Null: not known. */
  readonly value: (status: Status) => number | boolean | null
}

const seconds = (time: string | null): number | null => (time === null ? null : Date.parse(time) / 1000)
const healths = { healthy: 0, degraded: 1, critical: 2 } as const

const gauges: readonly Gauge[] = [
  { name: 'enabled', help: 'Whether the profile is switched on.', value: (status) => status.enabled },
  { name: 'running', help: 'Whether some process keeps syncing this home.', value: (status) => status.running },
  { name: 'health', help: '0 healthy, 1 degraded, 2 critical.', value: (status) => healths[status.health] },
  { name: 'fresh', help: 'Whether both sides were looked at lately.', value: (status) => status.freshness === 'fresh' },
  {
    name: 'last_success_timestamp_seconds',
    help: 'When both sides were last looked at successfully.',
    value: (status) => seconds(status.lastSuccessAt),
  },
  {
    name: 'next_sync_timestamp_seconds',
    help: 'When the next run is due.',
    value: (status) => seconds(status.nextSyncAt),
  },
  { name: 'interval_seconds', help: 'Time between two full runs.', value: (status) => status.intervalMs / 1000 },
  {
    name: 'private_relevant',
    help: 'Partner-relevant pages in the private database.',
    value: (status) => status.privateRelevant,
  },
  { name: 'shared_synced', help: 'Copies in the shared database.', value: (status) => status.sharedSynced },
  { name: 'conflicts', help: 'Open conflicts.', value: (status) => status.conflicts },
  { name: 'problems', help: 'Open problems.', value: (status) => status.problems },
  { name: 'held', help: 'Entries that a guard holds back.', value: (status) => status.held },
  {
    name: 'pending',
    help: 'Appointments that wait for a try or are being checked.',
    value: (status) => status.pending,
  },
  {
    name: 'failed_over_24h',
    help: 'Appointments that have been failing for more than 24 hours.',
    value: (status) => status.failedOver24h,
  },
  {
    name: 'success_ratio_24h',
    help: 'Share of decided actions that succeeded within 24 hours.',
    value: (status) => status.successRate24h,
  },
  {
    name: 'progress_ratio',
    help: 'How much of the run under way is done.',
    value: (status) => (status.progress === null ? null : status.progress.percent / 100),
  },
]

/** The page that `GET /metrics` gives. */
export function metricsOf(statuses: readonly Status[]): string {
  const families = gauges.map(({ name, help, value }) => {
    const samples = statuses.flatMap((status) => {
      const found = value(status)
      return found === null ? [] : [sample(name, { profile: status.name }, Number(found))]
    })
    return family(name, help, samples)
  })
  const states = statuses.flatMap((status) =>
    statusStates.map((state) => sample('state', { profile: status.name, state }, Number(status.state === state))),
  )
  return [...families, family('state', '1 for the state that the profile is in.', states)].join('')
}

function family(name: string, help: string, samples: readonly string[]): string {
  return `# HELP partner_sync_${name} ${help}\n# TYPE partner_sync_${name} gauge\n${samples.join('')}`
}

function sample(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const shown = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
  return `partner_sync_${name}{${shown.join(',')}} ${value}\n`
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
