/**
 * Plays a script from the first action to the verdict, and writes down everything that happened.
 *
 * The same script gives the same log, byte for byte. Safety is judged after each request and each action; then the world
 * is mended, time passes, every computer runs a few more times, and the final verdict is given.
 */
import type { RunRequest } from '../../electron/engine/engine-port.ts'
import type { PrivatePageId } from '../../shared/model.ts'
import { createTestRandom } from '../support/random.ts'
import { act, decided, type Players } from './act.ts'
import { createMisfortune, type Misfortune } from './faults.ts'
import { createMachine, type Machine, type RunEnd } from './machine.ts'
import { createOracle } from './oracle.ts'
import { type Act, type Action, fieldTypes, type Script, thirdPage, trackingTypes } from './script.ts'
import { createStage, optionNames, startOfTime } from './stage.ts'
import { createTime } from './time.ts'
import { verdict } from './verdict.ts'

export interface Played {
  /** Sentences; none is the proof. */
  readonly violations: readonly string[]
  readonly log: readonly string[]
  /** How often each action happened, by name. */
  readonly happened: ReadonlyMap<string, number>
  readonly requests: number
}

const minute = 60_000
/** Rounds of runs after the world was mended, at most. */
const rounds = 5
/** So many rounds in a row in which nobody wrote, asked again or failed: nothing is under way any more. */
const quietRounds = 2
/** A list that grew beyond this has looped. */
const mostRequests = 20_000

interface Play extends Players {
  readonly misfortune: Misfortune
  readonly say: (text: string) => void
  readonly happened: Map<string, number>
  armed: { readonly action: Action; left: number }[]
  requests: number
}

