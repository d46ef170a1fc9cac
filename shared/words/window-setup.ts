/**
 * What the setup says around its steps, and in the first and the last of them; English and German.
 *
 * The steps in between have their own files beside this one: `window-setup-access`, `-databases`, `-check`.
 */
import type { Planned } from '../contract.ts'
import { formatsFor } from './format.ts'
import type { Language } from './language.ts'

export type SetupStep = 'welcome' | 'access' | 'databases' | 'check' | 'preview'

export interface SetupWords {
  readonly steps: Readonly<Record<SetupStep, string>>
  readonly titles: Readonly<Record<SetupStep, string>>
  readonly leads: Readonly<Record<SetupStep, string>>
  readonly progress: (step: number, of: number) => string
  readonly progressName: string
  readonly beginAnew: string
  readonly beginAnewTitle: string
  readonly beginAnewText: string
  readonly draftNotKept: string
  readonly looking: string
  readonly welcome: {
    readonly picture: string
    readonly pictureText: string
    readonly needTitle: string
    readonly needs: readonly { readonly title: string; readonly text: string }[]
    readonly travelsTitle: string
    readonly travels: string
    readonly staysTitle: string
    readonly stays: string
    readonly computerTitle: string
    readonly computer: string
    readonly waysTitle: string
    readonly anew: string
    readonly anewHint: string
    readonly invited: string
    readonly invitedHint: string
    readonly invitationFile: string
    readonly invitationText: string
    readonly invitationTextHint: string
    readonly openInvitation: string
    readonly invitationEmpty: string
    readonly invitationUnreadable: string
  }
  readonly invitation: (by: string, database: string, workspace: string) => string
  readonly preview: {
    readonly reading: string
    readonly readingHint: string
    readonly creates: (count: number) => string
    readonly adoptions: (count: number) => string
    readonly conflicts: (count: number) => string
    readonly imports: (count: number) => string
    readonly others: (count: number) => string
    readonly createsHint: string
    readonly adoptionsHint: string
    readonly conflictsHint: string
    readonly importsHint: string
    readonly nothing: string
    readonly nothingHint: string
    readonly incomplete: string
    readonly warnings: string
    readonly entries: string
    readonly more: (shown: number, total: number) => string
    readonly held: string
    readonly actions: Readonly<Record<Planned['action'], string>>
    readonly go: string
    readonly goHint: string
    readonly again: string
    readonly started: (name: string) => string
  }
}

const en = formatsFor('en')
const de = formatsFor('de')

