/**
 * Making profiles of what the older tool knew: tokens into the store of this home, databases checked as in any setup.
 *
 * One person after the other, each whole or not at all: a token whose profile is refused is erased again.
 */
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type { TokenReference } from '../../shared/model.ts'
import type { Home } from './home.ts'
import type { OlderPerson } from './import-older.ts'
import { type Added, addProfile } from './profile-setup.ts'
import type { Secret } from './secret.ts'
import type { StoredTokens } from './token-keeping.ts'

export type Imported =
  | { readonly kind: 'added'; readonly person: OlderPerson; readonly added: Added }
  | { readonly kind: 'refused'; readonly person: OlderPerson; readonly failure: Failure }

type Stored = Pick<StoredTokens, 'save' | 'forget' | 'reference'>

/** Adds a profile for each person; what one is refused for does not stop the next. */
export async function importPeople(
  home: Home,
  stored: Stored,
  people: readonly OlderPerson[],
  signal: AbortSignal,
): Promise<readonly Imported[]> {
  const imported: Imported[] = []
  for (const person of people) {
    const added = await importPerson(home, stored, person, signal)
    imported.push(
      added.kind === 'ok' ? { kind: 'added', person, added: added.value } : { kind: 'refused', person, failure: added },
    )
  }
  return imported
}

async function importPerson(
  home: Home,
  stored: Stored,
  person: OlderPerson,
  signal: AbortSignal,
): Promise<Result<Added>> {
  const { privateDatabase, sharedDatabase, privateToken, sharedToken } = person
  if (privateDatabase === null || sharedDatabase === null || privateToken === null) {
    const subject = person.missing.join(', ')
    return failure('missing-data', `missing: ${subject}`, { reason: 'older-entry-incomplete', subject })
  }
  const entries: string[] = []
  const keep = async (secret: Secret): Promise<Result<TokenReference>> => {
    home.hide(secret)
    const saved = await stored.save(null, secret)
    if (saved.kind === 'failure') return saved
    entries.push(saved.value.entry)
    return ok(stored.reference(saved.value.entry))
  }
  const own = await keep(privateToken)
  if (own.kind === 'failure') return own
  const other = sharedToken === null || sharedToken.reveal() === privateToken.reveal() ? own : await keep(sharedToken)
  const wish = {
    name: person.name,
    sourceUserId: null,
    preferredNumber: person.number,
    fields: [],
  }
  const added =
    other.kind === 'failure'
      ? other
      : await addProfile(
          home,
          {
            ...wish,
            private: { database: privateDatabase, token: own.value },
            shared: { database: sharedDatabase, token: other.value },
          },
          signal,
        )
  if (added.kind === 'ok') return added
  for (const entry of entries) {
    const forgotten = await stored.forget(entry)
    if (forgotten.kind === 'failure') home.report(forgotten)
  }
  return added
}
