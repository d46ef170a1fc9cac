/** Writes whose answer nobody heard: settled before anything else is decided, as what the service shows by then. */
import { afterEach, describe, expect, it } from 'vitest'
import type { FaultRule, Operation } from '../../electron/sandbox/faults.ts'
import { type Deadly, kill, killedRun } from '../support/killed-run.ts'
import { addAppointments, type Computer, createWorld, pageId, type World, type WorldOptions } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000

interface Stage {
  readonly world: World
  readonly computer: Computer
  readonly id: string
  readonly copy: string
}

async function synced(options: WorldOptions = {}): Promise<Stage> {
  const world = await createWorld(options)
  open = world
  const [id = ''] = addAppointments(world, 3)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * minutes)
  const copy = world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
  return { world, computer, id, copy }
}

/** The next write is lost before or after its effect, and whoever looks for its outcome gets no answer until the end. */
function loseNext(world: World, write: Operation, when: 'before' | 'after'): () => void {
  let lost = false
  world.sandbox.faults.add({
    operation: write,
    where: () => {
      lost = true
      return true
    },
    action: { kind: 'drop', when },
  })
  const silent: FaultRule = {
    operation: ['pages.retrieve', 'dataSources.query'],
    probability: 1,
    where: () => lost,
    action: { kind: 'answer', when: 'before', answer: { kind: 'internal' } },
  }
  return world.sandbox.faults.add(silent)
}

const openIntents = (s: Stage): number => s.computer.store.ledger.openIntents(s.world.profile.id).length
const placeOf = (s: Stage, page: string): unknown => s.world.sandbox.read(page)?.values['Ort']

/** An edit of the private page whose writing to the copy was lost; the intent is open. */
async function lostEdit(when: 'before' | 'after'): Promise<Stage & { readonly hear: () => void }> {
  const s = await synced()
  s.world.anna.edit(s.id, { Ort: 'Berlin' })
  const hear = loseNext(s.world, 'pages.update', when)
  await s.computer.run()
  expect(openIntents(s)).toBe(1)
  await s.world.clock.advance(4 * minutes)
  return { ...s, hear }
}

describe('an edit whose answer was lost', () => {
  it('that was done is recorded with its before-image, and written no second time', async () => {
    const s = await lostEdit('after')
    s.hear()
    const { record } = await s.computer.run()
    expect(record).toMatchObject({ falseAlarms: 1, requests: { write: 0 } })
    const change = s.computer.store.journal.changes({ limit: 20 }).find(({ kind }) => kind === 'update')
    expect(JSON.stringify(change?.fields)).toContain('Garage')
    expect(openIntents(s)).toBe(0)
  })

  it('that was not done is done then', async () => {
    const s = await lostEdit('before')
    s.hear()
    await s.computer.run()
    expect(placeOf(s, s.copy)).toBe('Berlin')
    expect(openIntents(s)).toBe(0)
  })

  it('and written over since leaves in the history what it replaced, and asks', async () => {
    const s = await lostEdit('after')
    s.world.partner.edit(s.copy, { Ort: 'Bern' })
    s.hear()
    await s.computer.run()
    expect([placeOf(s, s.id), placeOf(s, s.copy)]).toEqual(['Berlin', 'Bern'])
    expect(s.computer.store.journal.openConflicts(s.world.profile.id)).toHaveLength(1)
    const kept = s.computer.store.journal.changes({ limit: 20 }).find(({ kind }) => kind === 'superseded')
    expect(JSON.stringify(kept?.fields)).toContain('Garage')
  })

  it('of a page that is gone by now ends as what is known of that page (9)', async () => {
    const s = await lostEdit('before')
    s.world.partner.trash(s.copy)
    s.world.partner.purge(s.copy)
    s.hear()
    await s.computer.run({ kind: 'full' })
    expect(openIntents(s)).toBe(0)
    expect(s.computer.store.journal.problems(s.world.profile.id)).toMatchObject([
      { failure: { reason: 'copy-unreadable' } },
    ])
  })

  it('of a page that is out of sight for a while leaves in the history what it may have replaced', async () => {
    const s = await lostEdit('after')
    s.hear()
    s.world.sandbox.admin.unshare(s.world.sharedId, s.world.sharedConnectionId)
    await s.computer.run()
    expect(openIntents(s)).toBe(0)
    s.world.sandbox.admin.share(s.world.sharedId, s.world.sharedConnectionId)
    await s.world.clock.advance(4 * minutes)
    await s.computer.run({ kind: 'full' })
    expect([placeOf(s, s.id), placeOf(s, s.copy)]).toEqual(['Berlin', 'Berlin'])
    const kept = s.computer.store.journal.changes({ limit: 20 }).filter(({ kind }) => kind === 'superseded')
    expect(kept).toMatchObject([{ pageId: s.copy, title: expect.stringMatching(/./) }])
    expect(JSON.stringify(kept[0]?.fields)).toContain('Garage')
  })

  it('stays open while nobody answers, says that it is being checked, and is due', async () => {
    const s = await lostEdit('after')
    const report = await s.computer.run()
    expect(openIntents(s)).toBe(1)
    expect(s.computer.store.ledger.pair(s.world.profile.id, pageId(s.id))?.state.kind).toBe('being-checked')
    expect(report.nextDueAt).not.toBeNull()
    s.hear()
    await s.world.clock.advance(minutes)
    await s.computer.run()
    expect(openIntents(s)).toBe(0)
  })

  it('is not looked for by a run that is stopped at once', async () => {
    const s = await lostEdit('after')
    s.hear()
    const stopped = AbortSignal.abort()
    const { record } = await s.computer.engine.run(s.world.profile, { kind: 'auto' }, stopped)
    expect(record.state).toBe('stopped')
    expect(openIntents(s)).toBe(1)
  })
})

