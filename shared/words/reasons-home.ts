/**
 * Reasons that lie on this computer: tokens, keychain, disk, settings, record, other processes; English and German.
 *
 * Keys are the `reason` codes of failures; both languages have the same ones, checked by the compiler.
 */
import { after, type Entry } from './explanation.ts'

export const homeReasonsEnglish = {
  'token-variable-empty': (subject) => ({
    message: `There is no token in the environment variable${after(subject)}.`,
    cause: 'The variable is not set in this process, or it is empty.',
    remedy: 'Set it where Partner Sync is started. The profile keeps only its name, never the token.',
  }),
  'token-file-missing': (subject) => ({
    message: `The token file${after(subject)} cannot be read.`,
    cause: 'It does not exist, or this user may not read it.',
    remedy: 'Create it with nothing but the token in it and make it readable by you alone (chmod 600).',
  }),
  'token-file-readable': (subject) => ({
    message: `The token file${after(subject)} can be read by others.`,
    cause: 'Whoever reads it has your whole workspace.',
    remedy: 'Make it readable by you alone: chmod 600 FILE. If others may have seen it, create a new token.',
  }),
  'token-file-irregular': (subject) => ({
    message: `The token file${after(subject)} is not an ordinary file.`,
    cause: 'It is a folder, a device or something else that can hold no token.',
    remedy: 'Name a file that holds nothing but the token.',
  }),
  'token-file-empty': (subject) => ({
    message: `The token file${after(subject)} holds no token.`,
    cause: 'It is empty, or holds more than one line.',
    remedy: 'Put the token into it, alone in one line.',
  }),
  'token-malformed': {
    message: 'This is no token.',
    cause: 'A token is one word without blanks, as Notion shows it.',
    remedy: 'Copy the token in Notion again, completely, and nothing besides it.',
  },
  'token-desktop-only': {
    message: 'Only the desktop application can read this token.',
    cause: 'It is encrypted by the keychain of your desktop session.',
    remedy:
      'Enter the token again where it is to be used, or give the profile an environment variable or a token file.',
  },
  'keychain-locked': {
    message: 'The keychain is locked.',
    cause: 'Your session has not unlocked it yet.',
    remedy: 'Unlock it (usually by signing in); syncing then goes on by itself.',
  },
  'keychain-unavailable': {
    message: 'This computer has no keychain.',
    cause: 'Without one the token could only be stored in the clear, and that is not done without asking you.',
    remedy: 'Install a keychain (for example GNOME Keyring or KWallet), or use a token file that you alone can read.',
  },
  'keychain-unprotected': {
    message: 'This computer can keep tokens only without encryption.',
    cause: 'No keychain answers here, so whoever can read your files could read the token.',
    remedy:
      'Agree to do without, or use the desktop application where there is a keychain (for example GNOME Keyring or KWallet).',
  },
  'keychain-changed': {
    message: 'The token was encrypted by another keychain.',
    cause: 'The desktop or the user session uses another keychain than when the token was saved.',
    remedy: 'Go back to the former session, or enter the token again.',
  },
  'token-unreadable': {
    message: 'The saved token cannot be decrypted.',
    cause: 'It was damaged, or comes from another computer or user.',
    remedy: 'Enter the token again.',
  },
  'disk-full': {
    message: 'The disk is full.',
    cause: 'There is no space left to record what is done, so nothing is done.',
    remedy: 'Free some space. Syncing goes on by itself.',
  },
  'disk-read-only': (subject) => ({
    message: `The folder cannot be written${after(subject, ': ')}.`,
    cause: 'It is write-protected, or belongs to another user.',
    remedy: 'Allow your user to write there, or choose another folder.',
  }),
  'ledger-corrupt': {
    message: 'The record of what is in step is damaged.',
    cause: 'The file ledger.sqlite was damaged, perhaps by a crash of the computer or by a sync tool.',
    remedy: 'Nothing is lost: the damaged file is kept, and the record is rebuilt from Notion without duplicates.',
  },
  'ledger-busy': {
    message: 'The record of what is in step is busy.',
    cause: 'Another program is writing to it right now.',
    remedy: 'Try again in a moment.',
  },
  'newer-version': (subject) => ({
    message: `A newer version of Partner Sync has written ${subject ?? 'this file'}.`,
    cause: 'This version does not know everything in it, so it leaves it untouched.',
    remedy: 'Update Partner Sync on this computer.',
  }),
  'home-locked': (subject) => ({
    message: `Partner Sync is already running here${after(subject, ': ')}.`,
    cause: 'Only one program at a time may sync the same folder, or appointments would be created twice.',
    remedy: 'Do it there (in the window, or let it finish), or end that program first.',
  }),
  'no-answer-from-holder': {
    message: 'The running Partner Sync did not answer.',
    cause: 'It is busy or hangs; your decision was taken back and not carried out.',
    remedy: 'Try again. If that does not help, end it and start it anew.',
  },
  'settings-corrupt': (subject) => ({
    message: 'The settings were damaged; the last good copy is used.',
    cause: 'The file could not be read, perhaps after a crash or an edit by hand.',
    remedy: `Check your profiles. The damaged file is kept${after(subject, ': ')}.`,
  }),
  'settings-corrupt-no-copy': (subject) => ({
    message: 'The settings are damaged, and there is no good copy.',
    cause: 'The file could not be read, perhaps after a crash or an edit by hand.',
    remedy: `Correct settings.json, or delete it and set up your profiles again. The damaged file is kept${after(subject, ': ')}. No appointment is lost.`,
  }),
  'node-too-old': (subject) => ({
    message: 'This Node is too old.',
    cause: `Partner Sync needs Node ${subject ?? '24'} or newer, for the database that is built into it.`,
    remedy: 'Install a newer Node from nodejs.org and start again.',
  }),
  crashed: {
    message: 'The last run ended in the middle.',
    cause: 'The program or the computer stopped.',
    remedy: 'Nothing to do: what was under way is checked first, then the run goes on. No duplicate comes of it.',
  },
  'first-run-preview': {
    message: 'The first run waits for you.',
    cause: 'Before it writes for the first time, it shows what it would do.',
    remedy: 'Look at the preview and start it.',
  },
} satisfies Record<string, Entry>

