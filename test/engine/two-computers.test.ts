/**
 * Two computers keep one profile, interleaved at every request: one stops and the other runs completely, both take turns, the
 * other is killed. At the end there is one copy for each page, nothing swings to and fro, and no value is lost.
 */
import { afterEach, describe, expect, it } from 'vitest'
import type { Profile } from '../../shared/model.ts'
import { addTwoComputers, type Computers, play, rounds, type Schedule } from '../support/two-computers.ts'
import { addAppointments, createWorld, type World } from '../support/world.ts'

const minutes = 60_000

interface Scene {
  readonly world: World
  readonly computers: Computers
  readonly profile: Profile
  readonly ids: readonly string[]
  readonly copies: readonly string[]
}

interface Play {
  readonly name: string
  /** Nobody has run before; else both are in step with three appointments. */
  readonly fresh?: boolean
  readonly profile?: Partial<Profile>
  /** What people do before the two run. */
  readonly act: (scene: Scene) => void
  /** What people do while the first waits, after the second has run. */
  readonly meanwhile?: (scene: Scene) => void
  /** How often the two meet like this; an import takes more than one run. */
  readonly times?: number
  /** Texts that people wrote: each is on a page, or in an open question, at the end. */
  readonly written?: readonly string[]
  /** Texts that gave way to a later edit, or by a policy: they are in the history at least. */
  readonly gaveWay?: readonly string[]
  /** Copies outside the trash at the end. */
  readonly copies: number
  readonly check?: (scene: Scene) => void
}

const open: { end(): void }[] = []
function endAll(): void {
  for (const each of open.splice(0)) each.end()
}
afterEach(endAll)

const at = (list: readonly string[], index: number): string => list[index] ?? ''
const shown = ({ world }: Scene, page: string) => {
  const row = world.sandbox.read(page)
  return { inTrash: row?.inTrash, ...row?.values }
}

