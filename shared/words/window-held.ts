/**
 * What the screen "To confirm" says: what is held back, why, what happens on each answer, and what became of it.
 *
 * Five kinds of things are held; each has its own words for what it would do.
 */
import type { Formats } from './format.ts'
import type { Language } from './language.ts'

/** Copies that go, private pages that lose their mark or go, copies that come, pages that change. */
export const heldKinds = ['remove', 'unshare-private', 'trash-private', 'create', 'change'] as const
export type HeldKind = (typeof heldKinds)[number]

type Counted = (formats: Formats, count: number) => string

interface KindWords {
  /** What is to happen, with the number. */
  readonly title: Counted
  /** Why it is held. `of`: pairs of the profile. */
  readonly why: (formats: Formats, count: number, of: number) => string
  readonly confirmMeans: Counted
  readonly rejectMeans: Counted
  readonly confirm: Counted
  readonly reject: Counted
  readonly confirmed: Counted
  readonly rejected: Counted
}

export interface HeldWords {
  readonly lead: string
  readonly empty: { readonly title: string; readonly text: string }
  readonly kind: Readonly<Record<HeldKind, KindWords>>
  /** Of copies that are to go and are there until then. */
  readonly stillVisible: Counted
  readonly onConfirm: string
  readonly onReject: string
  readonly pages: string
  readonly search: string
  readonly foundNothing: string
  readonly untitled: string
  /** Why a copy is to go, where a list has both. */
  readonly reason: Readonly<Record<'unshare' | 'trash-copy', string>>
  readonly since: string
  readonly chosen: Counted
  readonly chooseNone: string
  readonly hint: string
  readonly askTitle: { readonly confirm: string; readonly reject: string }
  readonly andMore: Counted
  readonly later: (why: string) => string
}

/** Wraps the two forms of a sentence with a number. */
function counted(one: string, other: string): Counted {
  return (formats, count) => formats.plural(count, { one, other })
}

const wave = (formats: Formats, count: number, of: number): string =>
  `Unusually many would go within an hour; held back: ${formats.number(count)} of ${formats.number(of)}.`

