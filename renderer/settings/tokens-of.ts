/**
 * Which tokens a profile has: one for each side, or one for both. Pure.
 */
import type { ProfileSummary } from '../../shared/contract-profile.ts'
import type { Side } from '../../shared/model.ts'

export type TokenReference = ProfileSummary['private']['token']

export interface ProfileToken {
  readonly sides: readonly Side[]
  readonly reference: TokenReference
  readonly workspaceName: string
  readonly expiresAt: string | null
}

export function tokensOf({
  private: own,
  shared,
}: Pick<ProfileSummary, 'private' | 'shared'>): readonly ProfileToken[] {
  const tokenOf = ({ token, workspaceName, tokenExpiresAt }: typeof own, sides: readonly Side[]): ProfileToken => ({
    sides,
    reference: token,
    workspaceName,
    expiresAt: tokenExpiresAt,
  })
  if (sameToken(own.token, shared.token)) return [tokenOf(own, ['private', 'shared'])]
  return [tokenOf(own, ['private']), tokenOf(shared, ['shared'])]
}

export function sameToken(one: TokenReference, other: TokenReference): boolean {
  switch (one.kind) {
    case 'desktop':
      return other.kind === 'desktop' && other.entry === one.entry
    case 'file':
      return other.kind === 'file' && other.path === one.path
    default:
      return other.kind === 'environment' && other.variable === one.variable
  }
}
