/**
 * What is worth a notification, in words: what happened and what to do, in English and German.
 *
 * Durations and counts come in through `Formats`; when an alert is due is decided by `core/health`.
 */
import type { AlertKind } from '../contract.ts'
import type { Formats } from './format.ts'

/** `count`: how many it concerns; `ms`: for how long it has been so, or how long it still lasts. */
export type AlertText = (
  formats: Formats,
  facts: { readonly count: number; readonly ms: number },
) => {
  readonly message: string
  readonly remedy: string
}
export type AlertWords = Readonly<Record<AlertKind, AlertText>>

export const alertsEnglish: AlertWords = {
  credentials: () => ({
    message: 'Notion refuses the token.',
    remedy: 'Enter a new token in the profile. Nothing syncs until then.',
  }),
  'run-stuck': (formats, { ms }) => ({
    message: `A run has made no progress for ${formats.duration(ms)}.`,
    remedy: 'Run the check (doctor). If that does not help, end Partner Sync and start it anew; nothing is lost.',
  }),
  'old-failure': (formats, { count }) => ({
    message: formats.plural(count, {
      one: 'One appointment has been failing for more than 24 hours.',
      other: '# appointments have been failing for more than 24 hours.',
    }),
    remedy: 'Open the list of problems: it says for each what to do.',
  }),
  problems: (formats, { count }) => ({
    message: formats.plural(count, {
      one: 'One appointment could not be synced.',
      other: '# appointments could not be synced.',
    }),
    remedy: 'Open the list of problems: it says for each what to do.',
  }),
  conflicts: (formats, { count }) => ({
    message: formats.plural(count, {
      one: 'One conflict waits for your choice.',
      other: '# conflicts wait for your choice.',
    }),
    remedy: 'Open the conflicts and choose what stays. Everything else goes on syncing.',
  }),
  held: (formats, { count }) => ({
    message: formats.plural(count, {
      one: 'One change is held back until you confirm.',
      other: '# changes are held back until you confirm.',
    }),
    remedy: 'Look at what is held back and confirm or reject it. Copies to be removed are still visible to others.',
  }),
  stale: () => ({
    message: 'The databases have not been compared for too long.',
    remedy: 'Sync now. If that fails, the check (doctor) says why.',
  }),
  offline: (formats, { ms }) => ({
    message: `Notion has not been reachable for ${formats.duration(ms)}.`,
    remedy: 'Check your internet connection. Everything that is due is made up for by itself.',
  }),
  disk: () => ({
    message: 'This computer cannot save what it does.',
    remedy: 'Check whether the disk is full or write-protected. Nothing is written to Notion until then.',
  }),
  log: () => ({
    message: 'The log cannot be written.',
    remedy: 'Check whether the disk is full. Syncing goes on regardless.',
  }),
  'token-expires': (formats, { ms }) => ({
    message: ms === 0 ? 'The token has expired.' : `The token expires in ${formats.duration(ms)}.`,
    remedy: 'Create a new one in Notion, enter it in the profile, and say when that one expires.',
  }),
}

export const alertsGerman: AlertWords = {
  credentials: () => ({
    message: 'Notion lehnt den Token ab.',
    remedy: 'Trag im Profil einen neuen Token ein. Bis dahin wird nichts abgeglichen.',
  }),
  'run-stuck': (formats, { ms }) => ({
    message: `Ein Abgleich kommt seit ${formats.duration(ms)} nicht voran.`,
    remedy:
      'Starte die Prüfung (doctor). Hilft das nicht, beende Partner Sync und starte es neu; verloren geht nichts.',
  }),
  'old-failure': (formats, { count }) => ({
    message: formats.plural(count, {
      one: 'Ein Termin schlägt seit mehr als 24 Stunden fehl.',
      other: '# Termine schlagen seit mehr als 24 Stunden fehl.',
    }),
    remedy: 'Öffne die Liste der Probleme: Sie sagt zu jedem, was zu tun ist.',
  }),
  problems: (formats, { count }) => ({
    message: formats.plural(count, {
      one: 'Ein Termin ließ sich nicht abgleichen.',
      other: '# Termine ließen sich nicht abgleichen.',
    }),
    remedy: 'Öffne die Liste der Probleme: Sie sagt zu jedem, was zu tun ist.',
  }),
  conflicts: (formats, { count }) => ({
    message: formats.plural(count, {
      one: 'Ein Konflikt wartet auf deine Entscheidung.',
      other: '# Konflikte warten auf deine Entscheidung.',
    }),
    remedy: 'Öffne die Konflikte und wähl, was bleibt. Alles andere wird weiter abgeglichen.',
  }),
  held: (formats, { count }) => ({
    message: formats.plural(count, {
      one: 'Eine Änderung ist zurückgehalten, bis du bestätigst.',
      other: '# Änderungen sind zurückgehalten, bis du bestätigst.',
    }),
    remedy: 'Sieh dir das Zurückgehaltene an und bestätige oder verwirf es. Zu entfernende Kopien sind noch sichtbar.',
  }),
  stale: () => ({
    message: 'Die Datenbanken wurden zu lange nicht verglichen.',
    remedy: 'Gleich jetzt ab. Wenn das fehlschlägt, sagt die Prüfung (doctor), warum.',
  }),
  offline: (formats, { ms }) => ({
    message: `Notion ist seit ${formats.duration(ms)} nicht erreichbar.`,
    remedy: 'Prüf deine Internetverbindung. Alles Fällige wird von selbst nachgeholt.',
  }),
  disk: () => ({
    message: 'Dieser Computer kann nicht speichern, was er tut.',
    remedy: 'Prüf, ob der Datenträger voll oder schreibgeschützt ist. Bis dahin wird nichts nach Notion geschrieben.',
  }),
  log: () => ({
    message: 'Das Protokoll lässt sich nicht schreiben.',
    remedy: 'Prüf, ob der Datenträger voll ist. Der Abgleich läuft trotzdem weiter.',
  }),
  'token-expires': (formats, { ms }) => ({
    message: ms === 0 ? 'Der Token ist abgelaufen.' : `Der Token läuft in ${formats.duration(ms)} ab.`,
    remedy: 'Erzeug in Notion einen neuen, trag ihn im Profil ein und sag, wann er abläuft.',
  }),
}
