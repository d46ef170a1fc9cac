/**
 * What the settings say about the application as a whole; profiles have their own file, `window-settings-profiles`.
 */
import type { LogLevel, Preferences } from '../snapshot.ts'
import type { Language } from './language.ts'

export type Section = 'profiles' | 'general' | 'notifications' | 'history' | 'endpoint' | 'help' | 'about'

export interface SettingsWords {
  readonly lead: string
  readonly sections: Readonly<Record<Section, string>>
  readonly sectionsName: string
  readonly saved: string
  readonly general: {
    readonly language: string
    readonly languages: Readonly<Record<Preferences['language'], string>>
    readonly theme: string
    readonly themes: Readonly<Record<Preferences['theme'], string>>
    readonly startAtLogin: string
    readonly startAtLoginHint: string
    readonly startAtLoginUnknown: string
    readonly startAtLoginRefused: string
    readonly tokens: string
  }
  readonly notifications: {
    readonly trouble: string
    readonly troubleHint: string
    readonly partner: string
    readonly partnerHint: string
  }
  readonly history: {
    readonly keep: string
    readonly keepHint: string
    readonly days: (duration: string) => string
    readonly forever: string
    readonly shorterTitle: string
    readonly shorterText: (duration: string) => string
    readonly shorter: string
    readonly logLevel: string
    readonly logLevels: Readonly<Record<LogLevel, string>>
    readonly logHint: string
    readonly openLogs: string
  }
  readonly endpoint: {
    readonly text: string
    readonly on: string
    readonly onHint: string
    readonly port: string
    readonly portHint: string
    readonly portWrong: string
    readonly apply: string
    readonly address: string
    readonly tokenFile: string
    readonly tokenFileHint: string
    readonly example: string
    readonly failed: string
  }
  readonly help: {
    readonly checks: string
    readonly checksHint: string
    readonly openChecks: string
    readonly bundle: string
    readonly bundleText: string
    readonly bundleContents: readonly string[]
    readonly bundleNever: string
    readonly withTitles: string
    readonly withTitlesHint: string
    readonly create: string
  }
  readonly about: {
    readonly version: (version: string) => string
    readonly text: string
    readonly licences: string
    readonly licencesText: (count: number) => string
    readonly licencesNone: string
    readonly showText: (name: string) => string
  }
}

const english: SettingsWords = {
  lead: 'Whatever you change here counts at once.',
  sections: {
    profiles: 'Profiles',
    general: 'General',
    notifications: 'Notifications',
    history: 'History and log',
    endpoint: 'Status for other programs',
    help: 'Help',
    about: 'About Partner Sync',
  },
  sectionsName: 'Parts of the settings',
  saved: 'Saved.',
  general: {
    language: 'Language',
    languages: { system: 'As the computer', de: 'Deutsch', en: 'English' },
    theme: 'Appearance',
    themes: { system: 'As the computer', light: 'Light', dark: 'Dark' },
    startAtLogin: 'Start when I sign in',
    startAtLoginHint: 'So that appointments stay in step without you thinking of it.',
    startAtLoginUnknown: 'The computer does not tell whether this is set. Switching it on sets it.',
    startAtLoginRefused: 'The computer did not take this over.',
    tokens: 'How tokens are kept',
  },
  notifications: {
    trouble: 'When something is wrong or waits for you',
    troubleHint: 'Never twice for the same cause within a few hours, and once when it is over.',
    partner: 'When your partner changes something',
    partnerHint: '“Anna moved Dachzelt to 18:00”, several at once in one notification.',
  },
  history: {
    keep: 'Keep the history',
    keepHint: 'As far back you can see what changed and undo it.',
    days: (duration) => `for ${duration}`,
    forever: 'for ever',
    shorterTitle: 'Forget older history?',
    shorterText: (duration) =>
      `Changes that are older than ${duration} are deleted for good. They can no longer be undone.`,
    shorter: 'Forget what is older',
    logLevel: 'What the log tells',
    logLevels: { error: 'only errors', info: 'what is done', debug: 'everything, to find a fault' },
    logHint: 'Never in it: tokens, titles, contents of appointments.',
    openLogs: 'Open the log folder',
  },
  endpoint: {
    text: 'Home automation and monitors on this computer can ask how things stand. Nobody else can: it answers on this computer only, and only to whoever has the key.',
    on: 'Answer other programs',
    onHint: 'Only status and counts, no appointments.',
    port: 'Port',
    portHint: 'A number from 1024 to 65535 that no other program uses.',
    portWrong: 'Type a number from 1024 to 65535.',
    apply: 'Use this port',
    address: 'Address',
    tokenFile: 'The key is in this file',
    tokenFileHint: 'Only you can read it.',
    example: 'To try it in a terminal',
    failed: 'It is switched on, but does not answer',
  },
  help: {
    checks: 'Checks',
    checksHint: 'Looks whether tokens, databases, properties, clock, disk and network are as they should be.',
    openChecks: 'Open the checks',
    bundle: 'Diagnostic bundle',
    bundleText: 'A file for whoever helps you. You look at it first and hand it on yourself; nothing is sent.',
    bundleContents: [
      'version, system, settings without tokens',
      'how each profile stands, runs and failures',
      'the last part of the log',
    ],
    bundleNever: 'Never in it: tokens and contents of appointments.',
    withTitles: 'With titles of appointments',
    withTitlesHint: 'Makes it easier to find one appointment. Otherwise they are left out.',
    create: 'Create the bundle',
  },
  about: {
    version: (version) => `Version ${version}`,
    text: 'Nothing is sent to anybody but Notion. There is no telemetry.',
    licences: 'Licences',
    licencesText: (count) =>
      `Partner Sync contains ${count} packages by others, under these licences. Electron’s own lie beside the application.`,
    licencesNone: 'This start from the sources has no list of licences; a built application has one.',
    showText: (name) => `Licence of ${name}`,
  },
}

