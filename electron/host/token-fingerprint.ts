/**
 * Tells whether credentials changed since the last check of schema and identity, without keeping them.
 *
 * A `sync` is a process of its own each time, and checking again each time would cost more than a look for changes does.
 * The ledger keeps sixteen hexadecimal digits of a hash, of which no token can be made.
 */
import { createHash } from 'node:crypto'
import { type Profile, sides } from '../../shared/model.ts'
import type { Home } from './home.ts'

/** Under this name the ledger keeps which tokens the last check was made with. */
export const tokensFact = 'tokens'

/** The same text for the same tokens of a profile; a token that cannot be had counts by the reason why. */
export function tokenFingerprint(home: Home, profile: Profile): string {
  const hash = createHash('sha256')
  for (const side of sides) {
    const token = home.token(profile[side].token)
    hash.update(token.kind === 'ok' ? token.value : token.text).update('\n')
  }
  return hash.digest('hex').slice(0, 16)
}
