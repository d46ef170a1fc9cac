/**
 * What a run holds in memory at most: the built command line as a process of its own, for 1,000 and for 10,000 pairs that
 * are in step, and what ten times as many pairs come to. With `--long` also a first sync of 10,000.
 *
 * Linux only. Peak memory is what the system says; a busy computer changes it little.
 */
import { household, type SystemFigures } from './own-process.ts'
import type { Bench } from './run-shapes.ts'

const FEW = 1_000
const MANY = 10_000
/** About as long as what people write into a description. */
const DESCRIPTION = 'Ein etwas längerer Text '.repeat(8)

interface Peaks {
  /** Nothing but opening the ledger and telling how things stand. */
  readonly status: SystemFigures
  readonly takeOver: SystemFigures
  readonly full: SystemFigures
}

async function peaks(count: number): Promise<Peaks> {
  const house = await household(count, { copied: true, description: DESCRIPTION })
  try {
    const takeOver = await house.command('sync')
    // The first full run after a take-over notes of each pair that it was seen in step.
    await house.command('sync', '--full')
    return { takeOver, full: await house.command('sync', '--full'), status: await house.command('profile', 'list') }
  } finally {
    await house.close()
  }
}

async function firstSync(count: number): Promise<SystemFigures> {
  const house = await household(count, { copied: false, description: DESCRIPTION })
  try {
    return await house.command('sync', '--no-wait')
  } finally {
    await house.close()
  }
}

export const memoryBench: Bench = {
  name: 'memory',
  run: async ({ long, print }) => {
    const few = await peaks(FEW)
    print(`memory: ${FEW} done`)
    const many = await peaks(MANY)
    const first = long ? await firstSync(MANY) : null
    const line = (what: string, count: number, { peakMb, processorMs }: SystemFigures) => [
      what,
      count.toLocaleString('en'),
      peakMb.toFixed(0),
      (processorMs / 1_000).toFixed(1),
    ]
    const growth = many.full.peakMb / few.full.peakMb
    return {
      missed: [],
      figures: { 'peak of a full run, 10,000 / 1,000 pairs': { value: growth, kind: 'ratio' } },
      tables: [
        {
          title: `Peak memory of one run, ten times as many pairs: ${growth.toFixed(2)} x`,
          columns: ['run', 'pairs', 'peak resident, MB', 'processor, s'],
          rows: [
            line('opening the ledger alone', MANY, many.status),
            line('full, no change', FEW, few.full),
            line('full, no change', MANY, many.full),
            line('taking over a filled database', MANY, many.takeOver),
            ...(first === null ? [] : [line('first sync', MANY, first)]),
          ],
        },
      ],
    }
  },
}