export const homeReasonsGerman: Readonly<Record<keyof typeof homeReasonsEnglish, Entry>> = {
  'token-variable-empty': (subject) => ({
    message: `In der Umgebungsvariablen${after(subject)} steht kein Token.`,
    cause: 'Die Variable ist in diesem Prozess nicht gesetzt oder leer.',
    remedy: 'Setz sie dort, wo Partner Sync gestartet wird. Das Profil merkt sich nur ihren Namen, nie den Token.',
  }),
  'token-file-missing': (subject) => ({
    message: `Die Token-Datei${after(subject)} ist nicht lesbar.`,
    cause: 'Es gibt sie nicht, oder dieser Benutzer darf sie nicht lesen.',
    remedy: 'Leg sie mit nichts als dem Token an und mach sie nur für dich lesbar (chmod 600).',
  }),
  'token-file-readable': (subject) => ({
    message: `Die Token-Datei${after(subject)} können auch andere lesen.`,
    cause: 'Wer sie liest, hat Zugriff auf deinen ganzen Workspace.',
    remedy:
      'Mach sie nur für dich lesbar: chmod 600 DATEI. Falls andere sie gesehen haben könnten, erstell einen neuen Token.',
  }),
  'token-file-irregular': (subject) => ({
    message: `Die Token-Datei${after(subject)} ist keine gewöhnliche Datei.`,
    cause: 'Sie ist ein Ordner, ein Gerät oder etwas anderes, das keinen Token enthalten kann.',
    remedy: 'Nenn eine Datei, in der nichts als der Token steht.',
  }),
  'token-file-empty': (subject) => ({
    message: `In der Token-Datei${after(subject)} steht kein Token.`,
    cause: 'Sie ist leer oder hat mehr als eine Zeile.',
    remedy: 'Schreib den Token hinein, allein in einer Zeile.',
  }),
  'token-malformed': {
    message: 'Das ist kein Token.',
    cause: 'Ein Token ist ein einziges Wort ohne Leerzeichen, so wie Notion ihn zeigt.',
    remedy: 'Kopier den Token in Notion noch einmal, vollständig und nichts sonst.',
  },
  'token-desktop-only': {
    message: 'Diesen Token kann nur die Desktop-Anwendung lesen.',
    cause: 'Er ist mit dem Schlüsselbund deiner Desktop-Sitzung verschlüsselt.',
    remedy:
      'Trag den Token dort neu ein, wo er gebraucht wird, oder gib dem Profil eine Umgebungsvariable oder eine Token-Datei.',
  },
  'keychain-locked': {
    message: 'Der Schlüsselbund ist gesperrt.',
    cause: 'Deine Sitzung hat ihn noch nicht entsperrt.',
    remedy: 'Entsperr ihn (meist genügt die Anmeldung); der Abgleich geht dann von selbst weiter.',
  },
  'keychain-unavailable': {
    message: 'Dieser Computer hat keinen Schlüsselbund.',
    cause: 'Ohne ihn ließe sich der Token nur unverschlüsselt speichern, und das geschieht nicht ungefragt.',
    remedy:
      'Installier einen Schlüsselbund (etwa GNOME-Schlüsselbund oder KWallet) oder nimm eine Token-Datei, die nur du lesen kannst.',
  },
  'keychain-unprotected': {
    message: 'Dieser Computer kann Token nur unverschlüsselt aufbewahren.',
    cause: 'Hier antwortet kein Schlüsselbund; wer deine Dateien lesen kann, könnte auch den Token lesen.',
    remedy:
      'Stimm zu, darauf zu verzichten, oder nimm die Desktop-Anwendung dort, wo es einen Schlüsselbund gibt (etwa GNOME-Schlüsselbund oder KWallet).',
  },
  'keychain-changed': {
    message: 'Der Token wurde mit einem anderen Schlüsselbund verschlüsselt.',
    cause: 'Desktop oder Benutzersitzung verwenden einen anderen Schlüsselbund als beim Speichern.',
    remedy: 'Kehr zur früheren Sitzung zurück oder gib den Token neu ein.',
  },
  'token-unreadable': {
    message: 'Der gespeicherte Token lässt sich nicht entschlüsseln.',
    cause: 'Er wurde beschädigt oder stammt von einem anderen Computer oder Benutzer.',
    remedy: 'Gib den Token neu ein.',
  },
  'disk-full': {
    message: 'Der Datenträger ist voll.',
    cause: 'Es ist kein Platz mehr, um festzuhalten, was getan wird; deshalb wird nichts getan.',
    remedy: 'Schaff etwas Platz. Der Abgleich geht dann von selbst weiter.',
  },
  'disk-read-only': (subject) => ({
    message: `In den Ordner lässt sich nicht schreiben${after(subject, ': ')}.`,
    cause: 'Er ist schreibgeschützt oder gehört einem anderen Benutzer.',
    remedy: 'Erlaub deinem Benutzer, dort zu schreiben, oder wähl einen anderen Ordner.',
  }),
  'ledger-corrupt': {
    message: 'Das Verzeichnis des Abgleichs ist beschädigt.',
    cause:
      'Die Datei ledger.sqlite hat Schaden genommen, vielleicht durch einen Absturz oder ein Synchronisierprogramm.',
    remedy:
      'Nichts ist verloren: Die beschädigte Datei bleibt erhalten, und alles wird ohne Duplikate aus Notion neu aufgebaut.',
  },
  'ledger-busy': {
    message: 'Das Verzeichnis des Abgleichs ist gerade belegt.',
    cause: 'Ein anderes Programm schreibt in diesem Moment hinein.',
    remedy: 'Versuch es gleich noch einmal.',
  },
  'newer-version': (subject) => ({
    message: `${subject ?? 'Diese Datei'} stammt von einer neueren Version von Partner Sync.`,
    cause: 'Diese Version kennt nicht alles, was darin steht, und lässt sie deshalb unberührt.',
    remedy: 'Aktualisier Partner Sync auf diesem Computer.',
  }),
  'home-locked': (subject) => ({
    message: `Partner Sync läuft hier bereits${after(subject, ': ')}.`,
    cause: 'Denselben Ordner darf immer nur ein Programm abgleichen, sonst entstünden Termine doppelt.',
    remedy: 'Mach es dort (im Fenster, oder lass es zu Ende laufen) oder beende zuerst jenes Programm.',
  }),
  'no-answer-from-holder': {
    message: 'Das laufende Partner Sync hat nicht geantwortet.',
    cause: 'Es ist beschäftigt oder hängt; deine Entscheidung wurde zurückgenommen und nicht ausgeführt.',
    remedy: 'Versuch es noch einmal. Wenn das nicht hilft, beende es und starte es neu.',
  },
  'settings-corrupt': (subject) => ({
    message: 'Die Einstellungen waren beschädigt; die letzte gute Kopie wird verwendet.',
    cause: 'Die Datei war nicht lesbar, vielleicht nach einem Absturz oder einer Änderung von Hand.',
    remedy: `Prüf deine Profile. Die beschädigte Datei bleibt erhalten${after(subject, ': ')}.`,
  }),
  'settings-corrupt-no-copy': (subject) => ({
    message: 'Die Einstellungen sind beschädigt, und es gibt keine gute Kopie.',
    cause: 'Die Datei war nicht lesbar, vielleicht nach einem Absturz oder einer Änderung von Hand.',
    remedy: `Berichtige settings.json oder lösch sie und richte deine Profile neu ein. Die beschädigte Datei bleibt erhalten${after(subject, ': ')}. Kein Termin geht verloren.`,
  }),
  'node-too-old': (subject) => ({
    message: 'Dieses Node ist zu alt.',
    cause: `Partner Sync braucht Node ${subject ?? '24'} oder neuer, wegen der eingebauten Datenbank.`,
    remedy: 'Installier ein neueres Node von nodejs.org und starte noch einmal.',
  }),
  crashed: {
    message: 'Der letzte Abgleich ist mittendrin abgebrochen.',
    cause: 'Das Programm oder der Computer ist stehen geblieben.',
    remedy:
      'Nichts zu tun: Erst wird nachgesehen, was unterwegs war, dann geht es weiter. Ein Duplikat entsteht nicht.',
  },
  'first-run-preview': {
    message: 'Der erste Abgleich wartet auf dich.',
    cause: 'Bevor er zum ersten Mal schreibt, zeigt er, was er tun würde.',
    remedy: 'Sieh dir die Vorschau an und starte ihn.',
  },
}
