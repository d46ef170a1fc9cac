/** Appointments that are asked for while a run is under way: at once, and nothing is lost or doubled. */
import { afterEach, describe, expect, it } from 'vitest'
import { createDoor } from '../../electron/engine/asked-pages.ts'
import { settle } from '../support/clock.ts'
import { addGatedComputer, type GatedComputer } from '../support/computers.ts'
import { createTestRandom } from '../support/random.ts'
import { addAppointments, createWorld, pageId, type World } from '../support/world.ts'

const minute = 60_000

let open: World | null = null
let gated: GatedComputer | null = null
afterEach(() => {
  gated?.end()
  gated = null
  open?.close()
  open = null
})

function copiesOf(world: World, id: string) {
  return world.sharedRows().filter((row) => row.values['SourcePrivateId'] === id)
}

/** Something that was begun, and whether it has ended. */
function follow<T>(work: Promise<T>): { done: boolean; value: T | null } {
  const following: { done: boolean; value: T | null } = { done: false, value: null }
  void work.then((value) => {
    following.done = true
    following.value = value
    return value
  })
  return following
}

/** Lets waiting requests through, chosen by `choose`, until everything that was begun has ended. */
async function play(
  computer: GatedComputer,
  works: readonly { readonly done: boolean }[],
  choose: (count: number) => number,
  between: () => void = () => undefined,
): Promise<void> {
  for (let step = 0; step < 2_000 && works.some((work) => !work.done); step += 1) {
    await settle()
    const request = computer.waiting[choose(computer.waiting.length)]
    if (request !== undefined) await request.pass()
    between()
  }
  expect(works.every((work) => work.done)).toBe(true)
}

