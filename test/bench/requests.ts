/**
 * Requests per operation, as the sandbox counts them, for growing numbers of appointments: ours, beside them the least
 * that the API allows, and what the older tool took for the same, by formula and measured.
 *
 * In this process, with a clock that moves by itself. Assumes one connection for both databases.
 */
import { addAppointments, createWorld, type World } from '../support/world.ts'
import { createOlderTool } from './older-tool.ts'
import type { Bench, Figure } from './run-shapes.ts'

const MINUTE = 60_000
const pagesOf = (count: number): number => Math.max(1, Math.ceil(count / 100))
const onePercent = (count: number): number => Math.max(1, Math.floor(count / 100))

interface Operation {
  readonly name: string
  /** The fewest requests with which anybody could do it; derived beside each. */
  readonly least: (count: number) => number
  /** The older tool, as it was measured in its time. */
  readonly recalled: (count: number) => number
  /** What somebody does before. `at` is another page each time. */
  readonly happens: (world: World, ids: readonly string[], at: number) => void
  readonly run: 'auto' | 'full' | 'sweep'
  /** What must be true afterwards; else the count means nothing. */
  readonly done?: (world: World, id: string) => boolean
}

const copyOf = (world: World, id: string) => world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)
const target = (ids: readonly string[], at: number): string => ids[at % ids.length] ?? ''
const noChange = (count: number): number => 6 + 3 * count
const removal = (count: number): number => 4 + 3 * count

const operations: readonly Operation[] = [
  {
    name: 'incremental, no change',
    // Nothing is pushed, so each side is asked once.
    least: () => 2,
    recalled: noChange,
    happens: () => undefined,
    run: 'auto',
  },
  {
    name: 'full, no change',
    // A list gives 100 rows; both sides are listed.
    least: (count) => 2 * pagesOf(count),
    recalled: noChange,
    happens: () => undefined,
    run: 'full',
  },
  {
    name: 'one update, private',
    // Each side is asked once, one write. (Ours reads the target once more before it overwrites.)
    least: () => 3,
    recalled: noChange,
    happens: (world, ids, at) => world.anna.edit(target(ids, at), { Ort: 'Keller' }),
    run: 'auto',
    done: (world, id) => copyOf(world, id)?.values['Ort'] === 'Keller',
  },
  {
    name: 'one update, shared',
    least: () => 3,
    recalled: noChange,
    happens: (world, ids, at) => world.partner.edit(copyOf(world, target(ids, at))?.id ?? '', { Ort: 'Speicher' }),
    run: 'auto',
    done: (world, id) => world.sandbox.read(id)?.values['Ort'] === 'Speicher',
  },
  {
    name: '1 % changed',
    // The changed rows are listed, the other side is asked once, one write for each.
    least: (count) => pagesOf(onePercent(count)) + 1 + onePercent(count),
    recalled: noChange,
    happens: (world, ids, at) => {
      for (let index = 0; index < onePercent(ids.length); index += 1) {
        world.anna.edit(target(ids, at + index), { Beschreibung: `neu ${at}` })
      }
    },
    run: 'auto',
    done: (world, id) => copyOf(world, id)?.values['Beschreibung'] !== '',
  },
  {
    name: 'one unshared',
    // Each side is asked once, the copy goes to the trash, the link is cleared.
    least: () => 4,
    recalled: removal,
    happens: (world, ids, at) => world.anna.check(target(ids, at), 'PartnerRelevant', false),
    run: 'auto',
    done: (world, id) => copyOf(world, id) === undefined,
  },
  {
    name: 'one trashed, private',
    // No list of live rows shows what is gone: both sides are listed, one direct read proves it, one write.
    least: (count) => 2 * pagesOf(count) + 2,
    recalled: removal,
    happens: (world, ids, at) => world.anna.trash(target(ids, at)),
    run: 'sweep',
    done: (world, id) => copyOf(world, id) === undefined,
  },
  {
    name: 'one trashed, shared',
    // The same; the write unchecks the private page and clears its link at once.
    least: (count) => 2 * pagesOf(count) + 2,
    recalled: removal,
    happens: (world, ids, at) => world.partner.trash(copyOf(world, target(ids, at))?.id ?? ''),
    run: 'sweep',
    done: (world, id) => world.sandbox.read(id)?.values['PartnerRelevant'] === false,
  },
]

async function older(count: number): Promise<ReadonlyMap<string, number>> {
  const measured = new Map<string, number>()
  const world = await createWorld()
  const ids = addAppointments(world, count, { Beschreibung: 'Text' })
  const { sandbox, token, privateId, sharedId } = world
  const tool = createOlderTool({ sandbox, token, privateId, sharedId, userNumber: 1 })
  const measure = async (...names: readonly string[]): Promise<void> => {
    world.requests()
    await tool.run()
    const requests = world.requests()
    for (const name of names) measured.set(name, requests)
  }
  await measure('first sync')
  if (world.sharedRows().length !== count) throw new Error('the older tool did not copy everything')
  // It looks at everything each time, whatever happened.
  await measure('incremental, no change', 'full, no change', 'taking over a filled database')
  world.anna.edit(target(ids, 1), { Ort: 'Keller' })
  await measure('one update, private')
  await measure('1 % changed')
  world.anna.check(target(ids, 2), 'PartnerRelevant', false)
  await measure('one unshared')
  world.anna.trash(target(ids, 3))
  await measure('one trashed, private')
  world.close()
  return measured
}

