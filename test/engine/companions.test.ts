/** Profiles that share a database and its token: what they cost it together, and that none pays for another one. */
import { afterEach, describe, expect, it } from 'vitest'
import {
  type Companion,
  isOver,
  type Listings,
  listsAlong,
  looksTogether,
  onTheBeat,
} from '../../electron/engine/companions.ts'
import type { Profile } from '../../shared/model.ts'
import { createHouse, type House, type HouseOptions } from '../support/companions.ts'

const second = 1_000
const minute = 60_000

let open: House | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

async function house(options: Partial<HouseOptions> = {}): Promise<House> {
  open = await createHouse({ profiles: 5, each: 3, privateTokens: 'own', ...options })
  return open
}

async function until(of: House, holds: () => boolean, limit = 20 * minute): Promise<number> {
  const start = of.world.clock.monotonic()
  while (!holds() && of.world.clock.monotonic() - start < limit) await of.world.clock.sleep(200)
  if (!holds()) throw new Error(`did not come about within ${limit} ms`)
  return of.world.clock.monotonic() - start
}

async function inStep(of: House): Promise<void> {
  of.schedule.start()
  const total = of.members.reduce((sum, each) => sum + each.rows.length, 0)
  await until(of, () => of.world.sharedRows().length === total)
  await of.world.clock.sleep(10 * minute)
  expect(of.errors).toEqual([])
}

describe('the beat', () => {
  it('ends a pause on the same moments for everybody, never later than the pause itself', () => {
    for (const now of [0, 1, 19_999, 20_000, 33_333.5]) {
      const pause = onTheBeat(20_000, 20_000, now)
      expect((now + pause) % 20_000).toBe(0)
      expect(pause).toBeGreaterThan(0)
      expect(pause).toBeLessThanOrEqual(20_000)
    }
  })

  it('keeps a longer pause nearly as long', () => {
    const pause = onTheBeat(80_000, 20_000, 7_000)
    expect((7_000 + pause) % 20_000).toBe(0)
    expect(pause).toBeGreaterThan(60_000)
  })
})

describe('what is due', () => {
  it('is so by either clock: one may stand still while the computer sleeps, the other may be set back', () => {
    const last = { wall: 0, monotonic: 0 }
    expect(isOver(last, minute, { wall: 2 * minute, monotonic: 1_000 })).toBe(true)
    expect(isOver(last, minute, { wall: -2 * minute, monotonic: minute })).toBe(true)
    expect(isOver(last, minute, { wall: minute - 1, monotonic: minute - 1 })).toBe(false)
    expect(isOver(null, minute, last)).toBe(true)
  })
})

describe('listing along', () => {
  const at = (monotonic: number) => ({ wall: monotonic, monotonic })
  const now = at(100 * minute)
  const profile = { intervalMs: 120 * minute } as Profile // Nothing else of it is looked at.
  const known = (listings: Partial<Listings> = {}): Companion => ({
    profile,
    listings: {
      lastFullAt: at(90 * minute),
      lastSweepAt: at(98 * minute),
      sweepMs: 5 * minute,
      ownSweepMs: minute,
      listsSince: Number.NEGATIVE_INFINITY,
      ready: true,
      ...listings,
    },
  })
  const due = known({ lastSweepAt: at(90 * minute) })

  it('sweeps along with a companion that has to', () => {
    expect(listsAlong(known(), [known()], now)).toBeNull()
    expect(listsAlong(known(), [known(), due], now)).toBe('sweep')
    expect(listsAlong(known(), [known({ listsSince: now.monotonic - 500, ready: false })], now)).toBe('sweep')
  })

  it('does not when its own private side would cost more than six requests a minute', () => {
    expect(listsAlong(known({ ownSweepMs: 3 * minute }), [due], now)).toBeNull()
  })

  it('does not because of a companion that is busy or fails', () => {
    expect(listsAlong(known(), [known({ ...due.listings, ready: false })], now)).toBeNull()
    expect(listsAlong(known(), [known({ lastFullAt: null, ready: false })], now)).toBeNull()
  })

  it('runs fully along when its own time has nearly come', () => {
    const full = known({ lastFullAt: at(-30 * minute) })
    expect(listsAlong(known({ lastFullAt: at(-10 * minute) }), [full], now)).toBe('full')
    expect(listsAlong(known(), [full], now)).toBe('sweep')
  })
})

