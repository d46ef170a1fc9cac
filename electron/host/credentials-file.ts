/**
 * `credentials.json` of a home: tokens as the keychain sealed them, each beside the name of what sealed it.
 *
 * Read by itself and written through a store, as the settings are. A damaged file is never cleared: it is set aside as a
 * copy before anything is saved again. A file of a newer version is not touched. Nothing in it is readable by others.
 */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import { failureOf } from '../ledger/failures.ts'
import { preparePrivateFolder, replaceFile, timeInName } from '../ledger/files.ts'
import type { OpenStore } from './settings.ts'

export const credentialsFile = 'credentials.json'
const VERSION = 1

const contentSchema = z.looseObject({
  version: z.literal(VERSION),
  /** The user agreed to keep tokens although this computer cannot encrypt them. */
  unprotectedAccepted: z.boolean().default(false),
  entries: z
    .record(z.string(), z.object({ backend: z.string(), sealed: z.string().min(1), savedAt: z.number() }).readonly())
    .readonly()
    .default({}),
})
export type Credentials = Readonly<z.infer<typeof contentSchema>>

export const noCredentials: Credentials = contentSchema.parse({ version: VERSION })

export type CredentialsRead =
  | { readonly kind: 'ok'; readonly value: Credentials }
  /** Not what this program wrote; the text stays where it is. */
  | { readonly kind: 'damaged'; readonly text: string }
  | Failure

export function readCredentials(folder: string): CredentialsRead {
  const text = readText(folder)
  if (text.kind === 'failure') return text
  if (text.value === null) return ok(noCredentials)
  const raw = parseJson(text.value)
  const version = versionOf(raw)
  if (version !== null && version > VERSION) {
    return failure('settings', `${credentialsFile} has version ${version}, this program knows ${VERSION}`, {
      connector: 'credentials',
      reason: 'newer-version',
      subject: credentialsFile,
    })
  }
  const parsed = contentSchema.safeParse(raw)
  return parsed.success ? ok(parsed.data) : { kind: 'damaged', text: text.value }
}

/** All or nothing: afterwards the file holds this, or what it held before. */
export function writeCredentials(folder: string, openStore: OpenStore, value: Credentials): Result<null> {
  const before = readCredentials(folder)
  if (before.kind === 'failure') return before
  const path = join(folder, credentialsFile)
  try {
    preparePrivateFolder(folder)
    if (before.kind === 'damaged') {
      const kept = `credentials.damaged-${timeInName(statSync(path).mtimeMs)}.json`
      replaceFile(join(folder, kept), before.text)
      replaceFile(path, JSON.stringify(value, undefined, '\t'))
    }
    openStore(folder, 'credentials').write(value)
    // A disk that becomes full may take a part of the file, and the store calls that a success.
    const after = readCredentials(folder)
    if (after.kind === 'ok') return ok(null)
    if (before.kind === 'ok') replaceFile(path, JSON.stringify(before.value, undefined, '\t'))
    return failure('disk', `${credentialsFile} was not written completely`, {
      connector: 'credentials',
      subject: credentialsFile,
    })
  } catch (error) {
    const found = failureOf(error, credentialsFile)
    const category = found.category === 'ledger' ? 'disk' : found.category
    return { ...found, category, connector: 'credentials', subject: credentialsFile }
  }
}

function readText(folder: string): Result<string | null> {
  try {
    return ok(readFileSync(join(folder, credentialsFile), 'utf8'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
    if (code === 'ENOENT') return ok(null)
    return failure('settings', error instanceof Error ? error.message : String(error), {
      connector: 'credentials',
      code,
      subject: credentialsFile,
    })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    // The parser's message would quote the file; that it is no JSON is all that counts.
    return null
  }
}

function versionOf(raw: unknown): number | null {
  const version = typeof raw === 'object' && raw !== null && 'version' in raw ? raw.version : null
  return typeof version === 'number' ? version : null
}