interface Counted {
  readonly requests: number
  /** What the look at it once more, six minutes later, took beyond the two of any incremental run. */
  readonly later: number
}

async function takingOver(count: number): Promise<number> {
  const world = await createWorld()
  const ids = addAppointments(world, count)
  for (const id of ids) {
    const { Name, Datum, Ort } = world.sandbox.read(id)?.values ?? {}
    const copy = world.anna.addRow(world.sharedId, {
      ...Object.fromEntries(Object.entries({ Name, Datum, Ort }).filter(([, value]) => value !== undefined)),
      PartnerRelevant: true,
      SourcePrivateId: id,
      SourceUserId: 1,
    })
    world.anna.edit(id, { SyncedToSharedId: copy })
  }
  world.requests()
  const { record } = await world.computer().run()
  if (record.state !== 'completed' || record.statistics.created > 0)
    throw new Error('the databases were not taken over')
  const requests = world.requests()
  world.close()
  return requests
}

async function ours(count: number): Promise<ReadonlyMap<string, Counted>> {
  const measured = new Map<string, Counted>()
  const world = await createWorld()
  const ids = addAppointments(world, count)
  const computer = world.computer()
  const settled = async (): Promise<number> => {
    await world.clock.advance(6 * MINUTE)
    world.requests()
    await computer.run()
    const later = Math.max(0, world.requests() - 2)
    await world.clock.advance(6 * MINUTE)
    await computer.run()
    await world.clock.advance(6 * MINUTE)
    world.requests()
    return later
  }
  world.requests()
  await computer.run()
  const first = world.requests()
  if (world.sharedRows().length !== count) throw new Error('the first sync did not copy everything')
  measured.set('first sync', { requests: first, later: await settled() })
  for (const [at, operation] of operations.entries()) {
    operation.happens(world, ids, at)
    await computer.run({ kind: operation.run })
    const requests = world.requests()
    if (operation.done?.(world, target(ids, at)) === false) throw new Error(`not done: ${operation.name}, ${count}`)
    measured.set(operation.name, { requests, later: await settled() })
  }
  world.close()
  measured.set('taking over a filled database', { requests: await takingOver(count), later: 0 })
  return measured
}

const bounds: readonly Pick<Operation, 'name' | 'least' | 'recalled'>[] = [
  // One page for each request, and the copy's id is known only once it is made: N creates, N links; both sides are listed.
  { name: 'first sync', least: (count) => 2 * count + pagesOf(count) + 1, recalled: (count) => 6 + 8 * count },
  ...operations,
  // Everything is equal and linked: both sides are listed, nothing is written.
  { name: 'taking over a filled database', least: (count) => 2 * pagesOf(count), recalled: noChange },
]

/** What each may cost at most (sync-semantics, “What it may cost”). */
const allowed: Readonly<Record<string, (count: number) => number>> = {
  'first sync': (count) => 2 * count + 4 * pagesOf(count) + 10,
  'incremental, no change': () => 2,
  'full, no change': (count) => 2 * pagesOf(count) + 6,
  'one update, private': () => 5,
  'one update, shared': () => 5,
  'one unshared': () => 6,
}

/** Up to here without `--long`. */
const ALWAYS = 1_000

export const requestsBench: Bench = {
  name: 'requests',
  run: async ({ long, print }) => {
    const figures: Record<string, Figure> = {}
    const tables = []
    const missed: string[] = []
    for (const count of long ? [10, 100, ALWAYS, 10_000] : [10, 100, ALWAYS]) {
      const own = await ours(count)
      const before = count <= 1_000 ? await older(count) : null
      print(`requests: ${count} done`)
      const rows = bounds.map(({ name, least, recalled }) => {
        const { requests = Number.NaN, later = Number.NaN } = own.get(name) ?? {}
        const measured = before?.get(name)
        const most = allowed[name]?.(count) ?? Number.POSITIVE_INFINITY
        if (requests > most) missed.push(`${name}, N = ${count}: ${requests} requests (at most ${most})`)
        figures[`${name}, N = ${count}`] = {
          value: requests,
          kind: 'requests',
          ...(count > ALWAYS ? { onlyLong: true } : {}),
        }
        return [
          name,
          requests,
          later,
          least(count),
          recalled(count),
          measured ?? '',
          measured === undefined ? '' : (measured / requests).toFixed(1),
        ]
      })
      tables.push({
        title: `Requests, N = ${count.toLocaleString('en')}`,
        columns: [
          'operation',
          'ours',
          'looked at later',
          'least',
          'older, by formula',
          'older, measured',
          'older / ours',
        ],
        rows,
      })
    }
    return { tables, figures, missed }
  },
}
