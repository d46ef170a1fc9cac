/**
 * A second process for the tests, started by `homes`: does one thing, says so on standard output,
 * and waits to be killed. `node other-process.ts TASK HOME`
 */
import { lockHome } from '../../electron/ledger/home-lock.ts'
import { openLedger } from '../../electron/ledger/open.ts'
import { createTestClock } from '../support/clock.ts'
import { intent, opened, run } from './records.ts'

const [task, home = ''] = process.argv.slice(2)
const clock = createTestClock()

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Writes intents until it is killed; an id is said only after its call returned. */
function writeIntents(): void {
  const { ledger, journal } = opened(openLedger({ home, clock, mode: 'write' }))
  journal.startRun(run({ state: 'in-progress', finishedAt: null }))
  for (let number = 0; ; number += 1) {
    ledger.saveIntent(intent({ id: `i${number}`, sentAt: number }))
    say(`i${number}`)
  }
}

function holdLock(): void {
  opened(lockHome(home, { command: 'run', pid: process.pid, startedAt: clock.now() }))
  say('held')
  process.stdin.resume()
}

function postMail(): void {
  const open = opened(openLedger({ home, clock, mode: 'read' }))
  open.mailbox.post({ id: 'm1', at: clock.now(), request: '{"kind":"pause"}' })
  say('posted')
  process.stdin.on('data', () => say(open.mailbox.mail('m1')?.answer ?? 'no answer'))
}

/** Begins a transaction, and is killed in it. */
function writeHalf(): void {
  const { ledger } = opened(openLedger({ home, clock, mode: 'write' }))
  ledger.transaction(() => {
    ledger.saveIntent(intent({ id: 'half' }))
    say('in the middle')
    process.kill(process.pid, 'SIGKILL')
  })
}

if (task === 'intents') writeIntents()
else if (task === 'lock') holdLock()
else if (task === 'mail') postMail()
else if (task === 'half') writeHalf()
else throw new Error(`unknown task ${task}`)
