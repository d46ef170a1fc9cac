/** Marking private pages again after their switch was created anew: what does not get through, and what is left alone. */
import { afterEach, describe, expect, it } from 'vitest'
import type { FaultRule } from '../../electron/sandbox/faults.ts'
import { addAppointments, type Computer, createWorld, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const signal = new AbortController().signal
const refused: FaultRule['action'] = { kind: 'answer', when: 'before', answer: { kind: 'restricted' } }

/** Six pages in step whose switch is empty everywhere, as a new checkbox is. */
async function emptied(): Promise<{
  readonly world: World
  readonly computer: Computer
  readonly ids: readonly string[]
  readonly remark: () => ReturnType<Computer['engine']['remark']>
}> {
  const world = await createWorld()
  open = world
  const ids = addAppointments(world, 6)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * 60_000)
  for (const id of ids) world.anna.check(id, 'PartnerRelevant', false)
  return { world, computer, ids, remark: () => computer.engine.remark(world.profile, signal) }
}

const marked = (world: World): number =>
  world.privateRows().filter(({ values }) => values['PartnerRelevant'] === true).length
const updates = (world: World): number =>
  world.sandbox.requests.filter(({ operation }) => operation === 'pages.update').length

describe('marking again', () => {
  it('marks each page, also by the write whose answer was lost, and a second time none', async () => {
    const { world, remark } = await emptied()
    world.sandbox.faults.add({ operation: 'pages.update', action: { kind: 'drop', when: 'after' } })
    expect(await remark()).toEqual({ kind: 'ok', value: 6 })
    expect(marked(world)).toBe(6)
    expect(await remark()).toEqual({ kind: 'ok', value: 0 })
  })

  it('leaves alone what went to the trash, for good or elsewhere since', async () => {
    const { world, ids, remark } = await emptied()
    const [trashed = '', purged = '', moved = ''] = ids
    world.anna.trash(trashed)
    world.anna.purge(purged)
    world.anna.move(moved, world.sharedId)
    world.requests()
    expect(await remark()).toEqual({ kind: 'ok', value: 3 })
    expect(updates(world)).toBe(3)
    expect(world.sandbox.read(trashed)?.values['PartnerRelevant']).toBe(false)
  })

  it('leaves off what its owner had switched off before', async () => {
    const world = await createWorld()
    open = world
    const ids = addAppointments(world, 3)
    const [off = ''] = ids
    const computer = world.computer()
    await computer.run()
    world.anna.check(off, 'PartnerRelevant', false)
    await world.clock.advance(5 * 60_000)
    await computer.run({ kind: 'full' })
    for (const id of ids) world.anna.check(id, 'PartnerRelevant', false)
    expect(await computer.engine.remark(world.profile, signal)).toEqual({ kind: 'ok', value: 2 })
    expect([marked(world), world.sandbox.read(off)?.values['PartnerRelevant']]).toEqual([2, false])
  })

  it('does not begin when a database cannot be reached', async () => {
    const { world, remark } = await emptied()
    world.sandbox.admin.revoke(world.connectionId)
    expect(await remark()).toMatchObject({ kind: 'failure', category: 'credentials' })
    expect(marked(world)).toBe(0)
  })

  it('ends at the first page that cannot be read, and says why', async () => {
    const { world, remark } = await emptied()
    world.sandbox.faults.add({ operation: 'pages.retrieve', probability: 1, action: refused })
    world.requests()
    expect(await remark()).toMatchObject({ kind: 'failure' })
    expect([marked(world), updates(world)]).toEqual([0, 0])
  })

  it('ends at the first page that cannot be written, and goes on from there the next time', async () => {
    const { world, computer, remark } = await emptied()
    world.sandbox.faults.add({ operation: 'pages.update', nth: 2, action: refused })
    const failed = await remark()
    expect(failed).toMatchObject({ kind: 'failure' })
    const done = marked(world)
    expect(done).toBeLessThan(6)
    expect(computer.store.ledger.openIntents(world.profile.id)).toEqual([])
    expect(await remark()).toEqual({ kind: 'ok', value: 6 - done })
    expect(marked(world)).toBe(6)
  })
})
