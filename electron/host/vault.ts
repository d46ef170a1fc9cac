/**
 * Tokens that the desktop keeps: sealed by its keychain in `credentials.json`, open in memory only.
 *
 * Decrypted once, by `unlock`; from then on they are had without asking anybody. Nothing is deleted but by `forget`: a
 * locked, changed or missing keychain leaves every file as it is. Without encryption nothing is kept unless the user
 * agreed. Write-only outwards: what comes out is a `Secret`.
 */
import { assertNever, type Failure, ok, type Result } from '../../shared/failure.ts'
import type { CredentialState } from '../../shared/snapshot.ts'
import type { Clock, Random } from '../engine/ports.ts'
import { type Cipher, type CipherAnswer, refuseToken } from './credentials.ts'
import { type Credentials, noCredentials, readCredentials, writeCredentials } from './credentials-file.ts'
import type { Secret } from './secret.ts'
import type { OpenStore } from './settings.ts'

export interface VaultOptions {
  readonly folder: string
  readonly cipher: Cipher
  readonly openStore: OpenStore
  readonly clock: Clock
  readonly random: Random
}

export interface Vault {
  /** How tokens can be kept now, the gravest trouble first. Before the first `unlock`: `locked`. */
  state(): CredentialState
  /** The user agreed to do without encryption. */
  unprotectedAccepted(): boolean
  /**
   * Opens what is sealed and not yet open: at the start, and when the session was unlocked. Only the holder of the home
   * may call this, because what is outdated is sealed anew. Gives what could not be done.
   */
  unlock(): Promise<Result<null>>
  /** A token by the entry that profiles name; a failure of category `credentials` says why it cannot be had. */
  token(entry: string): Result<Secret>
  entries(): readonly string[]
  /** Seals and saves; `entry` null: under a new one. What was there before is gone only when the new one can be read. */
  save(entry: string | null, secret: Secret): Promise<Result<{ readonly entry: string }>>
  forget(entry: string): Promise<Result<null>>
  acceptUnprotected(agree: boolean): Promise<Result<null>>
}

type Opened = { readonly kind: 'open'; readonly secret: Secret } | { readonly kind: 'shut'; readonly why: Failure }

/** Nothing is read before `unlock`. */
export function createVault(options: VaultOptions): Vault {
  const { folder, cipher, openStore, clock, random } = options
  let stored: Credentials = noCredentials
  let keychain: Awaited<ReturnType<Cipher['state']>> = 'locked'
  let fileTrouble: Failure | null = null
  let opened: ReadonlyMap<string, Opened> = new Map()
  let turn: Promise<unknown> = Promise.resolve()

  /** One after the other: each of them reads the file, changes it and writes it. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }
  const put = (entry: string, value: Opened): void => {
    opened = new Map([...opened, [entry, value]])
  }
  const read = (): Result<null> => {
    const found = readCredentials(folder)
    if (found.kind === 'ok') stored = found.value
    // What is damaged is set aside by the next save.
    fileTrouble = found.kind === 'ok' ? null : found.kind === 'damaged' ? refuseToken('token-unreadable', null) : found
    return found.kind === 'failure' ? found : ok(null)
  }
  const write = (next: Credentials): Result<null> => {
    const written = writeCredentials(folder, openStore, next)
    if (written.kind === 'failure') return written
    stored = next
    fileTrouble = null
    return written
  }
  const openEntry = async (entry: string): Promise<void> => {
    const sealed = stored.entries[entry]
    if (sealed === undefined) return
    const answer = await cipher.open(sealed.sealed)
    if (answer.kind !== 'done') {
      const changed = answer.kind === 'unreadable' && sealed.backend !== cipher.backend()
      put(entry, { kind: 'shut', why: changed ? refuseToken('keychain-changed', null) : refusal(answer.kind) })
      return
    }
    const { secret, outdated } = answer.value
    put(entry, { kind: 'open', secret })
    // Only towards more protection: a keychain that became a mere file must not get what a real one had.
    const anew = (outdated || sealed.backend !== cipher.backend()) && keychain === 'available'
    if (anew) await sealInto(entry, secret)
  }
  const sealInto = async (entry: string, secret: Secret): Promise<Result<null>> => {
    const sealed = await cipher.seal(secret)
    if (sealed.kind !== 'done') return refusal(sealed.kind)
    const back = await cipher.open(sealed.value)
    if (back.kind !== 'done' || back.value.secret.reveal() !== secret.reveal()) return refusal('unreadable')
    const kept = { backend: cipher.backend(), sealed: sealed.value, savedAt: clock.now() }
    return write({ ...stored, entries: { ...stored.entries, [entry]: kept } })
  }
  const mayKeep = (): Failure | null => {
    if (keychain === 'available' || (keychain === 'unprotected' && stored.unprotectedAccepted)) return null
    return keychain === 'unprotected' ? refuseToken('keychain-unprotected', null) : refusal(keychain)
  }

  return {
    state: () => {
      if (keychain === 'locked' || keychain === 'unavailable') return keychain
      const shut = [...opened.values()].flatMap((one) => (one.kind === 'shut' ? [one.why.reason] : []))
      if (shut.includes('keychain-locked')) return 'locked'
      if (shut.includes('keychain-changed')) return 'backend-changed'
      if (shut.length > 0 || fileTrouble !== null) return 'unreadable'
      return keychain === 'unprotected' && !stored.unprotectedAccepted ? 'unprotected' : 'available'
    },
    unprotectedAccepted: () => stored.unprotectedAccepted,
    unlock: () =>
      inTurn(async () => {
        keychain = await cipher.state()
        const found = read()
        if (found.kind === 'failure') return found
        for (const entry of Object.keys(stored.entries)) {
          if (opened.get(entry)?.kind !== 'open') await openEntry(entry)
        }
        return ok(null)
      }),
    token: (entry) => {
      const found = opened.get(entry)
      if (found?.kind === 'open') return ok(found.secret)
      if (found?.kind === 'shut') return found.why
      if (keychain === 'locked' || keychain === 'unavailable') return refusal(keychain)
      return fileTrouble ?? refuseToken('token-unreadable', null)
    },
    entries: () => Object.keys(stored.entries).sort(),
    save: (wanted, secret) =>
      inTurn(async () => {
        keychain = await cipher.state()
        const found = read()
        if (found.kind === 'failure') return found
        const refused = mayKeep()
        if (refused !== null) return refused
        const entry = wanted ?? random.id()
        const saved = await sealInto(entry, secret)
        if (saved.kind === 'failure') return saved
        put(entry, { kind: 'open', secret })
        return ok({ entry })
      }),
    forget: (entry) =>
      inTurn(async () => {
        const found = read()
        if (found.kind === 'failure') return found
        const { [entry]: _, ...rest } = stored.entries
        const written = write({ ...stored, entries: rest })
        if (written.kind === 'ok') opened = new Map([...opened].filter(([name]) => name !== entry))
        return written
      }),
    acceptUnprotected: (agree) =>
      inTurn(async () => {
        const found = read()
        return found.kind === 'failure' ? found : write({ ...stored, unprotectedAccepted: agree })
      }),
  }
}

function refusal(kind: Exclude<CipherAnswer<unknown>['kind'], 'done'>): Failure {
  switch (kind) {
    case 'locked':
      return { ...refuseToken('keychain-locked', null), repeat: 'later' }
    case 'unavailable':
      return refuseToken('keychain-unavailable', null)
    case 'unreadable':
      return refuseToken('token-unreadable', null)
    default:
      return assertNever(kind)
  }
}
