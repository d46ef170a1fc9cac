/**
 * What comparing both databases found, what a repair would do about it, and what became of it; the steps of the write
 * test.
 */
import type { DifferenceKind, Repaired } from '../contract-care.ts'
import type { Language } from './language.ts'

export interface CareWords {
  readonly difference: Readonly<Record<DifferenceKind, string>>
  /** What a repair will do, before it does it. */
  readonly repair: Readonly<Record<DifferenceKind, string>>
  readonly outcome: Readonly<Record<Repaired['outcome'], string>>
}

const en: CareWords = {
  difference: {
    field: 'The field differs.',
    link: 'The link to the other side is wrong or missing.',
    number: 'The copy carries a wrong number.',
    'unchecked-copy': 'The copy is no longer marked as partner-relevant.',
    'missing-copy': 'The private page is relevant and has no copy.',
    'half-linked': 'The private page names a copy that does not name it back.',
    'orphan-copy': 'The copy has no private page.',
    'duplicate-copy': 'There is more than one copy.',
    unreadable: 'It could not be read.',
    'copy-of-irrelevant': 'There is a copy, but the private page is not relevant.',
    'stale-link': 'The private page is not relevant and still names a copy.',
    'too-long': 'The text is longer than Notion takes.',
    'missing-property': 'A tracking property is missing.',
  },
  repair: {
    field: 'Carries the changed value to the other side; where both sides were changed, it asks you.',
    link: 'Writes the link anew.',
    number: 'Writes the number of this profile into the copy.',
    'unchecked-copy': 'Marks the copy as partner-relevant again.',
    'missing-copy': 'Creates the copy, or brings it back from the trash.',
    'half-linked': 'Writes into the copy which private page it belongs to.',
    'orphan-copy': 'Looks for the private page; where there is none, it asks you what becomes of the copy.',
    'duplicate-copy': 'Moves a copy that equals the oldest to the trash; where they differ, it asks you.',
    unreadable: 'Reads it once more; if that fails again, it asks you whether to keep, trash or forget the copy.',
    'copy-of-irrelevant': 'Moves the copy to the trash.',
    'stale-link': 'Clears the link in the private page.',
    'too-long': 'Nothing by itself: shorten the text in Notion.',
    'missing-property': 'Creates the property in the database.',
  },
  outcome: {
    repaired: 'Repaired.',
    asks: 'Waits for your decision.',
    held: 'Held back until you confirm.',
    waits: 'Will be tried again later.',
    failed: 'It did not work; it stands in the list of problems.',
    gone: 'There was nothing to repair any more.',
    left: 'Left as it was.',
  },
}

const de: CareWords = {
  difference: {
    field: 'Das Feld weicht ab.',
    link: 'Die Verknüpfung zur anderen Seite ist falsch oder fehlt.',
    number: 'Die Kopie trägt eine falsche Nummer.',
    'unchecked-copy': 'Die Kopie ist nicht mehr als partnerrelevant markiert.',
    'missing-copy': 'Die private Seite ist relevant und hat keine Kopie.',
    'half-linked': 'Die private Seite nennt eine Kopie, die sie nicht nennt.',
    'orphan-copy': 'Die Kopie hat keine private Seite.',
    'duplicate-copy': 'Es gibt mehr als eine Kopie.',
    unreadable: 'Es ließ sich nicht lesen.',
    'copy-of-irrelevant': 'Es gibt eine Kopie, aber die private Seite ist nicht relevant.',
    'stale-link': 'Die private Seite ist nicht relevant und nennt noch eine Kopie.',
    'too-long': 'Der Text ist länger, als Notion annimmt.',
    'missing-property': 'Eine Eigenschaft für die Verknüpfung fehlt.',
  },
  repair: {
    field: 'Überträgt den geänderten Wert auf die andere Seite; wurden beide geändert, fragt es dich.',
    link: 'Schreibt die Verknüpfung neu.',
    number: 'Schreibt die Nummer dieses Profils in die Kopie.',
    'unchecked-copy': 'Markiert die Kopie wieder als partnerrelevant.',
    'missing-copy': 'Legt die Kopie an oder holt sie aus dem Papierkorb zurück.',
    'half-linked': 'Schreibt in die Kopie, zu welcher privaten Seite sie gehört.',
    'orphan-copy': 'Sucht die private Seite; gibt es keine, fragt es dich, was aus der Kopie wird.',
    'duplicate-copy':
      'Legt eine Kopie, die der ältesten gleicht, in den Papierkorb; weichen sie voneinander ab, fragt es dich.',
    unreadable:
      'Liest noch einmal; klappt das wieder nicht, fragt es dich, ob die Kopie bleibt, in den Papierkorb kommt oder vergessen wird.',
    'copy-of-irrelevant': 'Legt die Kopie in den Papierkorb.',
    'stale-link': 'Leert die Verknüpfung in der privaten Seite.',
    'too-long': 'Nichts von selbst: Kürze den Text in Notion.',
    'missing-property': 'Legt die Eigenschaft in der Datenbank an.',
  },
  outcome: {
    repaired: 'Repariert.',
    asks: 'Wartet auf deine Entscheidung.',
    held: 'Zurückgehalten, bis du bestätigst.',
    waits: 'Wird später noch einmal versucht.',
    failed: 'Es hat nicht geklappt; es steht in der Liste der Probleme.',
    gone: 'Es gab nichts mehr zu reparieren.',
    left: 'Blieb, wie es war.',
  },
}

export const careWords: Readonly<Record<Language, CareWords>> = { de, en }