describe('an edit of the private page whose answer was lost', () => {
  it('ends as what is known of that page, when it is gone by then (9)', async () => {
    const s = await synced()
    s.world.partner.edit(s.copy, { Ort: 'Bern' })
    const hear = loseNext(s.world, 'pages.update', 'before')
    await s.computer.run()
    s.world.anna.trash(s.id)
    s.world.anna.purge(s.id)
    hear()
    await s.world.clock.advance(4 * minutes)
    await s.computer.run({ kind: 'full' })
    expect(openIntents(s)).toBe(0)
    expect(s.computer.store.journal.problems(s.world.profile.id)).toMatchObject([
      { failure: { reason: 'private-unreadable' } },
    ])
  })

  it("is taken for nobody else's while nobody can look at the page", async () => {
    const s = await lostEdit('after')
    s.hear()
    const end = s.world.sandbox.faults.add({
      operation: 'pages.retrieve',
      probability: 1,
      action: { kind: 'answer', when: 'before', answer: { kind: 'internal' } },
    })
    await s.computer.run()
    expect(openIntents(s)).toBe(1)
    expect(s.computer.signals.some((each) => each.kind === 'noticed')).toBe(false)
    end()
    await s.world.clock.advance(minutes)
    await s.computer.run()
    expect([openIntents(s), placeOf(s, s.copy)]).toEqual([0, 'Berlin'])
  })
})

describe('a create whose answer was lost', () => {
  it('is the older one of two pages, when somebody has duplicated the copy by then (12)', async () => {
    const s = await synced()
    const [fresh = ''] = addAppointments(s.world, 1)
    s.world.sandbox.faults.add({ operation: 'pages.create', action: { kind: 'drop', when: 'after' } })
    const stop = s.world.sandbox.afterRequest(({ operation }) => {
      if (operation !== 'pages.create') return
      stop()
      const made = s.world.sharedRows().find((row) => row.values['SourcePrivateId'] === fresh)
      s.world.partner.duplicate(made?.id ?? '')
    })
    await s.computer.run()
    const carriers = s.world.sharedRows().filter((row) => row.values['SourcePrivateId'] === fresh)
    const winner = carriers.map((row) => row.id).toSorted()[0]
    expect(carriers).toHaveLength(2)
    await s.world.clock.advance(4 * minutes)
    await s.computer.run({ kind: 'full' })
    expect(s.computer.store.ledger.pair(s.world.profile.id, pageId(fresh))?.sharedId).toBe(winner)
  })
})

describe('a removal whose answer was lost', () => {
  it.each(['before', 'after'] as const)('%s its effect ends with the copy in the trash', async (when) => {
    const s = await synced()
    s.world.anna.check(s.id, 'PartnerRelevant', false)
    const hear = loseNext(s.world, 'pages.update', when)
    await s.computer.run()
    expect(openIntents(s)).toBe(1)
    hear()
    await s.world.clock.advance(4 * minutes)
    await s.computer.run()
    await s.computer.run()
    expect(s.world.sandbox.read(s.copy)?.inTrash).toBe(true)
    expect(s.world.sandbox.read(s.id)?.values['SyncedToSharedId']).toBe('')
    expect(openIntents(s)).toBe(0)
  })
})

