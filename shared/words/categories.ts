/**
 * Every category of failure in words, in English and German.
 *
 * Said when the failure gives no reason that has its own sentence (`failures.ts`). Written for people who never saw a
 * log; the complete text of the failure stands beside it wherever it is shown.
 */
import type { FailureCategory } from '../failure.ts'
import type { Entry } from './explanation.ts'

export const categoriesEnglish: Readonly<Record<FailureCategory, Entry>> = {
  credentials: {
    message: 'Notion refuses the token.',
    cause: 'It was mistyped, revoked, or has expired.',
    remedy: 'Create a new token in Notion and enter it in the profile. Nothing syncs until then.',
  },
  permission: {
    message: 'Notion does not allow this.',
    cause: 'The connection lacks a permission, for example to change or to insert content.',
    remedy:
      'In Notion, open the settings of the connection, allow it to read, update and insert content, then try again.',
  },
  'not-shared': {
    message: 'Notion does not find the page or database.',
    cause: 'It is not shared with the connection, or it was deleted. Notion does not tell which.',
    remedy: 'Open it in Notion, choose “Connections” in its menu, add your connection, then try again.',
  },
  schema: {
    message: 'The properties of the database are not as expected.',
    cause: 'A property was removed, or its type was changed, in Notion.',
    remedy: 'Run the check (doctor): it names the property and what is wrong with it.',
  },
  validation: {
    message: 'Notion does not accept the content of this appointment.',
    cause: 'One of its values is something Notion refuses to store.',
    remedy: 'Open the page, look at what the text below names, change it; the next run tries again.',
  },
  conflict: {
    message: 'Somebody else was writing to the page at the same moment.',
    cause: 'Notion refused to save two changes at once.',
    remedy: 'Nothing to do: it is tried again by itself.',
  },
  duplicate: {
    message: 'There is more than one copy of the same appointment.',
    cause: 'Two pages in the shared database carry the id of the same private page.',
    remedy: 'Open the list of conflicts and choose what becomes of the second one.',
  },
  'rate-limit': {
    message: 'Notion asks to wait.',
    cause: 'There were more requests than Notion allows in a short time, perhaps by other tools as well.',
    remedy: 'Nothing to do: it goes on as soon as Notion allows.',
  },
  'plan-limit': {
    message: 'Your Notion plan does not allow any more.',
    cause: 'A free workspace with several members may only hold a limited number of blocks.',
    remedy: 'Upgrade the workspace, or use one with a single member. Edits and removals go on working.',
  },
  timeout: {
    message: 'Notion did not answer in time.',
    cause: 'The network or Notion is slow at the moment.',
    remedy: 'Nothing to do: what became of it is checked, then it is tried again.',
  },
  network: {
    message: 'Notion cannot be reached.',
    cause: 'There is no network, or something on the way stops the connection.',
    remedy: 'Check your internet connection. Syncing goes on by itself once it is back.',
  },
  disk: (subject) => ({
    message: subject === null ? 'This computer could not save something.' : `This computer could not save ${subject}.`,
    cause: 'The disk reported an error.',
    remedy: 'Check whether the disk is healthy and has space. Nothing is written to Notion until saving works again.',
  }),
  service: {
    message: 'Notion has a problem of its own.',
    cause: 'Notion answered with an internal error.',
    remedy: 'Nothing to do: it is tried again by itself. If it lasts, look at status.notion.com.',
  },
  'unreadable-page': (subject) => ({
    message: subject === null ? 'A page can no longer be read.' : `The page ${subject} can no longer be read.`,
    cause:
      'The permission for it may have been taken away, or the page is gone for good. Nothing is deleted because of this.',
    remedy:
      'Share the page with the connection again, or choose: keep the copy, move it to the trash, or forget the link.',
  }),
  'missing-data': {
    message: 'Notion’s answer is incomplete.',
    cause: 'Part of a page was missing from the answer, and guessing could destroy something.',
    remedy: 'Nothing to do: the part is fetched again in the next run.',
  },
  unknown: {
    message: 'Something unexpected happened.',
    cause: 'This kind of failure is not known yet; the complete text stands below.',
    remedy: 'Try again. If it happens again, copy the details and send them to whoever set this up for you.',
  },
  usage: (subject) => ({
    message: subject === null ? 'That was not understood.' : `${subject} was not understood.`,
    cause: 'There is no such command, or one of its values is not possible.',
    remedy: 'partner-sync --help shows everything that is possible.',
  }),
  settings: (subject) => ({
    message: subject === null ? 'The settings cannot be used.' : `The settings cannot be used: ${subject}.`,
    cause: 'The settings file cannot be read or holds something that does not belong there.',
    remedy: 'Correct the file, or put it aside and set up your profiles again. No appointment is lost by this.',
  }),
  ledger: {
    message: 'The record of what is in step cannot be used.',
    cause: 'The file ledger.sqlite cannot be read or written.',
    remedy: 'Run the check (doctor). If the file is lost, it is rebuilt from Notion without duplicates.',
  },
  locked: (subject) => ({
    message: subject === null ? 'Partner Sync is already running.' : `Partner Sync is already running: ${subject}.`,
    cause: 'Only one program at a time may sync the same folder, or appointments would be created twice.',
    remedy: 'Do it there, or end the other program first.',
  }),
  identity: {
    message: 'This is not the database it was before.',
    cause: 'The workspace or the connection behind the saved database is another one.',
    remedy: 'Check the databases of the profile and confirm them. Nothing is written until then.',
  },
  stopped: {
    message: 'Stopped before it was finished.',
    cause: 'The program was asked to end.',
    remedy: 'Nothing to do: the next run goes on from here.',
  },
}

