/** One look at a database for several runs: what may be shared, and that nothing is taken for newer than it is. */
import { describe, expect, it } from 'vitest'
import { type Asker, createJointLooks } from '../../electron/engine/joint-look.ts'
import type { Listing, ReadSide, WriteSide } from '../../electron/engine/ports.ts'
import { failingSide } from '../../electron/host/connections.ts'
import { failure, ok } from '../../shared/failure.ts'
import type { ResourceId, Schema, SharedPageId, SourcePage } from '../../shared/model.ts'
import { createTestClock, settle } from '../support/clock.ts'

const minute = 60_000
const resource = 'shared' as ResourceId
const noAnswer = failure('service', 'not asked of this side')

/** A database whose answers are given by hand. */
function stage() {
  const clock = createTestClock({ auto: true })
  const asked: {
    readonly what: string
    readonly since: number
    readonly at: number
    readonly signal: AbortSignal
    readonly answer: (listing: Listing<SharedPageId>) => void
    readonly fail: (error: Error) => void
  }[] = []
  const alone: string[] = []
  const open = ({ signal, meter }: Asker): ReadSide<SharedPageId> => {
    const ask = (what: string, since = 0): Promise<Listing<SharedPageId>> =>
      new Promise((answer, fail) => {
        meter.read += 2
        asked.push({ what, since, at: clock.monotonic(), signal, answer, fail })
        signal.addEventListener('abort', () => answer({ kind: 'incomplete', pages: [], failure: noAnswer }))
      })
    return {
      ...failingSide<SharedPageId>(resource, noAnswer),
      list: (scope) => ask(`list ${scope}`),
      changesSince: (since) => ask('changes', since),
      schema: () => {
        asked.push({ what: 'schema', since: 0, at: 0, signal, answer: () => {}, fail: () => {} })
        return Promise.resolve(ok<Schema>({ properties: [] } as unknown as Schema)) // Nobody looks into it here.
      },
    }
  }
  const own: WriteSide<SharedPageId> = {
    ...failingSide<SharedPageId>(resource, noAnswer),
    changesSince: (since) => {
      alone.push(`changes ${since}`)
      return Promise.resolve({ kind: 'complete', pages: [], serverAt: 1 })
    },
    read: () => {
      alone.push('read')
      return Promise.resolve(noAnswer)
    },
  }
  const looks = createJointLooks<SharedPageId>({ clock, open })
  const member = () => {
    const stop = new AbortController()
    const meter: Asker['meter'] = { read: 0, write: 0, retried: 0 }
    return { side: looks.join(own, { signal: stop.signal, meter }), stop, meter }
  }
  return { clock, asked, alone, member }
}

function page(id: string, editedAt: number): SourcePage<SharedPageId> {
  return { id: id as SharedPageId, editedAt } as SourcePage<SharedPageId> // Only these are looked at here.
}

function complete(pages: readonly SourcePage<SharedPageId>[] = []): Listing<SharedPageId> {
  return { kind: 'complete', pages, serverAt: 77 }
}

