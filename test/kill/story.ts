/**
 * The story that every kill test plays: what Anna and Ben write, in three acts, and what both databases must show after
 * each of them, page by page.
 *
 * Written down by hand from the table of sync-semantics; nothing here is derived from the program. Twelve appointments of
 * the second act need something: creates, updates in both directions, merges, removals and questions.
 */
import type { PlainValues } from '../../electron/sandbox/plain-values.ts'
import type { Seed } from '../../electron/sandbox/seed.ts'

export const mappedFields = ['Name', 'Datum', 'Beschreibung', 'Ort'] as const
export type MappedField = (typeof mappedFields)[number]
export type Shown = Readonly<Record<MappedField, string>>
export type StorySide = 'private' | 'shared'

/** What a person does to one appointment; `shared` acts on its copy. */
export type Deed =
  | { readonly kind: 'add'; readonly values: PlainValues }
  | { readonly kind: 'duplicate'; readonly of: string }
  | { readonly kind: 'edit'; readonly side: StorySide; readonly values: PlainValues }
  | { readonly kind: 'trash'; readonly side: StorySide }
  | { readonly kind: 'restore'; readonly side: StorySide }

/** What must stand in the databases when everything has come to rest. */
export interface Rest {
  readonly privateInTrash: boolean
  readonly relevant: boolean
  /** `mirrored`: one copy that shows the same; `asks`: one copy, and a question about it is open. */
  readonly copy: 'mirrored' | 'asks' | 'in-trash' | 'none'
  readonly private: Shown
  /** Where the copy shows something else; absent: it shows the same. */
  readonly shared?: Shown
}

/** A value that the program had to write over: it must stand in the history. */
export interface Overwritten {
  readonly side: StorySide
  readonly field: MappedField
  readonly value: string
}

export interface Chapter {
  readonly deeds: readonly Deed[]
  readonly rest: Rest
  readonly overwritten?: readonly Overwritten[]
}

export interface Appointment {
  readonly key: string
  /** By act: what happens to it and how it comes to rest; null: nothing happens, and the rest is the one before. */
  readonly acts: readonly [Chapter | null, Chapter | null, Chapter | null]
  /** How the user answers its question in the third act. */
  readonly answer?: 'private' | 'shared'
}

function shows(name: string, day: string, more: Partial<Shown> = {}): Shown {
  return { Name: name, Datum: day, Beschreibung: '', Ort: '', ...more }
}

function added(shown: Shown, relevant = true): Deed {
  return { kind: 'add', values: { ...shown, PartnerRelevant: relevant, Notiz: `nur für mich: ${shown.Name}` } }
}

const onBothSides = { privateInTrash: false, relevant: true, copy: 'mirrored' } as const
const keptToOneself = { privateInTrash: false, relevant: false, copy: 'none' } as const
const switchedOff = { privateInTrash: false, relevant: false, copy: 'in-trash' } as const

function mirrored(shown: Shown): Chapter {
  return { deeds: [added(shown)], rest: { ...onBothSides, private: shown } }
}

const dentist = shows('Zahnarzt', '2026-12-01', { Ort: 'Praxis Weber', Beschreibung: 'nüchtern' })
const dentistMoved = { ...dentist, Ort: 'Praxis am Markt' }
const school = shows('Elternabend', '2026-12-02', { Beschreibung: 'Raum 12', Ort: 'Schule' })
const barbecue = shows('Grillen', '2026-12-03', { Ort: 'Garten' })
const barbecueMerged = shows('Grillen im Winter', '2026-12-04', { Ort: 'Stadtpark' })
const concert = shows('Konzert', '2026-12-05', { Ort: 'Stadthalle' })
const yoga = shows('Yoga', '2026-12-06', { Beschreibung: 'Matte' })
const yogaFolded = { ...yoga, Beschreibung: 'Matte und Decke' }
const holiday = shows('Urlaub', '2026-12-07', { Ort: 'Dolomiten' })
const moving = shows('Umzug', '2026-12-08')
const theatre = shows('Theater', '2026-12-09', { Ort: 'Volkstheater' })
const theatreEdited = { ...theatre, Ort: 'Kammerspiele' }
const vaccination = shows('Impfung', '2026-12-10', { Beschreibung: 'Impfpass mitnehmen' })
const shopping = shows('Einkauf', '2026-12-11', { Ort: 'Markthalle' })
const diary = shows('Stammtisch', '2026-12-12', { Beschreibung: 'Anfang', Ort: 'Krone' })
const secret = shows('Überraschung', '2026-12-13')
const birthday = shows('Geburtstag 🎂', '2026-12-14', { Ort: 'bei Oma', Beschreibung: 'Kuchen' })