export const categoriesGerman: Readonly<Record<FailureCategory, Entry>> = {
  credentials: {
    message: 'Notion lehnt den Token ab.',
    cause: 'Er ist falsch eingegeben, wurde widerrufen oder ist abgelaufen.',
    remedy: 'Erstelle in Notion einen neuen Token und trag ihn im Profil ein. Bis dahin wird nichts abgeglichen.',
  },
  permission: {
    message: 'Notion erlaubt das nicht.',
    cause: 'Der Verbindung fehlt eine Berechtigung, zum Beispiel Inhalte zu ändern oder einzufügen.',
    remedy:
      'Öffne in Notion die Einstellungen der Verbindung, erlaube Lesen, Aktualisieren und Einfügen und versuch es noch einmal.',
  },
  'not-shared': {
    message: 'Notion findet die Seite oder Datenbank nicht.',
    cause: 'Sie ist nicht für die Verbindung freigegeben oder wurde gelöscht. Welches von beiden, verrät Notion nicht.',
    remedy: 'Öffne sie in Notion, wähl im Menü „Verbindungen“, füg deine Verbindung hinzu und versuch es noch einmal.',
  },
  schema: {
    message: 'Die Eigenschaften der Datenbank sind nicht wie erwartet.',
    cause: 'In Notion wurde eine Eigenschaft entfernt oder ihr Typ geändert.',
    remedy: 'Starte die Prüfung (doctor): Sie nennt die Eigenschaft und was ihr fehlt.',
  },
  validation: {
    message: 'Notion nimmt den Inhalt dieses Termins nicht an.',
    cause: 'Einer seiner Werte ist etwas, das Notion nicht speichern will.',
    remedy:
      'Öffne die Seite, sieh nach, was der Text darunter nennt, und ändere es; der nächste Abgleich versucht es erneut.',
  },
  conflict: {
    message: 'Jemand anderes hat im selben Moment in die Seite geschrieben.',
    cause: 'Notion wollte nicht zwei Änderungen gleichzeitig speichern.',
    remedy: 'Nichts zu tun: Es wird von selbst noch einmal versucht.',
  },
  duplicate: {
    message: 'Es gibt mehr als eine Kopie desselben Termins.',
    cause: 'Zwei Seiten in der geteilten Datenbank tragen die Kennung derselben privaten Seite.',
    remedy: 'Öffne die Liste der Konflikte und wähl, was aus der zweiten wird.',
  },
  'rate-limit': {
    message: 'Notion bittet um eine Pause.',
    cause: 'Es gab mehr Anfragen, als Notion in kurzer Zeit erlaubt, vielleicht auch durch andere Programme.',
    remedy: 'Nichts zu tun: Es geht weiter, sobald Notion es erlaubt.',
  },
  'plan-limit': {
    message: 'Dein Notion-Tarif lässt nicht mehr zu.',
    cause: 'Ein kostenloser Workspace mit mehreren Mitgliedern darf nur eine begrenzte Zahl von Blöcken enthalten.',
    remedy:
      'Wechsle den Tarif oder nimm einen Workspace mit nur einem Mitglied. Änderungen und Löschungen laufen weiter.',
  },
  timeout: {
    message: 'Notion hat nicht rechtzeitig geantwortet.',
    cause: 'Das Netz oder Notion ist gerade langsam.',
    remedy: 'Nichts zu tun: Es wird nachgesehen, was daraus geworden ist, und dann erneut versucht.',
  },
  network: {
    message: 'Notion ist nicht erreichbar.',
    cause: 'Es gibt kein Netz, oder etwas unterwegs hält die Verbindung auf.',
    remedy: 'Prüf deine Internetverbindung. Sobald sie wieder da ist, geht der Abgleich von selbst weiter.',
  },
  disk: (subject) => ({
    message:
      subject === null
        ? 'Dieser Computer konnte etwas nicht speichern.'
        : `Dieser Computer konnte ${subject} nicht speichern.`,
    cause: 'Der Datenträger hat einen Fehler gemeldet.',
    remedy:
      'Prüf, ob der Datenträger in Ordnung ist und Platz hat. Bis das Speichern wieder geht, wird nichts nach Notion geschrieben.',
  }),
  service: {
    message: 'Notion hat selbst ein Problem.',
    cause: 'Notion hat mit einem internen Fehler geantwortet.',
    remedy: 'Nichts zu tun: Es wird von selbst noch einmal versucht. Wenn es anhält, sieh auf status.notion.com nach.',
  },
  'unreadable-page': (subject) => ({
    message: subject === null ? 'Eine Seite ist nicht mehr lesbar.' : `Die Seite ${subject} ist nicht mehr lesbar.`,
    cause:
      'Vielleicht wurde die Berechtigung entzogen, vielleicht gibt es die Seite nicht mehr. Deswegen wird nichts gelöscht.',
    remedy:
      'Gib die Seite wieder für die Verbindung frei oder entscheide: Kopie behalten, in den Papierkorb legen oder die Verknüpfung vergessen.',
  }),
  'missing-data': {
    message: 'Die Antwort von Notion ist unvollständig.',
    cause: 'In der Antwort fehlte ein Teil einer Seite, und Raten könnte etwas zerstören.',
    remedy: 'Nichts zu tun: Der Teil wird beim nächsten Abgleich noch einmal geholt.',
  },
  unknown: {
    message: 'Etwas Unerwartetes ist passiert.',
    cause: 'Diese Art von Fehler ist noch nicht bekannt; der vollständige Text steht darunter.',
    remedy:
      'Versuch es noch einmal. Wenn es wieder passiert, kopier die Einzelheiten und schick sie der Person, die das für dich eingerichtet hat.',
  },
  usage: (subject) => ({
    message: subject === null ? 'Das wurde nicht verstanden.' : `${subject} wurde nicht verstanden.`,
    cause: 'Den Befehl oder einen seiner Werte gibt es so nicht.',
    remedy: 'partner-sync --help zeigt alles, was möglich ist.',
  }),
  settings: (subject) => ({
    message:
      subject === null
        ? 'Die Einstellungen sind nicht brauchbar.'
        : `Die Einstellungen sind nicht brauchbar: ${subject}.`,
    cause: 'Die Einstellungsdatei ist nicht lesbar oder enthält etwas, das nicht hineingehört.',
    remedy:
      'Berichtige die Datei oder leg sie beiseite und richte deine Profile neu ein. Dabei geht kein Termin verloren.',
  }),
  ledger: {
    message: 'Das Verzeichnis des Abgleichs ist nicht brauchbar.',
    cause: 'Die Datei ledger.sqlite lässt sich nicht lesen oder schreiben.',
    remedy: 'Starte die Prüfung (doctor). Ist die Datei verloren, wird sie ohne Duplikate aus Notion neu aufgebaut.',
  },
  locked: (subject) => ({
    message: subject === null ? 'Partner Sync läuft bereits.' : `Partner Sync läuft bereits: ${subject}.`,
    cause: 'Denselben Ordner darf immer nur ein Programm abgleichen, sonst entstünden Termine doppelt.',
    remedy: 'Mach es dort oder beende zuerst das andere Programm.',
  }),
  identity: {
    message: 'Das ist nicht mehr dieselbe Datenbank wie vorher.',
    cause: 'Hinter der gespeicherten Datenbank steht ein anderer Workspace oder eine andere Verbindung.',
    remedy: 'Prüf die Datenbanken des Profils und bestätige sie. Bis dahin wird nichts geschrieben.',
  },
  stopped: {
    message: 'Vor dem Ende abgebrochen.',
    cause: 'Das Programm sollte sich beenden.',
    remedy: 'Nichts zu tun: Der nächste Abgleich macht hier weiter.',
  },
}