describe('an edit that went with a copy of which the ledger knew nothing', () => {
  /** Switched off under a ledger that was lost since, and edited while the request to trash it was on its way. */
  async function going(): Promise<{ world: World; computer: Computer; copy: string }> {
    const { world, id, copy } = await synced()
    world.anna.check(id, 'PartnerRelevant', false)
    const stop = world.sandbox.beforeRequest(({ body }) => {
      if (!body.includes('"in_trash":true')) return
      stop()
      world.partner.edit(copy, { Ort: 'Bern' })
    })
    return { world, computer: world.computer(), copy }
  }
  const kept = (computer: Computer): unknown[] =>
    computer.store.journal
      .changes({ limit: 20 })
      .filter(({ kind, fields }) => kind === 'superseded' && JSON.stringify(fields).includes('Bern'))

  it('stands in the history, though the process ended while it was written down (6)', async () => {
    const { world, computer, copy } = await going()
    const { journal } = computer.store
    const recordChange: typeof journal.recordChange = (change) => {
      if (change.kind === 'superseded') kill()
      journal.recordChange(change)
    }
    await killedRun(world, computer, { journal: { recordChange } })
    expect(world.sandbox.read(copy)?.inTrash).toBe(true)
    await world.clock.advance(4 * minutes)
    await computer.run({ kind: 'full' })
    expect(kept(computer)).toMatchObject([{ pageId: copy }])
  })

  it('stands in the history, though the answer to its trashing was lost (6)', async () => {
    const { world, computer, copy } = await going()
    const hear = loseNext(world, 'pages.update', 'after')
    await computer.run({ kind: 'full' })
    hear()
    await world.clock.advance(4 * minutes)
    await computer.run({ kind: 'full' })
    expect(kept(computer)).toMatchObject([{ pageId: copy }])
  })
})

/** The intent is on the disk, and its request never leaves. */
function savesAndDies({ store: { ledger } }: Computer): Deadly {
  const saveIntent: typeof ledger.saveIntent = (intent) => {
    ledger.saveIntent(intent)
    kill()
  }
  return { ledger: { saveIntent } }
}

describe('an edit whose process ended before anybody knew what became of it', () => {
  it.each([
    ['may still arrive: what it would replace stands in the history', 0, 1],
    ['has not arrived after minutes: nothing was replaced', 5 * minutes, 0],
  ])('%s', async (_name, waitMs, entries) => {
    const s = await synced()
    s.world.anna.edit(s.id, { Ort: 'Berlin' })
    await killedRun(s.world, s.computer, savesAndDies(s.computer))
    await s.world.clock.advance(waitMs)
    await s.computer.run({ kind: 'full' })
    const changes = s.computer.store.journal.changes({ limit: 20 }).filter((each) => each.pageId === s.copy)
    expect(changes.filter(({ kind }) => kind === 'superseded')).toHaveLength(entries)
    expect(s.world.sandbox.read(s.copy)?.values['Ort']).toBe('Berlin')
  })
})

describe('a create that the process did not live to send', () => {
  /** The intent is on the disk, and nothing else is: not even that there is such an appointment. */
  async function unsent(): Promise<Stage & { readonly fresh: string }> {
    const s = await synced()
    const [fresh = ''] = addAppointments(s.world, 1)
    await killedRun(s.world, s.computer, savesAndDies(s.computer))
    expect(openIntents(s)).toBe(1)
    return { ...s, fresh }
  }
  const stateOf = ({ world, computer }: Stage, id: string) =>
    computer.store.ledger.pair(world.profile.id, pageId(id))?.state.kind
  const carriers = ({ world }: Stage, id: string) =>
    world.sharedRows().filter((row) => row.values['SourcePrivateId'] === id)

  it('reads as being checked, and is sent once its quiet time is over', async () => {
    const s = await unsent()
    await s.computer.run({ kind: 'full', force: true })
    expect([stateOf(s, s.fresh), carriers(s, s.fresh).length, openIntents(s)]).toEqual(['being-checked', 0, 1])
    await s.world.clock.advance(4 * minutes)
    await s.computer.run()
    expect([stateOf(s, s.fresh), carriers(s, s.fresh).length, openIntents(s)]).toEqual(['in-step', 1, 0])
  })

  it('of a page that is private again by then is never sent', async () => {
    const s = await unsent()
    s.world.anna.check(s.fresh, 'PartnerRelevant', false)
    await s.world.clock.advance(4 * minutes)
    await s.computer.run({ kind: 'full' })
    await s.computer.run({ kind: 'full' })
    expect([carriers(s, s.fresh).length, openIntents(s)]).toEqual([0, 0])
    expect(s.world.sandbox.rows(s.world.sharedId, 'all')).toHaveLength(3)
  })
})

