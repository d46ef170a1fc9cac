/**
 * Secrets of what listens on loopback: made here, compared here.
 *
 * Not by the `Random` that is handed in: that one may be repeated, these may never be. A comparison takes the same time
 * however much of a guess is right.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createSecret, type Secret } from './secret.ts'

/** 256 bits, as 43 characters that fit into an address, a header and a cookie. */
export function newSecret(): Secret {
  return createSecret(randomBytes(32).toString('base64url'))
}

/** Whether somebody knows the secret. */
export function isSecret(given: string, secret: Secret): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret.reveal()))
}
