/**
 * What the screen of problems says: what failed, what can be done about it, what each button means.
 *
 * Causes and remedies come from the failure itself (`failures.ts`), names of categories from `health.ts`.
 */
import type { AnswerAction } from '../decision.ts'
import type { Formats } from './format.ts'
import type { Language } from './language.ts'

type Counted = (formats: Formats, count: number) => string

export interface ProblemsWords {
  readonly lead: string
  readonly views: { readonly name: string; readonly open: string; readonly checks: string }
  readonly empty: { readonly title: string; readonly text: string }
  readonly foundNothing: { readonly title: string; readonly clear: string }
  readonly filters: {
    readonly category: string
    readonly allCategories: string
    readonly past: string
    readonly pastAll: string
    readonly pastHidden: string
    readonly pastOnly: string
  }
  readonly untitled: string
  /** The problem is about a profile as a whole. */
  readonly wholeProfile: string
  readonly affected: Counted
  readonly past: string
  readonly tries: Counted
  /** Before a time. */
  readonly openSince: string
  readonly lastTry: string
  readonly nextTry: string
  readonly byItself: string
  readonly retryOne: string
  readonly retryGroup: Counted
  readonly retryAll: Counted
  readonly retried: { readonly solved: Counted; readonly left: Counted }
  readonly remedy: {
    readonly settings: (profile: string) => string
    readonly checks: string
    readonly conflicts: string
  }
  readonly decide: string
  readonly means: Partial<Readonly<Record<AnswerAction, string>>>
  readonly answered: string
  readonly later: (why: string) => string
  readonly gone: string
  readonly askTrash: string
  readonly hide: {
    readonly button: string
    readonly title: string
    readonly text: string
    readonly confirm: string
    readonly done: string
  }
  readonly exclude: {
    readonly button: string
    readonly title: string
    readonly text: string
    readonly reason: string
    readonly hint: string
    readonly confirm: string
    readonly done: (title: string) => string
  }
  readonly checking: { readonly title: Counted; readonly text: string }
  /** The lines of the text that is copied for whoever helps. */
  readonly technical: {
    readonly category: string
    readonly profile: string
    readonly appointment: string
    readonly privatePage: string
    readonly sharedPage: string
    readonly requestId: string
    readonly tries: string
    readonly first: string
    readonly last: string
    readonly next: string
    readonly version: string
    readonly attempts: string
  }
}

const english: ProblemsWords = {
  lead: 'What did not work, why, and what helps. Everything else goes on syncing.',
  views: { name: 'Parts of this screen', open: 'Open problems', checks: 'Check and compare' },
  empty: {
    title: 'No problems. Everything works.',
    text: 'If something fails for good, it stands here with its cause and what helps. Small hitches are tried again by themselves.',
  },
  foundNothing: { title: 'No problem fits these filters.', clear: 'Show all problems' },
  filters: {
    category: 'Kind of problem',
    allCategories: 'All kinds',
    past: 'Past appointments',
    pastAll: 'Past ones too',
    pastHidden: 'Without past ones',
    pastOnly: 'Past ones only',
  },
  untitled: 'Without a title',
  wholeProfile: 'Concerns the whole profile',
  affected: (formats, count) => formats.plural(count, { one: '# appointment', other: '# appointments' }),
  past: 'over already',
  tries: (formats, count) => formats.plural(count, { one: '# try', other: '# tries' }),
  openSince: 'Open since',
  lastTry: 'last try',
  nextTry: 'next try',
  byItself: 'Is tried again by itself',
  retryOne: 'Try again now',
  retryGroup: (formats, count) => formats.plural(count, { one: 'Try # again now', other: 'Try all # again now' }),
  retryAll: (formats, count) => formats.plural(count, { one: 'Try # again', other: 'Try all # again' }),
  retried: {
    solved: (formats, count) =>
      formats.plural(count, { one: 'It worked this time.', other: 'All # worked this time.' }),
    left: (formats, count) =>
      formats.plural(count, { one: 'Tried again: # problem is left.', other: 'Tried again: # problems are left.' }),
  },
  remedy: {
    settings: (profile) => `Open the settings of ${profile}`,
    checks: 'Run the check',
    conflicts: 'To the conflicts',
  },
  decide: 'Or decide yourself:',
  means: {
    keep: 'Both pages stay as they are, and you are not asked again until one of them changes.',
    'trash-copy': 'Others do not see it any more. It stays in Notion’s trash for a while.',
    forget: 'Both pages stay; Partner Sync no longer treats them as the same appointment.',
  },
  answered: 'Decided and carried out.',
  later: (why) => `It is done as soon as possible. ${why}`,
  gone: 'This problem is settled already.',
  askTrash: 'Move the copy to the trash?',
  hide: {
    button: 'Hide …',
    title: 'Hide this problem?',
    text: 'Nothing is repaired by this: the entry only goes out of sight. It comes back as soon as the same page fails in another way.',
    confirm: 'Hide',
    done: 'Hidden until it fails in another way.',
  },
  exclude: {
    button: 'Leave out of the sync …',
    title: 'Leave this appointment out of the sync?',
    text: 'Both pages stay as they are and are not compared any more, until somebody changes one of them.',
    reason: 'Why?',
    hint: 'So that you still know later; it is shown with the appointment.',
    confirm: 'Leave out',
    done: (title) => `${title} is left out of the sync until one of its pages changes.`,
  },
  checking: {
    title: (formats, count) =>
      formats.plural(count, { one: '# appointment is being checked', other: '# appointments are being checked' }),
    text: 'This is no failure: an answer of Notion got lost, so Partner Sync looks whether the write arrived before it tries again. So nothing is created twice.',
  },
  technical: {
    category: 'Category',
    profile: 'Profile',
    appointment: 'Appointment',
    privatePage: 'Private page',
    sharedPage: 'Shared page',
    requestId: 'Request id',
    tries: 'Tries',
    first: 'First',
    last: 'Last',
    next: 'Next',
    version: 'Version',
    attempts: 'Earlier tries',
  },
}

