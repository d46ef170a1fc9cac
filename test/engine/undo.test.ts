/** Undo: a single change is taken back with its own before-image, and the next runs leave it so. */
import { afterEach, describe, expect, it } from 'vitest'
import { createEngine } from '../../electron/engine/engine.ts'
import type { ChangeRecord } from '../../electron/engine/ledger-port.ts'
import { createTestRandom } from '../support/random.ts'
import { addAppointments, type Computer, createWorld, pageId, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000

async function synced(): Promise<{
  readonly world: World
  readonly computer: Computer
  readonly id: string
  readonly copy: string
}> {
  const world = await createWorld()
  open = world
  const [id = ''] = addAppointments(world, 3)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * minutes)
  const copy = world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
  return { world, computer, id, copy }
}

function newest(computer: Computer, kind: ChangeRecord['kind'], pageId: string): string {
  return (
    computer.store.journal.changes({ limit: 100 }).find((each) => each.kind === kind && each.pageId === pageId)?.id ??
    ''
  )
}

const undo = (world: World, computer: Computer, change: string, insist = false) =>
  computer.engine.undo(world.profile, change, insist, new AbortController().signal)

async function later(world: World, computer: Computer): Promise<void> {
  for (const kind of ['auto', 'full', 'full'] as const) {
    await world.clock.advance(4 * minutes)
    await computer.run({ kind })
  }
}

/** The engine over a connection that others use as well: after each of its writes there is no place for two seconds. */
function crowded(world: World, { store }: Computer): Computer['engine'] {
  const connect = world.connect((url, init) => world.sandbox.fetch(url, init), world.clock)
  return createEngine({
    ...store,
    openSides: (profile, options) => {
      const { private: mine, shared } = connect(profile, options)
      let freeAt = 0
      const update: typeof mine.update = async (...given) => {
        const answer = await mine.update(...given)
        freeAt = world.clock.monotonic() + 2_000
        return answer
      }
      const waitMs = (): number => Math.max(0, freeAt - world.clock.monotonic())
      return { private: { ...mine, update, waitMs }, shared }
    },
    clock: world.clock,
    random: createTestRandom(),
    signal: () => undefined,
  })
}

