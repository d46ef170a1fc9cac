/**
 * What the window gets when it asks: each name of the bridge, answered from the resident and the home behind it.
 *
 * Everything goes through the same functions as the command line; nothing is decided here. The same for the window of the
 * application and for one in a browser: what only a desktop can do comes in as ports. Put together of parts, one for each
 * group of names (`Pick<Answers, ...>`); the compiler says when a name has no answer.
 */
import { ok, type Result } from '../../shared/failure.ts'
import type { Intent } from '../../shared/intent.ts'
import type { Answer } from '../../shared/ipc.ts'
import type { Exported } from '../../shared/ipc-exports.ts'
import type { TokenReference } from '../../shared/model.ts'
import type { Preferences, Snapshot } from '../../shared/snapshot.ts'
import type { Language } from '../../shared/words/language.ts'
import { listConflicts, listHeld, listProblems } from './actions-lists.ts'
import { careAnswers } from './answers-care.ts'
import { type EndpointControl, endpointAnswers } from './answers-endpoint.ts'
import { healthAnswers } from './answers-health.ts'
import { pagedAnswers } from './answers-lists.ts'
import { profileAnswers } from './answers-profiles.ts'
import { setupAnswers } from './answers-setup.ts'
import type { Answers } from './bridge.ts'
import type { Home } from './home.ts'
import type { Place } from './home-checks.ts'
import { isKnownPage } from './known-pages.ts'
import { readLicences } from './licences.ts'
import { knownPageAddress } from './notion-page.ts'
import { presentError } from './present.ts'
import { noteExpiry } from './profile-tokens.ts'
import type { Resident } from './resident.ts'
import type { StoredTokens } from './token-keeping.ts'

/** Tokens as the window may treat them: put in, never read. */
export interface TokenKeeping {
  save(entry: string | null, token: string): Promise<Result<Answer<'save-token'>>>
  /** Asks for a file. Null: none was chosen. */
  importFile(): Promise<Result<Answer<'import-token-file'>>>
  acceptUnprotected(agree: boolean): Promise<Result<null>>
}

/** A file on its way out. `content` as text is written in UTF-8. */
export interface OutgoingFile {
  /** What it is called unless the user says otherwise; no folder. */
  readonly name: string
  readonly mediaType: string
  readonly content: string | Uint8Array
}

/** What depends on where the window is shown. */
export interface Surroundings {
  /** Opens an https address, or gives it to the page to open. */
  openAddress(address: string): Promise<Result<Answer<'open-page'>>>
  openFolder(which: 'logs'): Promise<Result<null>>
  saveFile(file: OutgoingFile): Promise<Result<Exported>>
  setStartAtLogin(on: boolean): Promise<Result<Snapshot['startAtLogin']>>
}

export interface AnswersOptions {
  readonly home: Home
  readonly resident: Resident
  readonly tokens: TokenKeeping
  /** Where those tokens are. */
  readonly stored: StoredTokens
  readonly language: () => Language
  /** Ends what is under way when the application ends. */
  readonly stop: AbortSignal
  readonly surroundings: Surroundings
  /** What the doctor cannot know by itself. */
  readonly place: Place
  readonly endpoint: EndpointControl
  /** Folders with the lists of licences that the build writes; none where the program runs from its sources. */
  readonly licenceFolders?: readonly string[]
  /** Preferences were saved and count from now on. */
  readonly onPreferences: (preferences: Preferences) => void
}

/** Answers every name of the bridge. */
export function createAnswers(options: AnswersOptions): Answers {
  return {
    ...listAnswers(options),
    ...pagedAnswers(options),
    ...healthAnswers(options),
    ...actionAnswers(options),
    ...tokenAnswers(options),
    ...windowAnswers(options),
    ...careAnswers(options),
    ...setupAnswers(options),
    ...profileAnswers(options),
    ...endpointAnswers(options.endpoint),
    licences: () => readLicences(options.licenceFolders ?? []),
  }
}

type Lists = Pick<Answers, 'snapshot' | 'conflicts' | 'problems' | 'held'>

function listAnswers({ home, resident, language }: AnswersOptions): Lists {
  return {
    snapshot: () => ok(resident.snapshot()),
    conflicts: ({ profile }) => ok(listConflicts(home, profile, language())),
    problems: ({ profile }) => ok(listProblems(home, profile, language())),
    held: ({ profile }) => ok(listHeld(home, profile, language())),
  }
}

function actionAnswers({ resident, stored, language }: AnswersOptions): Pick<Answers, 'sync-now' | 'submit'> {
  return {
    'sync-now': ({ profile, kind }) => resident.syncNow(profile, kind),
    submit: async (intent) => {
      const done = await resident.submit(namingStored(intent, stored))
      if (done.kind === 'failure') return done
      const { action, ids, carriedOut, obstacle } = done.value
      return ok({ action, ids, carriedOut, obstacle: obstacle === null ? null : presentError(obstacle, language()) })
    },
  }
}

/** The window names a stored token by its entry alone; where that is kept only the store knows. */
function namingStored(intent: Intent, stored: Pick<StoredTokens, 'reference'>): Intent {
  if (intent.action !== 'set-profile') return intent
  const { privateToken, sharedToken, ...changes } = intent.changes
  const named = (token: TokenReference): TokenReference =>
    token.kind === 'desktop' ? stored.reference(token.entry) : token
  return {
    ...intent,
    changes: {
      ...changes,
      ...(privateToken === undefined ? {} : { privateToken: named(privateToken) }),
      ...(sharedToken === undefined ? {} : { sharedToken: named(sharedToken) }),
    },
  }
}

type Tokens = Pick<Answers, 'save-token' | 'import-token-file' | 'accept-unprotected'>

function tokenAnswers({ home, tokens, stored }: AnswersOptions): Tokens {
  return {
    'save-token': async ({ entry, token, expiresAt }) => {
      const saved = await tokens.save(entry, token)
      if (saved.kind === 'failure') return saved
      const noted = noteExpiry(home, stored.reference(saved.value.entry), expiresAt ?? null)
      return noted.kind === 'failure' ? noted : saved
    },
    'import-token-file': () => tokens.importFile(),
    'accept-unprotected': ({ agree }) => tokens.acceptUnprotected(agree),
  }
}

type OfWindow = Pick<Answers, 'save-preferences' | 'set-start-at-login' | 'open-page' | 'open-folder'>

function windowAnswers({ home, resident, surroundings, onPreferences }: AnswersOptions): OfWindow {
  return {
    'save-preferences': (preferences) => {
      const saved = home.savePreferences(preferences)
      if (saved.kind === 'failure') return saved
      onPreferences(preferences)
      resident.refresh()
      return ok(null)
    },
    'set-start-at-login': async ({ on }) => {
      const state = await surroundings.setStartAtLogin(on)
      resident.refresh()
      return state
    },
    'open-page': async ({ pageId }) => {
      const address = knownPageAddress(pageId, (id) => isKnownPage(home, id))
      return address.kind === 'failure' ? address : surroundings.openAddress(address.value)
    },
    'open-folder': ({ which }) => surroundings.openFolder(which),
  }
}
