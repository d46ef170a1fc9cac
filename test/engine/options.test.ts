/** Options of selects and statuses on the whole engine: one question for all pages, asked once and answered once. */
import { afterEach, describe, expect, it } from 'vitest'
import { differenceId } from '../../electron/core/differences.ts'
import { proposeMapping } from '../../electron/core/proposal.ts'
import { optionsIn, storedSchemas } from '../../electron/engine/check.ts'
import { facts } from '../../electron/engine/context.ts'
import type { ConflictRecord } from '../../electron/engine/ledger-port.ts'
import type { Profile } from '../../shared/model.ts'
import {
  addAppointments,
  type Computer,
  createWorld,
  privateSchema,
  sharedSchema,
  type World,
} from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000

interface Synced {
  readonly world: World
  readonly computer: Computer
  readonly profile: Profile
  readonly ids: readonly string[]
  readonly copyOf: (id: string) => string
  readonly later: (kind?: 'auto' | 'full') => Promise<void>
  readonly questions: () => readonly ConflictRecord[]
}

const spec = (type: 'select' | 'status', names: readonly string[]) =>
  ({ [type]: { options: names.map((name) => ({ name })) } }) as never // The sandbox checks what a schema may be.

/** Four appointments with an option each, in step; `Art` is of this type on both sides. */
async function synced(type: 'select' | 'status', mine: readonly string[], theirs: readonly string[]): Promise<Synced> {
  const world = await createWorld({
    privateSchema: { ...privateSchema, Art: spec(type, mine) },
    sharedSchema: { ...sharedSchema, Art: spec(type, theirs) },
  })
  open = world
  const computer = world.computer()
  await computer.run()
  const known = storedSchemas(computer.store.ledger, world.profile)
  if (known.private === null || known.shared === null) throw new Error('no schema')
  const wish = { private: 'Art', shared: 'Art', direction: { kind: 'both' as const } }
  const proposal = proposeMapping(known.private, known.shared, [wish])
  if (proposal.kind === 'failure') throw new Error('no mapping')
  const profile = { ...world.profile, mapping: proposal.mapping }
  const ids = addAppointments(world, 4, { Art: mine[0] ?? '' })
  await world.clock.advance(5 * minutes)
  await computer.run({ kind: 'full' }, profile)
  return {
    world,
    computer,
    profile,
    ids,
    copyOf: (id) => world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? '',
    later: async (kind = 'full') => {
      await world.clock.advance(5 * minutes)
      await computer.run({ kind }, profile)
    },
    questions: () => computer.store.journal.openConflicts(profile.id).filter((each) => each.question.kind === 'option'),
  }
}

const artOf = (world: World, id: string): unknown => world.sandbox.read(id)?.values['Art']

