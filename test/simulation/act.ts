/**
 * Carries out the actions of a script: what people do in Notion, what befalls databases, tokens and computers.
 *
 * An action that makes no sense at that moment (a trashed page is not edited) does nothing and says so; so a script stays
 * playable whatever is left out of it. Runs and waits are the player's matter.
 */
import type { Json } from '../../electron/sandbox/json.ts'
import type { Answer } from '../../shared/decision.ts'
import { assertNever } from '../../shared/failure.ts'
import type { Oracle } from './accounts.ts'
import type { Machine } from './machine.ts'
import { type Act, type Side, trackingTypes } from './script.ts'
import type { Stage, StagedProfile } from './stage.ts'
import { emptyFor, valueFor } from './values.ts'

export interface Players {
  readonly stage: Stage
  readonly oracle: Oracle
  readonly machines: readonly Machine[]
  /** Private pages that people made, in order: what `n` counts. */
  readonly appointments: { readonly id: string; readonly profile: number }[]
  readonly typedRows: string[]
}

type Of<Kind extends Act['do']> = Extract<Act, { do: Kind }>

/** True: it happened. */
export function act(players: Players, action: Act): boolean {
  switch (action.do) {
    case 'add':
      return add(players, action)
    case 'edit':
    case 'third edit':
      return onPage(players, action.n, action.side, (id, by) =>
        (action.do === 'edit' ? by : players.stage.third).edit(id, {
          [nameIn(players, id, action.field)]: valueFor(action.field, action.k),
        }),
      )
    case 'clear': {
      const empty = emptyFor(action.field)
      if (empty === undefined) return false
      return onPage(players, action.n, action.side, (id, by) =>
        by.edit(id, { [nameIn(players, id, action.field)]: empty }),
      )
    }
    case 'note':
      return onPage(players, action.n, action.side, (id, by) =>
        by.edit(id, { [nameIn(players, id, 'Notizen')]: `Notiz ${action.k}` }),
      )
    case 'flag':
    case 'unflag':
      return onPage(players, action.n, 'private', (id, by) => by.check(id, 'PartnerRelevant', action.do === 'flag'))
    case 'uncheck copy':
      return onPage(players, action.n, 'shared', (id, by) => by.check(id, 'PartnerRelevant', false))
    case 'trash':
    case 'restore':
    case 'purge':
    case 'duplicate':
    case 'move':
    case 'move back':
      return handle(players, action)
    case 'type row':
      return possible(() => {
        const name = propertyName(players, players.stage.sharedSource, 'Name')
        players.typedRows.push(
          players.stage.partner.addRow(players.stage.sharedSource, { [name]: `Getippt ${action.k}` }),
        )
      })
    case 'edit row': {
      const id = players.typedRows[action.k % Math.max(1, players.typedRows.length)]
      const row = id === undefined ? null : players.stage.sandbox.read(id)
      const place = propertyName(players, players.stage.sharedSource, 'Ort')
      if (id === undefined || row === null || row.inTrash || place === '') return false
      return possible(() => players.stage.partner.edit(id, { [place]: `Zeile ${action.k}` }))
    }
    case 'suspend':
      return onMachine(players, action.computer, (machine) => machine.clock.suspend(action.ms))
    case 'jump':
      return onMachine(players, action.computer, (machine) => machine.clock.jumpWall(action.ms))
    case 'zone':
      process.env['TZ'] = action.zone
      return true
    case 'stop':
      return onMachine(players, action.computer, (machine) => machine.stop())
    case 'restart':
      return onMachine(players, action.computer, (machine) => machine.restart())
    case 'kill':
      return onMachine(players, action.computer, (machine) => machine.killAt(action.where, action.nth))
    case 'lose ledger':
      return onIdle(players, action.computer, (machine) => {
        forgets(players, machine)
        machine.loseLedger()
      })
    case 'back up':
      return onIdle(players, action.computer, (machine) => machine.backUp())
    case 'put back':
      return onIdle(players, action.computer, (machine) => {
        forgets(players, machine)
        return machine.putBack()
      })
    case 'stale':
      players.stage.sandbox.faults.staleQueries(action.ms)
      players.oracle.stale(action.ms)
      return true
    case 'revoke':
    case 'new token':
    case 'unshare':
    case 'share':
      return access(players, action)
    case 'rename property':
    case 'retype property':
    case 'delete property':
      return schema(players, action)
    case 'delete tracking': {
      const names = Object.keys(trackingTypes[action.side])
      return deleteProperty(players, sourceFor(players, action.side), names[action.k % names.length] ?? '')
    }
    case 'rename option':
    case 'delete option':
      return option(players, action)
    case 'answer':
      return onMachine(players, action.computer, (machine) => answer(players, machine, action.choice))
    case 'wait':
    case 'run':
    case 'page':
    case 'undo':
    case 'fault':
      return false
    default:
      return assertNever(action)
  }
}