describe('a look that several runs share', () => {
  it('is one request for all that ask at the same moment, counted for one of them', async () => {
    const { asked, member, clock } = stage()
    const members = [member(), member(), member()]
    const answers = members.map(({ side }) => side.list('present'))
    await clock.sleep(50)
    expect(asked.map(({ what }) => what)).toEqual(['list present'])
    asked[0]?.answer(complete([page('a', 1)]))
    for (const answer of answers) expect(await answer).toEqual(complete([page('a', 1)]))
    expect(members.map(({ meter }) => [meter.read, meter.taken])).toEqual([
      [2, undefined],
      [0, 2],
      [0, 2],
    ])
  })

  it('begins after everybody who gets its answer has asked: who comes later gets a later one', async () => {
    const { asked, member, clock } = stage()
    const early = member().side.list('present')
    await clock.sleep(50)
    const lateAskedAt = clock.monotonic()
    let lateAnswered = false
    const late = member()
      .side.list('present')
      .then((answer) => {
        lateAnswered = true
        return answer
      })
    await clock.sleep(50)
    expect(asked).toHaveLength(1)
    asked[0]?.answer(complete([page('old', 1)]))
    expect(await early).toEqual(complete([page('old', 1)]))
    await settle()
    expect(lateAnswered).toBe(false)
    expect(asked[1]?.at).toBeGreaterThanOrEqual(lateAskedAt)
    asked[1]?.answer(complete([page('new', 2)]))
    expect(await late).toEqual(complete([page('new', 2)]))
  })

  it('asks for changes from the earliest moment wanted, and gives each run what it asked for, in whole minutes', async () => {
    const { asked, member, clock } = stage()
    const base = 100 * minute
    const later = member().side.changesSince(base + 2 * minute + 1)
    const earlier = member().side.changesSince(base)
    await clock.sleep(50)
    expect(asked.map(({ since }) => since)).toEqual([base])
    const pages = [page('first', base), page('same minute', base + 2 * minute), page('last', base + 3 * minute)]
    asked[0]?.answer(complete(pages))
    expect((await earlier).pages.map(({ id }) => id)).toEqual(['first', 'same minute', 'last'])
    expect((await later).pages.map(({ id }) => id)).toEqual(['same minute', 'last'])
    expect((await later).kind === 'complete' && (await later)).toMatchObject({ serverAt: 77 })
  })

  it('lets nobody wait for the long list of one that has been away', async () => {
    const { asked, alone, member } = stage()
    void member().side.changesSince(100 * minute)
    await member().side.changesSince(1 * minute)
    expect(alone).toEqual([`changes ${minute}`])
    expect(asked).toEqual([])
  })

  it('stays incomplete for everybody when it is incomplete', async () => {
    const { asked, member, clock } = stage()
    const wrong = failure('network', 'gone')
    const answers = [member(), member()].map(({ side }) => side.changesSince(5 * minute))
    await clock.sleep(50)
    asked[0]?.answer({ kind: 'incomplete', pages: [page('a', 5 * minute)], failure: wrong })
    for (const answer of answers) {
      expect(await answer).toEqual({ kind: 'incomplete', pages: [page('a', 5 * minute)], failure: wrong })
    }
  })

  it('throws at everybody what it threw, and the next look goes on', async () => {
    const { asked, member, clock } = stage()
    const answers = [member(), member()].map(({ side }) => side.list('trash'))
    await clock.sleep(50)
    asked[0]?.fail(new Error('a bug'))
    for (const answer of answers) await expect(answer).rejects.toThrow('a bug')
    const again = member().side.list('trash')
    await clock.sleep(50)
    asked[1]?.answer(complete())
    expect(await again).toEqual(complete())
  })

  it('goes on for the others when one is stopped, the first one too, and ends when nobody waits any more', async () => {
    const { asked, member, clock } = stage()
    const [first, second] = [member(), member()]
    const [mine, theirs] = [first.side.list('present'), second.side.list('present')]
    await clock.sleep(50)
    first.stop.abort()
    expect(await mine).toMatchObject({ kind: 'incomplete', failure: { category: 'stopped' } })
    expect(asked[0]?.signal.aborted).toBe(false)
    asked[0]?.answer(complete([page('a', 1)]))
    expect(await theirs).toEqual(complete([page('a', 1)]))
    const last = member()
    const unanswered = last.side.list('present')
    await clock.sleep(50)
    last.stop.abort()
    expect(await unanswered).toMatchObject({ kind: 'incomplete', failure: { category: 'stopped' } })
    expect(asked[1]?.signal.aborted).toBe(true)
    await settle()
    last.stop.abort()
    expect(await last.side.list('present')).toMatchObject({ kind: 'incomplete', failure: { category: 'stopped' } })
    expect(asked).toHaveLength(2)
  })

  it('is not made at all when everybody left before it began', async () => {
    const { asked, member, clock } = stage()
    const only = member()
    const answer = only.side.list('present')
    only.stop.abort()
    expect(await answer).toMatchObject({ kind: 'incomplete' })
    await clock.sleep(50)
    expect(asked).toEqual([])
    const next = member().side.list('present')
    await clock.sleep(50)
    asked[0]?.answer(complete())
    expect(await next).toEqual(complete())
  })

  it('keeps different questions apart, and leaves single pages to each run', async () => {
    const { asked, alone, member, clock } = stage()
    const { side } = member()
    void side.list('present')
    void side.list('trash')
    void side.changesSince(minute)
    void side.schema()
    await side.read('page' as SharedPageId)
    await clock.sleep(50)
    expect(asked.map(({ what }) => what).toSorted()).toEqual(['changes', 'list present', 'list trash', 'schema'])
    expect(alone).toEqual(['read'])
  })
})
