import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createLog, eventOf, type LogEvent, type LogOptions } from '../../electron/host/log.ts'
import { createSecret } from '../../electron/host/secret.ts'
import { type Failure, failure } from '../../shared/failure.ts'
import type { ProfileId, RunId } from '../../shared/model.ts'
import { run as runRecord } from '../ledger/records.ts'
import { createTestClock } from '../support/clock.ts'
import { newFolder } from './homes.ts'

const CANARY = 'canary-"quoted"\\token'
const event = (changes: Partial<LogEvent> = {}): LogEvent => ({
  level: 'info',
  event: 'run-started',
  profile: 'Anna',
  run: 'run-1',
  ...changes,
})

function stage(options: Partial<LogOptions> = {}) {
  const folder = options.folder ?? newFolder()
  const printed: string[] = []
  const broken: Failure[] = []
  const log = createLog({
    folder,
    clock: createTestClock(),
    level: 'info',
    stream: { level: 'info', write: (text) => void printed.push(text) },
    onBroken: (failed) => void broken.push(failed),
    ...options,
  })
  const file = (name = 'partner-sync.log') => readFileSync(join(folder, 'logs', name), 'utf8')
  const lines = (): unknown[] =>
    file()
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
  return { folder, log, printed, broken, file, lines }
}

describe('a line', () => {
  test('says when, what, and about whom', () => {
    const { log, lines, printed } = stage()
    log.write(event({ facts: { created: 2, page: null } }))
    expect(lines()).toEqual([
      {
        at: '2026-11-20T10:15:20.000Z',
        level: 'info',
        event: 'run-started',
        profile: 'Anna',
        run: 'run-1',
        created: 2,
        page: null,
      },
    ])
    expect(printed).toEqual(['2026-11-20T10:15:20.000Z info  [Anna] run-started run=run-1 created=2 page=null\n'])
  })

  test('is written as the level says at that moment', () => {
    const chosen: { level: 'error' | 'debug' } = { level: 'error' }
    const { log, lines } = stage({ level: () => chosen.level })
    log.write(event({ level: 'error', event: 'kept' }))
    log.write(event({ event: 'left out' }))
    chosen.level = 'debug'
    log.write(event({ level: 'debug', event: 'kept as well' }))
    expect(lines()).toMatchObject([{ event: 'kept' }, { event: 'kept as well' }])
  })

  test.each([
    ['error', ['error']],
    ['info', ['error', 'info']],
    ['debug', ['error', 'info', 'debug']],
  ] as const)('below the level %s is not written', (level, written) => {
    const { log, lines } = stage({ level })
    for (const each of ['error', 'info', 'debug'] as const) log.write(event({ level: each, event: each }))
    expect(lines()).toMatchObject(written.map((name) => ({ event: name })))
  })

  test('of the stream has a level of its own', () => {
    const printed: string[] = []
    const { log, lines } = stage({ stream: { level: 'error', write: (text) => void printed.push(text) } })
    log.write(event())
    expect(lines()).toHaveLength(1)
    expect(printed).toEqual([])
  })

  test('cannot pretend to be two, nor move the cursor', () => {
    const { log, file, printed } = stage()
    log.write(event({ profile: 'Anna\n\u001B[2Jfake', facts: { a: 'b\r\nc' } }))
    expect(file().trimEnd().split('\n')).toHaveLength(1)
    expect(printed.join('').trimEnd()).not.toMatch(/\p{Control}/u)
  })
})

describe('secrets', () => {
  test('that are known appear nowhere, whatever JSON makes of their letters', () => {
    const { log, file, printed } = stage()
    log.hide(createSecret(CANARY))
    log.write(event({ profile: CANARY, event: CANARY, facts: { text: `said ${CANARY}.`, [CANARY]: 1 } }))
    const all = file() + printed.join('')
    expect(all).not.toContain('canary-')
    expect(all).toContain('[redacted]')
  })

  test('that are not known are recognised by their shape', () => {
    const { log, file, printed } = stage()
    log.write(
      event({
        facts: { header: 'Authorization: Bearer abcdefgh12345', token: 'ntn_canary123456', old: 'secret_canary123456' },
      }),
    )
    expect(file() + printed.join('')).not.toMatch(/abcdefgh12345|canary123456/)
  })
})