const english: HeldWords = {
  lead: 'Partner Sync stops here and asks, because so much at once can be a mistake. Everything else goes on syncing.',
  empty: {
    title: 'Nothing to confirm.',
    text: 'When unusually many appointments would be removed, changed or created at once, they wait here for your word.',
  },
  kind: {
    remove: {
      title: counted('# copy is to leave the shared database', '# copies are to leave the shared database'),
      why: (formats, count, of) =>
        `${wave(formats, count, of)} It may be just what you want, or a tick removed by accident, or a database that was emptied.`,
      confirmMeans: counted(
        'This copy goes to the trash of the shared database. It is checked again right before.',
        'These # copies go to the trash of the shared database. Each is checked again right before.',
      ),
      rejectMeans: counted(
        'It stays where it is, visible to others. You are not asked again until its page or its copy changes.',
        'They stay where they are, visible to others. You are not asked again until a page or its copy changes.',
      ),
      confirm: counted('Move # copy to the trash', 'Move # copies to the trash'),
      reject: counted('Leave # copy as it is', 'Leave # copies as they are'),
      confirmed: counted('# copy was confirmed for the trash.', '# copies were confirmed for the trash.'),
      rejected: counted('# copy stays as it is.', '# copies stay as they are.'),
    },
    'unshare-private': {
      title: counted('# private page is to be shared no more', '# private pages are to be shared no more'),
      why: (formats, count, of) =>
        `Somebody moved the copies to the trash. ${wave(formats, count, of)} It may be meant, or a slip.`,
      confirmMeans: counted(
        'Your page stays and loses its mark “partner-relevant”.',
        'Your # pages stay and lose their mark “partner-relevant”.',
      ),
      rejectMeans: counted(
        'Your page keeps its mark, and its copy stays in the trash. You are not asked again until one of them changes.',
        'Your pages keep their marks, and the copies stay in the trash. You are not asked again until one of them changes.',
      ),
      confirm: counted('Unmark # page', 'Unmark # pages'),
      reject: counted('Leave # page as it is', 'Leave # pages as they are'),
      confirmed: counted('# page is no longer shared.', '# pages are no longer shared.'),
      rejected: counted('# page stays as it is.', '# pages stay as they are.'),
    },
    'trash-private': {
      title: counted('# private page is to go to the trash', '# private pages are to go to the trash'),
      why: (formats, count, of) =>
        `Somebody moved the copies to the trash, and this profile lets the private pages follow. ${wave(formats, count, of)}`,
      confirmMeans: counted(
        'Your private page goes to Notion’s trash. It is checked again right before.',
        'Your # private pages go to Notion’s trash. Each is checked again right before.',
      ),
      rejectMeans: counted(
        'Your page stays, and its copy stays in the trash. You are not asked again until one of them changes.',
        'Your pages stay, and the copies stay in the trash. You are not asked again until one of them changes.',
      ),
      confirm: counted('Move # private page to the trash', 'Move # private pages to the trash'),
      reject: counted('Keep # private page', 'Keep # private pages'),
      confirmed: counted(
        '# private page was confirmed for the trash.',
        '# private pages were confirmed for the trash.',
      ),
      rejected: counted('# private page stays.', '# private pages stay.'),
    },
    create: {
      title: counted('# copy is to be created', '# copies are to be created'),
      why: () => 'So many new appointments at once are unusual: perhaps many pages were marked by accident.',
      confirmMeans: counted(
        'A copy is created in the shared database; others see it from then on.',
        '# copies are created in the shared database; others see them from then on.',
      ),
      rejectMeans: counted(
        'Nothing is created. The page stays out of the sync until it changes.',
        'Nothing is created. These pages stay out of the sync until they change.',
      ),
      confirm: counted('Create # copy', 'Create # copies'),
      reject: counted('Do not create # copy', 'Do not create # copies'),
      confirmed: counted('# copy is created.', '# copies are created.'),
      rejected: counted('# page stays private.', '# pages stay private.'),
    },
    change: {
      title: counted('# appointment is to be changed', '# appointments are to be changed'),
      why: (formats, count, of) =>
        `So many changes at once are unusual; held back: ${formats.number(count)} of ${formats.number(of)}. Perhaps a property was filled or emptied for all of them.`,
      confirmMeans: counted(
        'The change is carried to the other side. The page is read again right before; what stood there stays in the activity.',
        'The changes are carried to the other side. Each page is read again right before; what stood there stays in the activity.',
      ),
      rejectMeans: counted(
        'Both sides stay as they are now. You are not asked again until one of them changes.',
        'Both sides stay as they are now. You are not asked again until one of the pages changes.',
      ),
      confirm: counted('Change # appointment', 'Change # appointments'),
      reject: counted('Leave # appointment as it is', 'Leave # appointments as they are'),
      confirmed: counted('# change is carried over.', '# changes are carried over.'),
      rejected: counted('# appointment stays as it is.', '# appointments stay as they are.'),
    },
  },
  stillVisible: counted(
    'Until you confirm, this copy is still visible to others.',
    'Until you confirm, these # copies are still visible to others.',
  ),
  onConfirm: 'If you confirm:',
  onReject: 'If you reject:',
  pages: 'Held appointments',
  search: 'Search these appointments',
  foundNothing: 'None of them matches your search.',
  untitled: 'Without a title',
  reason: { unshare: 'You removed its tick.', 'trash-copy': 'Its private page was deleted or moved.' },
  since: 'waits since',
  chosen: counted('# chosen', '# chosen'),
  chooseNone: 'Choose none',
  hint: 'Tick some of them to decide on these alone.',
  askTitle: { confirm: 'Confirm this?', reject: 'Reject this?' },
  andMore: counted('and # more', 'and # more'),
  later: (why) => `It is done as soon as possible. ${why}`,
}

const waveGerman = (formats: Formats, count: number, of: number): string =>
  `Ungewöhnlich viele würden innerhalb einer Stunde verschwinden; zurückgehalten: ${formats.number(count)} von ${formats.number(of)}.`

