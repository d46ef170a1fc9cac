/**
 * What runs ask of the ledger, for 1,000 appointments: exact counts, the same on every computer, so that one more is worse.
 *
 * In this process, with a clock that moves by itself. What costs on a true disk is a transaction that wrote: it waits until
 * the disk has it. What costs the processor is a read that gives a record.
 */
import { addAppointments, createWorld } from '../support/world.ts'
import { type CountedComputer, countedComputer, type LedgerCounts } from './counted-ledger.ts'
import type { Bench, Figure } from './run-shapes.ts'

const COUNT = 1_000
const MINUTE = 60_000

type Kind = 'auto' | 'full' | 'sweep'

const unchanged: readonly (readonly [string, Kind])[] = [
  ['full, no change', 'full'],
  ['incremental, no change', 'auto'],
  ['sweep, no change', 'sweep'],
]

/** Every run by its name, in the order in which they happened. */
async function measured(): Promise<ReadonlyMap<string, LedgerCounts>> {
  const found = new Map<string, LedgerCounts>()
  const world = await createWorld()
  const ids = addAppointments(world, COUNT)
  const computer = countedComputer(world)
  const take = async (name: string, kind: Kind): Promise<void> => {
    computer.counts()
    const { record } = await computer.run({ kind })
    if (record.state !== 'completed') throw new Error(`${name}: ${record.state}`)
    found.set(name, computer.counts())
  }
  await take('first sync', 'auto')
  if (world.sharedRows().length !== COUNT) throw new Error('the first sync did not copy everything')
  await rest(world.clock, computer)
  for (const [name, kind] of unchanged) await take(name, kind)
  for (const id of ids.slice(0, COUNT / 100)) world.anna.edit(id, { Ort: 'Keller' })
  await take('1 % changed', 'auto')
  computer.close()
  world.close()
  return found
}

/** What was written is seen again, and the minutes in which it was written close. */
async function rest(clock: { advance(ms: number): Promise<void> }, computer: CountedComputer): Promise<void> {
  for (let look = 0; look < 3; look += 1) {
    await clock.advance(6 * MINUTE)
    await computer.run()
  }
  await computer.run({ kind: 'full' })
}

const shown = {
  reads: 'statements that read',
  rows: 'records read',
  writes: 'statements that write',
  commits: 'transactions that wrote',
} satisfies Record<keyof LedgerCounts, string>

const each = (count: number): string => (count / COUNT).toFixed(3)

export const ledgerBench: Bench = {
  name: 'ledger',
  run: async () => {
    const found = await measured()
    const figures: Record<string, Figure> = {}
    for (const [name, { reads, rows, writes, commits }] of found) {
      const counted = { reads, rows, writes, commits }
      for (const [key, value] of Object.entries(counted)) figures[`${name}, ${key}`] = { value, kind: 'count' }
    }
    const idle = [...found].filter(([name]) => name.endsWith('no change') && !name.startsWith('full'))
    const title = `Ledger, ${COUNT.toLocaleString('en')} appointments`
    return {
      missed: idle
        .filter(([, { commits }]) => commits > 0)
        .map(([name, { commits }]) => `${name}: ${commits} transactions wrote (goal: none)`),
      figures,
      tables: [
        {
          title: `${title}: what one run takes in all`,
          columns: ['run', ...Object.values(shown)],
          rows: [...found].map(([name, { reads, rows, writes, commits }]) => [name, reads, rows, writes, commits]),
        },
        {
          title: `${title}: the same for each`,
          columns: ['run', ...Object.values(shown)],
          rows: [...found].map(([name, { reads, rows, writes, commits }]) => [
            name,
            each(reads),
            each(rows),
            each(writes),
            each(commits),
          ]),
        },
      ],
    }
  },
}