/** The appointment that is edited after each kill, its description by Anna, its place by Ben. */
export const diaryKey = 'diary'

export const appointments: readonly Appointment[] = [
  {
    key: 'dentist',
    acts: [
      mirrored(dentist),
      {
        deeds: [{ kind: 'edit', side: 'private', values: { Ort: dentistMoved.Ort } }],
        rest: { ...onBothSides, private: dentistMoved },
        overwritten: [{ side: 'shared', field: 'Ort', value: dentist.Ort }],
      },
      null,
    ],
  },
  {
    key: 'school',
    acts: [
      mirrored(school),
      {
        deeds: [{ kind: 'edit', side: 'shared', values: { Beschreibung: 'Raum 14, erster Stock' } }],
        rest: { ...onBothSides, private: { ...school, Beschreibung: 'Raum 14, erster Stock' } },
        overwritten: [{ side: 'private', field: 'Beschreibung', value: school.Beschreibung }],
      },
      null,
    ],
  },
  {
    key: 'barbecue',
    acts: [
      mirrored(barbecue),
      {
        deeds: [
          { kind: 'edit', side: 'private', values: { Name: barbecueMerged.Name } },
          { kind: 'edit', side: 'shared', values: { Ort: barbecueMerged.Ort, Datum: barbecueMerged.Datum } },
        ],
        rest: { ...onBothSides, private: barbecueMerged },
        overwritten: [
          { side: 'shared', field: 'Name', value: barbecue.Name },
          { side: 'private', field: 'Ort', value: barbecue.Ort },
        ],
      },
      null,
    ],
  },
  {
    key: 'concert',
    acts: [
      mirrored(concert),
      {
        deeds: [
          { kind: 'edit', side: 'private', values: { Ort: 'Jazzkeller' } },
          { kind: 'edit', side: 'shared', values: { Ort: 'Philharmonie' } },
        ],
        rest: {
          ...onBothSides,
          copy: 'asks',
          private: { ...concert, Ort: 'Jazzkeller' },
          shared: { ...concert, Ort: 'Philharmonie' },
        },
      },
      {
        deeds: [],
        rest: { ...onBothSides, private: { ...concert, Ort: 'Jazzkeller' } },
        overwritten: [{ side: 'shared', field: 'Ort', value: 'Philharmonie' }],
      },
    ],
    answer: 'private',
  },
  {
    key: 'yoga',
    acts: [
      mirrored(yoga),
      {
        deeds: [
          { kind: 'edit', side: 'shared', values: { Beschreibung: yogaFolded.Beschreibung } },
          { kind: 'edit', side: 'private', values: { PartnerRelevant: false } },
        ],
        rest: { ...switchedOff, private: yogaFolded },
        overwritten: [{ side: 'private', field: 'Beschreibung', value: yoga.Beschreibung }],
      },
      {
        deeds: [{ kind: 'edit', side: 'private', values: { PartnerRelevant: true } }],
        rest: { ...onBothSides, private: yogaFolded },
      },
    ],
  },
  {
    key: 'holiday',
    acts: [
      mirrored(holiday),
      {
        deeds: [{ kind: 'trash', side: 'private' }],
        rest: { privateInTrash: true, relevant: true, copy: 'in-trash', private: holiday },
      },
      {
        deeds: [{ kind: 'restore', side: 'private' }],
        rest: { ...onBothSides, private: holiday },
      },
    ],
  },
  {
    key: 'moving',
    acts: [
      mirrored(moving),
      { deeds: [{ kind: 'trash', side: 'shared' }], rest: { ...switchedOff, private: moving } },
      null,
    ],
  },
  {
    key: 'theatre',
    acts: [
      mirrored(theatre),
      {
        deeds: [
          { kind: 'edit', side: 'shared', values: { Ort: theatreEdited.Ort } },
          { kind: 'trash', side: 'private' },
        ],
        rest: { privateInTrash: true, relevant: true, copy: 'asks', private: theatre, shared: theatreEdited },
      },
      {
        deeds: [],
        rest: { ...onBothSides, private: theatreEdited },
        overwritten: [{ side: 'private', field: 'Ort', value: theatre.Ort }],
      },
    ],
    answer: 'shared',
  },
  {
    key: 'vaccination',
    acts: [
      mirrored(vaccination),
      {
        deeds: [{ kind: 'edit', side: 'private', values: { Beschreibung: '' } }],
        rest: { ...onBothSides, private: { ...vaccination, Beschreibung: '' } },
        overwritten: [{ side: 'shared', field: 'Beschreibung', value: vaccination.Beschreibung }],
      },
      null,
    ],
  },
  {
    key: 'shopping',
    acts: [
      { deeds: [added(shopping, false)], rest: { ...keptToOneself, private: shopping } },
      {
        deeds: [{ kind: 'edit', side: 'private', values: { PartnerRelevant: true } }],
        rest: { ...onBothSides, private: shopping },
      },
      null,
    ],
  },
  { key: diaryKey, acts: [mirrored(diary), null, null] },
  {
    key: 'secret',
    acts: [{ deeds: [added(secret, false)], rest: { ...keptToOneself, private: secret } }, null, null],
  },
  { key: 'birthday', acts: [null, mirrored(birthday), null] },
  {
    // Duplicated in Notion: it names the copy of the original (row 11).
    key: 'second dentist',
    acts: [
      null,
      { deeds: [{ kind: 'duplicate', of: 'dentist' }], rest: { ...onBothSides, private: dentistMoved } },
      null,
    ],
  },
]

