/**
 * What the overview says about how well it goes: success rates, the chart of the last 30 days and its table.
 *
 * Numbers and times come in as text, already formatted for the reader.
 */
import type { Formats } from './format.ts'
import type { Language } from './language.ts'

export interface HealthWords {
  readonly title: string
  readonly grades: Readonly<Record<'healthy' | 'degraded' | 'critical', string>>
  readonly rate24h: string
  readonly rate7d: string
  readonly noData: string
  /** Of how many writes a rate speaks. */
  readonly ofDecided: (formats: Formats, count: number) => string
  readonly month: string
  readonly changes: string
  readonly failures: string
  readonly duration: string
  readonly runs: string
  readonly failedRuns: string
  readonly day: string
  readonly longest: string
  readonly showTable: string
  readonly hideTable: string
  readonly noRuns: string
  /** The three drawings in one sentence. */
  readonly summary: (formats: Formats, runs: number, changes: number, failures: number) => string
  readonly falseAlarms: (formats: Formats, count: number) => string
  readonly patterns: string
  readonly showPatterns: string
  readonly hidePatterns: string
  readonly what: string
  /** 24 hours, 7 and 30 days. */
  readonly periods: readonly [string, string, string]
  readonly seemed: string
  readonly falseSuccesses: string
  readonly byCategory: string
  readonly byOperation: string
  readonly bySide: string
}

const english: HealthWords = {
  title: 'How well it goes',
  grades: { healthy: 'Goes well', degraded: 'Goes with difficulties', critical: 'Does not go well' },
  rate24h: 'Succeeded in 24 hours',
  rate7d: 'Succeeded in 7 days',
  noData: 'No data yet',
  ofDecided: (formats, count) => formats.plural(count, { one: 'of one write', other: 'of # writes' }),
  month: 'The last 30 days',
  changes: 'Changes',
  failures: 'Failures',
  duration: 'Duration of a run, on average',
  runs: 'Runs',
  failedRuns: 'Failed runs',
  day: 'Day',
  longest: 'Longest run',
  showTable: 'Show as table',
  hideTable: 'Hide the table',
  noRuns: 'No runs were recorded in these 30 days. A look that finds nothing to do leaves no record.',
  summary: (formats, runs, changes, failures) =>
    [
      formats.plural(runs, { one: 'One run', other: '# runs' }),
      formats.plural(changes, { one: 'one change', other: '# changes' }),
      formats.plural(failures, { one: 'one failure', other: '# failures' }),
    ].join(', '),
  falseAlarms: (formats, count) =>
    formats.plural(count, {
      one: 'One reported error had succeeded after all (7 days).',
      other: '# reported errors had succeeded after all (7 days).',
    }),
  patterns: 'What failed, and what only seemed to',
  showPatterns: 'Show what failed',
  hidePatterns: 'Hide what failed',
  what: 'What',
  periods: ['24 hours', '7 days', '30 days'],
  seemed: 'Succeeded after all',
  falseSuccesses: 'Reported as done, then not found (counted above)',
  byCategory: 'By cause',
  byOperation: 'By kind of change',
  bySide: 'By side',
}

const german: HealthWords = {
  title: 'Wie gut es läuft',
  grades: { healthy: 'Läuft gut', degraded: 'Läuft mit Schwierigkeiten', critical: 'Läuft nicht gut' },
  rate24h: 'Geklappt in 24 Stunden',
  rate7d: 'Geklappt in 7 Tagen',
  noData: 'Noch keine Daten',
  ofDecided: (formats, count) => formats.plural(count, { one: 'von einem Schreiben', other: 'von # Schreibvorgängen' }),
  month: 'Die letzten 30 Tage',
  changes: 'Änderungen',
  failures: 'Fehlschläge',
  duration: 'Dauer eines Abgleichs, im Mittel',
  runs: 'Abgleiche',
  failedRuns: 'Fehlgeschlagen',
  day: 'Tag',
  longest: 'Längster Abgleich',
  showTable: 'Als Tabelle zeigen',
  hideTable: 'Tabelle schließen',
  noRuns:
    'In diesen 30 Tagen wurde kein Abgleich festgehalten. Wer nachsieht und nichts zu tun findet, hinterlässt nichts.',
  summary: (formats, runs, changes, failures) =>
    [
      formats.plural(runs, { one: 'Ein Abgleich', other: '# Abgleiche' }),
      formats.plural(changes, { one: 'eine Änderung', other: '# Änderungen' }),
      formats.plural(failures, { one: 'ein Fehlschlag', other: '# Fehlschläge' }),
    ].join(', '),
  falseAlarms: (formats, count) =>
    formats.plural(count, {
      one: 'Ein gemeldeter Fehler hatte doch geklappt (7 Tage).',
      other: '# gemeldete Fehler hatten doch geklappt (7 Tage).',
    }),
  patterns: 'Was fehlschlug und was nur so aussah',
  showPatterns: 'Zeigen, was fehlschlug',
  hidePatterns: 'Fehlschläge schließen',
  what: 'Was',
  periods: ['24 Stunden', '7 Tage', '30 Tage'],
  seemed: 'Doch geklappt',
  falseSuccesses: 'Als erledigt gemeldet, dann nicht gefunden (oben mitgezählt)',
  byCategory: 'Nach Ursache',
  byOperation: 'Nach Art der Änderung',
  bySide: 'Nach Seite',
}

export function healthWords(language: Language): HealthWords {
  return language === 'de' ? german : english
}
