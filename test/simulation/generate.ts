/**
 * Makes a script out of a seed: a world and what befalls it. The same seed gives the same script.
 *
 * Worlds are mostly small, because small ones fail in ways that can be read; every kind of action and fault has a weight,
 * and a seed leans towards some of them, so that rare combinations meet.
 */
import { createTestRandom } from '../support/random.ts'
import {
  type Action,
  type FieldName,
  faultNames,
  fieldTypes,
  type Script,
  type Target,
  type WorldPlan,
} from './script.ts'

interface Dice {
  below(limit: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly [T, ...T[]]): T
}

function diceOf(seed: number): Dice {
  const random = createTestRandom(seed)
  const below = (limit: number): number => Math.floor(random.next() * limit)
  return {
    below,
    chance: (probability) => random.next() < probability,
    pick: (list) => list[below(list.length)] ?? list[0],
  }
}

const always: readonly FieldName[] = ['Name', 'Datum', 'Beschreibung', 'Ort']
const further = (Object.keys(fieldTypes) as FieldName[]).filter((field) => !always.includes(field)) // Keys of the table.

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland'] as const

type OneWay = NonNullable<WorldPlan['oneWay']>

function worldOf(seed: number, dice: Dice): WorldPlan {
  const oneWays: readonly [OneWay, ...OneWay[]] = [
    { field: 'Ort', how: 'busy' },
    { field: 'Beschreibung', how: 'to-shared' },
    { field: 'Name', how: 'busy' },
  ]
  const fields = [...always, ...further.filter(() => dice.chance(0.3))]
  const computers = dice.chance(0.25) ? [2] : [1]
  if (dice.chance(0.2)) computers.push(1)
  if (computers.length > 1 && dice.chance(0.3)) computers.push(1)
  const appointments = dice.chance(0.05) ? dice.below(61) : dice.below(6)
  const total = computers.reduce((sum, each) => sum + each, 0)
  return {
    seed,
    computers,
    appointments,
    fields,
    oneWay: dice.chance(0.2) ? dice.pick(oneWays) : null,
    onConflict: dice.pick(['ask', 'ask', 'ask', 'newest', 'private', 'shared']),
    onSharedDelete: dice.pick(['unshare', 'unshare', 'restore', 'delete', 'ask']),
    importRows: dice.chance(0.12),
    rowCap: appointments <= 12 && dice.chance(0.1) ? 40 : 10_000,
    pageSize: dice.chance(0.3) ? dice.pick([1, 2]) : 100,
    rateLimit: dice.chance(0.1),
    twoTokens: dice.chance(0.5),
    wallErrors: Array.from({ length: total }, () => dice.pick([0, 0, 0, -86_400_000, 3_600_000, 400 * 86_400_000])),
    latencyMs: dice.pick([200, 200, 900, 2_500]),
    timeZoneOnRead: dice.pick(['null', 'null', 'echo-with-offset', 'echo-naive']),
    timestampFilterOn: dice.pick(['rounded', 'raw']),
    noOpPatchBumps: dice.chance(0.7),
    zone: dice.pick(zones),
  }
}

const handled = ['trash', 'trash', 'restore', 'restore', 'purge', 'duplicate', 'move', 'move back'] as const

/** Time between two actions, ms: within the minute, around the poll, around the open minute, hours. */
const pauses = [5_000, 20_000, 50_000, 90_000, 4 * 60_000, 20 * 60_000, 3 * 3_600_000] as const

export function generate(seed: number): Script {
  const dice = diceOf(seed)
  const world = worldOf(seed, dice)
  const total = world.computers.reduce((sum, each) => sum + each, 0)
  const actions: Action[] = []
  let k = 1
  const next = (): number => (k += 1)
  for (let each = 0; each < world.appointments; each += 1) {
    actions.push({ do: 'add', profile: each % world.computers.length, relevant: dice.chance(0.85), k: next() })
  }
  const everybody = Array.from({ length: total }, (_, index) => index)
  if (dice.chance(0.85)) {
    for (const each of everybody) actions.push({ do: 'run', computers: [each], kind: 'full' })
    actions.push({ do: 'wait', ms: dice.pick([20_000, 5 * 60_000, 20 * 60_000]) })
  }
  const length = 4 + dice.below(22)
  const leaning = dice.below(5)
  for (let step = 0; step < length; step += 1) {
    const burst = dice.chance(0.3) ? 2 + dice.below(3) : 1
    for (let each = 0; each < burst; each += 1) {
      const made = actionOf(world, dice, next, leaning)
      const inRun = dice.chance(0.35)
      for (const action of made) actions.push(inRun ? { ...action, at: 1 + dice.below(14) } : action)
    }
    if (dice.chance(0.5)) actions.push({ do: 'wait', ms: dice.pick(pauses) })
    if (dice.chance(0.7)) actions.push(runOf(dice, everybody))
    // Mostly nothing is asked: then nothing happens.
    if (dice.chance(0.15)) actions.push({ do: 'answer', computer: dice.below(total), choice: dice.below(24) })
    if (dice.chance(0.04)) actions.push({ do: 'undo', computer: dice.below(total), choice: dice.below(24) })
  }
  return { world, actions }
}

