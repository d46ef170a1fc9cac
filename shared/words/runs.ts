/**
 * What a run did, in one sentence, and the name of the step it is at.
 */
import type { Formats } from './format.ts'
import type { Language } from './language.ts'

/** Appointments, by what became of them. */
export interface RunCounts {
  readonly created: number
  readonly updated: number
  readonly removed: number
  readonly conflicts: number
  readonly errors: number
  readonly held: number
}

export interface RunWords {
  /** The counts that are not zero; null when all of them are. */
  readonly did: (formats: Formats, counts: RunCounts) => string | null
  readonly nothing: string
  readonly underWay: string
  readonly stopped: string
  /** It ended well, `due` changes were to be made, and none was. */
  readonly undone: (formats: Formats, due: number) => string
  readonly step: Readonly<Record<RunStepName, string>>
}

export type RunStepName = 'settle' | 'check' | 'observe' | 'reconcile' | 'plan' | 'execute' | 'verify' | 'record'

const english: RunWords = {
  did: (formats, { created, updated, removed, conflicts, errors, held }) =>
    told([
      [created, formats.plural(created, { one: '# created', other: '# created' })],
      [updated, formats.plural(updated, { one: '# changed', other: '# changed' })],
      [removed, formats.plural(removed, { one: '# removed', other: '# removed' })],
      [conflicts, formats.plural(conflicts, { one: '# conflict', other: '# conflicts' })],
      [held, formats.plural(held, { one: '# held back', other: '# held back' })],
      [errors, formats.plural(errors, { one: '# failed', other: '# failed' })],
    ]),
  nothing: 'Nothing had to be changed.',
  underWay: 'Under way.',
  stopped: 'Stopped before it was complete.',
  undone: (formats, due) =>
    formats.plural(due, {
      one: 'One change was due and was not made. If the next sync says the same, run the check (doctor).',
      other: '# changes were due and none was made. If the next sync says the same, run the check (doctor).',
    }),
  step: {
    settle: 'Looking up what was left open',
    check: 'Checking both databases',
    observe: 'Reading both databases',
    reconcile: 'Comparing',
    plan: 'Planning',
    execute: 'Writing',
    verify: 'Checking what was written',
    record: 'Recording',
  },
}

const german: RunWords = {
  did: (formats, { created, updated, removed, conflicts, errors, held }) =>
    told([
      [created, formats.plural(created, { one: '# angelegt', other: '# angelegt' })],
      [updated, formats.plural(updated, { one: '# geändert', other: '# geändert' })],
      [removed, formats.plural(removed, { one: '# entfernt', other: '# entfernt' })],
      [conflicts, formats.plural(conflicts, { one: '# Konflikt', other: '# Konflikte' })],
      [held, formats.plural(held, { one: '# zurückgehalten', other: '# zurückgehalten' })],
      [errors, formats.plural(errors, { one: '# fehlgeschlagen', other: '# fehlgeschlagen' })],
    ]),
  nothing: 'Es war nichts zu ändern.',
  underWay: 'Läuft gerade.',
  stopped: 'Vor dem Ende angehalten.',
  undone: (formats, due) =>
    formats.plural(due, {
      one: 'Eine Änderung stand an und wurde nicht gemacht. Sagt der nächste Abgleich dasselbe, starte die Prüfung (doctor).',
      other:
        '# Änderungen standen an, und keine wurde gemacht. Sagt der nächste Abgleich dasselbe, starte die Prüfung (doctor).',
    }),
  step: {
    settle: 'Offenes wird nachgesehen',
    check: 'Beide Datenbanken werden geprüft',
    observe: 'Beide Datenbanken werden gelesen',
    reconcile: 'Es wird verglichen',
    plan: 'Es wird geplant',
    execute: 'Es wird geschrieben',
    verify: 'Das Geschriebene wird geprüft',
    record: 'Es wird festgehalten',
  },
}

function told(parts: readonly (readonly [count: number, text: string])[]): string | null {
  const given = parts.flatMap(([count, text]) => (count === 0 ? [] : [text]))
  return given.length === 0 ? null : `${given.join(', ')}.`
}

const words: Readonly<Record<Language, RunWords>> = { de: german, en: english }

export function runWords(language: Language): RunWords {
  return words[language]
}
