/**
 * Electron's safeStorage as the keychain that `host/vault` asks: everything asynchronous, every refusal an answer.
 *
 * That it answers says nothing of protection. On Linux it falls back to a key that every program knows: then the backend
 * is `basic_text`, or what it makes begins with `v10` although a keyring was chosen (Chromium, os_crypt: v10 is the fixed
 * key, v11 and later one of a keyring). Both count as unprotected; on macOS and Windows there is no such fallback.
 */
import type { SafeStorage } from 'electron'
import { assertNever } from '../../shared/failure.ts'
import type { Cipher, CipherAnswer } from '../host/credentials.ts'
import { createSecret } from '../host/secret.ts'

export interface SafeStorageOptions {
  readonly safeStorage: Pick<
    SafeStorage,
    'encryptStringAsync' | 'decryptStringAsync' | 'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend'
  >
  readonly system: 'win32' | 'darwin' | 'linux'
}

const FIXED_KEY = Buffer.from('v10')
/** Nobody's secret: only what becomes of it is looked at. */
const PROBE = 'partner-sync'

/** Only after Electron is ready. */
export function createCipher({ safeStorage, system }: SafeStorageOptions): Cipher {
  const backend = (): string => {
    switch (system) {
      case 'win32':
        return 'dpapi'
      case 'darwin':
        return 'keychain'
      case 'linux':
        return safeStorage.getSelectedStorageBackend()
      default:
        return assertNever(system)
    }
  }
  return {
    backend,
    state: async () => {
      const probe = await answered(async () => {
        if (!(await safeStorage.isAsyncEncryptionAvailable())) throw new Error('not available')
        return safeStorage.encryptStringAsync(PROBE)
      }, 'unavailable')
      if (probe.kind === 'locked') return 'locked'
      if (probe.kind !== 'done') return 'unavailable'
      const fixed = system === 'linux' && probe.value.subarray(0, FIXED_KEY.length).equals(FIXED_KEY)
      return fixed || backend() === 'basic_text' ? 'unprotected' : 'available'
    },
    seal: async (secret) => {
      const sealed = await answered(() => safeStorage.encryptStringAsync(secret.reveal()), 'unavailable')
      return sealed.kind === 'done' ? { kind: 'done', value: sealed.value.toString('base64') } : sealed
    },
    open: async (sealed) => {
      const opened = await answered(() => safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64')), 'unreadable')
      if (opened.kind !== 'done') return opened
      const { result, shouldReEncrypt } = opened.value
      return { kind: 'done', value: { secret: createSecret(result), outdated: shouldReEncrypt } }
    },
  }
}

/** Electron's own words for a keychain that may answer later are the only sign of one. */
const LATER = /temporarily unavailable/i

/** `otherwise`: what a refusal means that is not for a while. */
async function answered<Value>(
  ask: () => Promise<Value>,
  otherwise: 'unavailable' | 'unreadable',
): Promise<CipherAnswer<Value>> {
  try {
    return { kind: 'done', value: await ask() }
  } catch (error) {
    // What it says may quote what it was given, so it goes nowhere.
    return { kind: LATER.test(String(error)) ? 'locked' : otherwise }
  }
}
