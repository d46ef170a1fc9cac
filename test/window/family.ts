/**
 * A family's appointments for the tests of the window: titles, places and texts as people write them, days around today.
 *
 * Anna owns the shared database; Ben's private one lives in a workspace of his own, so that he needs two tokens.
 */
import type { SchemaSpec } from '../../electron/sandbox/admin.ts'
import type { Seed, SeedRow } from '../../electron/sandbox/seed.ts'

const DAY_MS = 86_400_000

const fields: SchemaSpec = { Name: 'title', Datum: 'date', Beschreibung: 'rich_text', Ort: 'rich_text' }
export const privateColumns: SchemaSpec = { ...fields, PartnerRelevant: 'checkbox', SyncedToSharedId: 'rich_text' }
export const sharedColumns: SchemaSpec = {
  ...fields,
  PartnerRelevant: 'checkbox',
  SourcePrivateId: 'rich_text',
  SourceUserId: 'number',
}

const ours: readonly (readonly [title: string, place: string, text: string])[] = [
  ['Dachzelt', 'Garage', 'Die Aufblasstation mitnehmen, das Ventil war letztes Mal undicht.'],
  ['Zahnarzt Mia', 'Dr. Weber, Hauptstraße 12', 'Versichertenkarte und Röntgenbilder nicht vergessen.'],
  ['Elternabend', 'Grundschule am Park', 'Es geht um die Klassenfahrt im Mai und um das neue Förderkonzept.'],
  ['Omas Geburtstag', 'Bei Oma', 'Kuchen: Mia. Blumen: Ben. Lied: alle.'],
  ['Steuerberaterin', 'online', ''],
  ['Kino mit Lea und Tom', 'Filmpalast', 'Karten liegen in der Schublade im Flur.'],
  ['Wochenende am See', 'Campingplatz Nord', 'Anreise ab 15 Uhr, Boote sind reserviert.'],
  ['Heizungswartung', 'zu Hause', 'Jemand muss zwischen 8 und 12 Uhr da sein.'],
  ['Schwimmkurs', 'Stadtbad', ''],
  ['Betriebsausflug', 'Treffpunkt Bahnhof', 'Regenjacke!'],
  ['Konzert', 'Alte Fabrik', 'Einlass 19 Uhr.'],
  ['Sperrmüll', 'vor dem Haus', 'Das alte Sofa und den Teppich bis 7 Uhr hinausstellen.'],
]

/** `count` appointments, twelve different ones over and over. */
function rowsOf(person: string, count: number, now: number): readonly SeedRow[] {
  return Array.from({ length: count }, (_, index) => {
    const [title = '', place = '', text = ''] = ours[index % ours.length] ?? []
    const round = Math.floor(index / ours.length)
    const day = new Date(now + ((index % 400) - 4) * DAY_MS).toISOString().slice(0, 10)
    const Name = round === 0 ? title : `${title} ${round + 1}`
    return {
      key: `${person}-${index + 1}`,
      values: { Name, Datum: day, Ort: place, Beschreibung: text, PartnerRelevant: true },
    }
  })
}

/** The rows and their copies, linked both ways, as an installation of before would have left them. */
function linked(rows: readonly SeedRow[]): { readonly mine: readonly SeedRow[]; readonly copies: readonly SeedRow[] } {
  const copy = (key: string): string => `copy-of-${key}`
  return {
    mine: rows.map(({ key = '', values }) => ({ key, values: { ...values, SyncedToSharedId: { ref: copy(key) } } })),
    copies: rows.map(({ key = '', values }) => ({
      key: copy(key),
      values: { ...values, SourcePrivateId: { ref: key }, SourceUserId: 1 },
    })),
  }
}

export interface FamilyOptions {
  /** How many appointments Anna has. */
  readonly count?: number
  /** Ms UTC: today. */
  readonly now: number
  /** Columns that Anna's private database does not have yet. */
  readonly missing?: readonly string[]
  /** Every appointment of Anna has its copy already. */
  readonly copied?: boolean
}

export function familySeed({ count = 12, now, missing = [], copied = false }: FamilyOptions): Seed {
  const annas = Object.fromEntries(Object.entries(privateColumns).filter(([name]) => !missing.includes(name)))
  const rows = rowsOf('anna', count, now)
  const { mine, copies } = copied ? linked(rows) : { mine: rows, copies: [] }
  const own: SeedRow = { key: 'anna-own', values: { Name: 'Überraschung planen', Datum: '2026-12-20' } }
  return {
    workspaces: [
      {
        name: 'Annas Notion',
        people: [{ key: 'anna', name: 'Anna' }],
        connections: [{ key: 'anna' }, { key: 'ben-shared' }],
        databases: [
          {
            key: 'anna-private',
            title: 'Annas Termine',
            properties: annas,
            sharedWith: ['anna'],
            rows: [...mine, own],
          },
          {
            key: 'shared',
            title: 'Unsere Termine',
            properties: sharedColumns,
            sharedWith: ['anna', 'ben-shared'],
            rows: copies,
          },
        ],
      },
      {
        name: 'Bens Notion',
        people: [{ key: 'ben', name: 'Ben' }],
        connections: [{ key: 'ben-private' }],
        databases: [
          {
            key: 'ben-private',
            title: 'Bens Kalender',
            properties: privateColumns,
            sharedWith: ['ben-private'],
            rows: rowsOf('ben', 3, now + 30 * DAY_MS),
          },
        ],
      },
    ],
  }
}