describe('an appointment that is asked for during a long run', () => {
  it('is answered at once, by places that are kept for it while the run waits for its own', async () => {
    const world = await createWorld({ sandbox: { rateLimit: { requests: 180, windowMs: minute } } })
    open = world
    const ids = addAppointments(world, 200)
    const computer = world.computer()
    await world.clock.sleep(2 * minute)
    const run = follow(computer.run())
    // The second minute: in the first one the whole window is spent as a burst.
    while (world.sharedRows().length < 100) await world.clock.sleep(100)
    const asked = ids.toReversed().find((id) => copiesOf(world, id).length === 0) ?? ''
    world.requests()
    const began = world.clock.monotonic()
    const report = await computer.run({ kind: 'page', pageId: pageId(asked) })
    expect(run.done).toBe(false)
    expect(copiesOf(world, asked)).toHaveLength(1)
    expect(report.record).toMatchObject({ kind: 'page', state: 'completed', statistics: { created: 1 } })
    expect(report.record.requests.read + report.record.requests.write).toBeLessThanOrEqual(6)
    // Four at a time go on for the others meanwhile.
    expect(world.requests()).toBeLessThanOrEqual(6 * 6)
    expect(world.clock.monotonic() - began).toBeLessThan(1_000)
    while (!run.done) await world.clock.sleep(1_000)
    expect(world.sharedRows()).toHaveLength(200)
    expect(ids.every((id) => copiesOf(world, id).length === 1)).toBe(true)
    expect(run.value?.record).toMatchObject({ state: 'completed', statistics: { created: 199 } })
    const changes = computer.store.journal.changes({ limit: 1_000 })
    expect(changes.filter(({ runId }) => runId === report.record.id)).toHaveLength(2)
    expect(changes.filter(({ runId }) => runId === run.value?.record.id)).toHaveLength(2 * 199)
    await world.clock.sleep(6 * minute)
    await computer.run()
    await world.clock.sleep(6 * minute)
    world.requests()
    expect((await computer.run()).record.statistics).toMatchObject({ created: 0, updated: 0, removed: 0 })
    expect(world.requests()).toBe(2)
  })

  it('sees an edit that is made after it was answered, before the run has ended', async () => {
    const world = await createWorld()
    open = world
    const computer = addGatedComputer(world, 1)
    gated = computer
    const ids = addAppointments(world, 6)
    await computer.run()
    await world.clock.sleep(10 * minute)
    for (const id of ids) world.anna.edit(id, { Ort: 'Hof' })
    const last = ids[5] ?? ''
    computer.close()
    const run = follow(computer.run())
    await settle()
    // Both sides have been observed, nothing is written yet.
    for (let request = 0; request < 2; request += 1) await computer.waiting[0]?.pass()
    await settle()
    const asked = follow(computer.run({ kind: 'page', pageId: pageId(last) }))
    await play(computer, [asked], (count) => count - 1)
    expect(run.done).toBe(false)
    world.partner.edit(copiesOf(world, last)[0]?.id ?? '', { Beschreibung: 'mitbringen' })
    computer.open()
    await play(computer, [run], () => 0)
    expect(world.sandbox.read(last)?.values['Beschreibung']).toBe('mitbringen')
    expect(copiesOf(world, last)[0]?.values['Ort']).toBe('Hof')
    expect(computer.store.journal.openConflicts(world.profile.id)).toEqual([])
  })

  it('waits while the run is at that very appointment, and takes turns with another one that is asked for', async () => {
    const door = createDoor()
    const log: string[] = []
    const id = pageId('a')
    let release = (): void => undefined
    door.turn.admit()
    const own = door.turn.alone(id, async () => {
      log.push('run begins')
      await new Promise<void>((resolve) => {
        release = resolve
      })
      log.push('run ends')
    })
    const visits = ['first', 'second'].map((name) =>
      door.visit((visit) =>
        visit.take(id, async (turn) => {
          log.push(`${name} ${turn.beside} ${turn.settles({ privateId: id })} ${turn.settles({ privateId: null })}`)
          await settle()
          log.push(`${name} ends`)
        }),
      ),
    )
    await settle()
    expect(door.turn.isTaken(id)).toBe(false)
    release()
    await Promise.all([own, ...visits])
    expect(log).toEqual([
      'run begins',
      'run ends',
      'first true true false',
      'first ends',
      'second true true false',
      'second ends',
    ])
    expect(door.turn.isTaken(id)).toBe(true)
    expect([door.turn.nextTaken(), door.turn.nextTaken()]).toEqual([id, null])
  })

  it('is not let in before the run has settled what a crash left, nor after its end', async () => {
    const door = createDoor()
    const early = follow(door.visit(() => Promise.resolve('in')))
    await settle()
    expect(early.done).toBe(false)
    door.turn.admit()
    await settle()
    expect(early.value).toBe('in')
    await door.close()
    expect(await door.visit(() => Promise.resolve('in'))).toBeNull()
    const shut = createDoor()
    const waiting = follow(shut.visit(() => Promise.resolve('in')))
    await shut.close()
    await settle()
    expect(waiting).toEqual({ done: true, value: null })
  })

  it('keeps the run from ending before it has ended itself, a failure of it is only its own', async () => {
    const door = createDoor()
    door.turn.admit()
    let fail = (): void => undefined
    const broken = door.visit(
      () =>
        new Promise<void>((_resolve, reject) => {
          fail = () => reject(new Error('a bug'))
        }),
    )
    const other = door.visit(() => Promise.resolve('in'))
    await settle()
    const closing = follow(door.close())
    await settle()
    expect(closing.done).toBe(false)
    fail()
    await expect(broken).rejects.toThrow('a bug')
    await settle()
    expect(closing.done).toBe(true)
    expect(await other).toBeNull()
  })

  it('is waited for by whoever waits until everything of the profile has ended', async () => {
    const world = await createWorld()
    open = world
    const computer = addGatedComputer(world, 1)
    gated = computer
    const [id = ''] = addAppointments(world, 1)
    computer.close()
    const run = follow(computer.run())
    // Asked for before the run lets anybody in: it ends without having done so.
    world.sandbox.faults.add({
      operation: 'dataSources.retrieve',
      action: { kind: 'answer', when: 'before', answer: { kind: 'unauthorized' } },
    })
    const asked = follow(computer.run({ kind: 'page', pageId: pageId(id) }))
    const settled = follow(computer.engine().settled(world.profile.id))
    await play(computer, [run], () => 0)
    await settle()
    expect([asked.done, settled.done]).toEqual([false, false])
    await play(computer, [asked, settled], () => 0)
    expect(world.sharedRows()).toHaveLength(1)
  })

  it('waits for a preview, which shows what it has seen', async () => {
    const world = await createWorld()
    open = world
    const computer = addGatedComputer(world, 1)
    gated = computer
    const [id = ''] = addAppointments(world, 3)
    computer.close()
    const preview = follow(computer.run({ kind: 'full', dryRun: true }))
    const asked = follow(computer.run({ kind: 'page', pageId: pageId(id) }))
    await play(computer, [preview], () => 0)
    expect(asked.done).toBe(false)
    await play(computer, [asked], () => 0)
    expect(world.sharedRows()).toHaveLength(1)
  })

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'loses and doubles nothing, whatever comes first (order %i)',
    async (seed) => {
      const world = await createWorld({ seed: seed + 1 })
      open = world
      const computer = addGatedComputer(world, seed)
      gated = computer
      const random = createTestRandom(1_000 + seed)
      const pick = (count: number): number => Math.floor(random.next() * count)
      // Often the newest, so that what was asked for gets ahead of the run.
      const choose = (count: number): number => (random.next() < 0.7 ? count - 1 : pick(count))
      const ids = addAppointments(world, 9)
      if (seed % 2 === 0) {
        await computer.run()
        await world.clock.sleep(10 * minute)
        ids.forEach((id, index) => {
          if (index % 2 === 0) world.anna.edit(id, { Ort: 'Hof' })
          else world.partner.edit(copiesOf(world, id)[0]?.id ?? '', { Ort: 'Hof' })
        })
      }
      computer.close()
      const request = { kind: seed % 4 === 0 ? 'sweep' : 'auto' } as const
      const works = [follow(computer.run(request))]
      let told = 0
      await play(computer, works, choose, () => {
        if (told === 6 || random.next() < 0.6) return
        told += 1
        const id = ids[pick(ids.length)] ?? ''
        if (told % 2 === 1) works.push(follow(computer.run({ kind: 'page', pageId: pageId(id) })))
        else if (random.next() < 0.3) world.anna.check(id, 'PartnerRelevant', false)
        else world.anna.edit(id, { Beschreibung: `Nachricht ${told}` })
      })
      computer.open()
      for (let round = 0; round < 4; round += 1) {
        await world.clock.sleep(5 * minute)
        await computer.run({ kind: round === 3 ? 'full' : 'auto' })
      }
      for (const row of world.privateRows()) {
        const copies = copiesOf(world, row.id)
        expect(copies).toHaveLength(row.values['PartnerRelevant'] === true ? 1 : 0)
        for (const copy of copies) {
          expect([copy.values['Ort'], copy.values['Beschreibung']]).toEqual([
            row.values['Ort'],
            row.values['Beschreibung'],
          ])
          expect(row.values['SyncedToSharedId']).toBe(copy.id)
        }
      }
      // Nothing was made twice and thrown away: what is in the trash was switched off.
      const made = world.sandbox.rows(world.sharedId, 'all').map((row) => row.values['SourcePrivateId'])
      expect(new Set(made).size).toBe(made.length)
      expect(computer.store.ledger.openIntents(world.profile.id)).toEqual([])
      expect(computer.store.journal.openConflicts(world.profile.id)).toEqual([])
      expect(computer.store.journal.problems(world.profile.id)).toEqual([])
      expect(computer.store.ledger.fact(world.profile.id, 'careful')).toBeNull()
    },
  )
})
