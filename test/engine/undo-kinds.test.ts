/**
 * Every kind of change that the history can hold, taken back on the whole engine: alone, after later edits of other fields,
 * after it was overwritten, over failing requests, and with the process killed at any of its requests. Nothing swings back,
 * nothing is lost.
 */
import { afterEach, describe, expect, it } from 'vitest'
import type { ChangeRecord } from '../../electron/engine/ledger-port.ts'
import type { FaultRule } from '../../electron/sandbox/faults.ts'
import { untilStuck } from '../support/computers.ts'
import {
  arranged,
  endAll,
  expectTakenBack,
  history,
  kinds,
  quiet,
  run,
  type Stage,
  shown,
  staged,
  undo,
} from '../support/undo-kinds.ts'
import { pageId } from '../support/world.ts'

afterEach(endAll)

describe('taken back alone, and it stays so', () => {
  it.each(kinds)('$name', async (kind) => {
    const { stage, change } = await arranged(kind)
    expect(await undo(stage, change.id)).toEqual({ kind: 'undone', changeId: change.id })
    expect(history(stage)[0]).toMatchObject({ why: 'undo' })
    await quiet(stage)
    expectTakenBack(stage, kind)
  })
})

describe('taken back after another field was edited, which stays', () => {
  const withPage = kinds.filter((kind) => kind.private?.['inTrash'] === false || kind.private?.['Ort'] !== undefined)
  it.each(withPage)('$name', async (kind) => {
    const { stage, change } = await arranged(kind)
    const before = stage.world.sandbox.read(stage.id)?.inTrash === false
    if (before) stage.world.anna.edit(stage.id, { Beschreibung: 'später' })
    await run(stage, 'auto')
    // A page that goes takes a later edit along, so the user has to insist.
    const refused = (await undo(stage, change.id)).kind === 'overwritten-since'
    expect(!refused || (await undo(stage, change.id, true)).kind === 'undone').toBe(true)
    expect(refused && change.kind !== 'create').toBe(false)
    await quiet(stage)
    expectTakenBack(stage, kind)
    const live = [stage.id, stage.copy]
      .flatMap((page) => stage.world.sandbox.read(page) ?? [])
      .filter((page) => !page.inTrash)
    expect(live.map((page) => page.values['Beschreibung'])).toEqual(live.map(() => (before ? 'später' : '')))
  })
})

describe('overwritten since', () => {
  const written = kinds.filter((kind) => kind.change.kind === 'update' && kind.shared?.['inTrash'] !== true)
  it.each(written)('$name: refused with the field, applied and recorded when the user insists', async (kind) => {
    const { stage, change } = await arranged(kind)
    const page = change.pageId
    const by = change.side === 'private' ? stage.world.anna : stage.world.partner
    by.edit(page, { Ort: 'Zürich' })
    const known = history(stage).length
    expect(await undo(stage, change.id)).toMatchObject({ kind: 'overwritten-since', fields: ['place'] })
    expect(stage.world.sandbox.read(page)?.values['Ort']).toBe('Zürich')
    expect(history(stage)).toHaveLength(known)
    expect(await undo(stage, change.id, true)).toMatchObject({ kind: 'undone' })
    const [newest] = history(stage)
    expect(newest).toMatchObject({ why: 'undo', kind: 'update', pageId: page })
    expect(JSON.stringify(newest?.fields)).toContain('Zürich')
    await quiet(stage)
    expectTakenBack(stage, kind)
  })

  it('a created copy that somebody wrote on since goes only when the user insists', async () => {
    const stage = await staged()
    stage.world.partner.edit(stage.copy, { Ort: 'Bern' })
    const change = history(stage).find((each) => each.kind === 'create' && each.pageId === pageId(stage.copy))
    expect(await undo(stage, change?.id ?? '')).toMatchObject({ kind: 'overwritten-since', fields: ['place'] })
    expect(shown(stage, stage.copy).inTrash).toBe(false)
    expect(await undo(stage, change?.id ?? '', true)).toMatchObject({ kind: 'undone' })
    await quiet(stage)
    expect(shown(stage, stage.copy).inTrash).toBe(true)
    expect(JSON.stringify(history(stage))).toContain('Bern')
  })

  it('an edit of a copy that came back, and that nobody has seen yet, is not taken along unless the user insists', async () => {
    const kind = kinds.find((each) => each.change.kind === 'restore' && each.change.case === '20')
    if (kind === undefined) throw new Error('no such kind')
    const { stage, change } = await arranged(kind)
    stage.world.partner.edit(stage.copy, { Ort: 'Bern' })
    expect(await undo(stage, change.id)).toMatchObject({ kind: 'overwritten-since', fields: ['place'] })
    expect(await undo(stage, change.id, true)).toMatchObject({ kind: 'undone' })
    await quiet(stage)
    expectTakenBack(stage, kind)
    expect(JSON.stringify(history(stage))).toContain('Bern')
  })

  it('a value written while the page goes stands in the history', async () => {
    const stage = await staged()
    const change = history(stage).find((each) => each.kind === 'create' && each.pageId === pageId(stage.copy))
    const stop = stage.world.sandbox.beforeRequest(({ operation }) => {
      if (operation === 'pages.update') stage.world.partner.edit(stage.copy, { Ort: 'Bern' })
    })
    expect(await undo(stage, change?.id ?? '')).toMatchObject({ kind: 'undone' })
    stop()
    expect(history(stage)).toContainEqual(expect.objectContaining({ kind: 'superseded', why: 'undo' }))
    expect(JSON.stringify(history(stage))).toContain('Bern')
  })
})