const german: HeldWords = {
  lead: 'Hier hält Partner Sync an und fragt, denn so viel auf einmal kann ein Versehen sein. Alles andere läuft weiter.',
  empty: {
    title: 'Nichts zu bestätigen.',
    text: 'Würden ungewöhnlich viele Termine auf einmal entfernt, geändert oder angelegt, warten sie hier auf dein Wort.',
  },
  kind: {
    remove: {
      title: counted(
        '# Kopie soll die geteilte Datenbank verlassen',
        '# Kopien sollen die geteilte Datenbank verlassen',
      ),
      why: (formats, count, of) =>
        `${waveGerman(formats, count, of)} Vielleicht willst du genau das, vielleicht ist ein Häkchen aus Versehen weg oder eine Datenbank geleert worden.`,
      confirmMeans: counted(
        'Diese Kopie kommt in den Papierkorb der geteilten Datenbank. Direkt davor wird sie noch einmal geprüft.',
        'Diese # Kopien kommen in den Papierkorb der geteilten Datenbank. Jede wird direkt davor noch einmal geprüft.',
      ),
      rejectMeans: counted(
        'Sie bleibt, wo sie ist, sichtbar für andere. Du wirst nicht wieder gefragt, bis sich die Seite oder die Kopie ändert.',
        'Sie bleiben, wo sie sind, sichtbar für andere. Du wirst nicht wieder gefragt, bis sich eine Seite oder ihre Kopie ändert.',
      ),
      confirm: counted('# Kopie in den Papierkorb legen', '# Kopien in den Papierkorb legen'),
      reject: counted('# Kopie so lassen', '# Kopien so lassen'),
      confirmed: counted('# Kopie ist für den Papierkorb bestätigt.', '# Kopien sind für den Papierkorb bestätigt.'),
      rejected: counted('# Kopie bleibt, wie sie ist.', '# Kopien bleiben, wie sie sind.'),
    },
    'unshare-private': {
      title: counted(
        '# private Seite soll nicht mehr geteilt werden',
        '# private Seiten sollen nicht mehr geteilt werden',
      ),
      why: (formats, count, of) =>
        `Jemand hat die Kopien in den Papierkorb gelegt. ${waveGerman(formats, count, of)} Das kann gewollt sein oder ein Versehen.`,
      confirmMeans: counted(
        'Deine Seite bleibt und verliert das Häkchen „partnerrelevant“.',
        'Deine # Seiten bleiben und verlieren das Häkchen „partnerrelevant“.',
      ),
      rejectMeans: counted(
        'Deine Seite behält das Häkchen, ihre Kopie bleibt im Papierkorb. Du wirst nicht wieder gefragt, bis sich eine von beiden ändert.',
        'Deine Seiten behalten das Häkchen, die Kopien bleiben im Papierkorb. Du wirst nicht wieder gefragt, bis sich etwas daran ändert.',
      ),
      confirm: counted('Häkchen von # Seite entfernen', 'Häkchen von # Seiten entfernen'),
      reject: counted('# Seite so lassen', '# Seiten so lassen'),
      confirmed: counted('# Seite wird nicht mehr geteilt.', '# Seiten werden nicht mehr geteilt.'),
      rejected: counted('# Seite bleibt, wie sie ist.', '# Seiten bleiben, wie sie sind.'),
    },
    'trash-private': {
      title: counted('# private Seite soll in den Papierkorb', '# private Seiten sollen in den Papierkorb'),
      why: (formats, count, of) =>
        `Jemand hat die Kopien in den Papierkorb gelegt, und in diesem Profil folgen die privaten Seiten. ${waveGerman(formats, count, of)}`,
      confirmMeans: counted(
        'Deine private Seite kommt in den Papierkorb von Notion. Direkt davor wird sie noch einmal geprüft.',
        'Deine # privaten Seiten kommen in den Papierkorb von Notion. Jede wird direkt davor noch einmal geprüft.',
      ),
      rejectMeans: counted(
        'Deine Seite bleibt, ihre Kopie bleibt im Papierkorb. Du wirst nicht wieder gefragt, bis sich eine von beiden ändert.',
        'Deine Seiten bleiben, die Kopien bleiben im Papierkorb. Du wirst nicht wieder gefragt, bis sich etwas daran ändert.',
      ),
      confirm: counted('# private Seite in den Papierkorb legen', '# private Seiten in den Papierkorb legen'),
      reject: counted('# private Seite behalten', '# private Seiten behalten'),
      confirmed: counted(
        '# private Seite ist für den Papierkorb bestätigt.',
        '# private Seiten sind für den Papierkorb bestätigt.',
      ),
      rejected: counted('# private Seite bleibt.', '# private Seiten bleiben.'),
    },
    create: {
      title: counted('# Kopie soll angelegt werden', '# Kopien sollen angelegt werden'),
      why: () =>
        'So viele neue Termine auf einmal sind ungewöhnlich: Vielleicht wurden viele Seiten aus Versehen markiert.',
      confirmMeans: counted(
        'Eine Kopie entsteht in der geteilten Datenbank; von da an sehen andere sie.',
        '# Kopien entstehen in der geteilten Datenbank; von da an sehen andere sie.',
      ),
      rejectMeans: counted(
        'Nichts wird angelegt. Die Seite bleibt vom Abgleich ausgenommen, bis sie sich ändert.',
        'Nichts wird angelegt. Diese Seiten bleiben vom Abgleich ausgenommen, bis sie sich ändern.',
      ),
      confirm: counted('# Kopie anlegen', '# Kopien anlegen'),
      reject: counted('# Kopie nicht anlegen', '# Kopien nicht anlegen'),
      confirmed: counted('# Kopie wird angelegt.', '# Kopien werden angelegt.'),
      rejected: counted('# Seite bleibt privat.', '# Seiten bleiben privat.'),
    },
    change: {
      title: counted('# Termin soll geändert werden', '# Termine sollen geändert werden'),
      why: (formats, count, of) =>
        `So viele Änderungen auf einmal sind ungewöhnlich; zurückgehalten: ${formats.number(count)} von ${formats.number(of)}. Vielleicht wurde eine Eigenschaft bei allen gefüllt oder geleert.`,
      confirmMeans: counted(
        'Die Änderung wird auf die andere Seite übertragen. Die Seite wird direkt davor noch einmal gelesen; was dort stand, bleibt im Verlauf.',
        'Die Änderungen werden auf die andere Seite übertragen. Jede Seite wird direkt davor noch einmal gelesen; was dort stand, bleibt im Verlauf.',
      ),
      rejectMeans: counted(
        'Beide Seiten bleiben, wie sie jetzt sind. Du wirst nicht wieder gefragt, bis sich eine von beiden ändert.',
        'Beide Seiten bleiben, wie sie jetzt sind. Du wirst nicht wieder gefragt, bis sich etwas daran ändert.',
      ),
      confirm: counted('# Termin ändern', '# Termine ändern'),
      reject: counted('# Termin so lassen', '# Termine so lassen'),
      confirmed: counted('# Änderung wird übertragen.', '# Änderungen werden übertragen.'),
      rejected: counted('# Termin bleibt, wie er ist.', '# Termine bleiben, wie sie sind.'),
    },
  },
  stillVisible: counted(
    'Bis du bestätigst, ist diese Kopie für andere noch sichtbar.',
    'Bis du bestätigst, sind diese # Kopien für andere noch sichtbar.',
  ),
  onConfirm: 'Bestätigst du:',
  onReject: 'Lehnst du ab:',
  pages: 'Zurückgehaltene Termine',
  search: 'Diese Termine durchsuchen',
  foundNothing: 'Keiner davon passt zu deiner Suche.',
  untitled: 'Ohne Titel',
  reason: { unshare: 'Häkchen von dir entfernt.', 'trash-copy': 'Private Seite gelöscht oder verschoben.' },
  since: 'wartet seit',
  chosen: counted('# ausgewählt', '# ausgewählt'),
  chooseNone: 'Auswahl aufheben',
  hint: 'Hake einzelne an, um nur über diese zu entscheiden.',
  askTitle: { confirm: 'Das bestätigen?', reject: 'Das ablehnen?' },
  andMore: counted('und # weiterer', 'und # weitere'),
  later: (why) => `Es wird so bald wie möglich ausgeführt. ${why}`,
}

const words: Readonly<Record<Language, HeldWords>> = { de: german, en: english }

export function heldWords(language: Language): HeldWords {
  return words[language]
}
