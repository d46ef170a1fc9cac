/** Repairs that do not get through: each is told for what it is, and none is taken for done. */
import { afterEach, describe, expect, it } from 'vitest'
import { differenceId } from '../../electron/core/differences.ts'
import type { Repaired, RepairOutcome, VerifyReport } from '../../electron/engine/engine-port.ts'
import type { FaultRule } from '../../electron/sandbox/faults.ts'
import type { Failure } from '../../shared/failure.ts'
import type { FieldKey, Profile } from '../../shared/model.ts'
import { plainText } from '../../shared/value.ts'
import { addAppointments, type Computer, createWorld, pageId, type World, type WorldOptions } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000
const signal = new AbortController().signal
const refused: FaultRule['action'] = { kind: 'answer', when: 'before', answer: { kind: 'restricted' } }

interface Stage {
  readonly world: World
  readonly computer: Computer
  readonly ids: readonly string[]
  readonly copies: readonly string[]
}

async function synced(
  count = 3,
  options: WorldOptions = {},
  values: Readonly<Record<string, unknown>> = {},
): Promise<Stage> {
  const world = await createWorld(options)
  open = world
  const ids = addAppointments(world, count, values)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * minutes)
  const rows = world.sharedRows()
  const copies = ids.map((id) => rows.find((row) => row.values['SourcePrivateId'] === id)?.id ?? '')
  return { world, computer, ids, copies }
}

async function verify({ world, computer }: Stage, profile: Profile = world.profile): Promise<VerifyReport> {
  const report = await computer.engine.verify(profile, signal)
  if ('kind' in report) throw new Error(report.text)
  return report
}

/** Repairs everything that a comparison finds, what only a person can decide included. */
async function repairAll(s: Stage, profile: Profile = s.world.profile): Promise<readonly Repaired[]> {
  const wish = (await verify(s, profile)).differences.map(differenceId)
  return repairedIn(await s.computer.engine.repair(profile, wish, signal))
}

function repairedIn(outcome: RepairOutcome | Failure): readonly Repaired[] {
  if ('kind' in outcome) throw new Error(outcome.text)
  return outcome.repaired
}

describe('a repair', () => {
  it('is a failure when the comparison before it fails, and writes nothing', async () => {
    const s = await synced()
    s.world.partner.edit(s.copies[0] ?? '', { Ort: 'Bern' })
    s.world.sandbox.admin.revoke(s.world.connectionId)
    expect(await s.computer.engine.repair(s.world.profile, 'all', signal)).toMatchObject({ category: 'credentials' })
    expect(s.world.sandbox.read(s.ids[0] ?? '')?.values['Ort']).toBe('Garage')
  })

  it('is a failure when the run for it fails', async () => {
    const s = await synced()
    s.world.partner.edit(s.copies[0] ?? '', { Ort: 'Bern' })
    let queries = 0
    s.world.sandbox.faults.add({
      operation: 'dataSources.query',
      probability: 1,
      // The comparison lists both sides and the trash; what comes after it is the run.
      where: () => {
        queries += 1
        return queries > 2
      },
      action: refused,
    })
    expect(await s.computer.engine.repair(s.world.profile, 'all', signal)).toMatchObject({ kind: 'failure' })
    expect(s.world.sandbox.read(s.ids[0] ?? '')?.values['Ort']).toBe('Garage')
  })

  it('of what somebody else has put right in between changes nothing and says so', async () => {
    const s = await synced()
    const [copy = ''] = s.copies
    s.world.partner.edit(copy, { Ort: 'Bern' })
    let queries = 0
    s.world.sandbox.beforeRequest(({ operation }) => {
      queries += operation === 'dataSources.query' ? 1 : 0
      if (queries === 3 && operation === 'dataSources.query') s.world.partner.edit(copy, { Ort: 'Garage' })
    })
    const report = await s.computer.engine.repair(s.world.profile, 'all', signal)
    expect(repairedIn(report)).toMatchObject([{ outcome: 'left', changes: [], failure: null }])
  })

  it('of a row that nobody can tell whose it is leaves it alone', async () => {
    const s = await synced()
    const strange = s.world.partner.addRow(s.world.sharedId, { Name: 'fremd' })
    const unreadable: FaultRule['action'] = { kind: 'omit', properties: ['SourcePrivateId'] }
    s.world.sandbox.faults.add({
      operation: 'dataSources.query',
      probability: 1,
      where: ({ path }) => path.includes(s.world.sharedId),
      action: unreadable,
    })
    s.world.sandbox.faults.add({ operation: 'pages.properties.retrieve', probability: 1, action: refused })
    const wish = (await verify(s)).differences.filter((each) => each.sharedId === strange).map(differenceId)
    expect(wish).toEqual([`unreadable::${strange}:`])
    const report = await s.computer.engine.repair(s.world.profile, wish, signal)
    expect(repairedIn(report)).toEqual([{ id: wish[0], outcome: 'left', changes: [], failure: null }])
  })

  it('of more copies than the guard lets go is held, and every copy is still there', async () => {
    const s = await synced(8)
    for (const id of s.ids.slice(0, 7)) s.world.anna.check(id, 'PartnerRelevant', false)
    const outcomes = (await repairAll(s)).map((each) => each.outcome)
    expect(outcomes).toHaveLength(7)
    expect(outcomes.filter((each) => each === 'held').length).toBeGreaterThanOrEqual(2)
    expect(s.world.sharedRows().length).toBe(8 - outcomes.filter((each) => each === 'repaired').length)
  })

  it('whose answer is lost waits until it has been checked', async () => {
    const s = await synced()
    addAppointments(s.world, 1)
    s.world.sandbox.faults.add({ operation: 'pages.create', action: { kind: 'hang', effect: 'never' } })
    expect(await repairAll(s)).toMatchObject([{ outcome: 'waits', changes: [] }])
  })

  it('that is refused has failed, with the reason', async () => {
    const s = await synced()
    s.world.partner.edit(s.copies[0] ?? '', { Ort: 'Bern' })
    s.world.sandbox.faults.add({
      operation: 'pages.update',
      probability: 1,
      action: { kind: 'answer', when: 'before', answer: { kind: 'bad-request' } },
    })
    const [one] = await repairAll(s)
    expect(one).toMatchObject({ outcome: 'failed', changes: [] })
    expect(one?.failure?.text).not.toBe('')
  })
})