const some = kinds.filter((kind) =>
  [
    'an edit carried to the shared page (3)',
    'an edit carried to the private page (3)',
    'a new copy (1)',
    'an unsharing (6)',
    'a copy that followed its private page into the trash (7)',
    'a copy that was given away (7)',
    'a private page that was switched off because its copy was trashed (8)',
    'a private page that a policy trashed (8)',
    'a copy that another one was preferred to (12)',
    'an import (15)',
  ].includes(kind.name),
)

/** Asks again after a failure or a crash; by then it may be done. */
async function again(stage: Stage, change: ChangeRecord): Promise<void> {
  await run(stage, 'auto')
  const report = await undo(stage, change.id)
  expect(report.kind === 'not-undoable' ? report.reason : report.kind).toMatch(/^(already-so|undone)$/)
}

describe('taken back over failing requests', () => {
  const actions: Readonly<Record<string, FaultRule['action']>> = {
    '409 before': { kind: 'answer', when: 'before', answer: { kind: 'conflict' } },
    '500 after': { kind: 'answer', when: 'after', answer: { kind: 'internal' } },
    '502 before': { kind: 'answer', when: 'before', answer: { kind: 'bad-gateway' } },
    '504 after': { kind: 'answer', when: 'after', answer: { kind: 'gateway-timeout' } },
    'drop before': { kind: 'drop', when: 'before' },
    'drop after': { kind: 'drop', when: 'after' },
  }
  const cases = some.flatMap((kind) => Object.keys(actions).map((fault) => ({ kind, name: kind.name, fault })))
  it.each(cases)('$name: $fault', async ({ kind, fault }) => {
    const { stage, change } = await arranged(kind)
    const action = actions[fault]
    if (action !== undefined) stage.world.sandbox.faults.add({ operation: 'pages.update', action })
    const report = await undo(stage, change.id)
    expect(stage.world.sandbox.faults.struck()).toBe(1)
    // An effect that is there is believed, whatever the answer said.
    expect(report.kind).toBe(fault.endsWith('after') ? 'undone' : 'failure')
    if (report.kind === 'failure') await again(stage, change)
    await quiet(stage)
    expectTakenBack(stage, kind)
  })
})

describe('the process killed at any request of an undo', () => {
  /** Kills the process at its nth request; false: it had ended before. */
  async function killed(stage: Stage, change: ChangeRecord, when: 'before' | 'after', nth: number): Promise<boolean> {
    const { computer } = stage
    const work = { done: false }
    const finish = (): void => {
      work.done = true
    }
    computer.close()
    undo(stage, change.id).then(finish, finish)
    for (let passed = 0; ; passed += 1) {
      await untilStuck(work, [computer])
      if (work.done || computer.isDead()) break
      await (passed < nth ? computer.waiting[0]?.pass() : computer.waiting[0]?.die(when))
    }
    computer.restart()
    return !work.done
  }

  it.each(some)('$name', async (kind) => {
    for (const when of ['before', 'after'] as const) {
      let nth = 0
      for (let ended = false; !ended; nth += 1) {
        const { stage, change } = await arranged(kind)
        ended = !(await killed(stage, change, when, nth))
        if (!ended) await again(stage, change)
        await quiet(stage)
        expectTakenBack(stage, kind)
        endAll()
      }
      expect(nth).toBeGreaterThan(2)
    }
  })
})
