/**
 * What the list of appointments says: states by name, why one may be missing, what the details show and offer.
 *
 * Why an appointment stands where it stands is said by the main side; these are the words around it.
 */
import type { AppointmentState } from '../contract.ts'
import type { Formats } from './format.ts'
import type { Language } from './language.ts'

export interface AppointmentWords {
  readonly lead: string
  readonly search: string
  readonly list: string
  readonly states: Readonly<Record<AppointmentState, string>>
  readonly allStates: string
  readonly stateFilter: string
  readonly times: { readonly name: string; readonly all: string; readonly coming: string; readonly past: string }
  readonly untitled: string
  readonly noDate: string
  /** `when`: a relative time. */
  readonly verified: (when: string) => string
  readonly notVerified: string
  readonly none: { readonly title: string; readonly text: string }
  readonly missing: {
    readonly open: string
    readonly title: string
    /** `what`: what was searched for, in quotation marks. */
    readonly titleOf: (what: string) => string
    readonly reasons: string
    readonly hidden: (formats: Formats, count: number) => string
    readonly showAll: string
    readonly otherProfile: (profile: string) => string
    readonly searchAll: string
    readonly notMarked: string
    readonly otherDatabase: string
    readonly notSeen: string
    readonly link: string
    readonly linkHint: string
    readonly noLink: string
    readonly ask: string
  }
  readonly details: {
    readonly name: string
    readonly start: string
    readonly verified: string
    readonly privatePage: string
    readonly sharedPage: string
    readonly force: string
    readonly forceTitle: string
    readonly forceText: readonly string[]
    readonly forceConfirm: string
    readonly synced: (title: string) => string
    readonly stopped: string
    readonly fields: string
    readonly nothingAgreed: string
    readonly field: string
    readonly mine: string
    readonly partner: string
    readonly oneWay: string
    readonly busy: string
    readonly changes: string
    readonly noChanges: string
    readonly allChanges: string
    readonly help: Readonly<Partial<Record<AppointmentState, string>>>
    readonly unknownTitle: string
    readonly unknown: readonly string[]
    readonly lookNow: string
    readonly lookNowIn: (profile: string) => string
    readonly notThere: (profile: string) => string
    readonly notThereText: string
  }
}

const english: AppointmentWords = {
  lead: 'Where each appointment stands, and why.',
  search: 'Search appointments',
  list: 'Appointments',
  states: {
    'in-step': 'In step',
    'being-checked': 'Being checked',
    waiting: 'Waiting',
    conflict: 'Conflict',
    held: 'To confirm',
    problem: 'Problem',
    kept: 'Left as it is',
    excluded: 'Taken out',
    'not-relevant': 'Not shared',
    unknown: 'Not seen yet',
  },
  allStates: 'All',
  stateFilter: 'State',
  times: { name: 'Time', all: 'Past and to come', coming: 'To come', past: 'Past' },
  untitled: 'Without a title',
  noDate: 'No date',
  verified: (when) => `both sides verified ${when}`,
  notVerified: 'not verified yet',
  none: {
    title: 'No appointments yet',
    text: 'As soon as you mark a page in your private database as partner-relevant, it stands here within seconds.',
  },
  missing: {
    open: 'Is one missing?',
    title: 'Why an appointment may be missing',
    titleOf: (what) => `${what} is not in this list`,
    reasons: 'That can have these reasons:',
    hidden: (formats, count) =>
      formats.plural(count, {
        one: 'One that matches is hidden by the filters for state and time.',
        other: '# that match are hidden by the filters for state and time.',
      }),
    showAll: 'Show without these filters',
    otherProfile: (profile) => `Only the profile ${profile} is searched; it may belong to another one.`,
    searchAll: 'Search all profiles',
    notMarked:
      'It was never marked as partner-relevant. Then Partner Sync leaves it alone and does not list it: check the box on its page in Notion.',
    otherDatabase: 'It is in another database, or in the trash of Notion.',
    notSeen: 'It was created only just now, or Notion does not report it yet.',
    link: 'Link to its page in Notion',
    linkHint: 'In Notion: “Share”, then “Copy link”. Partner Sync then says what it knows about this very page.',
    noLink: 'This is no link to a page in Notion.',
    ask: 'Ask about this page',
  },
  details: {
    name: 'Appointment',
    start: 'Date',
    verified: 'Verified on both sides',
    privatePage: 'Open private page',
    sharedPage: 'Open copy',
    force: 'Force …',
    forceTitle: 'Sync this appointment by force?',
    forceText: [
      'Both pages are read anew, even if they are believed to be in step. Waiting times, spent tries and a dismissal no longer count.',
      'Conflicts are still asked about, and removals are still held back: nothing is overwritten that would not be overwritten otherwise.',
    ],
    forceConfirm: 'Sync by force',
    synced: (title) => `${title} has been synced.`,
    stopped: 'The sync of this appointment was stopped before it was done.',
    fields: 'What your partner sees',
    nothingAgreed: 'Nothing has been shared of it yet.',
    field: 'Field',
    mine: 'You',
    partner: 'Your partner',
    oneWay: 'only from you to the shared side',
    busy: 'only that you are busy',
    changes: 'Last changes',
    noChanges: 'Partner Sync has changed nothing about it yet.',
    allChanges: 'All its changes',
    help: {
      conflict: 'Settle the conflict',
      held: 'Look at what is held back',
      problem: 'Show the problem',
      waiting: 'Show the problem',
    },
    unknownTitle: 'A page that nobody has seen yet',
    unknown: [
      'If it was created or marked only just now, the next sync finds it.',
      'If it is not marked as partner-relevant, check the box on its page in Notion.',
      'If it is in a database that belongs to none of your profiles, it cannot be shared.',
    ],
    lookNow: 'Look at it now',
    lookNowIn: (profile) => `Look at it now (${profile})`,
    notThere: (profile) => `${profile} does not find this page.`,
    notThereText:
      'It is in neither of the two databases, or the connection may not see it. In Notion, open the database, then “•••” and “Connections”, and check that the connection is listed.',
  },
}

