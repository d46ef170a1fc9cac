/**
 * What looking after both databases says: the checks, the write test, comparing everything, repairing.
 *
 * What a check found, what differs and what a repair does comes worded from the main side (`doctor.ts`, `care.ts`).
 */
import type { Formats } from './format.ts'
import type { Language } from './language.ts'

type Counted = (formats: Formats, count: number) => string

export interface ChecksWords {
  readonly doctor: {
    readonly title: string
    readonly text: string
    readonly run: string
    readonly again: string
    readonly running: string
    readonly allWell: Counted
    readonly wrong: Counted
    readonly computer: string
    readonly fine: Counted
    readonly fix: string
    readonly fixHint: string
    readonly fixed: string
    readonly good: string
    readonly bad: string
  }
  readonly writeTest: {
    readonly title: string
    readonly text: string
    readonly run: string
    readonly ask: string
    readonly askText: (profile: string) => string
    readonly confirm: string
    readonly good: string
    readonly bad: string
    readonly left: string
  }
  readonly compare: {
    readonly title: string
    readonly text: string
    readonly run: string
    readonly running: string
    readonly never: string
    readonly lastAt: string
    readonly equal: string
    readonly different: Counted
    readonly counts: {
      readonly relevant: string
      readonly copies: string
      readonly equal: string
      readonly foreign: string
      readonly foreignHint: string
    }
  }
  readonly repair: {
    readonly one: string
    readonly ask: string
    readonly all: Counted
    readonly askAll: string
    readonly askAllText: string
    readonly confirm: Counted
    readonly destructive: string
    readonly person: string
    readonly times: (formats: Formats, count: number, action: string) => string
    readonly done: Counted
    readonly notDone: Counted
    readonly again: string
    readonly untitled: string
    readonly undone: string
  }
}

const english: ChecksWords = {
  doctor: {
    title: 'Check',
    text: 'Looks at tokens, permissions, databases, their properties, the clock and the disk. It changes nothing.',
    run: 'Run the checks',
    again: 'Check again',
    running: 'Checking …',
    allWell: (formats, count) => formats.plural(count, { one: 'The check is fine.', other: 'All # checks are fine.' }),
    wrong: (formats, count) =>
      formats.plural(count, { one: '# check found something.', other: '# checks found something.' }),
    computer: 'This computer',
    fine: (formats, count) => formats.plural(count, { one: '# check that is fine', other: '# checks that are fine' }),
    fix: 'Fix what can be fixed safely',
    fixHint:
      'Creates missing tracking properties in Notion and missing folders on this computer. Nothing that exists is changed.',
    fixed: 'Put right just now',
    good: 'Fine',
    bad: 'Not fine',
  },
  writeTest: {
    title: 'Write test',
    text: 'Proves that writing works in both databases: it creates a marked page, copies it, changes it, and moves both to the trash again.',
    run: 'Test writing …',
    ask: 'Write a test page to Notion?',
    askText: (profile) =>
      `A marked page is created in both databases of ${profile} and moved to the trash again right away. For some seconds others can see it.`,
    confirm: 'Write the test page',
    good: 'Writing works on both sides.',
    bad: 'Writing did not work.',
    left: 'These test pages could not be removed; please move them to the trash in Notion:',
  },
  compare: {
    title: 'Compare everything',
    text: 'Reads both databases completely and says what differs. It changes nothing, and takes some minutes when there are thousands.',
    run: 'Compare now',
    running: 'Comparing …',
    never: 'Not compared completely yet.',
    lastAt: 'Last compared:',
    equal: 'Both sides are equal.',
    different: (formats, count) => formats.plural(count, { one: '# difference', other: '# differences' }),
    counts: {
      relevant: 'partner-relevant',
      copies: 'copies',
      equal: 'equal',
      foreign: 'rows of others',
      foreignHint: 'of other people or typed in by hand; left alone',
    },
  },
  repair: {
    one: 'Repair',
    ask: 'Look and ask me',
    all: (formats, count) => formats.plural(count, { one: 'Repair # difference …', other: 'Repair # differences …' }),
    askAll: 'Repair these differences?',
    askAllText:
      'This is what will be done. Each page is read again right before, and what gives way stays in the activity.',
    confirm: (formats, count) => formats.plural(count, { one: 'Repair # difference', other: 'Repair # differences' }),
    destructive: 'Something gives way here.',
    person: 'Only you can decide this.',
    times: (formats, count, action) => `${formats.number(count)} × ${action}`,
    done: (formats, count) =>
      formats.plural(count, { one: '# difference repaired.', other: '# differences repaired.' }),
    notDone: (formats, count) => formats.plural(count, { one: '# is still open.', other: '# are still open.' }),
    again: 'Compare again',
    untitled: 'Without a title',
    undone: 'The repair was taken back.',
  },
}

