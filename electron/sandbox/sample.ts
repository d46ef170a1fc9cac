/**
 * The sample for the demo: Anna and Ben, each with a private database in a workspace of their own, and the database
 * they share, which lives in Anna's.
 *
 * About 30 appointments around today: all-day, timed, over several days, in other time zones, with formatted text and
 * emoji; one changed on both sides, one duplicated in Notion, one whose copy somebody trashed, some that are nobody
 * else's business, and two that were typed into the shared database. `sampleOutcome` says what a first sync makes of it.
 */
import type { SchemaSpec } from './admin.ts'
import type { Json } from './json.ts'
import type { Seed, SeedRow } from './seed.ts'

const DAY = 86_400_000

const fields: SchemaSpec = { Name: 'title', Datum: 'date', Beschreibung: 'rich_text', Ort: 'rich_text' }
const privateSchema: SchemaSpec = { ...fields, PartnerRelevant: 'checkbox', SyncedToSharedId: 'rich_text' }
const sharedSchema: SchemaSpec = {
  ...fields,
  PartnerRelevant: 'checkbox',
  SourcePrivateId: 'rich_text',
  SourceUserId: 'number',
}

/** What the first and the second run must come to, by person. */
export const sampleOutcome = {
  anna: { number: 1, created: 12, conflicts: 2, relevant: 15 },
  ben: { number: 2, created: 8, conflicts: 0, relevant: 8 },
} as const

/** The sample, with days counted from `now` (ms UTC). */
export function sampleSeed(now: number): Seed {
  const day = (offset: number): string => new Date(now + offset * DAY).toISOString().slice(0, 10)
  return {
    workspaces: [
      {
        name: 'Anna',
        people: [
          { key: 'anna', name: 'Anna' },
          { key: 'ben-as-guest', name: 'Ben' },
        ],
        connections: [{ key: 'anna' }, { key: 'ben-shared' }],
        databases: [
          {
            key: 'anna-private',
            title: 'Annas Termine',
            properties: privateSchema,
            sharedWith: ['anna'],
            rows: annasRows(day),
          },
          {
            key: 'shared',
            title: 'Unsere Termine',
            properties: sharedSchema,
            sharedWith: ['anna', 'ben-shared'],
            rows: sharedRows(day),
          },
        ],
      },
      {
        name: 'Ben',
        people: [{ key: 'ben', name: 'Ben' }],
        connections: [{ key: 'ben-private' }],
        databases: [
          {
            key: 'ben-private',
            title: 'Bens Termine',
            properties: privateSchema,
            sharedWith: ['ben-private'],
            rows: bensRows(day),
          },
        ],
      },
    ],
  }
}

type Day = (offset: number) => string

function annasRows(day: Day): readonly SeedRow[] {
  const relevant = (name: string, when: Json, more: SeedRow['values'] = {}, key?: string): SeedRow => ({
    ...(key === undefined ? {} : { key }),
    by: 'anna',
    values: { Name: name, Datum: when, PartnerRelevant: true, ...more },
  })
  const mine = (name: string, when: Json): SeedRow => ({ by: 'anna', values: { Name: name, Datum: when } })
  return [
    relevant('Dachzelt', span(day(12), day(15)), {
      Ort: 'Dolomiten',
      Beschreibung: formatted('Abfahrt ', 'früh', ', Stellplatz ist bestellt ⛺'),
    }),
    relevant('Zahnarzt', at(day(2), '09:30', '10:15'), { Ort: 'Praxis Dr. Weber' }),
    relevant('🎂 Geburtstag Oma', day(5), { Beschreibung: 'Kuchen mitbringen 🍰👵🏽' }),
    relevant(
      'Elternabend',
      at(day(3), '19:00', '20:30'),
      { Ort: 'Schule, Raum 12', SyncedToSharedId: ref('s-eltern') },
      'eltern',
    ),
    // Duplicated in Notion: it still names the copy of the original (case 11).
    relevant('Elternabend (Nachholtermin)', at(day(10), '19:00', '20:30'), { SyncedToSharedId: ref('s-eltern') }),
    // Its copy shows another place: changed on both sides, with nothing known before (cases 2 and 5).
    relevant(
      'Grillabend',
      at(day(6), '18:00', '22:00'),
      { Ort: 'bei uns im Garten', SyncedToSharedId: ref('s-grill') },
      'grill',
    ),
    // Somebody trashed its copy (case 8).
    relevant('Yogakurs', at(day(4), '17:30', '18:45'), { SyncedToSharedId: ref('s-yoga') }, 'yoga'),
    relevant('Videoanruf mit Tante Mei', zoned(day(7), '20:00', '21:00', 'Asia/Tokyo'), { Ort: 'online' }),
    relevant('Konferenz in New York', {
      date: { start: `${day(20)}T09:00:00`, end: `${day(22)}T17:00:00`, time_zone: 'America/New_York' },
    }),
    relevant('Urlaub', span(day(30), day(44)), { Beschreibung: formatted('Fähre um ', '07:40', ', Ausweise!') }),
    relevant('Kinderarzt', at(day(9), '08:15'), { Ort: 'Kinderarztpraxis am Markt' }),
    relevant('Umzugshilfe bei Jana', day(16)),
    relevant('Konzert 🎶', at(day(18), '20:00'), {
      Ort: 'Stadthalle',
      Beschreibung: linked('Karten', 'https://example.org/karten'),
    }),
    relevant('Sperrmüll', day(1)),
    relevant('Theater', at(day(25), '19:30', '22:00'), { Ort: 'Volkstheater' }),
    mine('Tagebuch', day(0)),
    mine('Therapie', at(day(8), '16:00', '16:50')),
    mine('Geschenk für Ben besorgen 🎁', day(11)),
  ]
}