const german: AppointmentWords = {
  lead: 'Wo jeder Termin steht, und warum.',
  search: 'Termine durchsuchen',
  list: 'Termine',
  states: {
    'in-step': 'Stimmt überein',
    'being-checked': 'Wird geprüft',
    waiting: 'Wartet',
    conflict: 'Konflikt',
    held: 'Zu bestätigen',
    problem: 'Problem',
    kept: 'Bleibt, wie er ist',
    excluded: 'Ausgenommen',
    'not-relevant': 'Nicht geteilt',
    unknown: 'Noch nicht gesehen',
  },
  allStates: 'Alle',
  stateFilter: 'Zustand',
  times: { name: 'Zeit', all: 'Vergangene und kommende', coming: 'Kommende', past: 'Vergangene' },
  untitled: 'Ohne Titel',
  noDate: 'Ohne Datum',
  verified: (when) => `beide Seiten geprüft ${when}`,
  notVerified: 'noch nicht geprüft',
  none: {
    title: 'Noch keine Termine',
    text: 'Sobald du in deiner privaten Datenbank eine Seite als partnerrelevant markierst, steht sie in wenigen Sekunden hier.',
  },
  missing: {
    open: 'Fehlt einer?',
    title: 'Warum ein Termin fehlen kann',
    titleOf: (what) => `${what} steht nicht in dieser Liste`,
    reasons: 'Das kann diese Gründe haben:',
    hidden: (formats, count) =>
      formats.plural(count, {
        one: 'Einer, der passt, ist durch die Filter für Zustand und Zeit verborgen.',
        other: '#, die passen, sind durch die Filter für Zustand und Zeit verborgen.',
      }),
    showAll: 'Ohne diese Filter zeigen',
    otherProfile: (profile) => `Nur das Profil ${profile} wird durchsucht; er kann zu einem anderen gehören.`,
    searchAll: 'Alle Profile durchsuchen',
    notMarked:
      'Er wurde nie als partnerrelevant markiert. Dann lässt Partner Sync ihn in Ruhe und führt ihn nicht auf: Setz auf seiner Seite in Notion das Häkchen.',
    otherDatabase: 'Er steht in einer anderen Datenbank oder liegt in Notion im Papierkorb.',
    notSeen: 'Er ist gerade erst entstanden, oder Notion meldet ihn noch nicht.',
    link: 'Link zu seiner Seite in Notion',
    linkHint: 'In Notion: „Teilen“, dann „Link kopieren“. Partner Sync sagt dann, was es über genau diese Seite weiß.',
    noLink: 'Das ist kein Link zu einer Seite in Notion.',
    ask: 'Nach dieser Seite fragen',
  },
  details: {
    name: 'Termin',
    start: 'Datum',
    verified: 'Auf beiden Seiten geprüft',
    privatePage: 'Private Seite öffnen',
    sharedPage: 'Kopie öffnen',
    force: 'Erzwingen …',
    forceTitle: 'Abgleich dieses Termins erzwingen?',
    forceText: [
      'Beide Seiten werden neu gelesen, auch wenn sie als übereinstimmend gelten. Wartezeiten, verbrauchte Versuche und ein Wegklicken zählen nicht mehr.',
      'Bei Konflikten wirst du weiter gefragt, Entfernungen werden weiter zurückgehalten: Es wird nichts überschrieben, was sonst stehen bliebe.',
    ],
    forceConfirm: 'Abgleich erzwingen',
    synced: (title) => `${title} ist abgeglichen.`,
    stopped: 'Der Abgleich dieses Termins wurde vorher angehalten.',
    fields: 'Was dein Partner sieht',
    nothingAgreed: 'Von ihm wurde noch nichts geteilt.',
    field: 'Feld',
    mine: 'Du',
    partner: 'Dein Partner',
    oneWay: 'nur von dir zur geteilten Seite',
    busy: 'nur dass du beschäftigt bist',
    changes: 'Letzte Änderungen',
    noChanges: 'Partner Sync hat an ihm noch nichts geändert.',
    allChanges: 'Alle seine Änderungen',
    help: {
      conflict: 'Konflikt lösen',
      held: 'Zurückgehaltenes ansehen',
      problem: 'Problem ansehen',
      waiting: 'Problem ansehen',
    },
    unknownTitle: 'Eine Seite, die noch niemand gesehen hat',
    unknown: [
      'Ist sie gerade erst entstanden oder markiert worden, findet sie der nächste Abgleich.',
      'Ist sie nicht als partnerrelevant markiert, setz auf ihrer Seite in Notion das Häkchen.',
      'Steht sie in einer Datenbank, die zu keinem deiner Profile gehört, lässt sie sich nicht teilen.',
    ],
    lookNow: 'Jetzt nachsehen',
    lookNowIn: (profile) => `Jetzt nachsehen (${profile})`,
    notThere: (profile) => `${profile} findet diese Seite nicht.`,
    notThereText:
      'Sie steht in keiner der beiden Datenbanken, oder die Verbindung darf sie nicht sehen. Öffne in Notion die Datenbank, dann „•••“ und „Verbindungen“, und sieh nach, ob die Verbindung dort steht.',
  },
}

export function appointmentWords(language: Language): AppointmentWords {
  return language === 'de' ? german : english
}