const plays: readonly Play[] = [
  { name: 'a first run of both', fresh: true, act: () => undefined, copies: 3 },
  {
    name: 'new appointments',
    act: ({ world }) => void addAppointments(world, 2, { Ort: 'neu' }),
    written: ['neu'],
    copies: 5,
  },
  {
    name: 'edits on both sides',
    act: ({ world, ids, copies }) => {
      world.anna.edit(at(ids, 0), { Ort: 'Berlin' })
      world.partner.edit(at(copies, 0), { Beschreibung: 'Schlafsack' })
      world.partner.edit(at(copies, 1), { Ort: 'Bern' })
    },
    written: ['Berlin', 'Schlafsack', 'Bern'],
    copies: 3,
  },
  {
    name: 'a conflict',
    act: ({ world, ids, copies }) => {
      world.anna.edit(at(ids, 0), { Ort: 'Berlin', Beschreibung: 'Schlafsack' })
      world.partner.edit(at(copies, 0), { Ort: 'Bern' })
    },
    written: ['Berlin', 'Bern', 'Schlafsack'],
    copies: 3,
    check: (scene) => {
      expect(shown(scene, at(scene.ids, 0))).toMatchObject({ Ort: 'Berlin' })
      expect(shown(scene, at(scene.copies, 0))).toMatchObject({ Ort: 'Bern' })
    },
  },
  {
    name: 'a conflict that a policy settles',
    profile: { onConflict: 'private' },
    act: ({ world, ids, copies }) => {
      world.anna.edit(at(ids, 0), { Ort: 'Berlin' })
      world.partner.edit(at(copies, 0), { Ort: 'Bern' })
    },
    written: ['Berlin'],
    gaveWay: ['Bern'],
    copies: 3,
  },
  {
    name: 'removals on both sides',
    act: ({ world, ids, copies }) => {
      world.anna.trash(at(ids, 0))
      world.partner.trash(at(copies, 1))
    },
    copies: 1,
    check: (scene) => {
      expect(shown(scene, at(scene.copies, 0))).toMatchObject({ inTrash: true })
      expect(shown(scene, at(scene.ids, 1))).toMatchObject({
        inTrash: false,
        PartnerRelevant: false,
        SyncedToSharedId: '',
      })
    },
  },
  {
    name: 'a trashed page whose copy was edited',
    act: ({ world, ids, copies }) => {
      world.anna.trash(at(ids, 0))
      world.partner.edit(at(copies, 0), { Ort: 'Bern' })
    },
    written: ['Bern'],
    copies: 3,
  },
  {
    name: 'an unsharing with an edit to fold',
    act: ({ world, ids, copies }) => {
      world.partner.edit(at(copies, 0), { Ort: 'Bern' })
      world.anna.check(at(ids, 0), 'PartnerRelevant', false)
    },
    written: ['Bern'],
    copies: 2,
    check: (scene) => {
      expect(shown(scene, at(scene.ids, 0))).toMatchObject({ PartnerRelevant: false, SyncedToSharedId: '' })
      expect(shown(scene, at(scene.copies, 0))).toMatchObject({ inTrash: true })
    },
  },
  {
    name: 'a duplicated page',
    act: ({ world, ids }) => void world.anna.duplicate(at(ids, 0)),
    copies: 4,
  },
  {
    name: 'an import',
    profile: { importRows: true },
    times: 3,
    act: ({ world }) => void world.partner.addRow(world.sharedId, { Name: 'Zahnarzt' }),
    written: ['Zahnarzt'],
    copies: 4,
    check: ({ world }) => {
      expect(world.privateRows().filter((row) => row.values['Name'] === 'Zahnarzt')).toHaveLength(1)
    },
  },
  {
    name: 'an edit of what the other one has just written',
    act: ({ world, ids }) => world.anna.edit(at(ids, 0), { Ort: 'Berlin' }),
    meanwhile: ({ world, copies }) => world.partner.edit(at(copies, 0), { Ort: 'Bern' }),
    written: ['Bern'],
    gaveWay: ['Berlin'],
    copies: 3,
  },
  {
    name: 'an edit, then one on the other side',
    act: ({ world, ids }) => world.anna.edit(at(ids, 0), { Ort: 'Berlin' }),
    meanwhile: ({ world, ids }) => world.anna.edit(at(ids, 0), { Ort: 'Ulm' }),
    written: ['Ulm'],
    copies: 3,
  },
  {
    name: 'an edit that is taken back',
    act: ({ world, ids }) => world.anna.edit(at(ids, 0), { Ort: 'Berlin' }),
    meanwhile: ({ world, ids }) => world.anna.edit(at(ids, 0), { Ort: 'Garage' }),
    copies: 3,
    check: (scene) => expect(shown(scene, at(scene.ids, 0))).toMatchObject({ Ort: 'Garage' }),
  },
  {
    name: 'an edit, then an unsharing',
    act: ({ world, ids }) => world.anna.edit(at(ids, 0), { Ort: 'Berlin' }),
    meanwhile: ({ world, ids }) => world.anna.check(at(ids, 0), 'PartnerRelevant', false),
    written: ['Berlin'],
    copies: 2,
  },
  {
    name: 'a new appointment, then an unsharing',
    act: ({ world, ids }) => {
      world.anna.addRow(world.privateId, { Name: 'Neues', PartnerRelevant: true })
      world.anna.edit(at(ids, 0), { Ort: 'Berlin' })
    },
    meanwhile: ({ world }) => {
      const fresh = world.privateRows().find((row) => row.values['Name'] === 'Neues')
      world.anna.check(fresh?.id ?? '', 'PartnerRelevant', false)
    },
    written: ['Berlin'],
    copies: 3,
  },
  {
    name: 'an unsharing that is thought better of',
    act: ({ world, ids }) => world.anna.check(at(ids, 0), 'PartnerRelevant', false),
    meanwhile: ({ world, ids }) => world.anna.check(at(ids, 0), 'PartnerRelevant', true),
    copies: 3,
  },
  {
    name: 'a trashed page that comes back',
    act: ({ world, ids }) => world.anna.trash(at(ids, 0)),
    meanwhile: ({ world, ids }) => world.anna.restore(at(ids, 0)),
    copies: 3,
  },
  {
    name: 'a trashed copy that comes back',
    act: ({ world, copies }) => world.partner.trash(at(copies, 0)),
    meanwhile: ({ world, ids }) => world.anna.check(at(ids, 0), 'PartnerRelevant', true),
    copies: 3,
  },
]

const quietPlays = plays.filter((each) => each.meanwhile === undefined)

async function staged(each: Play): Promise<Scene> {
  const world = await createWorld()
  open.push({ end: () => world.close() })
  const profile = { ...world.profile, ...each.profile }
  const ids = addAppointments(world, 3)
  const computers = addTwoComputers(world)
  open.unshift(computers)
  if (each.fresh !== true) {
    for (const computer of [computers.first, computers.second, computers.first]) {
      await computer.run({}, profile)
      await world.clock.advance(5 * minutes)
    }
  }
  const copyOf = (id: string) => world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
  const scene = { world, computers, profile, ids, copies: ids.map(copyOf) }
  each.act(scene)
  await world.clock.advance(2 * minutes)
  world.requests()
  return scene
}

