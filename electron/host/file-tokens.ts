/**
 * Tokens that are put in on a computer without a keychain: a file for each in `tokens/` of the home, mode 0600.
 *
 * Nothing is kept unless the user agreed to do without encryption; that they did stands in `credentials.json`, as on a
 * desktop. A profile names such a token by the path of its file, so that every later start finds it, also one without a
 * window.
 */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { failure, ok, type Result } from '../../shared/failure.ts'
import type { CredentialState } from '../../shared/snapshot.ts'
import type { Random } from '../engine/ports.ts'
import { failureOf } from '../ledger/failures.ts'
import { preparePrivateFolder, replaceFile } from '../ledger/files.ts'
import { refuseToken } from './credentials.ts'
import { noCredentials, readCredentials, writeCredentials } from './credentials-file.ts'
import type { OpenStore } from './settings.ts'
import type { StoredTokens } from './token-keeping.ts'
import type { Vault } from './vault.ts'

export interface FileTokensOptions {
  readonly folder: string
  readonly openStore: OpenStore
  readonly random: Random
  /** The user asked for files by name, so that nothing else needs to be agreed to. */
  readonly agreed?: boolean
}

export interface FileTokens extends StoredTokens, Pick<Vault, 'state' | 'unprotectedAccepted' | 'acceptUnprotected'> {}

const FOLDER = 'tokens'
/** What an entry may be called: it becomes the name of a file, and the window may send any text. */
const ENTRY = /^kept-[A-Za-z0-9-]{1,64}$/

/** Only the holder of the home may have one. */
export function createFileTokens({ folder, openStore, random, agreed = false }: FileTokensOptions): FileTokens {
  const path = (entry: string): string => join(folder, FOLDER, entry)
  const accepted = (): boolean => {
    const found = readCredentials(folder)
    return found.kind === 'ok' && found.value.unprotectedAccepted
  }
  const state = (): CredentialState => {
    if (readCredentials(folder).kind !== 'ok') return 'unreadable'
    return agreed || accepted() ? 'available' : 'unprotected'
  }

  return {
    state,
    unprotectedAccepted: accepted,
    acceptUnprotected: async (agree) => {
      const found = readCredentials(folder)
      if (found.kind === 'failure') return found
      const before = found.kind === 'ok' ? found.value : noCredentials
      return writeCredentials(folder, openStore, { ...before, unprotectedAccepted: agree })
    },
    entries: () => entriesIn(join(folder, FOLDER)),
    reference: (entry) => ({ kind: 'file', path: path(entry) }),
    save: async (wanted, secret) => {
      if (state() !== 'available') {
        return state() === 'unprotected'
          ? refuseToken('keychain-unprotected', null)
          : refuseToken('token-unreadable', null)
      }
      const entry = wanted ?? `kept-${random.id()}`
      if (!ENTRY.test(entry)) return unknownEntry(entry)
      return attempt(path(entry), () => {
        preparePrivateFolder(join(folder, FOLDER))
        replaceFile(path(entry), `${secret.reveal()}\n`)
        return { entry }
      })
    },
    forget: async (entry) => {
      if (!ENTRY.test(entry)) return unknownEntry(entry)
      return attempt(path(entry), () => {
        rmSync(path(entry), { force: true })
        return null
      })
    },
  }
}

function entriesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => ENTRY.test(name))
      .sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function unknownEntry(entry: string) {
  return failure('usage', `no such token: ${entry}`, { connector: 'credentials', reason: 'unknown-id', subject: entry })
}

function attempt<T>(path: string, work: () => T): Result<T> {
  try {
    return ok(work())
  } catch (error) {
    const found = failureOf(error, path)
    return { ...found, category: found.category === 'ledger' ? 'disk' : found.category, connector: 'credentials' }
  }
}
