/**
 * Which boundaries the kill tests meet: fixed lists, so that each run meets the same ones.
 *
 * `longPlans` meets every request boundary of every act as the first kill of its act, in each of three ways, and goes on
 * with kills at the durable steps of the ledger; `shortPlans` is a choice of them. A life that comes after a kill has
 * less to do, so a later kill may find the program done already; such a kill does not count.
 */
import type { LogCut } from './log-cut.ts'
import type { Act } from './oracle.ts'
import type { Boundary, Kill, Plan } from './play.ts'

/** Requests and durable steps of an undisturbed sync of each act, counted in a run without kills. */
const requestsIn: Readonly<Record<Act, number>> = { 0: 27, 1: 36, 2: 17 }
const stepsIn: Readonly<Record<Act, number>> = { 0: 73, 1: 67, 2: 26 }
const createsIn: Readonly<Record<Act, number>> = { 0: 10, 1: 3, 2: 0 }

const acts: readonly Act[] = [0, 1, 2]

function sweep(act: Act, boundary: Boundary, upTo: number): readonly Kill[] {
  return Array.from({ length: upTo }, (_, index) => ({ act, boundary, nth: index + 1 }))
}

/** Every boundary at which a request crosses. */
function crossings(act: Act): readonly Kill[] {
  const [before, after, answered] = (['before', 'after', 'answered'] as const).map((boundary) =>
    sweep(act, boundary, requestsIn[act]),
  )
  return [...(before ?? []), ...(after ?? []), ...(answered ?? []), ...sweep(act, 'late', createsIn[act])]
}

/** Every boundary at which the ledger becomes durable. */
function steps(act: Act): readonly Kill[] {
  return [...sweep(act, 'unrecorded', stepsIn[act]), ...sweep(act, 'recorded', stepsIn[act])]
}

/** One of a list, walked through in strides so that neighbours do not meet neighbours. */
function pick(kills: readonly Kill[], turn: number, stride: number): readonly Kill[] {
  const kill = kills[(turn * stride) % kills.length]
  return kill === undefined ? [] : [turn % 3 === 1 ? { ...kill, atOnce: true } : kill]
}

export const longPlans: readonly Plan[] = Array.from({ length: crossings(1).length }, (_, turn) => ({
  kills: acts.flatMap((act) =>
    [crossings(act).slice(turn, turn + 1), pick(steps(act), turn, 7), pick(crossings(act), turn, 5)].flat(),
  ),
  until: 2,
  full: turn % 3 !== 2,
  gapMinutes: turn % 2 === 0 ? 5 : 0,
}))

/** Ten kills: the first of each act early enough that creates are left, the later ones to meet a program that still has work. */
function tenKills(turn: number): readonly Kill[] {
  const crossing = (['before', 'after', 'answered'] as const)[turn % 3] ?? 'before'
  const other = (['answered', 'before', 'after'] as const)[turn % 3] ?? 'after'
  return [
    { act: 0, boundary: crossing, nth: 8 + 3 * turn },
    { act: 0, boundary: 'late', nth: 1 },
    { act: 0, boundary: 'unrecorded', nth: 3 + 3 * turn, atOnce: true },
    { act: 1, boundary: turn % 2 === 0 ? 'recorded' : 'unrecorded', nth: 12 + 5 * turn },
    { act: 1, boundary: other, nth: 11 + 3 * turn },
    { act: 1, boundary: crossing, nth: 3 + turn, atOnce: true },
    { act: 1, boundary: 'recorded', nth: 4 + turn },
    { act: 2, boundary: other, nth: 8 + turn },
    { act: 2, boundary: 'recorded', nth: 3 + turn },
    { act: 2, boundary: 'before', nth: 1 + (turn % 2) },
  ]
}

/** Fifty kills in five homes: all kinds, early and late in each act. */
export const shortPlans: readonly Plan[] = Array.from({ length: 5 }, (_, turn) => ({
  kills: tenKills(turn),
  until: 2,
  full: turn % 3 !== 2,
  gapMinutes: turn % 2 === 0 ? 5 : 0,
}))

/** Quiet times that are really waited for, each home its own: the machine's time is Notion's as well. */
export const waitingPlans: readonly Plan[] = [8, 9, 12, 16].map((nth) => ({
  kills: [{ act: 0, boundary: 'before', nth }],
  until: 0,
  full: true,
  gapMinutes: 0,
  realTime: true,
}))

const cuts: readonly LogCut[] = [
  { kind: 'emptied' },
  { kind: 'gone' },
  { kind: 'header-only' },
  { kind: 'half-header' },
  { kind: 'half' },
  { kind: 'frames', lost: 0, torn: true },
  { kind: 'frames', lost: 1, torn: false },
  { kind: 'frames', lost: 4, torn: true },
  { kind: 'frames', lost: 12, torn: false },
]

/** The power fails right after a request was carried out, and takes a part of the log with it. */
export const powerPlans: readonly Plan[] = cuts.map((cut, turn) => ({
  kills: [
    { act: 0, boundary: 'after', nth: 12 + turn, cut },
    { act: 1, boundary: 'after', nth: 8 + turn, cut },
  ],
  until: 1,
  full: turn % 2 === 0,
  gapMinutes: 5,
}))