function bensRows(day: Day): readonly SeedRow[] {
  const row = (name: string, when: Json, relevant: boolean, more: SeedRow['values'] = {}): SeedRow => ({
    by: 'ben',
    values: { Name: name, Datum: when, PartnerRelevant: relevant, ...more },
  })
  return [
    row('Fußballtraining ⚽', at(day(1), '18:30', '20:00'), true, { Ort: 'Sportplatz' }),
    row('Spätschicht', at(day(2), '14:00', '22:30'), true),
    row('Auto in die Werkstatt', day(4), true, { Beschreibung: formatted('Vorher ', 'Dachbox', ' abnehmen') }),
    row('Dienstreise Hamburg', span(day(13), day(14)), true, { Ort: 'Hamburg' }),
    row('Call mit Lissabon', zoned(day(6), '10:00', '11:00', 'Europe/Lisbon'), true),
    row('Wohnungsbesichtigung 🏡', at(day(9), '17:00', '17:30'), true, { Ort: 'Lindenstraße 4' }),
    row('Brunch mit Freunden', at(day(22), '11:00'), true),
    row('Wanderwochenende', span(day(27), day(28)), true, { Beschreibung: 'Stöcke einpacken 🥾' }),
    row('Überraschung für Anna 🤫', day(5), false),
    row('Rücken', at(day(3), '07:00', '07:20'), false),
  ]
}

function sharedRows(day: Day): readonly SeedRow[] {
  const copy = (key: string, name: string, when: Json, of: string, more: SeedRow['values'] = {}): SeedRow => ({
    key,
    by: 'anna',
    values: { Name: name, Datum: when, PartnerRelevant: true, SourceUserId: 1, SourcePrivateId: ref(of), ...more },
  })
  return [
    copy('s-eltern', 'Elternabend', at(day(3), '19:00', '20:30'), 'eltern', { Ort: 'Schule, Raum 12' }),
    copy('s-grill', 'Grillabend', at(day(6), '18:00', '22:00'), 'grill', { Ort: 'Stadtpark, Grillplatz 3' }),
    { ...copy('s-yoga', 'Yogakurs', at(day(4), '17:30', '18:45'), 'yoga'), trashedBy: 'ben-as-guest' },
    { by: 'ben-as-guest', values: { Name: 'Müllabfuhr', Datum: day(3) } },
    { by: 'ben-as-guest', values: { Name: 'Paket kommt 📦', Datum: day(1) } },
  ]
}

function ref(key: string): Json {
  return { ref: key }
}

function span(start: string, end: string): Json {
  return { date: { start, end } }
}

/** A time as somebody in Germany types it; an hour more or less in summer is of no matter here. */
function at(day: string, from: string, until?: string): Json {
  const end = until === undefined ? {} : { end: `${day}T${until}:00+01:00` }
  return { date: { start: `${day}T${from}:00+01:00`, ...end } }
}

function zoned(day: string, from: string, until: string, zone: string): Json {
  return { date: { start: `${day}T${from}:00`, end: `${day}T${until}:00`, time_zone: zone } }
}

function formatted(before: string, bold: string, after: string): Json {
  const text = (content: string, looks: Json = {}): Json => ({ type: 'text', text: { content }, annotations: looks })
  return { rich_text: [text(before), text(bold, { bold: true, color: 'red' }), text(after, { italic: true })] }
}

function linked(content: string, url: string): Json {
  return { rich_text: [{ type: 'text', text: { content, link: { url } } }] }
}