describe('profiles that share a database and its token', () => {
  it('cost the shared side as many requests when idle as one of them does', async () => {
    const five = await house()
    await inStep(five)
    five.sharedRequests()
    await five.world.clock.sleep(60 * minute)
    const together = five.sharedRequests()
    expect(new Set(five.reports.map(({ report }) => report.record.state))).toEqual(new Set(['completed']))
    five.awake.clear()
    const [first] = five.members
    if (first !== undefined) five.awake.add(first)
    await five.world.clock.sleep(10 * minute)
    five.sharedRequests()
    await five.world.clock.sleep(60 * minute)
    const alone = five.sharedRequests()
    expect(together).toBeGreaterThan(0)
    expect(together).toBeLessThanOrEqual(alone + 3)
  })

  it.each(['own', 'same'] as const)(
    'each bring a change to its other side within 30 s, and touch nobody else’s rows (private tokens: %s)',
    async (privateTokens) => {
      const five = await house({ privateTokens })
      await inStep(five)
      const copyOf = (id: string) => five.world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)
      for (const { rows } of five.members) {
        await five.world.clock.sleep(7_300)
        five.world.anna.edit(rows[0] ?? '', { Ort: `privat ${rows[0]}` })
        five.world.partner.edit(copyOf(rows[1] ?? '')?.id ?? '', { Beschreibung: `geteilt ${rows[1]}` })
        five.world.anna.check(rows[2] ?? '', 'PartnerRelevant', false)
        const arrived = () =>
          copyOf(rows[0] ?? '')?.values['Ort'] === `privat ${rows[0]}` &&
          five.world.sandbox.read(rows[1] ?? '')?.values['Beschreibung'] === `geteilt ${rows[1]}` &&
          copyOf(rows[2] ?? '') === undefined
        expect(await until(five, arrived)).toBeLessThanOrEqual(30 * second)
      }
      await five.world.clock.sleep(10 * minute)
      expect(five.world.sharedRows()).toHaveLength(10)
      for (const { profile } of five.members) {
        expect(five.store.ledger.pairCounts(profile.id).paired).toBe(2)
        expect(five.store.ledger.openIntents(profile.id)).toEqual([])
      }
    },
  )

  it('notice a trashed page within the pace of their sweeps', async () => {
    const five = await house()
    await inStep(five)
    five.world.anna.trash(five.members[3]?.rows[0] ?? '')
    const gone = await until(five, () => five.world.sharedRows().length === 14)
    expect(gone).toBeLessThanOrEqual(6 * minute)
  })

  it('are all told of a failure of the shared side, and all go on when it is over', async () => {
    const five = await house()
    await inStep(five)
    const remove = five.world.sandbox.faults.add({
      operation: 'dataSources.query',
      connection: five.world.sharedConnectionId,
      probability: 1,
      action: { kind: 'drop', when: 'before' },
    })
    five.reports.length = 0
    await five.world.clock.sleep(3 * minute)
    const failed = new Set(
      five.reports.filter(({ report }) => report.record.state === 'failed').map(({ profile }) => profile),
    )
    expect(failed.size).toBe(5)
    remove()
    const edited = five.members.map(({ rows }) => rows[0] ?? '')
    for (const id of edited) five.world.anna.edit(id, { Ort: 'Hof' })
    const copies = () => five.world.sharedRows().filter((row) => row.values['Ort'] === 'Hof')
    await until(five, () => copies().length === 5)
  })

  it('do not end each other: one that is stopped leaves the look to the others', async () => {
    const five = await house({ profiles: 2 })
    const stop = new AbortController()
    const [first, other] = five.members
    if (first === undefined || other === undefined) throw new Error('two were built')
    const going = new AbortController().signal
    five.network.fetch = async (url, init) => {
      if (url.includes('/query')) await five.world.clock.sleep(2 * second)
      return five.world.sandbox.fetch(url, init)
    }
    const request = { kind: 'full', together: true } as const
    const runs = [five.engine.run(first.profile, request, stop.signal), five.engine.run(other.profile, request, going)]
    await five.world.clock.sleep(1_000)
    stop.abort()
    const [stopped, went] = await Promise.all(runs)
    expect(stopped?.record.state).toBe('stopped')
    expect(went?.record).toMatchObject({ state: 'completed', statistics: { created: 3 } })
    expect(five.world.sharedRows()).toHaveLength(3)
  })

  it('start side by side: none waits until the others are done', async () => {
    const many = await house({ profiles: 10, each: 20, sandbox: { rateLimit: { requests: 180, windowMs: minute } } })
    await many.world.clock.sleep(2 * minute)
    many.schedule.start()
    await until(many, () => many.world.sharedRows().length === 200)
    expect(many.world.sandbox.requests.filter(({ status }) => status === 429)).toEqual([])
    await many.world.clock.sleep(2 * minute)
    const ended = many.members.map(
      ({ profile }) => many.reports.find((each) => each.profile === profile.name)?.at ?? Number.POSITIVE_INFINITY,
    )
    expect(Math.max(...ended) - Math.min(...ended)).toBeLessThanOrEqual(minute)
  })

  it('are told by the same database and the same token, not by one of them', async () => {
    const { members } = await house({ profiles: 2 })
    const [one, other] = members.map(({ profile }) => profile)
    if (one === undefined || other === undefined) throw new Error('two were built')
    expect(looksTogether(one, other)).toBe(true)
    expect(looksTogether(one, { ...other, shared: { ...other.shared, token: other.private.token } })).toBe(false)
    expect(looksTogether(one, { ...other, shared: { ...other.shared, resource: other.private.resource } })).toBe(false)
  })

  it('ask alone when somebody asks for a run', async () => {
    const five = await house()
    await inStep(five)
    five.sharedRequests()
    const [first] = five.members
    await five.schedule.syncNow(first?.profile.id ?? null, { kind: 'auto' })
    expect(five.sharedRequests()).toBe(1)
  })
})