describe('a repair that only a person can decide', () => {
  it('asks about the field that both changed, and repairs the link beside it', async () => {
    const s = await synced()
    const [id = ''] = s.ids
    s.world.anna.edit(id, { Ort: 'Bern', SyncedToSharedId: '' })
    s.world.partner.edit(s.copies[0] ?? '', { Ort: 'Köln', Beschreibung: 'neu' })
    const outcomes = await repairAll(s)
    const of = (part: string) => outcomes.find((each) => each.id.startsWith(part) && each.id.includes(id))
    expect(outcomes.find((each) => each.id.endsWith(':place'))).toMatchObject({ outcome: 'asks' })
    expect(outcomes.find((each) => each.id.endsWith(':description'))).toMatchObject({ outcome: 'repaired' })
    expect(of('link')).toMatchObject({ outcome: 'repaired' })
  })

  it('asks about a copy that is one too many, and repairs the field of the other', async () => {
    const s = await synced()
    const [copy = ''] = s.copies
    s.world.partner.edit(s.world.partner.duplicate(copy), { Ort: 'Köln' })
    s.world.partner.edit(copy, { Beschreibung: 'neu' })
    const outcomes = await repairAll(s)
    expect(outcomes.map(({ id, outcome }) => `${id.split(':')[0]} ${outcome}`).toSorted()).toEqual([
      'duplicate-copy asks',
      'field repaired',
    ])
  })

  it('asks what becomes of a page whose copy somebody trashed, and of one that was trashed while its copy was edited', async () => {
    const s = await synced(3, { profile: { onSharedDelete: 'ask' } })
    s.world.partner.trash(s.copies[0] ?? '')
    s.world.anna.trash(s.ids[1] ?? '')
    s.world.partner.edit(s.copies[1] ?? '', { Ort: 'Bern' })
    expect((await repairAll(s)).map(({ outcome }) => outcome)).toEqual(['asks', 'asks'])
    expect(s.world.sandbox.read(s.ids[0] ?? '')?.values['PartnerRelevant']).toBe(true)
  })

  it('asks about a field on which both agree as far as the ledger knows, and do not', async () => {
    const s = await synced()
    const [id = ''] = s.ids
    s.world.anna.edit(id, { Ort: 'hier' })
    s.world.partner.edit(s.copies[0] ?? '', { Ort: 'dort' })
    const { ledger } = s.computer.store
    const pair = ledger.pair(s.world.profile.id, pageId(id))
    const place = 'place' as FieldKey // The key of the mapped field.
    const known = pair?.base?.[place]
    if (pair?.base == null || known === undefined) throw new Error('there is no base')
    const base = { ...pair.base, [place]: { ...known, private: plainText('hier'), shared: plainText('dort') } }
    ledger.savePair({ ...pair, base })
    expect(await repairAll(s)).toMatchObject([{ outcome: 'asks', changes: [] }])
    expect(s.world.sandbox.read(id)?.values['Ort']).toBe('hier')
  })

  it('asks what becomes of a copy whose page cannot be read any more, and keeps it', async () => {
    const s = await synced()
    s.world.anna.purge(s.ids[0] ?? '')
    const [one, ...others] = await repairAll(s)
    expect([one?.outcome, one?.failure?.category, others]).toEqual(['asks', 'unreadable-page', []])
    expect(s.world.sharedRows()).toHaveLength(3)
  })
})
