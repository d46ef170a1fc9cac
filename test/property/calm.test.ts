/**
 * Whatever has happened before: what a run leaves out because it needs nothing, the longer way would have left as it is as
 * well, without a request and without a trace in the ledger.
 */
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { reconcile } from '../../electron/core/reconcile.ts'
import { findCalm, learnTheRest } from '../../electron/engine/calm.ts'
import { candidatesOf } from '../../electron/engine/candidates.ts'
import { complete } from '../../electron/engine/gather.ts'
import { noticeOtherComputer } from '../../electron/engine/guards.ts'
import { observeAll, observeChanges } from '../../electron/engine/observe.ts'
import { createPicture } from '../../electron/engine/picture.ts'
import { prepare } from '../../electron/engine/prepare.ts'
import { recordDone } from '../../electron/engine/record.ts'
import { openDatabase } from '../../electron/ledger/database.ts'
import { uuid } from '../core/databases.ts'
import { conflict, fieldKey, held, problem } from '../ledger/records.ts'
import { createTestRandom } from '../support/random.ts'
import { addAppointments, type Computer, createWorld, pageId, type World } from '../support/world.ts'

const APPOINTMENTS = 5
const tables = ['pairs', 'tombstones', 'intents', 'facts', 'conflicts', 'problems', 'held', 'changes', 'option_pairs']

/** One thing that somebody does, to the appointment `at`. */
const deeds = [
  'edit private',
  'edit shared',
  'edit both alike',
  'edit both differently',
  'uncheck',
  'check',
  'uncheck copy',
  'trash private',
  'restore private',
  'trash copy',
  'restore copy',
  'clear link',
  'clear key',
  'number of another',
  'second copy',
  'duplicate private',
  'row of another',
  'unmarked row',
  'minutes pass',
  'run',
  'run fully',
  'sweep',
] as const
type Deed = (typeof deeds)[number]

interface Step {
  readonly deed: Deed
  readonly at: number
}

async function happen(world: World, computer: Computer, ids: readonly string[], { deed, at }: Step): Promise<void> {
  const { anna, partner, sandbox } = world
  const id = ids[at] ?? ''
  const copy = sandbox.rows(world.sharedId, 'live').find((row) => row.values['SourcePrivateId'] === id)?.id
  const trashed = sandbox.rows(world.sharedId, 'trashed').find((row) => row.values['SourcePrivateId'] === id)?.id
  const live = sandbox.rows(world.privateId, 'live').some((row) => row.id === id)
  const onPrivate: Partial<Record<Deed, () => unknown>> = {
    'edit private': () => anna.edit(id, { Ort: `Keller ${at}` }),
    uncheck: () => anna.check(id, 'PartnerRelevant', false),
    check: () => anna.check(id, 'PartnerRelevant', true),
    'clear link': () => anna.edit(id, { SyncedToSharedId: '' }),
    'trash private': () => anna.trash(id),
    'duplicate private': () =>
      anna.addRow(world.privateId, { Name: 'Doppelt', PartnerRelevant: true, SyncedToSharedId: copy ?? '' }),
  }
  const onCopy: Partial<Record<Deed, (page: string) => unknown>> = {
    'edit shared': (page) => partner.edit(page, { Ort: `Speicher ${at}` }),
    'uncheck copy': (page) => partner.check(page, 'PartnerRelevant', false),
    'trash copy': (page) => partner.trash(page),
    'clear key': (page) => partner.edit(page, { SourcePrivateId: '' }),
    'number of another': (page) => partner.edit(page, { SourceUserId: 7 }),
    'second copy': () => partner.addRow(world.sharedId, { Name: 'Zwei', SourcePrivateId: id, SourceUserId: 1 }),
  }
  if (live) onPrivate[deed]?.()
  if (copy !== undefined) onCopy[deed]?.(copy)
  if (live && copy !== undefined && deed.startsWith('edit both')) {
    anna.edit(id, { Ort: 'Garten' })
    partner.edit(copy, { Ort: deed === 'edit both alike' ? 'Garten' : 'Balkon' })
  }
  if (deed === 'restore private' && !live) anna.restore(id)
  if (deed === 'restore copy' && trashed !== undefined) partner.restore(trashed)
  if (deed === 'unmarked row') anna.addRow(world.privateId, { Name: 'Nur für mich' })
  if (deed === 'row of another')
    partner.addRow(world.sharedId, { Name: 'Bert', SourcePrivateId: uuid(String(at)), SourceUserId: 2 })
  if (deed === 'minutes pass') await world.clock.advance(4 * 60_000)
  if (deed === 'run') await computer.run()
  if (deed === 'run fully') await computer.run({ kind: 'full' })
  if (deed === 'sweep') await computer.run({ kind: 'sweep' })
}

function everythingIn(computer: Computer): string {
  const database = openDatabase(join(computer.home, 'ledger.sqlite'), { mode: 'read' })
  try {
    return JSON.stringify(tables.map((table) => Array.from(database.statement(`SELECT * FROM ${table}`).rows())))
  } finally {
    database.close()
  }
}

