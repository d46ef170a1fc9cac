/**
 * What the screen of conflicts says: the list, both sides of a question, what each button will do, and what became of it.
 *
 * The question itself and its answers are worded in `questions.ts`; here stands what an answer means. Names of fields come
 * in with quotation marks.
 */
import type { AnswerAction, Question } from '../decision.ts'
import type { Side } from '../model.ts'
import type { Formats } from './format.ts'

type Kind = Question['kind']
type Keep = 'private' | 'shared' | 'both'
type PerAction = Partial<Readonly<Record<AnswerAction, string>>>

export interface ConflictsWords {
  readonly lead: string
  readonly empty: { readonly title: string; readonly text: string }
  readonly list: string
  readonly search: string
  readonly foundNothing: string
  readonly noneOfProfile: string
  readonly kinds: Readonly<Record<Kind, string>>
  readonly untitled: string
  readonly backToList: string
  readonly previous: string
  readonly next: string
  readonly position: (formats: Formats, at: number, of: number) => string
  readonly asked: string
  readonly edited: string
  readonly by: (name: string) => string
  readonly notKnown: string
  readonly openPage: Readonly<Record<Side | 'second', string>>
  readonly before: string
  readonly noBefore: string
  /** Around a marked stretch, for screen readers. */
  readonly onlyHere: { readonly begins: string; readonly ends: string }
  readonly legend: string
  readonly different: string
  /** The texts look the same, letter by letter. */
  readonly sameLetters: string
  readonly showAll: string
  readonly showLess: string
  readonly leftOut: string
  readonly keep: Readonly<Record<'private' | 'shared', (field: string, empty: boolean) => string>> & {
    readonly both: string
  }
  readonly bothHint: (field: string) => string
  readonly whole: {
    readonly title: string
    readonly keep: Readonly<Record<Keep, (formats: Formats, count: number) => string>>
  }
  readonly choose: string
  /** What follows from an answer, below its button. */
  readonly means: Readonly<Record<Kind, PerAction>>
  readonly all: {
    readonly button: string
    readonly title: string
    readonly label: string
    readonly keep: Readonly<Record<Keep, { readonly label: string; readonly hint: string }>>
    /** How many are decided, and how many stay open because they ask something else. */
    readonly decides: (formats: Formats, count: number) => string
    readonly staysOpen: (formats: Formats, count: number) => string
    readonly confirm: Readonly<Record<Keep, (formats: Formats, count: number) => string>>
    readonly undo: string
  }
  readonly done: {
    readonly field: Readonly<Record<Keep, (title: string, field: string) => string>>
    readonly fields: Readonly<Record<Keep, (title: string) => string>>
    readonly answer: Readonly<Record<Exclude<Kind, 'fields'>, PerAction>>
    readonly general: (title: string) => string
    readonly many: (formats: Formats, count: number) => string
    readonly showMany: string
    readonly later: (title: string, why: string) => string
    readonly gone: (title: string) => string
    readonly changed: (title: string) => string
    readonly undone: { readonly fields: (title: string) => string; readonly other: (title: string) => string }
  }
  readonly vanished: {
    /** In place of a title that is not known. */
    readonly some: string
    readonly title: (title: string) => string
    readonly text: string
    readonly next: string
  }
}