describe('an option that somebody deleted', () => {
  it('empties no page of the other side, and is one question for all of them', async () => {
    const s = await synced('select', ['Arzt', 'Sport'], ['Arzt', 'Sport'])
    s.world.sandbox.admin.deleteOption(s.world.sharedId, 'Art', 'Arzt')
    await s.later()
    await s.later()
    expect(s.ids.map((id) => artOf(s.world, id))).toEqual(['Arzt', 'Arzt', 'Arzt', 'Arzt'])
    expect(s.questions()).toHaveLength(1)
    expect(s.questions()[0]).toMatchObject({ privateId: null, actions: ['private', 'shared'] })
  })

  it.each([
    ['private', ['Arzt', 'Arzt', 'Arzt', 'Arzt']],
    ['shared', [null, null, null, null]],
  ] as const)('follows the answer on every page (%s), and the question closes', async (action, shown) => {
    const s = await synced('select', ['Arzt', 'Sport'], ['Arzt', 'Sport'])
    s.world.sandbox.admin.deleteOption(s.world.sharedId, 'Art', 'Arzt')
    await s.later()
    for (const each of s.questions()) {
      s.computer.store.journal.saveConflict({ ...each, answers: [{ action, field: null, shown: each.shown }] })
    }
    await s.later('auto')
    await s.later('full')
    expect(s.ids.map((id) => artOf(s.world, id))).toEqual(shown)
    expect(s.ids.map((id) => artOf(s.world, s.copyOf(id)))).toEqual(shown)
    await s.later('full')
    expect(s.questions()).toHaveLength(0)
  })

  it.each([
    [5, 'full'],
    [1, 'auto'],
  ] as const)('is no sign of another computer, %i minutes after the page was written', async (after, kind) => {
    const s = await synced('select', ['Arzt', 'Sport'], ['Arzt', 'Sport'])
    s.world.anna.edit(s.ids[0] ?? '', { Ort: 'Berlin' })
    await s.later('auto')
    await s.world.clock.advance(after * minutes)
    s.world.sandbox.admin.deleteOption(s.world.sharedId, 'Art', 'Arzt')
    await s.computer.run({ kind }, s.profile)
    expect(s.questions()).toHaveLength(1)
    expect(s.computer.store.ledger.fact(s.profile.id, facts.careful)).toBeNull()
  })

  it('is asked about by a dry run too, which leaves nothing behind', async () => {
    const s = await synced('select', ['Arzt', 'Sport'], ['Arzt', 'Sport'])
    s.world.sandbox.admin.deleteOption(s.world.sharedId, 'Art', 'Arzt')
    const { decisions } = await s.computer.run({ kind: 'full', dryRun: true }, s.profile)
    expect(decisions.some((each) => each.questions.some((question) => question.kind === 'option'))).toBe(true)
    expect(s.questions()).toHaveLength(0)
    const { shared } = storedSchemas(s.computer.store.ledger, s.profile)
    const field = s.profile.mapping.fields.find((each) => each.type === 'select')?.key ?? ''
    expect(optionsIn(shared, s.profile.mapping, 'shared', field)?.length).toBeGreaterThan(0)
    expect(optionsIn(shared && { ...shared, properties: [] }, s.profile.mapping, 'shared', field)).toBeNull()
  })

  it('is asked about by a repair, which writes nothing', async () => {
    const s = await synced('select', ['Arzt', 'Sport'], ['Arzt', 'Sport'])
    await s.later()
    s.world.sandbox.admin.deleteOption(s.world.sharedId, 'Art', 'Arzt')
    const { signal } = new AbortController()
    const found = await s.computer.engine.verify(s.profile, signal)
    if ('kind' in found) throw new Error(found.text)
    expect(found.differences.map(({ plan }) => [plan.level, plan.asks])).toEqual(s.ids.map(() => ['person', 'option']))
    const outcome = await s.computer.engine.repair(s.profile, found.differences.map(differenceId), signal)
    if ('kind' in outcome) throw new Error(outcome.text)
    expect(outcome.repaired.map((each) => [each.outcome, each.changes])).toEqual(s.ids.map(() => ['asks', []]))
    expect(s.questions()).toHaveLength(1)
    expect(s.ids.map((id) => artOf(s.world, id))).toEqual(['Arzt', 'Arzt', 'Arzt', 'Arzt'])
  })

  it('is an edit where a person has chosen another one since', async () => {
    const s = await synced('select', ['Arzt', 'Sport'], ['Arzt', 'Sport'])
    s.world.sandbox.admin.deleteOption(s.world.sharedId, 'Art', 'Arzt')
    s.world.partner.edit(s.copyOf(s.ids[0] ?? ''), { Art: 'Sport' })
    await s.later()
    expect(s.ids.map((id) => artOf(s.world, id))).toEqual(['Sport', 'Arzt', 'Arzt', 'Arzt'])
  })
})

describe('a status without a counterpart', () => {
  it('is one question until there is one, and everything else of the appointments is synced', async () => {
    const s = await synced('status', ['Geplant'], ['Not started'])
    expect(s.world.sharedRows().map((row) => row.values['Ort'])).toEqual(['Garage', 'Garage', 'Garage', 'Garage'])
    expect(s.questions()).toHaveLength(1)
    s.world.sandbox.admin.addOption(s.world.sharedId, 'Art', 'Geplant')
    await s.later()
    expect(s.questions()).toHaveLength(0)
  })
})
