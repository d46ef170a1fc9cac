/**
 * How everything stands, in one sentence of the reader's language, for the tray and the top of the window.
 *
 * Where an alert explains it, the alert's own sentence is used instead (`host/snapshot`); these are the others.
 */
import type { Standing } from '../snapshot.ts'
import type { Formats } from './format.ts'
import type { Language } from './language.ts'

export interface SnapshotFacts {
  readonly progress: { readonly done: number; readonly total: number } | null
  /** Until when everything is paused; `some`: only a part of it, or it is switched off. */
  readonly pausedForMs: number | 'resumed' | 'some'
  /** Both sides have been looked at at least once. */
  readonly synced: boolean
}

export type SnapshotWords = Readonly<Record<Standing, (formats: Formats, facts: SnapshotFacts) => string>>

const english: SnapshotWords = {
  'not-set-up': () => 'Partner Sync is not set up yet.',
  syncing: (formats, { progress, synced }) => {
    if (progress === null) return synced ? 'Syncing.' : 'The first sync is under way.'
    return `Syncing: ${formats.number(progress.done)} of ${formats.number(progress.total)} done.`
  },
  problem: () => 'The last sync failed. The list of problems says why.',
  attention: () => 'Something waits for your decision.',
  offline: () => 'Notion cannot be reached. What is due is made up for by itself.',
  paused: (formats, { pausedForMs }) => {
    if (pausedForMs === 'some') return 'Syncing is paused for a part of your profiles.'
    if (pausedForMs === 'resumed') return 'Syncing is paused until you resume it.'
    return `Syncing is paused and goes on in ${formats.duration(wholeMinutes(pausedForMs))}.`
  },
  'in-step': () => 'Everything is in step.',
}

const german: SnapshotWords = {
  'not-set-up': () => 'Partner Sync ist noch nicht eingerichtet.',
  syncing: (formats, { progress, synced }) => {
    if (progress === null) return synced ? 'Abgleich läuft.' : 'Der erste Abgleich läuft.'
    return `Abgleich läuft: ${formats.number(progress.done)} von ${formats.number(progress.total)} erledigt.`
  },
  problem: () => 'Der letzte Abgleich ist fehlgeschlagen. Die Liste der Probleme sagt, warum.',
  attention: () => 'Etwas wartet auf deine Entscheidung.',
  offline: () => 'Notion ist nicht erreichbar. Alles Fällige wird von selbst nachgeholt.',
  paused: (formats, { pausedForMs }) => {
    if (pausedForMs === 'some') return 'Der Abgleich pausiert für einen Teil deiner Profile.'
    if (pausedForMs === 'resumed') return 'Der Abgleich pausiert, bis du ihn fortsetzt.'
    return `Der Abgleich pausiert und geht weiter. Noch: ${formats.duration(wholeMinutes(pausedForMs))}.`
  },
  'in-step': () => 'Alles stimmt überein.',
}

/** Seconds would make the sentence another one all the time. */
function wholeMinutes(ms: number): number {
  return Math.max(1, Math.ceil(ms / 60_000)) * 60_000
}

const words: Readonly<Record<Language, SnapshotWords>> = { de: german, en: english }

export function snapshotWords(language: Language): SnapshotWords {
  return words[language]
}