const english: SetupWords = {
  steps: { welcome: 'Welcome', access: 'Access', databases: 'Databases', check: 'Check', preview: 'Preview' },
  titles: {
    welcome: 'Share appointments, keep your Notion private',
    access: 'Let Partner Sync into your Notion',
    databases: 'Which two databases?',
    check: 'Does everything fit?',
    preview: 'This is what the first sync will do',
  },
  leads: {
    welcome:
      'Partner Sync keeps the appointments that concern your partner in step between your private database and a shared one.',
    access: 'For this it needs a token: a key that you create in Notion and can take back there at any time.',
    databases: 'One is yours alone. The other one is seen by everybody you share with.',
    check: 'Partner Sync has looked at both databases. What is missing, it can create.',
    preview: 'Nothing has been written yet. Look it over, then start.',
  },
  progress: (step, of) => `Step ${step} of ${of}`,
  progressName: 'How far the setup is',
  beginAnew: 'Start over',
  beginAnewTitle: 'Start the setup over?',
  beginAnewText: 'What you have chosen so far is forgotten. Nothing changes in Notion, and tokens stay stored here.',
  draftNotKept: 'What you chose could not be kept for later. You can go on; do not close the window before the end.',
  looking: 'Looking …',
  welcome: {
    picture:
      'Two databases. From the private one only the appointments with a tick travel to the shared one, and changes travel back.',
    pictureText: 'Only what you tick travels; everything else stays with you.',
    needTitle: 'What you need',
    needs: [
      { title: 'Your database', text: 'with your appointments, in Notion.' },
      { title: 'A shared database', text: 'or a page under which Partner Sync may create one.' },
      { title: 'A token', text: 'You create it in Notion; the next step shows how.' },
    ],
    travelsTitle: 'What travels',
    travels: 'Title, date and the properties you choose, in both directions, within half a minute.',
    staysTitle: 'What does not travel',
    stays: 'The text inside the pages, attached files and comments. They stay where they are.',
    computerTitle: 'A computer must be on',
    computer:
      'Syncing happens on your computer, without anybody’s server. While none of your computers is on, nothing syncs; it is made up for later.',
    waysTitle: 'How do you want to begin?',
    anew: 'Start anew',
    anewHint: 'You are the first, or you want to choose everything yourself.',
    invited: 'Open an invitation',
    invitedHint: 'Somebody gave you an invitation file. It fills in the shared database for you.',
    invitationFile: 'Choose the file',
    invitationText: 'Or paste what is in it',
    invitationTextHint: 'The text begins with a curly bracket.',
    openInvitation: 'Open the invitation',
    invitationEmpty: 'Choose a file, or paste its text here.',
    invitationUnreadable: 'This file could not be read. Choose it once more, or paste its text.',
  },
  invitation: (by, database, workspace) =>
    `${by} invites you to ${en.quote(database)} in the workspace ${en.quote(workspace)}. The shared database, what travels and your number are filled in already.`,
  preview: {
    reading: 'Reading both databases …',
    readingHint: 'This takes a few seconds, with thousands of appointments up to a minute. Nothing is written.',
    creates: (count) => en.plural(count, { one: '# new page', other: '# new pages' }),
    adoptions: (count) => en.plural(count, { one: '# copy taken over', other: '# copies taken over' }),
    conflicts: (count) => en.plural(count, { one: '# question for you', other: '# questions for you' }),
    imports: (count) => en.plural(count, { one: '# row brought in', other: '# rows brought in' }),
    others: (count) => en.plural(count, { one: '# other change', other: '# other changes' }),
    createsHint: 'in the shared database',
    adoptionsHint: 'that are there already, without duplicates',
    conflictsHint: 'both sides differ; you decide afterwards',
    importsHint: 'from the shared into your database',
    nothing: 'There is nothing to do yet.',
    nothingHint:
      'No appointment is marked yet. Tick “PartnerRelevant” on an appointment in Notion; it is in the shared database within half a minute.',
    incomplete: 'The databases were not read to their end, so there may be more than is shown here.',
    warnings: 'Good to know before you start',
    entries: 'What happens, and why',
    more: (shown, total) => `The first ${en.number(shown)} of ${en.number(total)} are shown.`,
    held: 'waits for your confirmation',
    actions: {
      create: 'Create',
      update: 'Change',
      trash: 'To the trash',
      restore: 'Restore',
      link: 'Take over',
      ask: 'Ask you',
      report: 'Report',
      none: 'Leave',
    },
    go: 'Start syncing',
    goHint: 'From now on it goes by itself. You can pause at any time, and undo each change.',
    again: 'Look again',
    started: (name) => `${en.quote(name)} is set up. The first sync is under way.`,
  },
}

