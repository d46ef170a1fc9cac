/**
 * `profile ...`: people and their database pairs.
 *
 * Tokens never pass through here: only the name of a variable or the path of a file does.
 */
import { isAbsolute, resolve } from 'node:path'
import type { ProfileChanges } from '../../shared/intent.ts'
import type { TokenReference } from '../../shared/model.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import { submit } from '../host/actions.ts'
import { presentRun } from '../host/actions-lists.ts'
import { profileSummary } from '../host/present.ts'
import { previewRemoval, removeWithCopies } from '../host/profile-removal.ts'
import { addProfile, removeProfile } from '../host/profile-setup.ts'
import type { CommandSpec, FlagSpec, Typed } from './command.ts'
import { checkProfile } from './commands-lists.ts'
import type { Invocation } from './invocation.ts'
import { orRefuse, refuseUsage } from './refusal.ts'
import { renderPlanned, renderProfiles, renderRuns } from './render.ts'
import { flag, parseChoice, parseDuration, parseWhole, parseYesNo } from './values.ts'
import { withHome } from './with-home.ts'

const MINUTE = 60_000

const setupFlags: readonly FlagSpec[] = [
  { flag: '--source-user-id', value: 'N' },
  { flag: '--private', value: 'DB' },
  { flag: '--shared', value: 'DB' },
  { flag: '--private-token-env', value: 'V' },
  { flag: '--private-token-file', value: 'F' },
  { flag: '--shared-token-env', value: 'V' },
  { flag: '--shared-token-file', value: 'F' },
  { flag: '--interval', value: '2h' },
  { flag: '--on-conflict', value: 'ask|newest|private|shared' },
  { flag: '--on-shared-delete', value: 'unshare|restore|delete|ask' },
  { flag: '--field', value: 'PRIVATE=SHARED', many: true },
  { flag: '--horizon', value: '90d' },
  { flag: '--import', value: 'yes|no' },
  { flag: '--enabled', value: 'yes|no' },
]

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
  }
  // What was not given must be absent, so that the mail to another process says the same as a call here.
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}

/** Below a minute every look would be a full one, which is what the poll between them is for. */
function parseInterval(text: string): number | null {
  const ms = parseDuration(text)
  return ms === null || ms < MINUTE ? null : ms
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

async function add(invocation: Invocation, typed: Typed): Promise<number> {
  if (typed.text('--invite') !== undefined) refuseUsage('not-yet', '--invite', 'not in this version')
  const changes = changesFrom(invocation, typed)
  const privateToken: TokenReference = required(changes.privateToken, '--private-token-env')
  const sharedToken: TokenReference = required(changes.sharedToken, '--shared-token-env')
  const wish = {
    name: required(typed.operand(0), 'NAME'),
    sourceUserId: required(changes.sourceUserId, '--source-user-id'),
    private: { database: required(changes.privateDatabase, '--private'), token: privateToken },
    shared: { database: required(changes.sharedDatabase, '--shared'), token: sharedToken },
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

function list(invocation: Invocation): Promise<number> {
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

function set(invocation: Invocation, typed: Typed): Promise<number> {
  const name = required(typed.operand(0), 'NAME')
  const changes = changesFrom(invocation, typed)
  return withHome(invocation, { access: 'decide', what: 'profile set' }, async (home) => {
    const intent = { action: 'set-profile', name, changes } as const
    orRefuse(await submit(home, intent, invocation.stop))
    const profiles = home.profiles().map(profileSummary)
    invocation.out.result(
      { profiles },
      () => `${invocation.words.changed(name)}\n\n${renderProfiles(invocation, profiles)}`,
    )
    return 0
  })
}

function remove(invocation: Invocation, typed: Typed): Promise<number> {
  const name = required(typed.operand(0), 'NAME')
  const copies = flag('--copies', typed.text('--copies'), parseChoice(['keep', 'trash'])) ?? 'keep'
  const confirmed = typed.given('--confirm')
  return withHome(invocation, { access: 'hold', what: 'profile remove' }, async (home) => {
    const { out, words, language, stop } = invocation
    const profiles = () => home.profiles().map(profileSummary)
    if (copies === 'keep') {
      orRefuse(removeProfile(home, name))
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
    out.result({ profiles: profiles(), runs: [run] }, () => {
      const outcome =
        left === 0 ? words.removedWithCopies(name, run.stats.removed) : words.removalUnfinished(name, left)
      return [renderRuns(invocation, [run]), outcome].join('\n\n')
    })
    return left === 0 ? 0 : 1
  })
}

export const accountCommands: readonly CommandSpec[] = [
  {
    name: 'profile add',
    operands: ['<name>'],
    flags: [...setupFlags, { flag: '--invite', value: 'FILE' }],
    run: add,
  },
  { name: 'profile list', run: list },
  { name: 'profile set', operands: ['<name>'], flags: setupFlags, run: set },
  {
    name: 'profile remove',
    operands: ['<name>'],
    flags: [{ flag: '--copies', value: 'keep|trash' }, { flag: '--confirm' }],
    run: remove,
  },
  {
    name: 'profile invite',
    operands: ['<name>'],
    run: () => refuseUsage('not-yet', 'profile invite', 'not in this version'),
  },
]
