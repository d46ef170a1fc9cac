/** In which order both sides are looked at over one connection. */
import { afterEach, describe, expect, it } from 'vitest'
import { addAppointments, createWorld, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minute = 60_000

/** The sides of the queries for whole databases or their changes since the last call, in the order in which they left. */
function sidesAsked(world: World): readonly string[] {
  const sides = world.sandbox.requests.flatMap(({ operation, path }) => {
    if (operation !== 'dataSources.query') return []
    return [path.includes(world.privateId) ? 'private' : 'shared']
  })
  world.requests()
  return sides
}

async function inStep(count: number) {
  const world = await createWorld()
  open = world
  addAppointments(world, count)
  // Answers that take a while show who waits for whom.
  world.sandbox.faults.add({ operation: 'dataSources.query', probability: 1, action: { kind: 'delay', ms: 500 } })
  const computer = world.computer()
  await computer.run()
  const first = sidesAsked(world)
  await world.clock.advance(6 * minute)
  await computer.run()
  await world.clock.advance(6 * minute)
  world.requests()
  return { world, computer, first }
}

describe('both sides over one connection', () => {
  it('are listed side by side, so that a change need not wait for two listings', async () => {
    const { world, computer } = await inStep(120)
    await computer.run({ kind: 'sweep' })
    expect(sidesAsked(world)).toEqual(['private', 'shared', 'private', 'shared'])
    await computer.run({ kind: 'full' })
    expect(sidesAsked(world).slice(0, 4)).toEqual(['private', 'shared', 'private', 'shared'])
  })

  it('are asked for changes at the same moment', async () => {
    const { world, computer } = await inStep(3)
    await computer.run()
    const [one, other] = world.sandbox.requests
    expect(other?.at).toBe(one?.at)
    expect(sidesAsked(world).toSorted()).toEqual(['private', 'shared'])
  })

  it('are listed one after the other while nobody knows how many appointments there are, which halves the memory', async () => {
    const { first } = await inStep(120)
    expect(first.slice(0, 3)).toEqual(['private', 'private', 'shared'])
  })
})