const german: SettingsWords = {
  lead: 'Was du hier änderst, gilt sofort.',
  sections: {
    profiles: 'Profile',
    general: 'Allgemein',
    notifications: 'Benachrichtigungen',
    history: 'Verlauf und Protokoll',
    endpoint: 'Stand für andere Programme',
    help: 'Hilfe',
    about: 'Über Partner Sync',
  },
  sectionsName: 'Teile der Einstellungen',
  saved: 'Gespeichert.',
  general: {
    language: 'Sprache',
    languages: { system: 'Wie der Computer', de: 'Deutsch', en: 'English' },
    theme: 'Aussehen',
    themes: { system: 'Wie der Computer', light: 'Hell', dark: 'Dunkel' },
    startAtLogin: 'Beim Anmelden starten',
    startAtLoginHint: 'Damit die Termine übereinstimmen, ohne dass du daran denkst.',
    startAtLoginUnknown: 'Der Computer verrät nicht, ob das eingestellt ist. Einschalten stellt es ein.',
    startAtLoginRefused: 'Der Computer hat das nicht übernommen.',
    tokens: 'Wie Token aufbewahrt werden',
  },
  notifications: {
    trouble: 'Wenn etwas nicht stimmt oder auf dich wartet',
    troubleHint: 'Nie zweimal aus demselben Grund binnen weniger Stunden, und einmal, wenn es vorbei ist.',
    partner: 'Wenn dein Partner etwas ändert',
    partnerHint: '„Anna hat Dachzelt auf 18:00 verschoben“, mehrere zugleich in einer Benachrichtigung.',
  },
  history: {
    keep: 'Verlauf aufbewahren',
    keepHint: 'So weit zurück siehst du, was sich geändert hat, und kannst es rückgängig machen.',
    days: (duration) => duration,
    forever: 'für immer',
    shorterTitle: 'Älteren Verlauf vergessen?',
    shorterText: (duration) =>
      `Änderungen, die älter sind (${duration}), werden endgültig gelöscht. Rückgängig machen kannst du sie dann nicht mehr.`,
    shorter: 'Älteres vergessen',
    logLevel: 'Was im Protokoll steht',
    logLevels: { error: 'nur Fehler', info: 'was getan wird', debug: 'alles, um einen Fehler zu finden' },
    logHint: 'Nie darin: Token, Titel, Inhalte von Terminen.',
    openLogs: 'Ordner mit dem Protokoll öffnen',
  },
  endpoint: {
    text: 'Haussteuerungen und Überwachungsprogramme auf diesem Computer können fragen, wie es steht. Sonst niemand: Geantwortet wird nur auf diesem Computer, und nur dem, der den Schlüssel hat.',
    on: 'Anderen Programmen antworten',
    onHint: 'Nur Stand und Zahlen, keine Termine.',
    port: 'Port',
    portHint: 'Eine Zahl von 1024 bis 65535, die kein anderes Programm benutzt.',
    portWrong: 'Gib eine Zahl von 1024 bis 65535 an.',
    apply: 'Diesen Port nehmen',
    address: 'Adresse',
    tokenFile: 'Der Schlüssel steht in dieser Datei',
    tokenFileHint: 'Nur du kannst sie lesen.',
    example: 'Zum Ausprobieren im Terminal',
    failed: 'Es ist eingeschaltet, antwortet aber nicht',
  },
  help: {
    checks: 'Prüfungen',
    checksHint: 'Sieht nach, ob Token, Datenbanken, Eigenschaften, Uhr, Festplatte und Netz so sind, wie sie sollten.',
    openChecks: 'Prüfungen öffnen',
    bundle: 'Diagnosepaket',
    bundleText:
      'Eine Datei für den, der dir hilft. Du siehst sie zuerst an und gibst sie selbst weiter; verschickt wird nichts.',
    bundleContents: [
      'Version, System, Einstellungen ohne Token',
      'wie es um jedes Profil steht, Läufe und Fehler',
      'der letzte Teil des Protokolls',
    ],
    bundleNever: 'Nie darin: Token und Inhalte von Terminen.',
    withTitles: 'Mit Titeln der Termine',
    withTitlesHint: 'Damit ist ein bestimmter Termin leichter zu finden. Sonst bleiben sie weg.',
    create: 'Paket erstellen',
  },
  about: {
    version: (version) => `Version ${version}`,
    text: 'Nichts wird an irgendwen geschickt außer an Notion. Es gibt keine Nutzungsstatistik.',
    licences: 'Lizenzen',
    licencesText: (count) =>
      `Partner Sync enthält ${count} Pakete von anderen, unter diesen Lizenzen. Die von Electron liegen neben der Anwendung.`,
    licencesNone: 'Aus den Quellen gestartet gibt es keine Liste der Lizenzen; eine gebaute Anwendung hat sie.',
    showText: (name) => `Lizenz von ${name}`,
  },
}

export function settingsWords(language: Language): SettingsWords {
  return language === 'de' ? german : english
}
