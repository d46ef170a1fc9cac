import { describe, expect, it } from 'vitest'
import { type Admission, type Budget, createBudget, type Priority } from '../../electron/http/budget.ts'
import { createTestClock, settle } from '../support/clock.ts'

const SECOND = 1_000

/** Asks for a place and notes when it was given. */
function visitor(budget: Budget, log: string[]) {
  return async (name: string, priority: Priority = 'bulk', signal?: AbortSignal): Promise<Admission> => {
    const admission = await budget.acquire(priority, signal === undefined ? {} : { signal })
    log.push(`${name}:${admission.kind}`)
    return admission
  }
}

function release(admission: Admission): void {
  if (admission.kind === 'go') admission.release()
}

describe('the window', () => {
  it('is spent as one burst, and is free again when it is over', async () => {
    const clock = createTestClock()
    const budget = createBudget({ clock, limit: 3, windowMs: 60 * SECOND })
    for (let request = 0; request < 3; request += 1) release(await budget.acquire('bulk'))
    expect(budget.waiting()).toBe(60 * SECOND)
    const log: string[] = []
    void visitor(budget, log)('fourth')
    await clock.advance(60 * SECOND - 1)
    expect(log).toEqual([])
    await clock.advance(1)
    expect(log).toEqual(['fourth:go'])
  })

  it('says how many requests are left in it, those under way not counted, and none during a pause', async () => {
    const clock = createTestClock()
    const budget = createBudget({ clock, limit: 3, windowMs: 60 * SECOND })
    expect(budget.left()).toBe(3)
    const going = await budget.acquire('bulk')
    expect(budget.left()).toBe(2)
    release(going)
    expect(budget.left()).toBe(2)
    await clock.advance(60 * SECOND)
    expect(budget.left()).toBe(3)
    budget.pause(5 * SECOND)
    expect(budget.left()).toBe(0)
  })

  it('counts a request from its answer on, so that no window of the service sees more than the limit', async () => {
    const clock = createTestClock()
    const budget = createBudget({ clock, limit: 1, windowMs: 60 * SECOND })
    const slow = await budget.acquire('bulk')
    const log: string[] = []
    void visitor(budget, log)('next')
    await clock.advance(61 * SECOND)
    expect(log).toEqual([])
    release(slow)
    await clock.advance(60 * SECOND)
    expect(log).toEqual(['next:go'])
  })

  it('never lets more leave in any span of its length, however requests come', async () => {
    const clock = createTestClock()
    const budget = createBudget({ clock, limit: 5, windowMs: 10 * SECOND })
    const times: number[] = []
    const visit = async (): Promise<void> => {
      const admission = await budget.acquire('bulk')
      times.push(clock.monotonic())
      release(admission)
    }
    for (let request = 0; request < 40; request += 1) {
      void visit()
      await clock.advance((request * 7_919) % 3_000)
    }
    await clock.advance(120 * SECOND)
    expect(times).toHaveLength(40)
    for (const start of times) {
      expect(times.filter((time) => time >= start && time < start + 10 * SECOND).length).toBeLessThanOrEqual(5)
    }
  })
})

describe('order', () => {
  it('lets a person go before the rest, and is fair among equals', async () => {
    const clock = createTestClock()
    const budget = createBudget({ clock, inFlight: 1 })
    const first = await budget.acquire('bulk')
    const log: string[] = []
    const visit = visitor(budget, log)
    const all = [visit('a'), visit('b'), visit('u', 'user'), visit('v', 'user'), visit('c')]
    release(first)
    for (const each of [all[2], all[3], all[0], all[1], all[4]]) if (each !== undefined) release(await each)
    expect(log).toEqual(['u:go', 'v:go', 'a:go', 'b:go', 'c:go'])
  })

  it('keeps at most so many under way at once', async () => {
    const clock = createTestClock()
    const budget = createBudget({ clock, inFlight: 2 })
    const log: string[] = []
    const visit = visitor(budget, log)
    const all = [visit('a'), visit('b'), visit('c')]
    await settle()
    expect(log).toEqual(['a:go', 'b:go'])
    const [a] = all
    if (a !== undefined) release(await a)
    await settle()
    expect(log).toEqual(['a:go', 'b:go', 'c:go'])
  })

  it('counts a place that is given back twice once', async () => {
    const clock = createTestClock()
    const budget = createBudget({ clock, limit: 2, windowMs: 60 * SECOND })
    const admission = await budget.acquire('bulk')
    release(admission)
    release(admission)
    expect(budget.waiting()).toBe(0)
  })
})

