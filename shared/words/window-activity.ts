/**
 * What the activity says: changes and runs, their filters, what stands in an entry that is unfolded.
 *
 * What happened is said by the main side in a sentence; these are the words around it.
 */
import type { Change, Run } from '../contract.ts'
import type { ListedRun } from '../ipc-lists.ts'
import type { Formats } from './format.ts'
import type { Language } from './language.ts'

export interface ActivityWords {
  readonly lead: string
  readonly tabs: { readonly name: string; readonly changes: string; readonly runs: string }
  readonly search: string
  readonly kind: string
  readonly allKinds: string
  readonly kinds: Readonly<Record<Change['kind'], string>>
  readonly exportChanges: string
  readonly exportHint: string
  /** `title`: of the one appointment that is shown. */
  readonly onlyPage: (title: string) => string
  readonly onePage: string
  readonly showAll: string
  readonly none: { readonly title: string; readonly text: string }
  readonly why: string
  readonly before: string
  readonly after: string
  readonly noFields: string
  readonly tracking: (formats: Formats, count: number) => string
  readonly openAppointment: string
  readonly notUndoable: string
  readonly runs: {
    readonly onlyWithChanges: string
    readonly state: string
    readonly allStates: string
    readonly states: Readonly<Record<ListedRun['state'], string>>
    readonly kind: string
    readonly allKinds: string
    readonly kinds: Readonly<Record<Run['kind'], string>>
    readonly none: { readonly title: string; readonly text: string }
    readonly nothing: string
    readonly started: string
    readonly duration: string
    readonly underWay: string
    readonly stats: Readonly<Record<keyof Run['stats'], string>>
    readonly before: string
    readonly after: string
    readonly relevant: string
    readonly copies: string
    readonly counts: string
    readonly requests: string
    readonly requestsText: (formats: Formats, requests: Run['requests']) => string
    readonly falseAlarms: string
    readonly finding: string
  }
}

const english: ActivityWords = {
  lead: 'What Partner Sync did, newest first.',
  tabs: { name: 'What is shown', changes: 'Changes', runs: 'Runs' },
  search: 'Search by title',
  kind: 'Kind of change',
  allKinds: 'All kinds',
  kinds: {
    create: 'Created',
    update: 'Changed',
    link: 'Linked',
    trash: 'Moved to the trash',
    restore: 'Brought back',
    superseded: 'Gave way',
  },
  exportChanges: 'Export as CSV',
  exportHint: 'All changes that match the filters, as a table for spreadsheets.',
  onlyPage: (title) => `Only ${title}`,
  onePage: 'Only one appointment',
  showAll: 'Show all appointments',
  none: { title: 'Nothing has changed yet', text: 'As soon as Partner Sync writes something, it stands here.' },
  why: 'Why',
  before: 'Before',
  after: 'After',
  noFields: 'No fields of the appointment were concerned.',
  tracking: (formats, count) =>
    formats.plural(count, {
      one: 'One mark of Partner Sync was set as well',
      other: '# marks of Partner Sync were set as well',
    }),
  openAppointment: 'Show the appointment',
  notUndoable: 'This change cannot be undone by itself: it only keeps the two pages connected.',
  runs: {
    onlyWithChanges: 'Hide runs that changed nothing',
    state: 'State of the run',
    allStates: 'All states',
    states: {
      in_progress: 'Under way',
      completed: 'Completed',
      failed: 'Failed',
      stopped: 'Stopped',
      held: 'Held back',
    },
    kind: 'Kind of run',
    allKinds: 'All kinds',
    kinds: { incremental: 'What changed', full: 'Everything', page: 'One appointment', 'dry-run': 'Preview' },
    none: {
      title: 'No runs yet',
      text: 'The first sync will stand here. A look that finds nothing to do is not recorded.',
    },
    nothing: 'Nothing had to be changed.',
    started: 'Started',
    duration: 'Duration',
    underWay: 'not finished',
    stats: {
      totalProcessed: 'Looked at',
      created: 'Created',
      updated: 'Changed',
      removed: 'Removed',
      unchanged: 'Unchanged',
      conflicts: 'Conflicts',
      errors: 'Failures',
      held: 'Held back',
    },
    before: 'Before',
    after: 'After',
    relevant: 'Partner-relevant',
    copies: 'Copies',
    counts: 'Appointments',
    requests: 'Requests to Notion',
    requestsText: (formats, { read, write, retried }) =>
      `${formats.number(read)} reading, ${formats.number(write)} writing, ${formats.number(retried)} repeated`,
    falseAlarms: 'Reported errors that had succeeded after all',
    finding: 'Noticed',
  },
}

