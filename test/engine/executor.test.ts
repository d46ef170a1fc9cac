/** What was decided is decided anew on what is known when its turn comes; what is not known is nobody's success. */
import { afterEach, expect, it } from 'vitest'
import { createExecutor } from '../../electron/engine/execute.ts'
import { createPicture } from '../../electron/engine/picture.ts'
import { prepare } from '../../electron/engine/prepare.ts'
import { createTestRandom } from '../support/random.ts'
import { addAppointments, createWorld, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

it('puts off what it knows nothing about any more, and writes nothing', async () => {
  const world = await createWorld()
  open = world
  const [id = ''] = addAppointments(world, 1)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * 60_000)
  world.anna.edit(id, { Ort: 'Berlin' })
  const [approved] = (await computer.run({ dryRun: true })).decisions
  if (approved === undefined) throw new Error('nothing was decided')
  const ports = {
    ...computer.store,
    openSides: world.connect((url, init) => world.sandbox.fetch(url, init), world.clock),
    clock: world.clock,
    random: createTestRandom(),
    signal: () => undefined,
  }
  const memory = { checkpoints: null, savedAt: null }
  const { context } = await prepare(ports, world.profile, { kind: 'page' }, new AbortController().signal, memory)
  const executor = createExecutor(context, createPicture(context), () => Promise.resolve(null))
  expect(await executor.carryOut(approved)).toMatchObject({ kind: 'put-off', decision: { why: 'no-answer' } })
  expect(world.sharedRows()[0]?.values['Ort']).toBe('Garage')
})