function propertyName({ stage }: Players, source: string, name: string): string {
  const id = stage.propertyId(source, name)
  return stage.sandbox.admin.schema(source).find((each) => each.id === id)?.name ?? ''
}

function nameIn(players: Players, pageId: string, name: string): string {
  return propertyName(players, players.stage.sandbox.read(pageId)?.dataSourceId ?? '', name)
}

function add(players: Players, action: Of<'add'>): boolean {
  const { stage } = players
  const profile = action.profile % stage.profiles.length
  const staged = stage.profiles[profile]
  if (staged === undefined) return false
  const values: Record<string, Json> = { PartnerRelevant: action.relevant }
  for (const [index, field] of stage.plan.fields.entries()) {
    const name = propertyName(players, staged.privateSource, field)
    if (name !== '' && (index === 0 || (action.k + index) % 3 !== 0)) values[name] = valueFor(field, action.k)
  }
  return possible(() => {
    players.appointments.push({ id: staged.owner.addRow(staged.privateSource, values), profile })
  })
}

/** What a person could not do either (a property that is gone or has another type, an option that was deleted) is not done. */
function possible(work: () => void): boolean {
  try {
    work()
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
  return true
}

interface Found {
  readonly id: string
  readonly staged: StagedProfile
}

/** The page that a person means by number and side: of several copies the one outside the trash, else the newest. */
function pageOf(players: Players, n: number, side: Side): Found | null {
  const { stage, appointments } = players
  const appointment = appointments[n % Math.max(1, appointments.length)]
  const staged = appointment === undefined ? undefined : stage.profiles[appointment.profile]
  if (appointment === undefined || staged === undefined) return null
  if (side === 'private') return { id: appointment.id, staged }
  const key = stage.propertyId(stage.sharedSource, 'SourcePrivateId')
  const name = stage.sandbox.admin.schema(stage.sharedSource).find((each) => each.id === key)?.name ?? ''
  const copies = [
    ...stage.sandbox.rows(stage.sharedSource, 'all'),
    ...stage.sandbox.rows(stage.elsewhere, 'all'),
  ].filter((row) => row.values[name] === appointment.id)
  const copy = copies.find((row) => !row.inTrash) ?? copies.at(-1)
  return copy === undefined ? null : { id: copy.id, staged }
}

function onPage(
  players: Players,
  n: number,
  side: Side,
  work: (id: string, by: StagedProfile['owner']) => void,
): boolean {
  const found = pageOf(players, n, side)
  const row = found === null ? null : players.stage.sandbox.read(found.id)
  if (found === null || row === null || row.inTrash || row.dataSourceId === players.stage.elsewhere) return false
  return possible(() => work(found.id, side === 'private' ? found.staged.owner : players.stage.partner))
}

function handle(
  players: Players,
  action: Of<'trash' | 'restore' | 'purge' | 'duplicate' | 'move' | 'move back'>,
): boolean {
  const found = pageOf(players, action.n, action.side)
  const row = found === null ? null : players.stage.sandbox.read(found.id)
  if (found === null || row === null) return false
  const by = action.side === 'private' ? found.staged.owner : players.stage.partner
  const home = action.side === 'private' ? found.staged.privateSource : players.stage.sharedSource
  const away = row.dataSourceId !== home
  switch (action.do) {
    case 'trash':
      if (row.inTrash) return false
      by.trash(found.id)
      return true
    case 'restore':
      if (!row.inTrash) return false
      by.restore(found.id)
      return true
    case 'purge':
      if (!row.inTrash) return false
      by.purge(found.id)
      return true
    case 'duplicate': {
      if (row.inTrash || away) return false
      const twin = by.duplicate(found.id)
      if (action.side === 'private')
        players.appointments.push({ id: twin, profile: players.stage.profiles.indexOf(found.staged) })
      return true
    }
    case 'move':
      if (row.inTrash || away || found.staged !== players.stage.profiles[0]) return false
      by.move(found.id, players.stage.elsewhere)
      return true
    case 'move back':
      if (row.inTrash || !away) return false
      by.move(found.id, home)
      return true
    default:
      return assertNever(action.do)
  }
}

function onMachine(players: Players, index: number, work: (machine: Machine) => boolean | void): boolean {
  const machine = players.machines[index % players.machines.length]
  return machine === undefined ? false : work(machine) !== false
}

function onIdle(players: Players, index: number, work: (machine: Machine) => boolean | void): boolean {
  return onMachine(players, index, (machine) => (machine.running ? false : work(machine)))
}

function forgets({ stage, oracle }: Players, machine: Machine): void {
  oracle.forgot(stage.profiles.indexOf(machine.staged))
}

function access({ stage }: Players, action: Of<'revoke' | 'new token' | 'unshare' | 'share'>): boolean {
  const staged = stage.profiles[action.profile % stage.profiles.length]
  if (staged === undefined) return false
  const { admin } = stage.sandbox
  const connection = staged.connections[action.side]
  const source = action.side === 'private' ? staged.privateSource : stage.sharedSource
  switch (action.do) {
    case 'revoke':
      admin.revoke(connection)
      return true
    case 'new token':
      admin.replaceToken(connection)
      return true
    case 'unshare':
      admin.unshare(source, connection)
      return true
    case 'share':
      admin.share(source, connection)
      return true
    default:
      return assertNever(action.do)
  }
}

function sourceFor({ stage }: Players, side: Side): string {
  return side === 'shared' ? stage.sharedSource : (stage.profiles[0]?.privateSource ?? '')
}

function schema(players: Players, action: Of<'rename property' | 'retype property' | 'delete property'>): boolean {
  const { admin } = players.stage.sandbox
  const source = sourceFor(players, action.side)
  const name = propertyName(players, source, action.field)
  if (name === '') return false
  switch (action.do) {
    case 'rename property':
      admin.renameProperty(source, name, `${action.field}${name === action.field ? ' neu' : ''}`)
      break
    case 'retype property':
      admin.retypeProperty(source, name, 'rich_text')
      break
    case 'delete property':
      admin.deleteProperty(source, name)
      break
  }
  players.oracle.observe('schema')
  return true
}

function deleteProperty(players: Players, source: string, original: string): boolean {
  const name = propertyName(players, source, original)
  if (name === '') return false
  players.stage.sandbox.admin.deleteProperty(source, name)
  players.oracle.observe('schema')
  return true
}

function option(players: Players, action: Of<'rename option' | 'delete option'>): boolean {
  const { admin } = players.stage.sandbox
  const source = sourceFor(players, action.side)
  const name = propertyName(players, source, action.field)
  const options = name === '' ? [] : (admin.schema(source).find((each) => each.name === name)?.options ?? [])
  const chosen = options[action.k % Math.max(1, options.length)]
  if (chosen === undefined || options.length < 2) return false
  if (action.do === 'rename option') {
    const newName = `${chosen.name}${action.k}`
    players.oracle.optionRenamed(chosen.name, newName)
    admin.renameOption(source, name, chosen.name, newName)
  } else admin.deleteOption(source, name, chosen.name)
  players.oracle.observe('schema')
  return true
}

/** A user answers whatever is open: a conflict, a problem, something held. As `host/actions-decisions` does it. */
function answer(players: Players, machine: Machine, choice: number): boolean {
  const { journal, ledger } = machine.store
  const profile = machine.staged.profile.id
  const conflicts = journal.openConflicts(profile)
  const problems = journal.problems(profile).filter((each) => each.actions.length > 0)
  const held = journal.held(profile).filter((each) => each.state === 'held')
  const open = conflicts.length + problems.length + held.length
  if (open === 0 || machine.running) return false
  const index = choice % open
  const conflict = conflicts[index]
  if (conflict !== undefined) {
    const action = conflict.actions[Math.floor(choice / open) % conflict.actions.length]
    if (action === undefined) return false
    const given: Answer = { action, field: null, shown: conflict.shown }
    journal.saveConflict({ ...conflict, answers: [given] })
    decided(players, conflict.privateId)
    return true
  }
  const problem = problems[index - conflicts.length]
  if (problem !== undefined) {
    const action = problem.actions[Math.floor(choice / open) % problem.actions.length]
    if (action === undefined) return false
    journal.saveProblem({ ...problem, answer: { action, field: null, shown: problem.shown } })
    decided(players, problem.privateId)
    return true
  }
  for (const each of held) {
    journal.saveHeld({ ...each, state: choice % 2 === 0 ? 'confirmed' : 'rejected' })
    if (choice % 2 !== 0) decided(players, each.privateId)
  }
  return ledger !== null
}

/** A user decided about this appointment; null: about all of them. */
export function decided(players: Players, privateId: string | null): void {
  if (privateId !== null) players.oracle.decided(privateId)
  else for (const each of players.appointments) players.oracle.decided(each.id)
}
