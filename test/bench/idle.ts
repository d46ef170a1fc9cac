/**
 * The program at rest: `run` as a process of its own with 10,000 pairs in step, for two minutes, or for ten with `--long`.
 *
 * Processor time and memory as the system counts them, so that a busy computer changes little; what was written by the
 * bytes that the process sent to the disk and by the times of the files in the home. A sweep comes too seldom for two
 * minutes: one is brought on afterwards and measured by itself. Linux only.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { sweepInterval } from '../../electron/engine/schedule.ts'
import { figuresOf, type Household, household, type SystemFigures, writtenSince } from './own-process.ts'
import type { Bench } from './run-shapes.ts'

const PAIRS = 10_000
const GOAL_PERCENT = 0.2
const GOAL_MB = 120
const HOUR = 60 * 60_000
/** After its first full run a process has its heartbeat behind it and its rubbish collected. */
const SETTLE_MS = 10_000

interface Rest {
  readonly before: SystemFigures
  readonly after: SystemFigures
  readonly requests: number
  readonly written: readonly string[]
  readonly sweepMs: number
  readonly sweepRequests: number
}

async function rested(house: Household, restMs: number): Promise<Rest> {
  const fullRuns = { ended: 0 }
  const child = house.daemon(['run'], (line) => {
    if (line.includes('"kind":"full"')) fullRuns.ended += 1
  })
  const now = (): SystemFigures => {
    const figures = figuresOf(child.pid)
    if (figures === null) throw new Error('the program ended by itself')
    return figures
  }
  const fullRun = async (count: number): Promise<void> => {
    while (fullRuns.ended < count) {
      now()
      await pause(50)
    }
  }
  try {
    await fullRun(1)
    await pause(SETTLE_MS)
    const { sandbox } = house.place
    sandbox.resetRequests()
    const [began, before] = [Date.now(), now()]
    await pause(restMs)
    const [requests, after] = [sandbox.requests.length, now()]
    const written = writtenSince(house.home, began)
    sandbox.resetRequests()
    // An interval of a minute is over at once: a full run, which is a sweep with four requests for the schemas.
    await house.command('profile', 'set', 'anna', '--interval', '1m')
    await fullRun(2)
    const sweepMs = now().processorMs - after.processorMs
    return { before, after, requests, written, sweepMs, sweepRequests: sandbox.requests.length }
  } finally {
    await house.end(child)
  }
}

export const idleBench: Bench = {
  name: 'idle',
  run: async ({ long, print }) => {
    const minutes = long ? 10 : 2
    const restMs = minutes * 60_000
    const house = await household(PAIRS, { copied: true, description: 'Ein kurzer Text' })
    try {
      await house.command('sync')
      await house.command('sync', '--full')
      print(`idle: at rest for ${minutes} min`)
      const { before, after, requests, written, sweepMs, sweepRequests } = await rested(house, restMs)
      const percent = (ms: number, of: number): number => (100 * ms) / of
      const looks = percent(after.processorMs - before.processorMs, restMs)
      const every = sweepInterval(sweepRequests)
      const sweeps = percent(sweepMs, every)
      const kilobytes = (after.writtenBytes - before.writtenBytes) / 1_024
      return {
        missed: [
          ...(looks + sweeps <= GOAL_PERCENT
            ? []
            : [`at rest ${(looks + sweeps).toFixed(2)} % of a core (goal: ${GOAL_PERCENT})`]),
          ...(after.residentMb <= GOAL_MB
            ? []
            : [`at rest ${after.residentMb.toFixed(0)} MB resident (goal: ${GOAL_MB})`]),
        ],
        figures: {},
        tables: [
          {
            title: `At rest for ${minutes} min with ${PAIRS.toLocaleString('en')} pairs in step`,
            columns: ['what', 'measured', 'goal'],
            rows: [
              ['looks, % of a core', looks.toFixed(3), ''],
              [
                `sweeps, % of a core: ${(sweepMs / 1_000).toFixed(2)} s every ${(every / 60_000).toFixed(0)} min, ${((sweepMs * HOUR) / every / 1_000).toFixed(1)} s an hour`,
                sweeps.toFixed(3),
                '',
              ],
              ['together, % of a core', (looks + sweeps).toFixed(3), GOAL_PERCENT],
              ['resident, MB', after.residentMb.toFixed(0), GOAL_MB],
              ['peak since the start, its full run, MB', after.peakMb.toFixed(0), ''],
              ['written to the disk, KB', kilobytes.toFixed(0), 'a heartbeat'],
              ['files written', written.length === 0 ? 'none' : written.join(', '), ''],
              ['requests a minute', (requests / minutes).toFixed(1), 12],
            ],
          },
        ],
      }
    } finally {
      await house.close()
    }
  },
}
