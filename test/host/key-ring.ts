/**
 * A keychain as a desktop has it, with real encryption: what one backend sealed, another one cannot read. It can be
 * locked, taken away, exchanged, and made one that hides nothing.
 */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import type { Cipher } from '../../electron/host/credentials.ts'
import { createSecret } from '../../electron/host/secret.ts'

export interface KeyRing {
  readonly cipher: Cipher
  state: Awaited<ReturnType<Cipher['state']>>
  backend: string
  /** The next readings say that it wants to be sealed anew. */
  outdated: boolean
  /** How often it was asked to open something. */
  opened: number
}

const keyOf = (backend: string): Buffer => createHash('sha256').update(backend).digest()

export function keyRing(): KeyRing {
  let sealings = 0
  const ring: KeyRing = {
    state: 'available',
    backend: 'gnome_libsecret',
    outdated: false,
    opened: 0,
    cipher: {
      backend: () => ring.backend,
      state: () => Promise.resolve(ring.state),
      seal: (secret) => {
        if (ring.state === 'locked' || ring.state === 'unavailable') return Promise.resolve({ kind: ring.state })
        const text = secret.reveal()
        if (ring.state === 'unprotected') {
          return Promise.resolve({ kind: 'done', value: `plain:${Buffer.from(text).toString('base64')}` })
        }
        // The same text never looks the same twice.
        sealings += 1
        const iv = Buffer.alloc(12, sealings)
        const cipher = createCipheriv('aes-256-gcm', keyOf(ring.backend), iv)
        const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
        return Promise.resolve({
          kind: 'done',
          value: Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64'),
        })
      },
      open: (sealed) => {
        ring.opened += 1
        if (ring.state === 'locked' || ring.state === 'unavailable') return Promise.resolve({ kind: ring.state })
        const text = sealed.startsWith('plain:')
          ? Buffer.from(sealed.slice(6), 'base64').toString('utf8')
          : decrypted(sealed, ring.backend)
        if (text === null) return Promise.resolve({ kind: 'unreadable' })
        return Promise.resolve({ kind: 'done', value: { secret: createSecret(text), outdated: ring.outdated } })
      },
    },
  }
  return ring
}

function decrypted(sealed: string, backend: string): string | null {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(backend), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    // Another key, or damaged: which of them nobody can tell.
    return null
  }
}