const german: SetupWords = {
  steps: { welcome: 'Willkommen', access: 'Zugang', databases: 'Datenbanken', check: 'Prüfung', preview: 'Vorschau' },
  titles: {
    welcome: 'Termine teilen, Notion privat behalten',
    access: 'Lass Partner Sync in dein Notion',
    databases: 'Welche beiden Datenbanken?',
    check: 'Passt alles?',
    preview: 'Das wird beim ersten Abgleich geschehen',
  },
  leads: {
    welcome:
      'Partner Sync hält die Termine, die deinen Partner betreffen, in deiner privaten und in einer geteilten Datenbank gleich.',
    access:
      'Dafür braucht es einen Token: einen Schlüssel, den du in Notion erstellst und dort jederzeit wieder entziehen kannst.',
    databases: 'Die eine gehört dir allein. Die andere sehen alle, mit denen du teilst.',
    check: 'Partner Sync hat beide Datenbanken angesehen. Was fehlt, kann es anlegen.',
    preview: 'Noch ist nichts geschrieben. Sieh es dir an, dann geht es los.',
  },
  progress: (step, of) => `Schritt ${step} von ${of}`,
  progressName: 'Wie weit die Einrichtung ist',
  beginAnew: 'Neu beginnen',
  beginAnewTitle: 'Einrichtung neu beginnen?',
  beginAnewText:
    'Was du bisher gewählt hast, wird vergessen. In Notion ändert sich nichts, und Token bleiben hier gespeichert.',
  draftNotKept:
    'Was du gewählt hast, ließ sich nicht für später merken. Du kannst weitermachen; schließ das Fenster nicht vor dem Ende.',
  looking: 'Wird angesehen …',
  welcome: {
    picture:
      'Zwei Datenbanken. Aus der privaten gelangen nur die angehakten Termine in die geteilte, und Änderungen kommen zurück.',
    pictureText: 'Nur was du anhakst, wird geteilt; alles andere bleibt bei dir.',
    needTitle: 'Was du brauchst',
    needs: [
      { title: 'Deine Datenbank', text: 'mit deinen Terminen, in Notion.' },
      { title: 'Eine geteilte Datenbank', text: 'oder eine Seite, unter der Partner Sync eine anlegen darf.' },
      { title: 'Einen Token', text: 'Du erstellst ihn in Notion; der nächste Schritt zeigt, wie.' },
    ],
    travelsTitle: 'Was mitkommt',
    travels: 'Titel, Datum und die Eigenschaften, die du wählst, in beide Richtungen, binnen einer halben Minute.',
    staysTitle: 'Was nicht mitkommt',
    stays: 'Der Text in den Seiten, angehängte Dateien und Kommentare. Sie bleiben, wo sie sind.',
    computerTitle: 'Ein Computer muss an sein',
    computer:
      'Abgeglichen wird auf deinem Computer, ohne fremden Server. Solange keiner deiner Computer an ist, wird nichts abgeglichen; es wird später nachgeholt.',
    waysTitle: 'Wie möchtest du beginnen?',
    anew: 'Neu anfangen',
    anewHint: 'Du bist die erste Person, oder du möchtest alles selbst wählen.',
    invited: 'Einladung öffnen',
    invitedHint: 'Jemand hat dir eine Einladungsdatei gegeben. Sie trägt die geteilte Datenbank für dich ein.',
    invitationFile: 'Datei wählen',
    invitationText: 'Oder füg ihren Inhalt ein',
    invitationTextHint: 'Der Text beginnt mit einer geschweiften Klammer.',
    openInvitation: 'Einladung öffnen',
    invitationEmpty: 'Wähl eine Datei, oder füg ihren Text hier ein.',
    invitationUnreadable: 'Diese Datei ließ sich nicht lesen. Wähl sie noch einmal, oder füg ihren Text ein.',
  },
  invitation: (by, database, workspace) =>
    `${by} lädt dich zu ${de.quote(database)} im Workspace ${de.quote(workspace)} ein. Die geteilte Datenbank, was mitkommt und deine Nummer sind schon eingetragen.`,
  preview: {
    reading: 'Beide Datenbanken werden gelesen …',
    readingHint: 'Das dauert einige Sekunden, bei Tausenden von Terminen bis zu einer Minute. Geschrieben wird nichts.',
    creates: (count) => de.plural(count, { one: '# neue Seite', other: '# neue Seiten' }),
    adoptions: (count) => de.plural(count, { one: '# Kopie übernommen', other: '# Kopien übernommen' }),
    conflicts: (count) => de.plural(count, { one: '# Frage an dich', other: '# Fragen an dich' }),
    imports: (count) => de.plural(count, { one: '# Zeile hereingeholt', other: '# Zeilen hereingeholt' }),
    others: (count) => de.plural(count, { one: '# weitere Änderung', other: '# weitere Änderungen' }),
    createsHint: 'in der geteilten Datenbank',
    adoptionsHint: 'die schon da sind, ohne Doppelte',
    conflictsHint: 'beide Seiten weichen ab; du entscheidest danach',
    importsHint: 'aus der geteilten in deine Datenbank',
    nothing: 'Es gibt noch nichts zu tun.',
    nothingHint:
      'Noch ist kein Termin markiert. Hak in Notion bei einem Termin „PartnerRelevant“ an; er ist binnen einer halben Minute in der geteilten Datenbank.',
    incomplete:
      'Die Datenbanken wurden nicht bis zu ihrem Ende gelesen; es kann also mehr geben, als hier gezeigt wird.',
    warnings: 'Gut zu wissen, bevor es losgeht',
    entries: 'Was geschieht, und warum',
    more: (shown, total) => `Gezeigt werden die ersten ${de.number(shown)} von ${de.number(total)}.`,
    held: 'wartet auf deine Bestätigung',
    actions: {
      create: 'Anlegen',
      update: 'Ändern',
      trash: 'In den Papierkorb',
      restore: 'Zurückholen',
      link: 'Übernehmen',
      ask: 'Dich fragen',
      report: 'Melden',
      none: 'Lassen',
    },
    go: 'Abgleich starten',
    goHint: 'Von da an geht es von selbst. Du kannst jederzeit anhalten und jede Änderung rückgängig machen.',
    again: 'Noch einmal ansehen',
    started: (name) => `${de.quote(name)} ist eingerichtet. Der erste Abgleich läuft.`,
  },
}

export function setupWords(language: Language): SetupWords {
  return language === 'de' ? german : english
}
