/**
 * `profile ...`: people and their database pairs.
 *
 * Tokens never pass through here: only the name of a variable or the path of a file does.
 */
import { isAbsolute, resolve } from 'node:path'
import { ok, type Result } from '../../shared/failure.ts'
import type { ProfileChanges } from '../../shared/intent.ts'
import { LARGEST_INVITATION } from '../../shared/ipc-setup.ts'
import type { Profile, TokenReference } from '../../shared/model.ts'
import { accountWords } from '../../shared/words/accounts.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import { submit } from '../host/actions.ts'
import { presentRun } from '../host/actions-lists.ts'
import { openConf } from '../host/conf-store.ts'
import { createFileTokens } from '../host/file-tokens.ts'
import type { Home } from '../host/home.ts'
import { readInvitation } from '../host/invitation.ts'
import { profileSummary } from '../host/present.ts'
import { previewRemoval, removeAlone, removeWithCopies, stopSharing } from '../host/profile-removal.ts'
import { addProfile, type ProfileWish } from '../host/profile-setup.ts'
import { forgetTokensOf, sealedTokens } from '../host/profile-tokens.ts'
import type { Typed } from './command.ts'
import { readNamedFile } from './commands-invitations.ts'
import { checkProfile } from './commands-lists.ts'
import type { Invocation } from './invocation.ts'
import { orRefuse, refuseUsage } from './refusal.ts'
import { renderPlanned, renderProfiles, renderRuns } from './render.ts'
import { flag, parseChoice, parseDay, parseDuration, parseWhole, parseYesNo } from './values.ts'
import { withHome } from './with-home.ts'

const MINUTE = 60_000

/** What both `add` and `set` may say; absent: not given. */
function changesFrom(invocation: Invocation, typed: Typed): ProfileChanges {
  const horizon = typed.text('--horizon')
  const fields = typed.texts('--field')
  const changes = {
    sourceUserId: flag('--source-user-id', typed.text('--source-user-id'), parseWhole(1)),
    enabled: flag('--enabled', typed.text('--enabled'), parseYesNo),
    intervalMs: flag('--interval', typed.text('--interval'), parseInterval),
    onConflict: flag('--on-conflict', typed.text('--on-conflict'), parseChoice(['ask', 'newest', 'private', 'shared'])),
    onSharedDelete: flag(
      '--on-shared-delete',
      typed.text('--on-shared-delete'),
      parseChoice(['unshare', 'restore', 'delete', 'ask']),
    ),
    horizonMs: horizon === 'off' ? null : flag('--horizon', horizon, parseDuration),
    importRows: flag('--import', typed.text('--import'), parseYesNo),
    privateDatabase: typed.text('--private'),
    sharedDatabase: typed.text('--shared'),
    privateToken: tokenFrom(invocation, typed, 'private'),
    sharedToken: tokenFrom(invocation, typed, 'shared'),
    fields: fields.length === 0 ? undefined : [...fields],
    privateTokenExpiresAt: expiryFrom(typed, '--private-token-expires'),
    sharedTokenExpiresAt: expiryFrom(typed, '--shared-token-expires'),
    newName: typed.text('--name'),
  }
  // What was not given must be absent, so that the mail to another process says the same as a call here.
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}

/** Below a minute every look would be a full one, which is what the poll between them is for. */
function parseInterval(text: string): number | null {
  const ms = parseDuration(text)
  return ms === null || ms < MINUTE ? null : ms
}

/** `never` is null; a day counts to its end. */
function expiryFrom(typed: Typed, name: '--private-token-expires' | '--shared-token-expires') {
  const text = typed.text(name)
  return text?.trim().toLowerCase() === 'never' ? null : flag(name, text, parseDay)
}

function tokenFrom(invocation: Invocation, typed: Typed, side: 'private' | 'shared') {
  const variable = typed.text(`--${side}-token-env`)
  const file = typed.text(`--${side}-token-file`)
  if (variable !== undefined && file !== undefined) {
    return refuseUsage('invalid-argument', `--${side}-token-file ${file}`, 'give a variable or a file, not both')
  }
  if (variable !== undefined) return { kind: 'environment', variable } as const
  if (file === undefined) return undefined
  const path = isAbsolute(file) ? file : resolve(invocation.surroundings.workingFolder, file)
  return { kind: 'file', path } as const
}

function required<T>(value: T | undefined, name: string): T {
  return value === undefined ? refuseUsage('missing-argument', name, `${name} is missing`) : value
}