const german: ActivityWords = {
  lead: 'Was Partner Sync getan hat, das Neueste zuerst.',
  tabs: { name: 'Was gezeigt wird', changes: 'Änderungen', runs: 'Abgleiche' },
  search: 'Nach Titel suchen',
  kind: 'Art der Änderung',
  allKinds: 'Alle Arten',
  kinds: {
    create: 'Angelegt',
    update: 'Geändert',
    link: 'Verknüpft',
    trash: 'In den Papierkorb gelegt',
    restore: 'Zurückgeholt',
    superseded: 'Ersetzt',
  },
  exportChanges: 'Als CSV speichern',
  exportHint: 'Alle Änderungen, die zu den Filtern passen, als Tabelle für Tabellenprogramme.',
  onlyPage: (title) => `Nur ${title}`,
  onePage: 'Nur ein Termin',
  showAll: 'Alle Termine zeigen',
  none: { title: 'Noch hat sich nichts geändert', text: 'Sobald Partner Sync etwas schreibt, steht es hier.' },
  why: 'Warum',
  before: 'Vorher',
  after: 'Nachher',
  noFields: 'Felder des Termins waren nicht betroffen.',
  tracking: (formats, count) =>
    formats.plural(count, {
      one: 'Auch eine Markierung von Partner Sync wurde gesetzt',
      other: 'Auch # Markierungen von Partner Sync wurden gesetzt',
    }),
  openAppointment: 'Termin ansehen',
  notUndoable: 'Diese Änderung lässt sich nicht einzeln rückgängig machen: Sie hält nur die beiden Seiten verbunden.',
  runs: {
    onlyWithChanges: 'Abgleiche ohne Änderungen verbergen',
    state: 'Zustand des Abgleichs',
    allStates: 'Alle Zustände',
    states: {
      in_progress: 'Läuft',
      completed: 'Abgeschlossen',
      failed: 'Fehlgeschlagen',
      stopped: 'Angehalten',
      held: 'Zurückgehalten',
    },
    kind: 'Art des Abgleichs',
    allKinds: 'Alle Arten',
    kinds: { incremental: 'Was sich geändert hat', full: 'Alles', page: 'Ein Termin', 'dry-run': 'Vorschau' },
    none: {
      title: 'Noch kein Abgleich',
      text: 'Der erste Abgleich steht dann hier. Wer nachsieht und nichts zu tun findet, hinterlässt nichts.',
    },
    nothing: 'Es war nichts zu ändern.',
    started: 'Begonnen',
    duration: 'Dauer',
    underWay: 'nicht beendet',
    stats: {
      totalProcessed: 'Angesehen',
      created: 'Angelegt',
      updated: 'Geändert',
      removed: 'Entfernt',
      unchanged: 'Unverändert',
      conflicts: 'Konflikte',
      errors: 'Fehlschläge',
      held: 'Zurückgehalten',
    },
    before: 'Vorher',
    after: 'Nachher',
    relevant: 'Partnerrelevant',
    copies: 'Kopien',
    counts: 'Termine',
    requests: 'Anfragen an Notion',
    requestsText: (formats, { read, write, retried }) =>
      `${formats.number(read)} lesend, ${formats.number(write)} schreibend, ${formats.number(retried)} wiederholt`,
    falseAlarms: 'Gemeldete Fehler, die doch geklappt hatten',
    finding: 'Aufgefallen',
  },
}

export function activityWords(language: Language): ActivityWords {
  return language === 'de' ? german : english
}