/** Where what people wrote can be found: on pages and in open questions, and in the history. */
function found({ world, computers }: Scene): { readonly open: string; readonly history: string } {
  const rows = [world.privateId, world.sharedId].flatMap((id) =>
    world.sandbox.rows(id, 'live').map((row) => row.values),
  )
  const journals = [computers.first, computers.second].map(({ store }) => store.journal)
  const questions = journals.map((journal) => journal.openConflicts(world.profile.id))
  return {
    open: JSON.stringify([rows, questions]),
    history: JSON.stringify(journals.map((journal) => journal.changes({ limit: 500 }))),
  }
}

async function expectSettled(scene: Scene, each: Play): Promise<void> {
  const { world, computers, profile } = scene
  const needed = await rounds(world, computers, profile, 7)
  expect(needed).toBeGreaterThanOrEqual(0)
  const copies = world.sharedRows()
  expect(new Set(copies.map((row) => row.values['SourcePrivateId'])).size).toBe(copies.length)
  expect(copies).toHaveLength(each.copies)
  for (const row of world.privateRows().filter((page) => page.values['PartnerRelevant'] === true)) {
    const mine = copies.filter((copy) => copy.values['SourcePrivateId'] === row.id)
    expect(mine.map((copy) => copy.id)).toEqual([row.values['SyncedToSharedId']])
  }
  const { open: shownOrAsked, history } = found(scene)
  for (const text of each.written ?? []) expect(shownOrAsked).toContain(text)
  for (const text of each.gaveWay ?? []) expect(history).toContain(text)
  for (const { store } of [computers.first, computers.second]) {
    expect(store.ledger.openIntents(profile.id)).toHaveLength(0)
    expect(store.journal.problems(profile.id)).toHaveLength(0)
  }
  each.check?.(scene)
}

/** As `expectSettled`; a failure names the schedule, so that it can be played again. */
async function expectSettledAfter(scene: Scene, each: Play, schedule: string): Promise<void> {
  try {
    await expectSettled(scene, each)
  } catch (error) {
    throw new Error(`${schedule}: ${String(error)}`, { cause: error })
  }
}

async function meet(each: Play, scene: Scene, schedule: Schedule, kind: 'auto' | 'full'): Promise<boolean> {
  const { world, computers, profile } = scene
  let reached = false
  for (let time = 0; time < (each.times ?? 1); time += 1) {
    if (time > 0) await world.clock.advance(minutes)
    reached = (await play(world, computers, schedule, kind, profile, () => each.meanwhile?.(scene))) || reached
  }
  return reached
}

/** Plays the same scene under longer and longer pauses, until the first computer ends before its pause. */
async function atEveryRequest(
  each: Play,
  kind: 'auto' | 'full',
  scheduleAt: (after: number) => Schedule,
): Promise<number> {
  let after = 0
  for (let reached = true; reached; after += 1) {
    const scene = await staged(each)
    const schedule = scheduleAt(after)
    reached = await meet(each, scene, schedule, kind)
    await expectSettledAfter(scene, each, `${kind} ${JSON.stringify(schedule)}`)
    endAll()
  }
  return after
}

/** At once, or after over a minute, when readings count as old and times differ: by turns, and the other way in `auto`. */
const gapAt = (after: number, kind: 'auto' | 'full'): number =>
  (after + (kind === 'full' ? 0 : 1)) % 2 === 0 ? 0 : 70_000

describe.each(['full', 'auto'] as const)('one waits at every request of a run, the other runs (%s)', (kind) => {
  const reachable = plays.filter((each) => kind === 'full' || !/removal|trashed/.test(each.name))
  it.each(reachable)('$name', async (each) => {
    const scheduleAt = (after: number): Schedule => ({ kind: 'pause', after, gapMs: gapAt(after, kind), kill: null })
    expect(await atEveryRequest(each, kind, scheduleAt)).toBeGreaterThan(2)
  })
})

describe('one is about to write, the other is killed at every request', () => {
  it.each(quietPlays)('$name', async (each) => {
    const scheduleAt = (nth: number): Schedule => {
      const kill = { at: Math.floor(nth / 2), when: nth % 2 === 0 ? ('before' as const) : ('after' as const) }
      return { kind: 'pause', after: 'write', gapMs: 0, kill }
    }
    expect(await atEveryRequest(each, 'full', scheduleAt)).toBeGreaterThan(4)
  })
})

describe('in turn, request by request', () => {
  const turns = [
    { first: 0, each: 1 },
    { first: 1, each: 1 },
    { first: 0, each: 2 },
    { first: 1, each: 3 },
  ] as const
  it.each(quietPlays)('$name', async (each) => {
    for (const turn of turns) {
      const scene = await staged(each)
      expect(await meet(each, scene, { kind: 'alternate', ...turn }, 'full')).toBe(true)
      await expectSettledAfter(scene, each, JSON.stringify(turn))
      endAll()
    }
  })
})