async function contextOf(world: World, computer: Computer, kind: 'auto' | 'full' | 'sweep') {
  const ports = {
    ledger: computer.store.ledger,
    journal: computer.store.journal,
    openSides: world.connect((url, init) => world.sandbox.fetch(url, init), world.clock),
    clock: world.clock,
    random: createTestRandom(3),
    signal: () => undefined,
  }
  const memory = { checkpoints: null, savedAt: null }
  return prepare(ports, world.profile, { kind }, new AbortController().signal, memory)
}

const steps = fc.array(fc.record({ deed: fc.constantFrom(...deeds), at: fc.nat({ max: APPOINTMENTS - 1 }) }), {
  maxLength: 12,
})

test('what a run leaves out as calm is what the longer way leaves alone', { timeout: 240_000 }, async () => {
  let calmSeen = 0
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom('auto', 'full', 'sweep'), async (history, kind) => {
      const world = await createWorld()
      try {
        const computer = world.computer()
        const ids = addAppointments(world, APPOINTMENTS)
        await computer.run()
        for (const step of history) await happen(world, computer, ids, step)
        const { context, since, listing } = await contextOf(world, computer, kind)
        const picture = createPicture(context)
        const changes = since !== null && !listing
        await (changes ? observeChanges(context, picture, since) : observeAll(context, picture))
        const candidates = await candidatesOf(context, picture)
        await complete(context, picture, candidates.due, true)
        const calm = [...findCalm(context, picture, candidates).keys()]
        calmSeen += calm.length

        world.requests()
        const before = everythingIn(computer)
        await complete(context, picture, calm, false)
        expect(await noticeOtherComputer(context, picture, calm)).toBe(context.rules)
        for (const id of calm) {
          const decision = reconcile(picture.situation(id), context.rules)
          expect(decision.operations).toEqual([])
          recordDone(context, decision, 0)
        }
        expect(everythingIn(computer)).toEqual(before)
        expect(world.requests()).toBe(0)
      } finally {
        world.close()
      }
    }),
    { numRuns: 60 },
  )
  expect(calmSeen).toBeGreaterThan(60)
})

test('what is seen anew while others are learned about is decided on after all', async () => {
  const world = await createWorld()
  const computer = world.computer()
  const [first = '', second = ''] = addAppointments(world, 2)
  await computer.run()
  for (let look = 0; look < 3; look += 1) {
    await world.clock.advance(6 * 60_000)
    await computer.run({ kind: 'full' })
  }
  const copyOf = (id: string) => world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
  const strayed = copyOf(second)
  const { context } = await contextOf(world, computer, 'full')
  const picture = createPicture(context)
  await observeAll(context, picture)
  const settled = await learnTheRest(context, picture, await candidatesOf(context, picture), false)
  expect(settled).toEqual({ appointments: [], calm: 2 })

  // The listing lacks the second copy, which carries the first page's id when it is read by itself.
  world.partner.edit(strayed, { SourcePrivateId: first })
  const later = createPicture(context)
  const list: typeof context.shared.list = async (scope) => {
    const listing = await context.shared.list(scope)
    return { ...listing, pages: listing.pages.filter((page) => page.id !== strayed) }
  }
  await observeAll({ ...context, shared: { ...context.shared, list } }, later)
  const { appointments } = await learnTheRest(context, later, await candidatesOf(context, later), false)
  expect(appointments).toEqual([first, second].map(pageId).toSorted())
  world.close()
})

test('whatever is open for an appointment, or for all of them, takes the longer way', async () => {
  const world = await createWorld()
  const computer = world.computer()
  const ids = addAppointments(world, 4).map(pageId)
  await computer.run()
  for (let look = 0; look < 3; look += 1) {
    await world.clock.advance(6 * 60_000)
    await computer.run({ kind: 'full' })
  }
  const { journal } = computer.store
  const calm = async () => {
    const { context } = await contextOf(world, computer, 'full')
    const picture = createPicture(context)
    await observeAll(context, picture)
    return [...findCalm(context, picture, await candidatesOf(context, picture)).keys()]
  }
  const [asked = ids[0], failed, withheld, free] = ids.toSorted()
  expect(await calm()).toEqual([asked, failed, withheld, free])
  const profile = world.profile.id
  journal.saveConflict(conflict({ id: 'c', profile, privateId: asked ?? null }))
  journal.saveProblem(problem({ id: 'p', profile, privateId: failed ?? null }))
  if (withheld !== undefined) journal.saveHeld(held({ profile, privateId: withheld }))
  expect(await calm()).toEqual([free])
  const option = { kind: 'option', field: fieldKey('state'), side: 'shared', option: 'o1' } as const
  journal.saveConflict(conflict({ id: 'o', profile, privateId: null, question: option }))
  expect(await calm()).toEqual([])
  world.close()
})
