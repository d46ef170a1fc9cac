/**
 * Reasons why the application is not started at login, in English and German.
 *
 * Keys are the `reason` codes of failures; both languages have the same ones, checked by the compiler.
 */
import { after, type Entry } from './explanation.ts'

export const loginReasonsEnglish = {
  'login-start-refused': {
    message: 'The computer will not start Partner Sync at login.',
    cause: 'A setting of the system or of its administrator prevents it.',
    remedy: 'Allow Partner Sync in the settings of the system: “Startup” on Windows, “Login Items” on macOS.',
  },
  'login-start-approval': {
    message: 'macOS waits for your permission to start Partner Sync at login.',
    cause: 'It was switched off in the settings of the system, or never allowed there.',
    remedy: 'Allow it in System Settings, General, Login Items.',
  },
  'login-start-foreign': (subject) => ({
    message: `The autostart entry${after(subject)} is not from Partner Sync.`,
    cause: 'You or another program wrote it, so it is left as it is.',
    remedy: 'Change it by hand, or delete it and try again.',
  }),
  'login-start-unwritable': (subject) => ({
    message: `The autostart entry cannot be changed${after(subject, ': ')}.`,
    cause: 'Its folder is write-protected, belongs to another user, or the disk is full.',
    remedy: 'Allow your user to write there and try again. Everything else goes on regardless.',
  }),
  'login-start-path': (subject) => ({
    message: `Partner Sync cannot be started at login from where it lies${after(subject, ': ')}.`,
    cause: 'The path has a character that an autostart entry cannot hold.',
    remedy: 'Move the program to another folder, start it from there, and try again.',
  }),
  'login-start-not-installed': {
    message: 'Only the installed application can start at login.',
    cause: 'This one was started from its sources.',
    remedy: 'Install Partner Sync and switch it on there.',
  },
} satisfies Record<string, Entry>

export const loginReasonsGerman: Readonly<Record<keyof typeof loginReasonsEnglish, Entry>> = {
  'login-start-refused': {
    message: 'Der Computer startet Partner Sync nicht bei der Anmeldung.',
    cause: 'Eine Einstellung des Systems oder seines Verwalters verhindert es.',
    remedy: 'Erlaub Partner Sync in den Einstellungen des Systems: „Autostart“ in Windows, „Anmeldeobjekte“ in macOS.',
  },
  'login-start-approval': {
    message: 'macOS wartet auf deine Erlaubnis, Partner Sync bei der Anmeldung zu starten.',
    cause: 'In den Einstellungen des Systems wurde es ausgeschaltet oder nie erlaubt.',
    remedy: 'Erlaub es in den Systemeinstellungen unter „Allgemein“, „Anmeldeobjekte“.',
  },
  'login-start-foreign': (subject) => ({
    message: `Der Autostart-Eintrag${after(subject)} stammt nicht von Partner Sync.`,
    cause: 'Du oder ein anderes Programm hat ihn geschrieben, darum bleibt er, wie er ist.',
    remedy: 'Ändere ihn von Hand, oder lösch ihn und versuch es noch einmal.',
  }),
  'login-start-unwritable': (subject) => ({
    message: `Der Autostart-Eintrag lässt sich nicht ändern${after(subject, ': ')}.`,
    cause: 'Sein Ordner ist schreibgeschützt, gehört einem anderen Benutzer, oder der Datenträger ist voll.',
    remedy: 'Erlaub deinem Benutzer, dort zu schreiben, und versuch es noch einmal. Alles andere läuft weiter.',
  }),
  'login-start-path': (subject) => ({
    message: `Von seinem Platz aus lässt sich Partner Sync nicht bei der Anmeldung starten${after(subject, ': ')}.`,
    cause: 'Der Pfad enthält ein Zeichen, das in einem Autostart-Eintrag nicht stehen kann.',
    remedy: 'Verschieb das Programm in einen anderen Ordner, starte es von dort und versuch es noch einmal.',
  }),
  'login-start-not-installed': {
    message: 'Nur die installierte Anwendung kann bei der Anmeldung starten.',
    cause: 'Diese wurde aus ihren Quellen gestartet.',
    remedy: 'Installier Partner Sync und schalte es dort ein.',
  },
}