/** Plays a script. Throws only for a mistake of the simulation itself. */
export async function play(script: Script): Promise<Played> {
  const zone = process.env['TZ']
  process.env['TZ'] = script.world.zone
  const log: string[] = []
  const time = createTime(startOfTime)
  const say = (text: string): void => {
    log.push(`${time.elapsed()} ${text}`)
  }
  const stage = await createStage(script.world, time)
  const oracle = createOracle(stage, say)
  oracle.observe('person')
  const machines: Machine[] = []
  const dice = createTestRandom(script.world.seed + 17)
  const game: Play = {
    stage,
    oracle,
    machines,
    appointments: [],
    typedRows: [],
    misfortune: createMisfortune(stage.sandbox),
    say,
    happened: new Map(),
    armed: [],
    requests: 0,
  }
  const wire = {
    latency: () => 1 + Math.floor(dice.next() * script.world.latencyMs),
    leaves: (machine: Machine, method: string, url: string, body: string) => {
      const creates = method === 'POST' && new URL(url).pathname === '/v1/pages'
      for (const id of writes(method, url, body)) oracle.sent(machine.index, id, creates)
    },
    before: async (machine: Machine, method: string, url: string, body: string) => {
      game.requests += 1
      if (game.requests > mostRequests) throw new Error('a run without end')
      oracle.observe('person')
      const due = game.armed.filter((each) => (each.left -= 1) <= 0)
      game.armed = game.armed.filter((each) => each.left > 0)
      for (const each of due) happen(game, each.action)
      for (const id of writes(method, url, body)) oracle.arrived(machine.index, id)
      game.misfortune.meet(method, url, body)
    },
    after: (machine: Machine, method: string, url: string, status: number) => {
      const path = new URL(url).pathname
      say(`${machine.index} ${method} ${path} ${status}`)
      oracle.observe('person')
      const page = /^\/v1\/pages\/([^/]+)$/.exec(path)?.[1]
      const listed = /^\/v1\/data_sources\/([^/]+)\/query$/.exec(path)?.[1]
      if (listed !== undefined && status === 200) oracle.served(machine.index, listed)
      if (page !== undefined && status === 200) oracle.served(machine.index, page)
      else if (page !== undefined && method !== 'GET') oracle.unheard(machine.index, page)
    },
  }
  try {
    for (const [profile, count] of script.world.computers.entries()) {
      const staged = stage.profiles[profile]
      if (staged === undefined) continue
      for (let each = 0; each < count; each += 1) machines.push(createMachine(stage, staged, machines.length, wire))
    }
    for (const action of script.actions) await perform(game, action)
    for (const each of game.armed) happen(game, each.action)
    game.armed = []
    await mend(game)
    await quiesce(game)
    const end = verdict(stage, oracle, machines)
    for (const each of end) say(`VIOLATION ${each}`)
    for (const [fault, times] of game.misfortune.struck)
      game.happened.set(fault === thirdPage ? fault : `fault ${fault}`, times)
    return { violations: [...oracle.violations, ...end], log, happened: game.happened, requests: game.requests }
  } finally {
    for (const machine of machines) machine.close()
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
}

/** What a request writes: the page, or for a new one the pages that its body names. */
function writes(method: string, url: string, body: string): readonly string[] {
  const page = /^\/v1\/pages(?:\/([^/]+))?$/.exec(new URL(url).pathname)
  if (method === 'GET' || page === null) return []
  return page[1] === undefined ? (body.match(pageIds) ?? []) : [page[1]]
}

const pageIds = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/g

/** Plays a script; whatever is thrown counts as a violation. */
export async function tried(script: Script): Promise<Played> {
  try {
    return await play(script)
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { violations: [`the simulation threw ${text}`], log: [], happened: new Map(), requests: 0 }
  }
}

function count(game: Play, name: string): void {
  game.happened.set(name, (game.happened.get(name) ?? 0) + 1)
}

/** One action that takes no time. */
function happen(game: Play, action: Action): void {
  if (action.do === 'fault') {
    game.misfortune.announce(action)
    return
  }
  game.oracle.observe('person')
  const done = act(game, action)
  game.say(`${done ? '' : 'not '}${JSON.stringify(action)}`)
  if (done) count(game, action.at === undefined ? action.do : `${action.do} (in a run)`)
  game.oracle.observe('person')
}

async function perform(game: Play, action: Action): Promise<void> {
  if (action.at !== undefined && !takesTime.has(action.do)) {
    game.armed.push({ action, left: action.at })
    return
  }
  switch (action.do) {
    case 'wait':
      game.say(`wait ${action.ms}`)
      await game.stage.time.sleep(action.ms)
      return
    case 'run': {
      const chosen = [...new Set(action.computers.map((each) => each % game.machines.length))]
      await Promise.all(chosen.map((each) => run(game, each, { kind: action.kind })))
      count(game, chosen.length > 1 ? 'run side by side' : `run ${action.kind}`)
      return
    }
    case 'page': {
      const appointment = game.appointments[action.n % Math.max(1, game.appointments.length)]
      const machine = game.machines[action.computer % game.machines.length]
      if (appointment === undefined || machine === undefined) return
      // The sandbox made it as the id of a page of this profile or of another: the engine is to find out.
      await run(game, machine.index, { kind: 'page', pageId: appointment.id as PrivatePageId })
      count(game, 'run page')
      return
    }
    case 'undo':
      await undo(game, action)
      return
    default:
      happen(game, action)
  }
}

const takesTime: ReadonlySet<Act['do']> = new Set(['wait', 'run', 'page', 'undo'])

/** A user takes back something that stands in the history, whatever was written since. */
async function undo(game: Play, { computer, choice }: Extract<Act, { do: 'undo' }>): Promise<void> {
  const machine = game.machines[computer % game.machines.length]
  const changes = machine?.store.journal.changes({ profile: machine.staged.profile.id, limit: 20 }) ?? []
  const change = changes[choice % Math.max(1, changes.length)]
  if (machine === undefined || change === undefined) return
  if (machine.clock.awake() > 0) await game.stage.time.sleep(machine.clock.awake())
  const insist = choice % 3 !== 0
  // What comes and goes, and whose a row is, is decided by this; a value is written as if a person had.
  if (change.fields.length === 0 || change.kind !== 'update') decided(game, change.privateId)
  game.say(`${machine.index} undo ${change.kind} ${change.case} of ${change.pageId}`)
  game.oracle.undoing(true)
  const ended = await machine.undo(change.id, insist)
  if (ended.kind === 'killed') game.oracle.unheard(machine.index, null)
  else game.oracle.settled(machine.index)
  game.oracle.observe('person')
  game.oracle.undoing(false)
  game.say(`${machine.index} ${JSON.stringify(ended)}`)
  if (ended.kind === 'thrown') game.oracle.violations.push(`computer ${machine.index}: undo threw ${ended.text}`)
  else count(game, ended.kind === 'undone' ? 'undo' : `undo: ${ended.kind}`)
}

async function run(game: Play, index: number, request: RunRequest): Promise<RunEnd | null> {
  const machine = game.machines[index]
  if (machine === undefined) return null
  if (machine.clock.awake() > 0) await game.stage.time.sleep(machine.clock.awake())
  game.say(`${index} run ${request.kind}`)
  game.oracle.began(index)
  const ended = await machine.run(request)
  if (ended.kind === 'report') game.oracle.settled(index)
  else game.oracle.unheard(index, null)
  switch (ended.kind) {
    case 'report': {
      const { record, held } = ended.report
      game.say(
        `${index} ${record.state} ${JSON.stringify(record.statistics)} writes ${record.requests.write} held ${held.length} ${record.failure?.category ?? ''} ${record.failure?.reason ?? ''}`,
      )
      count(game, `run ${record.state}`)
      break
    }
    case 'killed':
      game.say(`${index} killed`)
      count(game, 'killed')
      break
    case 'thrown':
      game.oracle.violations.push(`computer ${index}: the engine threw ${String(ended.error)}`)
      game.say(`VIOLATION thrown ${ended.error instanceof Error ? (ended.error.stack ?? '') : String(ended.error)}`)
      break
  }
  return ended
}

/** The world works again: no faults, valid tokens, shared databases, every property there with its old type. */
async function mend(game: Play): Promise<void> {
  const { stage, misfortune, oracle } = game
  game.say('mend')
  // What came late is its sender's doing, not that of the schema which changes now.
  oracle.observe('person')
  misfortune.clear()
  stage.sandbox.faults.staleQueries(0)
  oracle.stale(0)
  const { admin } = stage.sandbox
  for (const [index, staged] of stage.profiles.entries()) {
    for (const side of ['private', 'shared'] as const) {
      const source = side === 'private' ? staged.privateSource : stage.sharedSource
      admin.share(source, staged.connections[side])
      const connection = stage.sandbox.store.connections.get(staged.connections[side])
      if (connection?.revoked === true) admin.replaceToken(staged.connections[side])
      if (index === 0 || side === 'private') mendSchema(game, source)
    }
  }
  oracle.observe('schema')
  for (const index of stage.profiles.keys()) await stage.remap(index)
  for (const machine of game.machines) machine.killAt('before', Number.POSITIVE_INFINITY)
  await stage.time.sleep(3 * minute)
  oracle.observe('person')
}

function mendSchema({ stage }: Play, source: string): void {
  const { admin } = stage.sandbox
  const side = source === stage.sharedSource ? 'shared' : 'private'
  for (const [name, type] of Object.entries(trackingTypes[side])) {
    const id = stage.propertyId(source, name)
    if (admin.schema(source).some((each) => each.id === id)) continue
    // Made anew it is empty on every page: the tracking is repaired, and a switch that is gone counts as switched off.
    admin.addProperty(source, name, type)
    stage.propertyMade(source, name)
  }
  for (const [field, type] of Object.entries(fieldTypes)) {
    const id = stage.propertyId(source, field)
    const property = admin.schema(source).find((each) => each.id === id)
    const options = { options: optionNames.map((name) => ({ name })) }
    const spec = type === 'select' || type === 'status' || type === 'multi_select' ? { [type]: options } : type
    if (property === undefined) {
      admin.addProperty(source, field, spec)
      stage.propertyMade(source, field)
    } else if (property.type !== type) admin.retypeProperty(source, property.name, spec)
  }
}

/** Time passes, everybody runs; the last rounds must find nothing to write (invariants 1 and 2). */
async function quiesce(game: Play): Promise<void> {
  // Row 12 takes one copy at a time: after the winner its heir; each is a decision of its own run.
  const heirs = (game.happened.get('duplicate') ?? 0) + (game.happened.get('duplicate (in a run)') ?? 0)
  const { importRows, oneWay } = game.stage.plan
  // A row that one person gave away is claimed by another, imported, and then shows what follows from its page alone.
  const imported = importRows ? 1 + (oneWay === null ? 0 : 1) : 0
  const allowed = 2 + imported + heirs
  let quiet = 0
  for (let round = 0; round < Math.max(rounds, allowed + 1) && quiet < quietRounds; round += 1) {
    await game.stage.time.sleep(16 * minute)
    quiet += 1
    for (const machine of game.machines) {
      const ended = await run(game, machine.index, { kind: 'full', checkFirst: true })
      if (ended?.kind !== 'report') {
        quiet = 0
        continue
      }
      const { record } = ended.report
      if (record.requests.write > 0 || record.state !== 'completed') quiet = 0
      const { ledger } = machine.store
      const { id } = machine.staged.profile
      if (ledger.openIntents(id).length + ledger.duePairs(id).length > 0) quiet = 0
      if (round >= allowed && record.requests.write > 0) {
        game.oracle.violations.push(
          `computer ${machine.index} still writes in round ${round + 1}: ${record.requests.write} (invariants 1, 2)`,
        )
      }
      // A wait that the service announced may outlast the first rounds.
      if (round >= allowed && record.state === 'failed') {
        game.oracle.violations.push(
          `computer ${machine.index} fails though everything works: ${record.failure?.text ?? ''}`,
        )
      }
    }
  }
}