function runOf(dice: Dice, everybody: readonly number[]): Action {
  const computer = dice.below(everybody.length)
  if (dice.chance(0.05)) return { do: 'page', computer, n: dice.below(8) }
  const computers = everybody.length > 1 && dice.chance(0.5) ? everybody : [computer]
  return { do: 'run', computers, kind: dice.pick(['auto', 'auto', 'auto', 'sweep', 'full']) }
}

function actionOf(world: WorldPlan, dice: Dice, next: () => number, leaning: number): readonly Action[] {
  const roll = dice.below(100)
  const n = dice.below(Math.max(3, world.appointments))
  const side = dice.pick(['private', 'shared'] as const)
  if (leaning === 1 && dice.chance(0.4)) return faultsOf(dice)
  if (leaning === 2 && dice.chance(0.4)) return computersOf(world, dice)
  if (roll < 34) return editsOf(world, dice, next, n, side)
  if (roll < 48) return [{ do: dice.pick(['flag', 'unflag', 'unflag', 'uncheck copy']), n }]
  if (roll < 66) {
    return [
      {
        do: dice.pick(handled),
        n,
        side,
      },
    ]
  }
  if (roll < 70) return [{ do: 'add', profile: dice.below(3), relevant: dice.chance(0.8), k: next() }]
  if (roll < 73) return [{ do: dice.pick(['type row', 'edit row']), k: next() }]
  if (roll < 75) return [{ do: 'note', n, side, k: next() }]
  if (roll < 85) return faultsOf(dice)
  if (roll < 92) return computersOf(world, dice)
  if (roll < 94) return [{ do: 'answer', computer: dice.below(4), choice: dice.below(24) }]
  if (roll < 95) return [{ do: 'undo', computer: dice.below(4), choice: dice.below(24) }]
  if (roll < 97) return accessOf(world, dice)
  return schemaOf(world, dice, next)
}

function editsOf(
  world: WorldPlan,
  dice: Dice,
  next: () => number,
  n: number,
  side: 'private' | 'shared',
): readonly Action[] {
  const field = (): FieldName => world.fields[dice.below(world.fields.length)] ?? 'Ort'
  const one = field()
  if (dice.chance(0.1)) return [{ do: 'clear', n, side, field: one }]
  const edit: Action = { do: dice.chance(0.1) ? 'third edit' : 'edit', n, side, field: one, k: next() }
  if (dice.chance(0.25)) {
    const other = side === 'private' ? 'shared' : 'private'
    return [edit, { do: 'edit', n, side: other, field: dice.chance(0.6) ? one : field(), k: next() }]
  }
  return dice.chance(0.2) ? [edit, { do: 'edit', n, side, field: one, k: next() }] : [edit]
}

function faultsOf(dice: Dice): readonly Action[] {
  if (dice.chance(0.15)) return [{ do: 'stale', ms: dice.pick([0, 10_000, 40_000, 90_000]) }]
  const on: Target = dice.pick(['create', 'update', 'update', 'query', 'third page', 'read', 'any'])
  const fault = faultNames[dice.below(faultNames.length)] ?? '500 before'
  // A create alone may come true long after it was given up.
  if (fault === 'hang late') return [{ do: 'fault', fault, on: 'create', nth: 1, times: 1 }]
  if (on === 'third page') return [{ do: 'fault', fault, on, nth: 1, times: dice.pick([1, 1, 2]) }]
  return [{ do: 'fault', fault, on, nth: 1 + dice.below(3), times: dice.pick([1, 1, 1, 2, 6]) }]
}

function computersOf(world: WorldPlan, dice: Dice): readonly Action[] {
  const computer = dice.below(world.wallErrors.length)
  const roll = dice.below(13)
  if (roll < 5)
    return [{ do: 'kill', computer, where: dice.pick(['before', 'after', 'ledger']), nth: 1 + dice.below(14) }]
  if (roll < 6) return [{ do: 'restart', computer }]
  if (roll < 7) return [{ do: 'stop', computer }]
  if (roll < 8) return [{ do: 'suspend', computer, ms: dice.pick([60_000, 3_600_000, 12 * 3_600_000]) }]
  if (roll < 10)
    return [{ do: 'jump', computer, ms: dice.pick([-3_600_000, 3_600_000, -90_000, 86_400_000, -400 * 86_400_000]) }]
  if (roll < 11) return [{ do: 'lose ledger', computer }]
  if (roll < 12) return [{ do: 'zone', zone: dice.pick(zones) }]
  return [{ do: dice.pick(['back up', 'put back']), computer }]
}

function accessOf(world: WorldPlan, dice: Dice): readonly Action[] {
  const profile = dice.below(world.computers.length)
  const side = dice.pick(['private', 'shared'] as const)
  return [{ do: dice.pick(['revoke', 'new token', 'unshare', 'share']), profile, side }]
}

function schemaOf(world: WorldPlan, dice: Dice, next: () => number): readonly Action[] {
  const field = world.fields[1 + dice.below(world.fields.length - 1)] ?? 'Ort'
  const side = dice.pick(['private', 'shared'] as const)
  const kind = fieldTypes[field]
  if (dice.chance(0.15)) return [{ do: 'delete tracking', side, k: dice.below(6) }]
  if ((kind === 'select' || kind === 'status' || kind === 'multi_select') && dice.chance(0.6)) {
    return [{ do: dice.pick(['rename option', 'rename option', 'delete option']), side, field, k: next() }]
  }
  return [{ do: dice.pick(['rename property', 'rename property', 'retype property', 'delete property']), side, field }]
}
