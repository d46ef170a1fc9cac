/**
 * Reasons that the doctor, the comparison and the write test give; English and German.
 *
 * Keys are the `reason` codes of failures; both languages have the same ones, checked by the compiler.
 */
import { after, type Entry } from './explanation.ts'

export const careReasonsEnglish = {
  'disk-nearly-full': (subject) => ({
    message: `The disk is nearly full${after(subject, ': ')}.`,
    cause: 'When nothing can be recorded any more, nothing is synced any more.',
    remedy: 'Free some space.',
  }),
  'log-not-writable': (subject) => ({
    message: `The log cannot be written${after(subject, ': ')}.`,
    cause: 'The folder is missing, is write-protected, or belongs to another user.',
    remedy: 'Let the checks fix it, or allow your user to write there. Syncing goes on without a log.',
  }),
  'open-to-others': (subject) => ({
    message: `Others on this computer can read your data${after(subject, ': ')}.`,
    cause: 'The access rights of the file or folder were changed, or it was copied here.',
    remedy: 'Let the checks fix it: they close it to everybody but you.',
  }),
  'budget-spent': (subject) => ({
    message: `Notion accepts no further request right now${after(subject, '; wait: ')}.`,
    cause: 'The requests of this minute are spent, or Notion asked for a pause.',
    remedy: 'Nothing to do: syncing goes on by itself.',
  }),
  'proxy-not-used': (subject) => ({
    message: `A proxy is set, but it is not used${after(subject, ': ')}.`,
    cause: 'Node uses the proxy of the environment only when it is told to.',
    remedy: 'If you need it to reach the internet, set NODE_USE_ENV_PROXY=1 where Partner Sync is started.',
  }),
  'write-refused': (subject) => ({
    message: `Notion refused to write${after(subject, ' in ')}.`,
    cause: 'The connection lacks the capability to insert or to update content.',
    remedy:
      'Open the connection in Notion, allow it to read, insert and update content, then retry the problem. The write test proves it.',
  }),
  'write-test-left': (subject) => ({
    message: 'Pages of a write test are left over.',
    cause: `The test was cut off, or could not move them to the trash${after(subject, ': ')}.`,
    remedy: 'Run the write test again: it takes them away first. Or move them to the trash in Notion.',
  }),
  'write-test-held': {
    message: 'The copy of the write test is held back.',
    cause: 'A guard waits for your confirmation.',
    remedy: 'Decide on what is held back, then run the write test again.',
  },
  'write-test-differs': {
    message: 'What was written did not arrive on the other side.',
    cause: 'The copy, a link or the edited value is not as it should be.',
    remedy: 'Run the checks, then the write test again. If it stays so, save the diagnostics and ask for help.',
  },
} satisfies Record<string, Entry>

export const careReasonsGerman: Readonly<Record<keyof typeof careReasonsEnglish, Entry>> = {
  'disk-nearly-full': (subject) => ({
    message: `Der Datenträger ist fast voll${after(subject, ': ')}.`,
    cause: 'Wenn sich nichts mehr festhalten lässt, wird auch nichts mehr abgeglichen.',
    remedy: 'Schaff etwas Platz.',
  }),
  'log-not-writable': (subject) => ({
    message: `Das Protokoll lässt sich nicht schreiben${after(subject, ': ')}.`,
    cause: 'Der Ordner fehlt, ist schreibgeschützt oder gehört einem anderen Benutzer.',
    remedy:
      'Lass es von den Prüfungen beheben oder erlaub deinem Benutzer, dort zu schreiben. Abgeglichen wird auch ohne Protokoll.',
  }),
  'open-to-others': (subject) => ({
    message: `Andere auf diesem Computer können deine Daten lesen${after(subject, ': ')}.`,
    cause: 'Die Zugriffsrechte der Datei oder des Ordners wurden geändert, oder sie wurde hierher kopiert.',
    remedy: 'Lass es von den Prüfungen beheben: Danach kannst nur noch du sie lesen.',
  }),
  'budget-spent': (subject) => ({
    message: `Notion nimmt gerade keine weitere Anfrage an${after(subject, '; Wartezeit: ')}.`,
    cause: 'Die Anfragen dieser Minute sind verbraucht, oder Notion hat um eine Pause gebeten.',
    remedy: 'Nichts zu tun: Der Abgleich geht von selbst weiter.',
  }),
  'proxy-not-used': (subject) => ({
    message: `Ein Proxy ist eingestellt, wird aber nicht verwendet${after(subject, ': ')}.`,
    cause: 'Node verwendet den Proxy der Umgebung nur, wenn man es ihm sagt.',
    remedy: 'Wenn du ihn für das Internet brauchst, setz NODE_USE_ENV_PROXY=1 dort, wo Partner Sync gestartet wird.',
  }),
  'write-refused': (subject) => ({
    message: `Notion hat das Schreiben abgelehnt${after(subject, ' in ')}.`,
    cause: 'Der Verbindung fehlt die Erlaubnis, Inhalte einzufügen oder zu ändern.',
    remedy:
      'Öffne die Verbindung in Notion, erlaub ihr, Inhalte zu lesen, einzufügen und zu ändern, und versuch das Problem noch einmal. Der Schreibtest beweist es.',
  }),
  'write-test-left': (subject) => ({
    message: 'Von einem Schreibtest sind Seiten übrig.',
    cause: `Der Test wurde abgebrochen oder konnte sie nicht in den Papierkorb legen${after(subject, ': ')}.`,
    remedy: 'Starte den Schreibtest noch einmal: Er räumt sie zuerst weg. Oder leg sie in Notion in den Papierkorb.',
  }),
  'write-test-held': {
    message: 'Die Kopie des Schreibtests ist zurückgehalten.',
    cause: 'Eine Sicherung wartet auf deine Bestätigung.',
    remedy: 'Entscheide über das Zurückgehaltene und starte den Schreibtest dann noch einmal.',
  },
  'write-test-differs': {
    message: 'Das Geschriebene ist auf der anderen Seite nicht angekommen.',
    cause: 'Die Kopie, eine Verknüpfung oder der geänderte Wert ist nicht so, wie es sein soll.',
    remedy:
      'Lass alles prüfen und starte den Schreibtest dann noch einmal. Bleibt es so, speichere die Diagnose und bitte um Hilfe.',
  },
}