const german: ProblemsWords = {
  lead: 'Was nicht geklappt hat, warum, und was hilft. Alles andere wird weiter abgeglichen.',
  views: { name: 'Teile dieser Ansicht', open: 'Offene Probleme', checks: 'Prüfen und vergleichen' },
  empty: {
    title: 'Keine Probleme. Alles funktioniert.',
    text: 'Schlägt etwas endgültig fehl, steht es hier mit Ursache und Abhilfe. Kleine Aussetzer werden von selbst wiederholt.',
  },
  foundNothing: { title: 'Kein Problem passt zu diesen Filtern.', clear: 'Alle Probleme zeigen' },
  filters: {
    category: 'Art des Problems',
    allCategories: 'Alle Arten',
    past: 'Vergangene Termine',
    pastAll: 'Auch vergangene',
    pastHidden: 'Ohne vergangene',
    pastOnly: 'Nur vergangene',
  },
  untitled: 'Ohne Titel',
  wholeProfile: 'Betrifft das ganze Profil',
  affected: (formats, count) => formats.plural(count, { one: '# Termin', other: '# Termine' }),
  past: 'schon vorbei',
  tries: (formats, count) => formats.plural(count, { one: '# Versuch', other: '# Versuche' }),
  openSince: 'Offen seit',
  lastTry: 'letzter Versuch',
  nextTry: 'nächster Versuch',
  byItself: 'Wird von selbst wiederholt',
  retryOne: 'Jetzt noch einmal versuchen',
  retryGroup: (formats, count) =>
    formats.plural(count, { one: '# jetzt noch einmal versuchen', other: 'Alle # jetzt noch einmal versuchen' }),
  retryAll: (formats, count) =>
    formats.plural(count, { one: '# noch einmal versuchen', other: 'Alle # noch einmal versuchen' }),
  retried: {
    solved: (formats, count) =>
      formats.plural(count, { one: 'Diesmal hat es geklappt.', other: 'Diesmal haben alle # geklappt.' }),
    left: (formats, count) =>
      formats.plural(count, {
        one: 'Noch einmal versucht: # Problem bleibt.',
        other: 'Noch einmal versucht: # Probleme bleiben.',
      }),
  },
  remedy: {
    settings: (profile) => `Einstellungen von ${profile} öffnen`,
    checks: 'Prüfung starten',
    conflicts: 'Zu den Konflikten',
  },
  decide: 'Oder entscheide selbst:',
  means: {
    keep: 'Beide Seiten bleiben, wie sie sind, und du wirst nicht wieder gefragt, bis sich eine davon ändert.',
    'trash-copy': 'Andere sehen den Termin nicht mehr. Die Kopie liegt noch eine Weile im Papierkorb von Notion.',
    forget: 'Beide Seiten bleiben; Partner Sync behandelt sie nicht mehr als denselben Termin.',
  },
  answered: 'Entschieden und ausgeführt.',
  later: (why) => `Es wird so bald wie möglich ausgeführt. ${why}`,
  gone: 'Dieses Problem hat sich schon erledigt.',
  askTrash: 'Die Kopie in den Papierkorb legen?',
  hide: {
    button: 'Ausblenden …',
    title: 'Dieses Problem ausblenden?',
    text: 'Dadurch wird nichts repariert: Der Eintrag verschwindet nur aus der Liste. Er kommt wieder, sobald dieselbe Seite auf andere Weise fehlschlägt.',
    confirm: 'Ausblenden',
    done: 'Ausgeblendet, bis es auf andere Weise fehlschlägt.',
  },
  exclude: {
    button: 'Vom Abgleich ausnehmen …',
    title: 'Diesen Termin vom Abgleich ausnehmen?',
    text: 'Beide Seiten bleiben, wie sie sind, und werden nicht mehr verglichen, bis jemand eine davon ändert.',
    reason: 'Warum?',
    hint: 'Damit du es später noch weißt; es steht dann beim Termin.',
    confirm: 'Ausnehmen',
    done: (title) => `${title} ist vom Abgleich ausgenommen, bis sich eine seiner Seiten ändert.`,
  },
  checking: {
    title: (formats, count) =>
      formats.plural(count, { one: '# Termin wird gerade geprüft', other: '# Termine werden gerade geprüft' }),
    text: 'Das ist kein Fehler: Eine Antwort von Notion ging verloren, deshalb sieht Partner Sync erst nach, ob das Schreiben angekommen ist, bevor es von vorn beginnt. So entsteht nichts doppelt.',
  },
  technical: {
    category: 'Kategorie',
    profile: 'Profil',
    appointment: 'Termin',
    privatePage: 'Private Seite',
    sharedPage: 'Geteilte Seite',
    requestId: 'Anfragekennung',
    tries: 'Versuche',
    first: 'Zuerst',
    last: 'Zuletzt',
    next: 'Nächster',
    version: 'Version',
    attempts: 'Frühere Versuche',
  },
}

const words: Readonly<Record<Language, ProblemsWords>> = { de: german, en: english }

export function problemsWords(language: Language): ProblemsWords {
  return words[language]
}
