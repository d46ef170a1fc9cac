/**
 * Which kind of token fits whom, by what Notion allows (docs of Notion on tokens, connections and block limits).
 *
 * An internal connection is made by owners, sees only what is shared with it and does not expire, but in a free workspace
 * with several members it may create 1,000 blocks in all. A personal token has no such limit and expires. Guests can
 * create neither. Pure.
 */
import type { Members, Place, Standing, TokenKind } from '../../shared/words/window-setup-access.ts'

export interface Situation {
  readonly place: Place
  readonly members: Members
  /** In one's own workspace. */
  readonly standing: Standing
  /** In the other one, where the shared database is. */
  readonly standingThere: Standing
}

export interface Advice {
  readonly private: TokenKind
  /** Null: the same token serves both. */
  readonly shared: TokenKind | null
}

export function adviceFor({ place, members, standing, standingThere }: Situation): Advice {
  const own = standing !== 'owner' || members === 'several-free' ? 'personal' : 'internal'
  if (place === 'own') return { private: own, shared: null }
  return { private: own, shared: standingThere === 'guest' ? 'from-host' : 'personal' }
}