const german: ChecksWords = {
  doctor: {
    title: 'Prüfen',
    text: 'Sieht nach Token, Berechtigungen, Datenbanken, ihren Eigenschaften, Uhr und Datenträger. Verändert wird nichts.',
    run: 'Prüfung starten',
    again: 'Noch einmal prüfen',
    running: 'Wird geprüft …',
    allWell: (formats, count) =>
      formats.plural(count, { one: 'Die Prüfung ist in Ordnung.', other: 'Alle # Prüfungen sind in Ordnung.' }),
    wrong: (formats, count) =>
      formats.plural(count, { one: '# Prüfung hat etwas gefunden.', other: '# Prüfungen haben etwas gefunden.' }),
    computer: 'Dieser Computer',
    fine: (formats, count) => formats.plural(count, { one: '# Prüfung ohne Befund', other: '# Prüfungen ohne Befund' }),
    fix: 'Beheben, was sicher geht',
    fixHint:
      'Legt fehlende Eigenschaften für die Verknüpfung in Notion an und fehlende Ordner auf diesem Computer. Vorhandenes bleibt, wie es ist.',
    fixed: 'Gerade behoben',
    good: 'In Ordnung',
    bad: 'Nicht in Ordnung',
  },
  writeTest: {
    title: 'Schreibtest',
    text: 'Beweist, dass das Schreiben in beiden Datenbanken klappt: legt eine markierte Seite an, kopiert sie, ändert sie und legt beide wieder in den Papierkorb.',
    run: 'Schreiben testen …',
    ask: 'Eine Testseite nach Notion schreiben?',
    askText: (profile) =>
      `In beiden Datenbanken von ${profile} entsteht eine markierte Seite und kommt gleich wieder in den Papierkorb. Einige Sekunden lang können andere sie sehen.`,
    confirm: 'Testseite schreiben',
    good: 'Das Schreiben klappt auf beiden Seiten.',
    bad: 'Das Schreiben hat nicht geklappt.',
    left: 'Diese Testseiten ließen sich nicht entfernen; leg sie bitte in Notion in den Papierkorb:',
  },
  compare: {
    title: 'Alles vergleichen',
    text: 'Liest beide Datenbanken vollständig und sagt, was abweicht. Verändert wird nichts; bei Tausenden dauert es einige Minuten.',
    run: 'Jetzt vergleichen',
    running: 'Wird verglichen …',
    never: 'Noch nicht vollständig verglichen.',
    lastAt: 'Zuletzt verglichen:',
    equal: 'Beide Seiten stimmen überein.',
    different: (formats, count) => formats.plural(count, { one: '# Abweichung', other: '# Abweichungen' }),
    counts: {
      relevant: 'partnerrelevant',
      copies: 'Kopien',
      equal: 'gleich',
      foreign: 'Zeilen anderer',
      foreignHint: 'von anderen Leuten oder von Hand eingetippt; bleiben unberührt',
    },
  },
  repair: {
    one: 'Reparieren',
    ask: 'Nachsehen und mich fragen',
    all: (formats, count) =>
      formats.plural(count, { one: '# Abweichung reparieren …', other: '# Abweichungen reparieren …' }),
    askAll: 'Diese Abweichungen reparieren?',
    askAllText:
      'Das wird getan. Jede Seite wird direkt davor noch einmal gelesen, und was dabei weicht, bleibt im Verlauf.',
    confirm: (formats, count) =>
      formats.plural(count, { one: '# Abweichung reparieren', other: '# Abweichungen reparieren' }),
    destructive: 'Hier weicht etwas.',
    person: 'Das kannst nur du entscheiden.',
    times: (formats, count, action) => `${formats.number(count)} × ${action}`,
    done: (formats, count) =>
      formats.plural(count, { one: '# Abweichung ist repariert.', other: '# Abweichungen sind repariert.' }),
    notDone: (formats, count) => formats.plural(count, { one: '# ist noch offen.', other: '# sind noch offen.' }),
    again: 'Noch einmal vergleichen',
    untitled: 'Ohne Titel',
    undone: 'Die Reparatur ist zurückgenommen.',
  },
}

const words: Readonly<Record<Language, ChecksWords>> = { de: german, en: english }

export function checksWords(language: Language): ChecksWords {
  return words[language]
}
