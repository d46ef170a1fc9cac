import { expect, test } from 'vitest'
import type { Mailbox, MailRecord } from '../../electron/engine/ledger-port.ts'
import type { Done } from '../../electron/host/intents.ts'
import { postIntent, serveMail } from '../../electron/host/mail.ts'
import { failure, ok, type Result } from '../../shared/failure.ts'
import type { Intent } from '../../shared/intent.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestRandom } from '../support/random.ts'

const intent: Intent = { action: 'dismiss-problem', id: 'p1' }
const done: Done = { action: 'dismiss-problem', ids: ['p1'], carriedOut: true, obstacle: null }

function mailboxInMemory(): Mailbox & { readonly mails: Map<string, MailRecord> } {
  const mails = new Map<string, MailRecord>()
  return {
    mails,
    post: (mail) => void mails.set(mail.id, { ...mail, answer: null }),
    unanswered: () => [...mails.values()].filter((mail) => mail.answer === null),
    answer: (id, answer) => {
      const mail = mails.get(id)
      if (mail !== undefined) mails.set(id, { ...mail, answer })
    },
    mail: (id) => mails.get(id) ?? null,
    discard: (id) => void mails.delete(id),
  }
}

function stage(carryOut: (intent: Intent) => Promise<Result<Done>>) {
  const ports = { mailbox: mailboxInMemory(), clock: createTestClock({ auto: true }), random: createTestRandom() }
  const stop = new AbortController()
  const reported: string[] = []
  const serving = serveMail(ports, carryOut, stop.signal, (wrong) => reported.push(wrong.text))
  const end = async (): Promise<void> => {
    stop.abort()
    await serving
  }
  return { ports, end, reported }
}

test('what is posted is carried out by the holder, and its answer comes back', async () => {
  const seen: Intent[] = []
  const { ports, end } = stage((asked) => {
    seen.push(asked)
    return Promise.resolve(ok(done))
  })
  expect(await postIntent(ports, intent, new AbortController().signal)).toEqual(ok(done))
  expect(seen).toEqual([intent])
  expect(ports.mailbox.mails.size).toBe(0)
  await end()
})

test('a refusal comes back as the failure it was', async () => {
  const refused = failure('usage', 'no', { reason: 'unknown-id', subject: 'p1' })
  const { ports, end, reported } = stage(() => Promise.resolve(refused))
  expect(await postIntent(ports, intent, new AbortController().signal)).toEqual(refused)
  expect(reported).toEqual(['no'])
  await end()
})

test('a bug in one decision ends neither the loop nor the wait of its author', async () => {
  const { ports, end } = stage(() => Promise.reject(new Error('boom')))
  const first = await postIntent(ports, intent, new AbortController().signal)
  expect(first).toMatchObject({ kind: 'failure', category: 'unknown' })
  expect(await postIntent(ports, intent, new AbortController().signal)).toMatchObject({ kind: 'failure' })
  await end()
})

test('a mail that is no intent is refused and not guessed at', async () => {
  const { ports, end } = stage(() => Promise.resolve(ok(done)))
  ports.mailbox.post({ id: 'x', at: 0, request: '{"action":"trash-everything"}' })
  await ports.clock.sleep(1000)
  expect(ports.mailbox.mail('x')?.answer).toContain('"category":"usage"')
  await end()
})

test('what nobody answers within 30 s is taken back', async () => {
  const ports = { mailbox: mailboxInMemory(), clock: createTestClock({ auto: true }), random: createTestRandom() }
  const answer = await postIntent(ports, intent, new AbortController().signal)
  expect(answer).toMatchObject({ category: 'locked', reason: 'no-answer-from-holder' })
  expect(ports.mailbox.mails.size).toBe(0)
})
