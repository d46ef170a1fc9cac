/** Verify: every difference between the two databases is listed once, and nothing is repaired. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Difference } from '../../electron/core/differences.ts'
import type { VerifyReport } from '../../electron/engine/engine-port.ts'
import type { FaultRule } from '../../electron/sandbox/faults.ts'
import type { Failure } from '../../shared/failure.ts'
import {
  addAppointments,
  type Computer,
  createWorld,
  privateSchema,
  type World,
  type WorldOptions,
} from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

interface Synced {
  readonly world: World
  readonly ids: readonly string[]
  readonly copies: readonly string[]
  readonly verify: () => Promise<VerifyReport | Failure>
}

async function synced(options: WorldOptions = {}): Promise<Synced> {
  const world = await createWorld(options)
  open = world
  const ids = addAppointments(world, 6)
  const computer: Computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * 60_000)
  const rows = world.sharedRows()
  const copies = ids.map((id) => rows.find((row) => row.values['SourcePrivateId'] === id)?.id ?? '')
  return { world, ids, copies, verify: () => computer.engine.verify(world.profile, new AbortController().signal) }
}

function differencesOf(report: VerifyReport | Failure): readonly Difference[] {
  if ('kind' in report) throw new Error(report.text)
  return report.differences
}

const failing: FaultRule['action'] = { kind: 'answer', when: 'before', answer: { kind: 'internal' } }

describe('two databases in step', () => {
  it('have no difference, other people and typed-in rows left aside, and nothing is written', async () => {
    const { world, verify } = await synced()
    world.anna.addRow(world.privateId, { Name: 'nur für mich' })
    world.partner.addRow(world.sharedId, { Name: 'getippt' })
    world.partner.addRow(world.sharedId, { Name: 'von Bert', SourcePrivateId: world.privateId, SourceUserId: 2 })
    world.requests()
    expect(await verify()).toEqual({ privateRelevant: 6, copies: 6, equal: 6, foreign: 2, differences: [] })
    expect(world.sandbox.requests.some(({ operation }) => operation === 'pages.update')).toBe(false)
  })
})

describe('each difference', () => {
  it('is named by its kind, with what both sides show', async () => {
    const { world, ids, copies, verify } = await synced()
    world.partner.edit(copies[0] ?? '', { Ort: 'Bern' })
    world.anna.edit(ids[1] ?? '', { SyncedToSharedId: '' })
    world.partner.edit(copies[2] ?? '', { SourceUserId: null })
    world.anna.check(ids[3] ?? '', 'PartnerRelevant', false)
    world.anna.trash(ids[4] ?? '')
    const twin = world.partner.duplicate(copies[5] ?? '')
    const [fresh] = addAppointments(world, 1)
    const found = differencesOf(await verify())
    const named = (kind: Difference['kind']) => found.filter((each) => each.kind === kind)
    expect(named('field')).toMatchObject([{ privateId: ids[0], field: 'place', private: 'Garage', shared: 'Bern' }])
    expect(named('link')).toMatchObject([{ privateId: ids[1], private: null, shared: copies[1] }])
    expect(named('number')).toMatchObject([{ sharedId: copies[2], private: '1', shared: null }])
    expect(named('copy-of-irrelevant')).toMatchObject([{ privateId: ids[3], sharedId: copies[3] }])
    expect(named('orphan-copy')).toMatchObject([{ privateId: ids[4], sharedId: copies[4] }])
    expect(named('duplicate-copy')).toMatchObject([{ privateId: ids[5], sharedId: twin }])
    expect(named('missing-copy')).toMatchObject([{ privateId: fresh, sharedId: null }])
    expect(found).toHaveLength(7)
  })

  it('of a number says which one stands there', async () => {
    const { world, copies, verify } = await synced()
    world.partner.edit(copies[0] ?? '', { SourceUserId: 7 })
    expect(differencesOf(await verify())).toMatchObject([{ kind: 'number', private: '1', shared: '7' }])
  })

  it('of a field that shows a word only is one when the word is not there', async () => {
    const { world, copies, ids, verify } = await synced()
    const place = world.profile.mapping.fields.map((field) =>
      field.key === 'place' ? { ...field, direction: { kind: 'busy' as const, word: 'belegt' } } : field,
    )
    const profile = { ...world.profile, mapping: { ...world.profile.mapping, fields: place } }
    const report = await world.computer().engine.verify(profile, new AbortController().signal)
    expect(differencesOf(report).filter((each) => each.field === 'place')).toHaveLength(6)
    for (const copy of copies) world.partner.edit(copy, { Ort: 'belegt' })
    expect(differencesOf(await world.computer().engine.verify(profile, new AbortController().signal))).toEqual([])
    expect(differencesOf(await verify())).toHaveLength(ids.length)
  })

  it('of a date in two properties is one', async () => {
    const both = { ...privateSchema, Startdatum: 'date', Endedatum: 'date' } as const
    const { world, copies, verify } = await synced({ privateSchema: both })
    world.partner.edit(copies[0] ?? '', { Datum: { start: '2027-01-01' } })
    expect(differencesOf(await verify())).toMatchObject([{ kind: 'field', field: 'date', shared: '2027-01-01' }])
  })

  it('of a page whose tracking cannot be read is that it cannot be read', async () => {
    const { world, ids, verify } = await synced()
    world.sandbox.faults.add({
      operation: 'dataSources.query',
      probability: 1,
      action: { kind: 'omit', properties: ['PartnerRelevant'] },
    })
    world.sandbox.faults.add({ operation: 'pages.properties.retrieve', probability: 1, action: failing })
    const found = differencesOf(await verify())
    expect(found.map(({ kind, plan }) => [kind, plan.level])).toEqual(ids.map(() => ['unreadable', 'none']))
  })
})

describe('what the user wants', () => {
  it('is no difference: an appointment that was taken out, and one older than the horizon', async () => {
    const { world, verify, ids } = await synced()
    const old = world.anna.addRow(world.privateId, {
      Name: 'alt',
      Datum: { start: '2020-01-01' },
      PartnerRelevant: true,
    })
    const before = differencesOf(await verify())
    expect(before).toMatchObject([{ kind: 'missing-copy', privateId: old }])
    const profile = { ...world.profile, horizonMs: 90 * 24 * 60 * 60_000 }
    const report = await world.computer().engine.verify(profile, new AbortController().signal)
    expect(differencesOf(report)).toEqual([])
    expect(ids).toHaveLength(6)
  })
})

describe('a comparison', () => {
  it.each(['private', 'shared'] as const)(
    'of half a listing (%s) is a failure, no list of differences',
    async (side) => {
      const { world, verify } = await synced()
      const resource = side === 'private' ? world.privateId : world.sharedId
      world.sandbox.faults.add({
        operation: 'dataSources.query',
        probability: 1,
        where: ({ path }) => path.includes(resource),
        action: failing,
      })
      expect(await verify()).toMatchObject({ kind: 'failure', category: 'service' })
    },
  )

  it('with a token that is refused says so', async () => {
    const { world, verify } = await synced()
    world.sandbox.admin.revoke(world.connectionId)
    expect(await verify()).toMatchObject({ kind: 'failure', category: 'credentials' })
  })
})
