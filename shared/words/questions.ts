/**
 * What the user is asked, and what the buttons say: each says what will happen, not "OK".
 *
 * An action means something else under each question, so labels are looked up by both; a pair that is never offered has
 * the general label.
 */
import type { AnswerAction, Question } from '../decision.ts'

/** Where an answer stands: a kind of question, or an entry of the list of problems. */
export type AnswerPlace = Question['kind'] | 'problem'

type Labels = Readonly<Record<AnswerAction, string>>

export interface QuestionWords {
  readonly question: {
    /** `fields`: their names, already joined. */
    readonly fields: (fields: string) => string
    readonly 'deleted-here-edited-there': string
    readonly 'trashed-copy': string
    readonly duplicate: string
    readonly option: (field: string, option: string) => string
  }
  readonly generalAnswer: Labels
  readonly answer: Readonly<Record<AnswerPlace, Partial<Labels>>>
  readonly retry: string
  readonly dismiss: string
  readonly exclude: string
  readonly confirmHeld: string
  readonly rejectHeld: string
}

export const questionsEnglish: QuestionWords = {
  question: {
    fields: (fields) => `Changed on both sides: ${fields}. Which one stays?`,
    'deleted-here-edited-there':
      'You deleted your private page, and the copy was edited meanwhile. What should become of the appointment?',
    'trashed-copy': 'Somebody moved the copy to the trash. What should become of your appointment?',
    duplicate: 'There is a second copy of this appointment, and it differs. What should become of it?',
    option: (field, option) =>
      `The option ${option} of ${field} is missing on one side. What should happen to appointments that carry it?`,
  },
  generalAnswer: {
    private: 'Keep the private side',
    shared: 'Keep the shared side',
    both: 'Keep both',
    alone: 'Keep the copy on its own',
    'trash-private': 'Move the private page to the trash',
    trash: 'Move it to the trash',
    'own-row': 'Make it an appointment of its own',
    keep: 'Leave everything as it is',
    'trash-copy': 'Move the copy to the trash',
    forget: 'Forget that they belong together',
  },
  answer: {
    fields: {
      private: 'Write the private value into the copy',
      shared: 'Write the shared value into the private page',
      both: 'Join both texts and write them to both sides',
    },
    'deleted-here-edited-there': {
      private: 'Move the copy to the trash too',
      shared: 'Restore the private page with the edits',
      alone: 'Keep the copy without a private page',
    },
    'trashed-copy': {
      private: 'Restore the copy',
      shared: 'Stop sharing the appointment, keep it private',
      'trash-private': 'Move the private page to the trash too',
    },
    duplicate: {
      trash: 'Move the second copy to the trash',
      'own-row': 'Keep the second copy as an appointment of its own',
    },
    option: {
      private: 'Carry the private side over to the shared one',
      shared: 'Carry the shared side over to the private one',
    },
    problem: {
      keep: 'Leave everything as it is and ask no more',
      'trash-copy': 'Move the copy to the trash',
      forget: 'Forget that they belong together; both pages stay',
    },
  },
  retry: 'Try again now',
  dismiss: 'Hide until it fails in another way',
  exclude: 'Leave this appointment out of the sync',
  confirmHeld: 'Carry out what is held',
  rejectHeld: 'Leave these as they are',
}

export const questionsGerman: QuestionWords = {
  question: {
    fields: (fields) => `Auf beiden Seiten geändert: ${fields}. Was soll bleiben?`,
    'deleted-here-edited-there':
      'Du hast deine private Seite gelöscht, inzwischen wurde die Kopie geändert. Was soll aus dem Termin werden?',
    'trashed-copy': 'Jemand hat die Kopie in den Papierkorb gelegt. Was soll aus deinem Termin werden?',
    duplicate: 'Es gibt eine zweite, abweichende Kopie dieses Termins. Was soll aus ihr werden?',
    option: (field, option) =>
      `Die Option ${option} von ${field} fehlt auf einer Seite. Was soll mit Terminen geschehen, die sie tragen?`,
  },
  generalAnswer: {
    private: 'Die private Seite behalten',
    shared: 'Die geteilte Seite behalten',
    both: 'Beide behalten',
    alone: 'Die Kopie für sich behalten',
    'trash-private': 'Die private Seite in den Papierkorb legen',
    trash: 'In den Papierkorb legen',
    'own-row': 'Zu einem eigenen Termin machen',
    keep: 'Alles lassen, wie es ist',
    'trash-copy': 'Die Kopie in den Papierkorb legen',
    forget: 'Vergessen, dass sie zusammengehören',
  },
  answer: {
    fields: {
      private: 'Den privaten Wert in die Kopie schreiben',
      shared: 'Den geteilten Wert in die private Seite schreiben',
      both: 'Beide Texte verbinden und auf beide Seiten schreiben',
    },
    'deleted-here-edited-there': {
      private: 'Auch die Kopie in den Papierkorb legen',
      shared: 'Die private Seite mit den Änderungen wiederherstellen',
      alone: 'Die Kopie ohne private Seite behalten',
    },
    'trashed-copy': {
      private: 'Die Kopie wiederherstellen',
      shared: 'Den Termin nicht mehr teilen, privat behalten',
      'trash-private': 'Auch die private Seite in den Papierkorb legen',
    },
    duplicate: {
      trash: 'Die zweite Kopie in den Papierkorb legen',
      'own-row': 'Die zweite Kopie als eigenen Termin behalten',
    },
    option: {
      private: 'Die private Seite auf die geteilte übertragen',
      shared: 'Die geteilte Seite auf die private übertragen',
    },
    problem: {
      keep: 'Alles lassen, wie es ist, und nicht mehr fragen',
      'trash-copy': 'Die Kopie in den Papierkorb legen',
      forget: 'Vergessen, dass sie zusammengehören; beide Seiten bleiben',
    },
  },
  retry: 'Jetzt noch einmal versuchen',
  dismiss: 'Ausblenden, bis es auf andere Weise fehlschlägt',
  exclude: 'Diesen Termin vom Abgleich ausnehmen',
  confirmHeld: 'Zurückgehaltenes ausführen',
  rejectHeld: 'Alles so lassen',
}

/** What the button of an answer says at that place. */
export function answerLabel(words: QuestionWords, place: AnswerPlace, action: AnswerAction): string {
  return words.answer[place][action] ?? words.generalAnswer[action]
}