describe('files', () => {
  test('are readable by their owner alone', () => {
    const { log, folder } = stage()
    log.write(event())
    expect(statSync(join(folder, 'logs')).mode & 0o777).toBe(0o700)
    expect(statSync(log.path).mode & 0o777).toBe(0o600)
  })

  test('that others could read are closed to them', () => {
    const { log, folder } = stage()
    mkdirSync(join(folder, 'logs'))
    writeFileSync(log.path, '', { mode: 0o644 })
    log.write(event())
    expect(statSync(log.path).mode & 0o777).toBe(0o600)
  })

  test('rotate: five at most, each within its size, no line lost or torn', () => {
    const { log, folder } = stage({ maxBytes: 1000 })
    for (let number = 0; number < 100; number += 1) log.write(event({ facts: { number } }))
    const names = readdirSync(join(folder, 'logs')).sort()
    expect(names).toEqual(['', '.1', '.2', '.3', '.4'].map((ending) => `partner-sync.log${ending}`))
    expect(names.every((name) => statSync(join(folder, 'logs', name)).size <= 1000)).toBe(true)
    const kept = names
      .reverse()
      .flatMap((name) =>
        readFileSync(join(folder, 'logs', name), 'utf8')
          .trimEnd()
          .split('\n'),
      )
      .map((line): unknown => JSON.parse(line))
    const first = 100 - kept.length
    expect(kept).toMatchObject(kept.map((_, position) => ({ number: first + position })))
  })
})

describe('a sink that fails', () => {
  const blocked = () => {
    const folder = newFolder()
    // A file where the folder should be: nothing can be written, whoever asks.
    writeFileSync(join(folder, 'logs'), '')
    return stage({ folder })
  }

  test('never throws, says so once, and knows since when', () => {
    const { log, broken, printed } = blocked()
    for (let again = 0; again < 3; again += 1) expect(() => log.write(event())).not.toThrow()
    expect(broken).toHaveLength(1)
    expect(log.brokenSince()).toBe(Date.UTC(2026, 10, 20, 10, 15, 20))
    expect(printed).toHaveLength(3)
  })

  test('that works again goes on, and may report the next failure', () => {
    const { log, broken, folder, lines } = blocked()
    log.write(event())
    rmSync(join(folder, 'logs'))
    log.write(event())
    expect(log.brokenSince()).toBeNull()
    expect(lines()).toHaveLength(1)
    rmSync(join(folder, 'logs'), { recursive: true })
    writeFileSync(join(folder, 'logs'), '')
    log.write(event())
    expect(broken).toHaveLength(2)
  })

  test('is survived even when the stream fails and whoever is told fails too', () => {
    const explode = () => {
      throw new Error('EPIPE')
    }
    const { log, lines } = stage({ stream: { level: 'debug', write: explode }, onBroken: explode })
    expect(() => log.write(event())).not.toThrow()
    expect(lines()).toHaveLength(1)
  })
})

describe('a signal of the engine', () => {
  const runId = 'run-1' as RunId // The brand only says what it names.
  test('about a failure becomes codes, without what the service said about a page', () => {
    const failed = failure('validation', 'body.properties: Dachzelt is too long', {
      connector: 'notion',
      code: 'validation_error',
    })
    const made = eventOf({ kind: 'failed', profile: 'Anna', runId, pageId: 'page-1', failure: failed })
    expect(made).toMatchObject({ level: 'error', run: runId, facts: { page: 'page-1', code: 'validation_error' } })
    expect(JSON.stringify(made)).not.toContain('Dachzelt')
  })

  test('about a bug keeps its text, because there is no other trace', () => {
    const made = eventOf({
      kind: 'failed',
      profile: 'Anna',
      runId,
      pageId: null,
      failure: failure('unknown', 'TypeError: x'),
    })
    expect(made.facts).toMatchObject({ text: 'TypeError: x' })
  })

  test('about a look that nobody asked for is for debugging only, unless it did something', () => {
    const started = (asked: 'auto' | 'sweep' | 'full' | 'page') =>
      eventOf({ kind: 'run-started', profile: 'Anna', runId, asked }).level
    expect([started('auto'), started('sweep'), started('full'), started('page')]).toEqual([
      'debug',
      'debug',
      'info',
      'info',
    ])
    const run = runRecord({ kind: 'incremental', failure: null })
    const ended = (silent: boolean) => eventOf({ kind: 'run-finished', profile: 'Anna', run, silent }).level
    expect([ended(true), ended(false)]).toEqual(['debug', 'info'])
  })

  test('about the end of a run carries its numbers', () => {
    const counts = { privateRelevant: 1, copies: 1 }
    const made = eventOf({
      kind: 'run-finished',
      profile: 'Anna',
      run: {
        id: runId,
        profile: 'profile-1' as ProfileId, // As above.
        kind: 'full',
        state: 'completed',
        startedAt: 1000,
        finishedAt: 3500,
        statistics: {
          totalProcessed: 3,
          created: 1,
          updated: 0,
          removed: 0,
          unchanged: 2,
          conflicts: 0,
          errors: 0,
          held: 0,
        },
        requests: { read: 4, write: 2, retried: 0 },
        before: counts,
        after: counts,
        falseAlarms: 0,
        failure: null,
      },
      silent: false,
    })
    expect(made).toMatchObject({
      level: 'info',
      run: runId,
      facts: { state: 'completed', durationMs: 2500, created: 1, writes: 2 },
    })
  })
})
