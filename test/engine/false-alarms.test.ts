/** Creates that answer with an error although they succeeded: no duplicate, and each is recognised and counted. */
import { afterEach, expect, it } from 'vitest'
import type { FaultRule } from '../../electron/sandbox/faults.ts'
import { addAppointments, createWorld, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const done = (answer: Extract<FaultRule['action'], { kind: 'answer' }>['answer']): FaultRule['action'] => ({
  kind: 'answer',
  when: 'after',
  answer,
})

/** Every way in which a create that was done can look as if it was not (sync-semantics, what came back from a create). */
const variants: readonly FaultRule['action'][] = [
  done({ kind: 'bad-gateway' }),
  done({ kind: 'gateway-timeout', html: true }),
  done({ kind: 'gateway-timeout' }),
  done({ kind: 'internal' }),
  done({ kind: 'unavailable', namesCommitted: true }),
  done({ kind: 'unavailable' }),
  done({ kind: 'conflict' }),
  done({ kind: 'bad-request' }),
  done({ kind: 'not-json' }),
  { kind: 'drop', when: 'after' },
  { kind: 'hang', effect: 'before' },
  // Done only after the client had given up and looked in vain.
  { kind: 'hang', effect: 'late', afterMs: 100_000 },
]
const creates = 200
const minutes = 60_000

it('two hundred creates that were answered with an error leave one copy each and two hundred false alarms', {
  timeout: 240_000,
}, async () => {
  const world = await createWorld()
  open = world
  const ids = addAppointments(world, creates)
  for (let turn = 0; turn < creates; turn += 1) {
    const action = variants[turn % variants.length]
    if (action !== undefined) world.sandbox.faults.add({ operation: 'pages.create', nth: turn + 1, action })
  }
  const computer = world.computer()
  const { journal, ledger } = computer.store
  const { id } = world.profile
  let recognised = 0
  for (let round = 0; round < 8 && (round === 0 || ledger.openIntents(id).length > 0); round += 1) {
    const { record } = await computer.run()
    expect(record.statistics.errors).toBe(0)
    recognised += record.falseAlarms
    await world.clock.advance(3 * minutes)
  }
  expect(world.sandbox.faults.struck()).toBe(creates)
  expect(recognised).toBe(creates)
  const copies = world.sandbox.rows(world.sharedId, 'all')
  expect(copies).toHaveLength(creates)
  expect(new Set(copies.map((row) => row.values['SourcePrivateId']))).toEqual(new Set(ids))
  expect([journal.problems(id), ledger.openIntents(id)]).toEqual([[], []])
  expect(computer.signals.filter((each) => each.kind === 'noticed' && each.what === 'false-alarm')).toHaveLength(
    creates,
  )
  expect((await computer.run({ kind: 'full' })).record.requests.write).toBe(0)
})