describe('an undo whose answer was lost', () => {
  /** Berlin was carried to the copy; the request that takes it back there is lost. */
  async function lostUndo(when: 'before' | 'after'): Promise<Stage> {
    const s = await synced()
    s.world.anna.edit(s.id, { Ort: 'Berlin' })
    await s.computer.run()
    await s.world.clock.advance(5 * minutes)
    const change = s.computer.store.journal.changes({ limit: 20 }).find(({ kind }) => kind === 'update')
    const hear = loseNext(s.world, 'pages.update', when)
    const undone = s.computer.engine.undo(s.world.profile, change?.id ?? '', false, new AbortController().signal)
    expect(await undone).toMatchObject({ kind: 'failure' })
    expect(openIntents(s)).toBe(1)
    hear()
    await s.world.clock.advance(4 * minutes)
    return s
  }
  const places = (s: Stage) => [placeOf(s, s.id), placeOf(s, s.copy)]
  const suspects = (s: Stage): boolean =>
    s.computer.signals.some((each) => each.kind === 'noticed' && each.what !== 'false-alarm')

  it('and that was done counts as an edit: both sides show the old value after the next run', async () => {
    const s = await lostUndo('after')
    await s.computer.run()
    await s.computer.run({ kind: 'full' })
    expect(places(s)).toEqual(['Garage', 'Garage'])
    expect([openIntents(s), suspects(s)]).toEqual([0, false])
  })

  it('and that was not done is forgotten, and can be asked for once more', async () => {
    const s = await lostUndo('before')
    await s.computer.run()
    await s.computer.run({ kind: 'full' })
    expect(places(s)).toEqual(['Berlin', 'Berlin'])
    expect([openIntents(s), suspects(s)]).toEqual([0, false])
  })
})

describe('an import whose answer was lost (15)', () => {
  it.each(['before', 'after'] as const)('%s its effect ends with one private page', async (when) => {
    const s = await synced({ profile: { importRows: true } })
    const row = s.world.partner.addRow(s.world.sharedId, { Name: 'Zahnarzt' })
    await s.computer.run()
    await s.world.clock.advance(minutes)
    const hear = loseNext(s.world, 'pages.create', when)
    await s.computer.run()
    expect(openIntents(s)).toBe(1)
    await s.world.clock.advance(minutes)
    await s.computer.run()
    expect(openIntents(s)).toBe(1)
    hear()
    for (let round = 0; round < 4; round += 1) {
      await s.world.clock.advance(4 * minutes)
      await s.computer.run({ kind: 'full' })
    }
    const made = s.world.privateRows().filter((each) => each.values['Name'] === 'Zahnarzt')
    expect(made).toHaveLength(1)
    expect(s.world.sandbox.read(row)?.values['SourcePrivateId']).toBe(made[0]?.id)
    expect(openIntents(s)).toBe(0)
  })
})

describe('an undo that cannot begin', () => {
  const undo = (s: Stage, change: string, profile = s.world.profile) =>
    s.computer.engine.undo(profile, change, false, new AbortController().signal)
  const newest = (s: Stage): string => s.computer.store.journal.changes({ limit: 1 })[0]?.id ?? ''

  it('says so: the change is unknown, or another profile made it', async () => {
    const s = await synced()
    const unknown = { kind: 'not-undoable', reason: 'unknown-change' }
    expect(await undo(s, 'nothing')).toEqual(unknown)
    expect(await undo(s, newest(s), { ...s.world.profile, id: 'ben' as typeof s.world.profile.id })).toEqual(unknown) // An id of a profile.
  })

  it('says so: the token is refused, or the page does not answer', async () => {
    const s = await synced()
    const end = s.world.sandbox.faults.add({
      operation: 'pages.retrieve',
      probability: 1,
      action: { kind: 'answer', when: 'before', answer: { kind: 'internal' } },
    })
    expect(await undo(s, newest(s))).toMatchObject({ kind: 'failure', category: 'service' })
    end()
    s.world.sandbox.admin.revoke(s.world.connectionId)
    await s.world.clock.advance(3 * 60 * minutes)
    expect(await undo(s, newest(s))).toMatchObject({ kind: 'failure', category: 'credentials' })
  })

  it('settles first what a crash left open', async () => {
    const s = await lostEdit('after')
    s.hear()
    await undo(s, newest(s))
    expect(openIntents(s)).toBe(0)
  })
})
