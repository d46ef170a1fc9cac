/**
 * What a window in a browser can do of what the window of the application can: pages and files are handed to it, folders
 * and dialogs of a desktop there are none.
 */
import { join } from 'node:path'
import { type Failure, failure, ok } from '../../shared/failure.ts'
import type { Surroundings, TokenKeeping } from './answers.ts'
import { refuseToken } from './credentials.ts'
import type { FileTokens } from './file-tokens.ts'
import { keepToken, type TokenPorts } from './token-keeping.ts'

/** `folder`: the home. */
export function browserSurroundings(folder: string): Surroundings {
  return {
    openAddress: async (url) => ok({ kind: 'address', url }),
    openFolder: async (which) => notHere(join(folder, which)),
    saveFile: async ({ name, mediaType, content }) =>
      ok(
        typeof content === 'string'
          ? { kind: 'download', name, mediaType, text: content, encoding: 'utf8' }
          : { kind: 'download', name, mediaType, text: Buffer.from(content).toString('base64'), encoding: 'base64' },
      ),
    setStartAtLogin: async () => notHere(null),
  }
}

export interface BrowserTokensOptions {
  readonly home: TokenPorts['home']
  readonly files: FileTokens
  readonly signal: AbortSignal
  /** Tokens changed, or how they are kept: whoever waits for one may try again. */
  readonly onChanged: () => void
}

/** Tokens put in through the page. There is no dialog of a system that could ask, so that the page asks and is believed. */
export function browserTokens({ home, files, signal, onChanged }: BrowserTokensOptions): TokenKeeping {
  return {
    save: async (entry, token) => {
      // Before the token is shown to anybody.
      if (files.state() === 'unprotected') return refuseToken('keychain-unprotected', null)
      const kept = await keepToken({ home, vault: files, signal }, entry, token)
      if (kept.kind === 'ok') onChanged()
      return kept
    },
    importFile: async () => notHere(null),
    acceptUnprotected: async (agree) => {
      const done = await files.acceptUnprotected(agree)
      if (done.kind === 'ok') onChanged()
      return done
    },
  }
}

function notHere(subject: string | null): Failure {
  return failure('usage', 'not in a browser', { connector: 'window', reason: 'not-in-browser', subject })
}