const columns = { Name: 'title', Datum: 'date', Beschreibung: 'rich_text', Ort: 'rich_text' } as const

/** Anna's and Ben's databases, empty but for what is nobody's business here. */
export const stageSeed: Seed = {
  workspaces: [
    {
      name: 'Anna',
      people: [
        { key: 'anna', name: 'Anna' },
        { key: 'ben', name: 'Ben' },
      ],
      connections: [{ key: 'anna' }],
      databases: [
        {
          key: 'private',
          title: 'Annas Termine',
          properties: {
            ...columns,
            PartnerRelevant: 'checkbox',
            SyncedToSharedId: 'rich_text',
            Notiz: 'rich_text',
          },
          sharedWith: ['anna'],
        },
        {
          key: 'shared',
          title: 'Unsere Termine',
          properties: {
            ...columns,
            PartnerRelevant: 'checkbox',
            SourcePrivateId: 'rich_text',
            SourceUserId: 'number',
            Kommentar: 'rich_text',
          },
          sharedWith: ['anna'],
          rows: [
            {
              key: 'copy of Ben',
              by: 'ben',
              values: {
                Name: 'Spätschicht',
                Datum: '2026-12-02',
                PartnerRelevant: true,
                SourceUserId: 2,
                SourcePrivateId: '0f0f0f0f-1111-4222-8333-444455556666',
                Kommentar: 'von Ben',
              },
            },
            {
              key: 'typed in',
              by: 'ben',
              values: { Name: 'Müllabfuhr', Datum: '2026-12-03', Kommentar: 'blaue Tonne' },
            },
          ],
        },
      ],
    },
  ],
}