describe('a pause', () => {
  it('holds everybody for as long as the service asked, without an upper limit', async () => {
    const clock = createTestClock()
    const budget = createBudget({ clock })
    budget.pause(3_600 * SECOND)
    budget.pause(5 * SECOND)
    expect(budget.waiting()).toBe(3_600 * SECOND)
    const log: string[] = []
    void visitor(budget, log)('a', 'user')
    await clock.advance(3_600 * SECOND - 1)
    expect(log).toEqual([])
    await clock.advance(1)
    expect(log).toEqual(['a:go'])
  })

  it('tells those who will not wait that long, also when it begins while they wait', async () => {
    const clock = createTestClock()
    const budget = createBudget({ clock, inFlight: 1 })
    await budget.acquire('bulk')
    const waiting = budget.acquire('bulk', { patienceMs: 10 * SECOND })
    budget.pause(11 * SECOND)
    expect(await waiting).toEqual({ kind: 'too-long', waitMs: 11 * SECOND })
    expect(await budget.acquire('bulk', { patienceMs: 1 })).toEqual({ kind: 'too-long', waitMs: 11 * SECOND })
  })

  it('does not care about the wall clock', async () => {
    const clock = createTestClock()
    const budget = createBudget({ clock })
    budget.pause(10 * SECOND)
    clock.jumpWall(-86_400 * SECOND)
    const log: string[] = []
    void visitor(budget, log)('a')
    await clock.advance(10 * SECOND)
    expect(log).toEqual(['a:go'])
  })
})

describe('stopping', () => {
  it('ends waiting at once and leaves nobody asleep', async () => {
    const clock = createTestClock()
    const budget = createBudget({ clock })
    budget.pause(60 * SECOND)
    const stop = new AbortController()
    const waiting = budget.acquire('bulk', { signal: stop.signal })
    await settle()
    expect(clock.sleepers()).toBe(1)
    stop.abort()
    expect(await waiting).toEqual({ kind: 'stopped' })
    await settle()
    expect(clock.sleepers()).toBe(0)
  })

  it('refuses whoever was stopped before', async () => {
    const budget = createBudget({ clock: createTestClock() })
    expect(await budget.acquire('bulk', { signal: AbortSignal.abort() })).toEqual({ kind: 'stopped' })
  })
})

describe('places that are kept for what somebody watches', () => {
  const minute = 60 * SECOND

  /** Takes all that bulk gets right now. */
  async function takeAll(budget: Budget): Promise<number> {
    let taken = 0
    while (budget.waiting('bulk') === 0) {
      release(await budget.acquire('bulk'))
      taken += 1
    }
    return taken
  }

  it('are none before the window was used up: a burst has all of it', async () => {
    const clock = createTestClock()
    expect(await takeAll(createBudget({ clock }))).toBe(180)
  })

  it('are there from the first wait on, as long as there is one', async () => {
    const clock = createTestClock()
    const budget = createBudget({ clock })
    await takeAll(budget)
    const log: string[] = []
    const ask = visitor(budget, log)
    void ask('bulk').then(release)
    await clock.advance(minute)
    expect(log).toEqual(['bulk:go'])
    expect(await takeAll(budget)).toBe(171)
    expect(budget.waiting('bulk')).toBe(minute)
    expect(budget.waiting('user')).toBe(0)
    void ask('waiting bulk')
    for (let page = 0; page < 8; page += 1) await ask(`${page}`, 'user').then(release)
    expect(log.slice(1)).toEqual(Array.from({ length: 8 }, (_, page) => `${page}:go`))
    expect(budget.waiting('user')).toBe(minute)
  })

  it('are given back two minutes after the last wait', async () => {
    const clock = createTestClock()
    const budget = createBudget({ clock })
    await takeAll(budget)
    void budget.acquire('bulk').then(release)
    await clock.advance(minute)
    await clock.advance(2 * minute)
    expect(await takeAll(budget)).toBe(180)
  })
})
