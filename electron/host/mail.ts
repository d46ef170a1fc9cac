/**
 * Handing a decision to the process that holds the home, and serving such decisions there.
 *
 * The ledger's mailbox carries JSON both ways. Whoever posts waits at most 30 s and takes back what was not answered, so
 * that nothing is carried out long after its author gave up.
 */
import { type Failure, failure, type Result } from '../../shared/failure.ts'
import type { Intent } from '../../shared/intent.ts'
import type { Mailbox } from '../engine/ledger-port.ts'
import type { Clock, Random } from '../engine/ports.ts'
import { type Done, parseAnswer, parseIntent } from './intents.ts'

const ANSWER_WITHIN_MS = 30_000
const LOOK_EVERY_MS = 250
const SERVE_EVERY_MS = 500

export interface MailPorts {
  readonly mailbox: Mailbox
  readonly clock: Clock
  readonly random: Random
}

/** Posts the intent and waits for the holder's answer. */
export async function postIntent(ports: MailPorts, intent: Intent, signal: AbortSignal): Promise<Result<Done>> {
  const id = ports.random.id()
  ports.mailbox.post({ id, at: ports.clock.now(), request: JSON.stringify(intent) })
  const giveUpAt = ports.clock.monotonic() + ANSWER_WITHIN_MS
  while (ports.clock.monotonic() < giveUpAt && !signal.aborted) {
    const answer = ports.mailbox.mail(id)?.answer ?? null
    if (answer !== null) {
      ports.mailbox.discard(id)
      return parseAnswer(intent, answer)
    }
    await ports.clock.sleep(LOOK_EVERY_MS, signal)
  }
  ports.mailbox.discard(id)
  return failure('locked', 'the process that holds this home did not answer within 30 seconds', {
    reason: 'no-answer-from-holder',
    subject: intent.action,
    repeat: 'later',
  })
}

/** Carries out what is posted, one after the other, until the signal aborts. Never throws for what one mail says. */
export async function serveMail(
  ports: MailPorts,
  carryOut: (intent: Intent) => Promise<Result<Done>>,
  signal: AbortSignal,
  report: (failure: Failure) => void,
): Promise<void> {
  while (!signal.aborted) {
    for (const mail of ports.mailbox.unanswered()) {
      const intent = parseIntent(mail.request)
      const answer = intent.kind === 'failure' ? intent : await guarded(carryOut, intent.value)
      if (answer.kind === 'failure') report(answer)
      ports.mailbox.answer(mail.id, JSON.stringify(answer))
    }
    await ports.clock.sleep(SERVE_EVERY_MS, signal)
  }
}

/** A bug while carrying out one decision must not end the loop that keeps everything in step. */
async function guarded(carryOut: (intent: Intent) => Promise<Result<Done>>, intent: Intent): Promise<Result<Done>> {
  try {
    return await carryOut(intent)
  } catch (error) {
    return failure('unknown', error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}