export const conflictsEnglish: ConflictsWords = {
  lead: 'Both sides say something different, and only you know what is right. Nothing is overwritten before you choose.',
  empty: {
    title: 'No conflicts. Everybody agrees.',
    text: 'When the same thing is changed on both sides at once, you choose here what stays.',
  },
  list: 'Open conflicts',
  search: 'Search conflicts',
  foundNothing: 'No conflict matches your search.',
  noneOfProfile: 'This profile has no conflicts; another one has.',
  kinds: {
    fields: 'Changed on both sides',
    'deleted-here-edited-there': 'Deleted by you, edited in the copy',
    'trashed-copy': 'Copy in the trash',
    duplicate: 'Two copies',
    option: 'Missing option',
  },
  untitled: 'Without a title',
  backToList: 'All conflicts',
  previous: 'Previous conflict',
  next: 'Next conflict',
  position: (formats, at, of) => `${formats.number(at)} of ${formats.number(of)}`,
  asked: 'Open since',
  edited: 'Edited',
  by: (name) => `by ${name}`,
  notKnown: 'unknown when',
  openPage: {
    private: 'Open the private page in Notion',
    shared: 'Open the copy in Notion',
    second: 'Open the second copy in Notion',
  },
  before: 'Before both changed it',
  noBefore: 'What it said before is not known: both were found like this.',
  onlyHere: { begins: '[only here: ', ends: ']' },
  legend: 'Underlined: stands on this side only.',
  different: 'The two have little in common.',
  sameLetters: 'Letter by letter both are the same: they differ in formatting, in a link or in a mention.',
  showAll: 'Show the whole text',
  showLess: 'Show only what differs',
  leftOut: 'The same on both sides, left out',
  keep: {
    private: (field, empty) => (empty ? `Empty the shared ${field}` : `Overwrite the shared ${field}`),
    shared: (field, empty) => (empty ? `Empty the private ${field}` : `Overwrite the private ${field}`),
    both: 'Keep both texts',
  },
  bothHint: (field) => `Joins both texts of ${field} and writes the result to both sides.`,
  whole: {
    title: 'All fields at once',
    keep: {
      private: (formats, count) => `Overwrite all ${formats.number(count)} shared fields`,
      shared: (formats, count) => `Overwrite all ${formats.number(count)} private fields`,
      both: (formats, count) => `Keep both in all ${formats.number(count)} fields`,
    },
  },
  choose: 'What should happen?',
  means: {
    fields: {},
    'deleted-here-edited-there': {
      private: 'The appointment is gone on both sides. Both pages stay in Notion’s trash for a while.',
      shared: 'Your private page comes back out of the trash, with what was edited in the copy.',
      alone: 'The row stays in the shared database and belongs to no private page. Partner Sync leaves it alone.',
    },
    'trashed-copy': {
      private: 'The copy comes back out of the trash with what your private page says; others see it again.',
      shared: 'Your page stays and loses its mark “partner-relevant”. Others do not see it any more.',
      'trash-private': 'Your private page goes to Notion’s trash as well.',
    },
    duplicate: {
      trash: 'The second copy goes to Notion’s trash. The older one stays in step with your page.',
      'own-row': 'The second copy loses its link and stays as a row of its own. Partner Sync leaves it alone.',
    },
    option: {
      private: 'What your private pages say is written into the copies that differ.',
      shared: 'What the copies say is written into the private pages that differ.',
    },
  },
  all: {
    button: 'Decide all …',
    title: 'Decide all conflicts the same way',
    label: 'What stays?',
    keep: {
      private: { label: 'What I wrote', hint: 'Overwrites the shared side with the private one.' },
      shared: { label: 'What the shared side says', hint: 'Overwrites the private side with the shared one.' },
      both: { label: 'Both texts', hint: 'Joins both texts and writes the result to both sides.' },
    },
    decides: (formats, count) => formats.plural(count, { one: 'Decides # conflict.', other: 'Decides # conflicts.' }),
    staysOpen: (formats, count) =>
      formats.plural(count, {
        one: '# other stays open: this answer does not fit its question.',
        other: '# others stay open: this answer does not fit their questions.',
      }),
    confirm: {
      private: (formats, count) => formats.plural(count, { one: 'Overwrite # copy', other: 'Overwrite # copies' }),
      shared: (formats, count) =>
        formats.plural(count, { one: 'Overwrite # private page', other: 'Overwrite # private pages' }),
      both: (formats, count) =>
        formats.plural(count, { one: 'Join the texts of # appointment', other: 'Join the texts of # appointments' }),
    },
    undo: 'What gives way is kept in the activity and can be brought back from there.',
  },
  done: {
    field: {
      private: (title, field) => `${title}: the copy now says what your page says in ${field}.`,
      shared: (title, field) => `${title}: your page now says what the copy says in ${field}.`,
      both: (title, field) => `${title}: both texts of ${field} stand on both sides now.`,
    },
    fields: {
      private: (title) => `${title}: the copy now says what your page says.`,
      shared: (title) => `${title}: your page now says what the copy says.`,
      both: (title) => `${title}: both texts stand on both sides now.`,
    },
    answer: {
      'deleted-here-edited-there': {
        private: 'The copy is in the trash too.',
        shared: 'The private page is back.',
        alone: 'The copy stays without a private page.',
      },
      'trashed-copy': {
        private: 'The copy is back.',
        shared: 'It is not shared any more; your page stays.',
        'trash-private': 'The private page is in the trash too.',
      },
      duplicate: {
        trash: 'The second copy is in the trash.',
        'own-row': 'The second copy is a row of its own now.',
      },
      option: {
        private: 'The private side counts.',
        shared: 'The shared side counts.',
      },
    },
    general: (title) => `${title}: decided.`,
    many: (formats, count) =>
      formats.plural(count, { one: '# conflict is decided.', other: '# conflicts are decided.' }),
    showMany: 'Show what was written',
    later: (title, why) => `${title}: decided, and done as soon as possible. ${why}`,
    gone: (title) => `${title} was settled meanwhile, here or elsewhere. There is nothing left to decide.`,
    changed: (title) => `${title} was changed again meanwhile. Nothing was overwritten; please look once more.`,
    undone: {
      fields: (title) => `${title}: taken back. Both sides say again what they said, and you can choose anew.`,
      other: (title) => `${title}: taken back. Everything is again as it was before.`,
    },
  },
  vanished: {
    some: 'This conflict',
    title: (title) => `${title} is settled.`,
    text: 'It was decided elsewhere, or both sides agree again by themselves.',
    next: 'Go on with the next one',
  },
}
