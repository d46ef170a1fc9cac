/**
 * What is said where Electron's program itself is missing: what is missing, how to get it, what works without it; and
 * what else can stand in the way of packing.
 *
 * `npm ci` brings Electron's description only; the program is fetched by itself, from where packages are not.
 */
import type { Language } from './language.ts'

/** What was asked for and cannot be done. */
export type WithoutElectron = 'start' | 'dist'

interface Sentences {
  readonly missing: Readonly<Record<WithoutElectron, string>>
  readonly why: string
  readonly fetch: string
  readonly proxy: string
  readonly mirror: string
  readonly instead: Readonly<Record<WithoutElectron, string>>
}

const english: Sentences = {
  missing: {
    start: 'The application cannot start: Electron is not on this computer.',
    dist: 'Nothing can be packed: Electron is not on this computer.',
  },
  why: 'npm ci brings only its description. The program itself (some 120 MB) is fetched from github.com once.',
  fetch: 'Fetch it:                npx install-electron --no',
  proxy: 'Behind a proxy, first:   set ELECTRON_GET_USE_PROXY=true and HTTPS_PROXY=http://PROXY:PORT',
  mirror: 'From a mirror, first:    set ELECTRON_MIRROR=https://MIRROR/PATH/',
  instead: {
    start: 'Without it:              npm run demo shows Partner Sync on a plain page in your browser.',
    dist: 'Without it:              npm run build and the command line work; docs/packaging.md has the rest.',
  },
}

const german: Sentences = {
  missing: {
    start: 'Die Anwendung kann nicht starten: Electron ist nicht auf diesem Computer.',
    dist: 'Es kann nichts gepackt werden: Electron ist nicht auf diesem Computer.',
  },
  why: 'npm ci bringt nur seine Beschreibung mit. Das Programm selbst (etwa 120 MB) wird einmal von github.com geholt.',
  fetch: 'So kommt es her:              npx install-electron --no',
  proxy: 'Hinter einem Proxy, zuvor:    ELECTRON_GET_USE_PROXY=true und HTTPS_PROXY=http://PROXY:PORT setzen',
  mirror: 'Von einem Spiegel, zuvor:     ELECTRON_MIRROR=https://SPIEGEL/PFAD/ setzen',
  instead: {
    start: 'Ohne es geht:                 npm run demo zeigt Partner Sync auf einer einfachen Seite im Browser.',
    dist: 'Ohne es geht:                 npm run build und die Befehlszeile; das Übrige steht in docs/packaging.md.',
  },
}

/** Several lines, without a line break at the end. */
export function withoutElectron(asked: WithoutElectron, language: Language): string {
  const { missing, why, fetch, proxy, mirror, instead } = language === 'de' ? german : english
  return [missing[asked], why, '', fetch, proxy, mirror, instead[asked]].join('\n')
}

interface PackingSentences {
  readonly otherPlatform: (platform: string) => string
  readonly unfit: (faults: readonly string[]) => string
  readonly notMade: (reason: string) => string
}

const packingEnglish: PackingSentences = {
  otherPlatform: (platform) => `No packages are made for ${platform}. Use a computer with Linux, Windows or macOS.`,
  unfit: (faults) => ['The package is not fit to be given away. Put right what made it so:', ...faults].join('\n  '),
  notMade: (reason) =>
    `The packages could not be made: ${reason}\nThe lines above say how far it got; docs/packaging.md says what each package needs.`,
}

const packingGerman: PackingSentences = {
  otherPlatform: (platform) =>
    `Für ${platform} werden keine Pakete gemacht. Nimm einen Computer mit Linux, Windows oder macOS.`,
  unfit: (faults) => ['Das Paket darf so nicht aus dem Haus. Behebe, was es dazu gemacht hat:', ...faults].join('\n  '),
  notMade: (reason) =>
    `Die Pakete konnten nicht gemacht werden: ${reason}\nDie Zeilen darüber sagen, wie weit es kam; in docs/packaging.md steht, was jedes Paket braucht.`,
}

export function packingWords(language: Language): PackingSentences {
  return language === 'de' ? packingGerman : packingEnglish
}
