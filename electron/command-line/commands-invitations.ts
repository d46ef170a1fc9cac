/**
 * `profile invite` and `profile import`: what goes to the second person, and what comes from the older tool.
 *
 * An invitation is printed, never sent. An import shows what it understood, and does nothing more without `--confirm`;
 * the file it reads stays as it is. Tokens go from the file into the store and nowhere else.
 */
import { readFileSync, statSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { accountWords } from '../../shared/words/accounts.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import { openConf } from '../host/conf-store.ts'
import { createFileTokens } from '../host/file-tokens.ts'
import { type Imported, importPeople } from '../host/import-accounts.ts'
import { LARGEST_OLDER_FILE, type OlderFile, type OlderPerson, readOlderFile } from '../host/import-older.ts'
import { makeInvitation } from '../host/invitation.ts'
import { presentError, profileSummary } from '../host/present.ts'
import type { Typed } from './command.ts'
import type { Invocation } from './invocation.ts'
import { orRefuse, refuse, refuseUsage } from './refusal.ts'
import { table } from './table.ts'
import { withHome } from './with-home.ts'

/** A text file that a person named; what is too large or no file is refused before it is read. */
export function readNamedFile({ surroundings }: Invocation, path: string, largest: number): string {
  const whole = isAbsolute(path) ? path : resolve(surroundings.workingFolder, path)
  try {
    const facts = statSync(whole)
    if (facts.isFile() && facts.size <= largest) return readFileSync(whole, 'utf8')
    return refuse('usage', 'file-unusable', path, facts.isFile() ? `${facts.size} bytes` : 'it is no file')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return refuse('usage', 'file-unusable', path, error.message)
  }
}

export function invite(invocation: Invocation, typed: Typed): Promise<number> {
  const name = typed.operand(0) ?? refuseUsage('missing-argument', 'NAME', 'NAME is missing')
  const { out, language, stop } = invocation
  return withHome(invocation, { access: 'read' }, async (home) => {
    const { text } = orRefuse(await makeInvitation(home, name, stop))
    const invitation: unknown = JSON.parse(text)
    out.note(accountWords(language).invited)
    out.result(invitation, () => text)
    return 0
  })
}

export function importOlder(invocation: Invocation, typed: Typed): Promise<number> {
  const path = typed.operand(0) ?? refuseUsage('missing-argument', 'FILE', 'FILE is missing')
  const older = orRefuse(readOlderFile(readNamedFile(invocation, path, LARGEST_OLDER_FILE)))
  if (!typed.given('--confirm')) return Promise.resolve(showOlder(invocation, older))
  return withHome(invocation, { access: 'hold', what: 'profile import' }, async (home) => {
    const { out, language, stop } = invocation
    const stored = createFileTokens({ folder: home.folder, openStore: openConf, random: home.random, agreed: true })
    const imported = await importPeople(home, stored, older.people, stop)
    const refusals = imported.filter((one) => one.kind === 'refused')
    const document = {
      ...olderDocument(older),
      profiles: home.profiles().map(profileSummary),
      refused: refusals.map(({ person, failure }) => ({ name: person.name, error: presentError(failure, language) })),
    }
    out.result(document, () => renderImported(invocation, imported))
    return refusals.length === 0 ? 0 : 1
  })
}

function showOlder(invocation: Invocation, older: OlderFile): number {
  const { out, words, language } = invocation
  const { ignored, importPreview, missing, token, tokenHere, tokenSame } = accountWords(language)
  out.result(olderDocument(older), () => {
    const { name, number, private: own, shared } = words.columns
    const rows = older.people.map((person) => [
      person.name,
      person.number === null ? '' : `${person.number}`,
      person.privateDatabase ?? '',
      person.sharedDatabase ?? '',
      person.privateToken === null ? '' : person.sharedToken === null ? tokenSame : tokenHere,
      person.missing.join(', '),
    ])
    const ready = older.people.filter((person) => person.missing.length === 0).length
    return [
      table([name, number, own, shared, token, missing], rows),
      ...(older.ignored.length === 0 ? [] : [ignored(older.ignored.join(', '))]),
      importPreview(ready),
    ].join('\n\n')
  })
  return 0
}

function olderDocument({ people, ignored }: OlderFile): {
  readonly people: readonly unknown[]
  readonly ignored: unknown
} {
  return { people: people.map(personDocument), ignored }
}

/** Whether there is a token is told, never the token. */
function personDocument(person: OlderPerson): unknown {
  const { name, number, privateDatabase, sharedDatabase, privateToken, sharedToken, missing } = person
  const tokens = { private: privateToken !== null, shared: sharedToken === null ? 'private' : 'own' }
  return { name, sourceUserId: number, privateDatabase, sharedDatabase, tokens, missing }
}

function renderImported({ language }: Invocation, imported: readonly Imported[]): string {
  const words = accountWords(language)
  const added = imported.flatMap((one) => (one.kind === 'added' ? [one.added.profile.name] : []))
  const refused = imported.flatMap((one) => {
    if (one.kind === 'added') return []
    const { message, cause, remedy } = explainFailure(one.failure, language)
    return [words.refused(one.person.name, `${message} ${cause} ${remedy}`)]
  })
  return [...(added.length === 0 ? [] : [words.imported(added.join(', '))]), ...refused].join('\n')
}
