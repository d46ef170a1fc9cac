/** Promises that need a second process: what was acknowledged survives a kill, one holder at a time, mail arrives. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { holderOf, lockHome } from '../../electron/ledger/home-lock.ts'
import { openHome, otherProcess, temporaryHome } from './homes.ts'
import { anna, opened, refused } from './records.ts'

const me = { command: 'sync', pid: process.pid, startedAt: 5 }

describe('a killed process', () => {
  it('leaves every intent that was acknowledged', async () => {
    const home = temporaryHome()
    const other = otherProcess('intents', home)
    const acknowledged: string[] = []
    while (acknowledged.length < 50) acknowledged.push(await other.line())
    acknowledged.push(...(await other.kill()))
    const open = openHome(home)
    const kept = open.ledger.openIntents(anna).map((intent) => intent.id)
    expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged)
    // At most the one whose call had not returned yet.
    expect(kept.length - acknowledged.length).toBeLessThanOrEqual(1)
    expect([open.recovered, open.restored, open.crashedRuns, open.integrity()]).toEqual([null, false, 1, 'ok'])
  })

  it('in the middle of a transaction leaves nothing of it', async () => {
    const home = temporaryHome()
    const other = otherProcess('half', home)
    expect(await other.line()).toBe('in the middle')
    await other.kill()
    const open = openHome(home)
    expect(open.ledger.openIntents(anna)).toEqual([])
    expect(open.integrity()).toBe('ok')
  })
})

describe('the lock of a home', () => {
  it('names the process that holds it, and is free at once when that process is killed', async () => {
    const home = temporaryHome()
    const other = otherProcess('lock', home)
    expect(await other.line()).toBe('held')
    const failure = refused(lockHome(home, me))
    expect(failure).toMatchObject({ category: 'locked', reason: 'home-locked', subject: `run (${other.child.pid})` })
    expect(holderOf(home)).toMatchObject({ command: 'run', pid: other.child.pid })
    await other.kill()
    // The description is still there, and nobody believes it.
    expect(existsSync(join(home, 'lock.json'))).toBe(true)
    expect(holderOf(home)).toBeNull()
    opened(lockHome(home, me)).release()
  })

  it('cannot be had twice in one process either, and is free after its release', () => {
    const home = temporaryHome()
    const lock = opened(lockHome(home, me))
    expect(refused(lockHome(home, { ...me, command: 'run' })).subject).toBe(`sync (${process.pid})`)
    expect(holderOf(home)).toEqual(me)
    lock.release()
    expect(holderOf(home)).toBeNull()
    opened(lockHome(home, me)).release()
  })

  it('is held although its description is damaged', () => {
    const home = temporaryHome()
    const lock = opened(lockHome(home, me))
    writeFileSync(join(home, 'lock.json'), '{"comm')
    expect(refused(lockHome(home, me)).category).toBe('locked')
    expect(holderOf(home)).toMatchObject({ command: 'partner-sync' })
    lock.release()
  })

  it('looking for a holder makes nothing in a home that is not there', () => {
    const home = temporaryHome()
    expect(holderOf(home)).toBeNull()
    expect(existsSync(home)).toBe(false)
  })

  it('survives the opening, backing up and closing of the ledger beside it', () => {
    const home = temporaryHome()
    const lock = opened(lockHome(home, me))
    const open = openHome(home)
    open.backupIfDue(86_400_000)
    open.close()
    expect(holderOf(home)).toEqual(me)
    lock.release()
  })
})

describe('the mailbox', () => {
  it('carries a decision to the holder and its answer back', async () => {
    const home = temporaryHome()
    const { mailbox } = openHome(home)
    const other = otherProcess('mail', home)
    expect(await other.line()).toBe('posted')
    expect(mailbox.unanswered()).toMatchObject([{ id: 'm1', request: '{"kind":"pause"}', answer: null }])
    mailbox.answer('m1', '{"done":true}')
    expect(mailbox.unanswered()).toEqual([])
    other.child.stdin.write('look\n')
    expect(await other.line()).toBe('{"done":true}')
    mailbox.discard('m1')
    expect(mailbox.mail('m1')).toBeNull()
  })

  it('keeps the order of posting, takes the same mail once, and keeps its answer', () => {
    const home = temporaryHome()
    openHome(home)
    const { mailbox } = openHome(home, { mode: 'read' })
    for (const [id, at] of [
      ['b', 2],
      ['a', 1],
      ['b', 3],
    ] as const)
      mailbox.post({ id, at, request: '{}' })
    expect(mailbox.unanswered().map((mail) => mail.id)).toEqual(['b', 'a'])
  })

  it('is not begun by a reader where there is no ledger', () => {
    const home = temporaryHome()
    const { mailbox } = openHome(home, { mode: 'read' })
    expect(() => mailbox.post({ id: 'm1', at: 1, request: '{}' })).toThrow('no ledger')
    expect(existsSync(home)).toBe(false)
  })
})