export async function add(invocation: Invocation, typed: Typed): Promise<number> {
  const file = typed.text('--invite')
  const invitation =
    file === undefined ? null : orRefuse(readInvitation(readNamedFile(invocation, file, LARGEST_INVITATION)))
  const changes = changesFrom(invocation, typed)
  const privateToken: TokenReference = required(changes.privateToken, '--private-token-env')
  // Whoever is invited into their own workspace has one token for both sides.
  const sharedToken = changes.sharedToken ?? (invitation === null ? undefined : privateToken)
  const wish: ProfileWish = {
    name: required(typed.operand(0), 'NAME'),
    sourceUserId:
      invitation === null ? required(changes.sourceUserId, '--source-user-id') : (changes.sourceUserId ?? null),
    ...(invitation === null ? {} : { invitation }),
    private: {
      database: required(changes.privateDatabase, '--private'),
      token: privateToken,
      tokenExpiresAt: momentOf(changes.privateTokenExpiresAt),
    },
    shared: {
      database: required(changes.sharedDatabase ?? invitation?.database.id, '--shared'),
      token: required(sharedToken, '--shared-token-env'),
      tokenExpiresAt: momentOf(changes.sharedTokenExpiresAt),
    },
    fields: changes.fields ?? [],
    intervalMs: changes.intervalMs,
    onConflict: changes.onConflict,
    onSharedDelete: changes.onSharedDelete,
    horizonMs: changes.horizonMs,
    importRows: changes.importRows,
    enabled: changes.enabled,
  }
  return withHome(invocation, { access: 'hold', what: 'profile add' }, async (home) => {
    const { profile, notes } = orRefuse(await addProfile(home, wish, invocation.stop))
    for (const note of notes) {
      const { message, cause, remedy } = explainFailure(note, invocation.language)
      invocation.out.note(`${message} ${cause} ${remedy}`)
    }
    invocation.out.result({ profile: profileSummary(profile) }, () => invocation.words.added(profile.name))
    return 0
  })
}

function momentOf(time: string | null | undefined): number | null {
  return time === null || time === undefined ? null : Date.parse(time)
}

export function list(invocation: Invocation): Promise<number> {
  return withHome(invocation, { access: 'read' }, (home) => {
    checkProfile(home, invocation.profile)
    const profiles = home
      .profiles()
      .filter((profile) => invocation.profile === null || profile.name === invocation.profile)
      .map(profileSummary)
    invocation.out.result({ profiles }, () => renderProfiles(invocation, profiles))
    return 0
  })
}

export function set(invocation: Invocation, typed: Typed): Promise<number> {
  const name = required(typed.operand(0), 'NAME')
  const changes = changesFrom(invocation, typed)
  return withHome(invocation, { access: 'decide', what: 'profile set' }, async (home) => {
    const intent = { action: 'set-profile', name, changes } as const
    orRefuse(await submit(home, intent, invocation.stop))
    const profiles = home.profiles().map(profileSummary)
    invocation.out.result(
      { profiles },
      () => `${invocation.words.changed(changes.newName ?? name)}\n\n${renderProfiles(invocation, profiles)}`,
    )
    return 0
  })
}

export function remove(invocation: Invocation, typed: Typed): Promise<number> {
  const name = required(typed.operand(0), 'NAME')
  const copies = flag('--copies', typed.text('--copies'), parseChoice(['keep', 'trash'])) ?? 'keep'
  const confirmed = typed.given('--confirm')
  return withHome(invocation, { access: 'hold', what: 'profile remove' }, async (home) => {
    const { out, words, language, stop } = invocation
    const profiles = () => home.profiles().map(profileSummary)
    const profile = home.profiles().find((one) => one.name === name)
    if (copies === 'keep') {
      orRefuse(await removeAlone(home, name))
      orRefuse(await forgetTokens(home, profile))
      out.result({ profiles: profiles() }, () => words.removed(name))
      return 0
    }
    if (!confirmed) {
      const planned = presentRun(orRefuse(await previewRemoval(home, name, stop)), language).planned ?? []
      out.result({ profiles: profiles(), planned }, () =>
        [renderPlanned(invocation, name, planned), words.removalPreview(name)].join('\n\n'),
      )
      return 3
    }
    const { left, ...done } = orRefuse(await removeWithCopies(home, name, stop))
    const run = presentRun(done, language)
    if (left === 0) orRefuse(await forgetTokens(home, profile))
    out.result({ profiles: profiles(), runs: [run] }, () => {
      const outcome =
        left === 0 ? words.removedWithCopies(name, run.stats.removed) : words.removalUnfinished(name, left)
      return [renderRuns(invocation, [run]), outcome].join('\n\n')
    })
    return left === 0 ? 0 : 1
  })
}

/** Tokens that only this profile used, where they are kept by us. */
function forgetTokens(home: Home, removed: Profile | undefined): Promise<Result<null>> {
  if (removed === undefined) return Promise.resolve(ok(null))
  const { folder, random } = home
  const stores = [createFileTokens({ folder, openStore: openConf, random }), sealedTokens(folder, openConf)]
  return forgetTokensOf(home, removed, stores)
}

export function stopSharingOf(invocation: Invocation, typed: Typed): Promise<number> {
  const name = required(typed.operand(0), 'NAME')
  const { out, language, stop } = invocation
  const words = accountWords(language)
  return withHome(invocation, { access: 'hold', what: 'profile stop-sharing' }, async (home) => {
    const profiles = () => home.profiles().map(profileSummary)
    if (!typed.given('--confirm')) {
      const planned = presentRun(orRefuse(await previewRemoval(home, name, stop)), language).planned ?? []
      out.result({ profiles: profiles(), planned }, () =>
        [renderPlanned(invocation, name, planned), words.stopPreview(name)].join('\n\n'),
      )
      return 3
    }
    const { left, ...done } = orRefuse(await stopSharing(home, name, stop))
    const run = presentRun(done, language)
    out.result({ profiles: profiles(), runs: [run] }, () => {
      const outcome = left === 0 ? words.stopped(name, run.stats.removed) : words.stopUnfinished(name, left)
      return [renderRuns(invocation, [run]), outcome].join('\n\n')
    })
    return left === 0 ? 0 : 1
  })
}