describe('undo', () => {
  it('of an edit brings the value back on both sides', async () => {
    const { world, computer, id, copy } = await synced()
    world.anna.edit(id, { Ort: 'Berlin' })
    await computer.run()
    expect(await undo(world, computer, newest(computer, 'update', copy))).toMatchObject({ kind: 'undone' })
    await later(world, computer)
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Garage')
    expect(world.sandbox.read(id)?.values['Ort']).toBe('Garage')
  })

  it('of an edit whose answer showed no value stays undone, and is asked about by nobody', async () => {
    const { world, computer, id, copy } = await synced()
    world.anna.edit(id, { Ort: 'Berlin' })
    world.sandbox.faults.add({ operation: 'pages.update', action: { kind: 'omit', properties: ['Ort'] } })
    await computer.run()
    expect(await undo(world, computer, newest(computer, 'update', copy), true)).toMatchObject({ kind: 'undone' })
    await later(world, computer)
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Garage')
    expect(world.sandbox.read(id)?.values['Ort']).toBe('Garage')
    expect(computer.store.journal.openConflicts(world.profile.id)).toEqual([])
  })

  it('is there for as long as the history is kept, and an open question longer, whatever else was cleared away', async () => {
    const { world, computer, id, copy } = await synced()
    const other = world.privateRows().find((row) => row.id !== id)?.id ?? ''
    const otherCopy = world.sharedRows().find((row) => row.values['SourcePrivateId'] === other)?.id ?? ''
    world.anna.edit(other, { Ort: 'Berlin' })
    world.partner.edit(otherCopy, { Ort: 'Bern' })
    await computer.run()
    const kept = 30 * 24 * 60 * minutes
    await world.clock.advance(kept)
    world.anna.edit(id, { Ort: 'Berlin' })
    await computer.run()
    const change = newest(computer, 'update', copy)
    await world.clock.advance(kept - minutes)
    expect(computer.store.prune(world.clock.now(), kept)).toBeGreaterThan(0)
    expect(newest(computer, 'create', copy)).toBe('')
    expect(await undo(world, computer, change)).toMatchObject({ kind: 'undone' })
    await later(world, computer)
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Garage')
    expect(computer.store.journal.openConflicts(world.profile.id)).toHaveLength(1)
    expect([other, otherCopy].map((page) => world.sandbox.read(page)?.values['Ort'])).toEqual(['Berlin', 'Bern'])
  })

  it('of an edit that was overwritten since is refused with the fields, and done when the user insists', async () => {
    const { world, computer, id, copy } = await synced()
    world.anna.edit(id, { Ort: 'Berlin' })
    await computer.run()
    const change = newest(computer, 'update', copy)
    world.partner.edit(copy, { Ort: 'Bern' })
    const refused = await undo(world, computer, change)
    expect(refused).toMatchObject({ kind: 'overwritten-since', fields: ['place'] })
    // What stands there now, so that nobody has to insist blindly.
    expect(JSON.stringify(refused)).toContain('Bern')
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Bern')
    expect(await undo(world, computer, change, true)).toMatchObject({ kind: 'undone' })
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Garage')
    expect(JSON.stringify(computer.store.journal.changes({ limit: 100 }))).toContain('Bern')
  })

  it('of a created copy takes it away for good, until the page shows something new', async () => {
    const { world, computer, id, copy } = await synced()
    expect(await undo(world, computer, newest(computer, 'create', copy))).toMatchObject({ kind: 'undone' })
    await later(world, computer)
    expect(world.sandbox.read(copy)?.inTrash).toBe(true)
    expect(world.sharedRows()).toHaveLength(2)
    world.anna.edit(id, { Ort: 'Berlin' })
    await later(world, computer)
    expect(world.sharedRows()).toHaveLength(3)
  })

  it('of an unsharing brings the copy back and keeps it there, and nothing says any more that it was let go', async () => {
    const { world, computer, id, copy } = await synced()
    world.anna.check(id, 'PartnerRelevant', false)
    await computer.run()
    expect(world.sandbox.read(copy)?.inTrash).toBe(true)
    const letGo = () => computer.store.ledger.tombstone(world.profile.id, pageId(id))?.sharedId ?? null
    expect(letGo()).toBe(copy)
    expect(await undo(world, computer, newest(computer, 'trash', copy))).toMatchObject({ kind: 'undone' })
    expect(letGo()).toBeNull()
    await later(world, computer)
    expect(world.sandbox.read(copy)?.inTrash).toBe(false)
    expect(world.sandbox.read(id)?.values).toMatchObject({ PartnerRelevant: true, SyncedToSharedId: copy })
  })

  it('of an unsharing is done when somebody else brings the copy back halfway', async () => {
    const { world, computer, id, copy } = await synced()
    world.anna.check(id, 'PartnerRelevant', false)
    await computer.run()
    const stop = world.sandbox.beforeRequest(({ operation, path }) => {
      if (operation !== 'pages.update' || !path.endsWith(id)) return
      stop()
      world.partner.restore(copy)
    })
    expect(await undo(world, computer, newest(computer, 'trash', copy))).toMatchObject({ kind: 'undone' })
    await later(world, computer)
    expect(world.sandbox.read(copy)?.inTrash).toBe(false)
    expect(world.sandbox.read(id)?.values).toMatchObject({ PartnerRelevant: true, SyncedToSharedId: copy })
  })

  it('of an unsharing is done when somebody else has brought the copy back by the time it is read again', async () => {
    const { world, computer, id, copy } = await synced()
    world.anna.check(id, 'PartnerRelevant', false)
    await computer.run()
    const stop = world.sandbox.afterRequest(({ operation, path }) => {
      if (operation !== 'pages.update' || !path.endsWith(id)) return
      stop()
      world.partner.restore(copy)
    })
    const engine = crowded(world, computer)
    const change = newest(computer, 'trash', copy)
    const ended = await engine.undo(world.profile, change, false, new AbortController().signal)
    expect(ended).toMatchObject({ kind: 'undone' })
    await later(world, computer)
    expect(world.sandbox.read(copy)).toMatchObject({ inTrash: false, values: { PartnerRelevant: true } })
    expect(world.sandbox.read(id)?.values).toMatchObject({ PartnerRelevant: true, SyncedToSharedId: copy })
    expect(world.sharedRows()).toHaveLength(3)
  })

  it('of the creation of a copy that is one too many by now leaves the pair with the other one', async () => {
    const world = await createWorld()
    open = world
    // Older than any copy of ours: row 12 prefers it as soon as it carries the key.
    const older = world.partner.addRow(world.sharedId, { Name: 'von Hand', Ort: 'Bern' })
    await world.clock.advance(5 * minutes)
    const [id = ''] = addAppointments(world, 1)
    const computer = world.computer()
    await computer.run()
    const copy = world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
    await world.clock.advance(5 * minutes)
    world.partner.edit(copy, { Ort: 'Keller' })
    world.partner.edit(older, { SourcePrivateId: id, SourceUserId: 1, PartnerRelevant: true })
    await computer.run({ kind: 'full' })
    const pairedWith = () => computer.store.ledger.pair(world.profile.id, pageId(id))?.sharedId
    expect(pairedWith()).toBe(older)
    expect(await undo(world, computer, newest(computer, 'create', copy), true)).toMatchObject({ kind: 'undone' })
    expect(pairedWith()).toBe(older)
    await later(world, computer)
    expect([world.sandbox.read(copy)?.inTrash, world.sandbox.read(older)?.inTrash]).toEqual([true, false])
    expect(world.sandbox.read(id)?.values['SyncedToSharedId']).toBe(older)
  })

  it('sits out being told to wait, and reads the page again after it: what was edited meanwhile is not overwritten', async () => {
    const { world, computer, id, copy } = await synced()
    world.anna.edit(id, { Ort: 'Berlin' })
    await computer.run()
    const change = newest(computer, 'update', copy)
    const busy = (work: () => void): void => {
      const answer = { kind: 'rate-limited', retryAfter: 30 } as const
      world.sandbox.faults.add({
        operation: 'pages.update',
        where: () => {
          work()
          return true
        },
        action: { kind: 'answer', when: 'before', answer },
      })
    }
    busy(() => world.partner.edit(copy, { Ort: 'Bern' }))
    expect(await undo(world, computer, change)).toMatchObject({ kind: 'overwritten-since', fields: ['place'] })
    busy(() => undefined)
    expect(await undo(world, computer, change, true)).toMatchObject({ kind: 'undone' })
    expect(world.sandbox.read(copy)?.values['Ort']).toBe('Garage')
  })

  it('ends with a failure when the pages keep changing under it', async () => {
    const { world, computer, id, copy } = await synced()
    world.anna.check(id, 'PartnerRelevant', false)
    await computer.run()
    world.sandbox.beforeRequest(({ operation }) => {
      if (operation === 'pages.retrieve') world.anna.check(id, 'PartnerRelevant', false)
    })
    const change = newest(computer, 'trash', copy)
    const ended = await crowded(world, computer).undo(world.profile, change, false, new AbortController().signal)
    expect(ended).toMatchObject({ kind: 'failure', category: 'conflict', repeat: 'later' })
    expect(world.sandbox.read(copy)?.inTrash).toBe(true)
  })

  it('of an import leaves the row to whoever typed it', async () => {
    const { world, computer } = await synced()
    const profile = { ...world.profile, importRows: true }
    const row = world.partner.addRow(world.sharedId, { Name: 'Zahnarzt' })
    for (let round = 0; round < 3; round += 1) {
      await world.clock.advance(minutes)
      await computer.run({}, profile)
    }
    const mine = world.privateRows().find((each) => each.values['Name'] === 'Zahnarzt')?.id ?? ''
    const change = newest(computer, 'create', mine)
    expect(await computer.engine.undo(profile, change, false, new AbortController().signal)).toMatchObject({
      kind: 'undone',
    })
    for (const kind of ['auto', 'full', 'full'] as const) {
      await world.clock.advance(4 * minutes)
      await computer.run({ kind }, profile)
    }
    expect(world.sandbox.read(row)?.inTrash).toBe(false)
    expect(world.sandbox.read(mine)?.inTrash).toBe(true)
    expect(world.privateRows()).toHaveLength(3)
  })

  it('of an edit of a page that is private by now brings the value back there, and no copy', async () => {
    const { world, computer, id, copy } = await synced()
    world.partner.edit(copy, { Ort: 'Bern' })
    await computer.run()
    world.anna.check(id, 'PartnerRelevant', false)
    await later(world, computer)
    expect(await undo(world, computer, newest(computer, 'update', id))).toMatchObject({ kind: 'undone' })
    await later(world, computer)
    expect(world.sandbox.read(id)?.values).toMatchObject({ Ort: 'Garage', PartnerRelevant: false })
    expect(world.sandbox.read(copy)).toMatchObject({ inTrash: true, values: { Ort: 'Bern' } })
  })

  it('that is refused says why, and leaves nothing to be looked for', async () => {
    const { world, computer, id, copy } = await synced()
    world.anna.edit(id, { Ort: 'Berlin' })
    await computer.run()
    const change = newest(computer, 'update', copy)
    world.sandbox.faults.add({
      operation: 'pages.update',
      action: { kind: 'answer', when: 'before', answer: { kind: 'restricted' } },
    })
    expect(await undo(world, computer, change)).toMatchObject({ kind: 'failure', outcome: 'not-done' })
    expect(computer.store.ledger.openIntents(world.profile.id)).toEqual([])
    expect(await undo(world, computer, change)).toMatchObject({ kind: 'undone' })
  })

  it('is no run: what shows runs under way shows none of it, nor of a comparison', async () => {
    const { world, computer, id, copy } = await synced()
    world.anna.edit(id, { Ort: 'Berlin' })
    await computer.run()
    expect(await undo(world, computer, newest(computer, 'update', copy))).toMatchObject({ kind: 'undone' })
    await computer.engine.verify(world.profile, new AbortController().signal)
    const signalled = (kind: string): number => computer.signals.filter((each) => each.kind === kind).length
    expect([signalled('run-started'), signalled('run-finished')]).toEqual([2, 2])
  })

  it('of a page that was purged says so', async () => {
    const { world, computer, id, copy } = await synced()
    world.anna.check(id, 'PartnerRelevant', false)
    await computer.run()
    world.partner.purge(copy)
    expect(await undo(world, computer, newest(computer, 'trash', copy))).toEqual({
      kind: 'not-undoable',
      reason: 'purged',
    })
  })
})
