import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  changeSchema,
  conflictSchema,
  errorDocumentSchema,
  heldSchema,
  problemSchema,
  statusSchema,
} from '../../shared/contract.ts'
import { type Ended, smallSeed, stage } from './stage.ts'

const conflictsIn = (ended: Ended) =>
  z.looseObject({ conflicts: z.array(conflictSchema) }).parse(ended.json()).conflicts

/** Anna's sample, synced once: two questions are open. */
async function sampleStage() {
  const place = await stage()
  await place.addAnna()
  const synced = await place.cli(['sync', '--json'])
  return { ...place, synced }
}

test('open questions end a sync with 3 and are listed with their answers', async () => {
  const { cli, synced } = await sampleStage()
  expect(synced.code).toBe(3)
  const conflicts = conflictsIn(await cli(['conflicts', 'list', '--json']))
  expect(conflicts.map((one) => [one.title, one.kind])).toEqual([
    ['Yogakurs', 'trashed-copy'],
    ['Grillabend', 'fields'],
  ])
  expect(conflicts[1]?.fields).toEqual([
    {
      field: 'Ort',
      base: null,
      private: 'bei uns im Garten',
      shared: 'Stadtpark, Grillplatz 3',
      keeps: ['private', 'shared', 'both'],
    },
  ])
})

test('a conflict that is resolved is carried out at once, field by field', async () => {
  const { cli, rows } = await sampleStage()
  const grill = conflictsIn(await cli(['conflicts', 'list', '--json'])).find((one) => one.kind === 'fields')
  const resolved = await cli(['conflicts', 'resolve', grill?.id ?? '', '--keep', 'private', '--field', 'Ort', '--json'])
  expect(resolved.stderr).toBe('')
  expect(resolved).toMatchObject({ code: 0 })
  expect(resolved.json()).toMatchObject({ done: { carriedOut: true } })
  expect(conflictsIn(resolved).map((one) => one.title)).toEqual(['Yogakurs'])
  expect(rows('shared').find((row) => row.values['Name'] === 'Grillabend')?.values['Ort']).toBe('bei uns im Garten')
})

test('a trashed copy comes back when its owner says so', async () => {
  const { cli, rows } = await sampleStage()
  const yoga = conflictsIn(await cli(['conflicts', 'list', '--json'])).find((one) => one.kind === 'trashed-copy')
  expect(await cli(['answer', yoga?.id ?? '', 'private', '--json'])).toMatchObject({ code: 0 })
  expect(rows('shared').some((row) => row.values['Name'] === 'Yogakurs')).toBe(true)
})

test('a choice that is not offered, and an id that is not there, are refused with 2', async () => {
  const { cli } = await sampleStage()
  const yoga = conflictsIn(await cli(['conflicts', 'list', '--json'])).find((one) => one.kind === 'trashed-copy')
  for (const argv of [
    ['conflicts', 'resolve', yoga?.id ?? '', '--keep', 'both'],
    ['conflicts', 'resolve', 'nothing', '--keep', 'private'],
    ['answer', 'nothing', 'private'],
    ['problems', 'dismiss', 'nothing'],
    ['history', 'undo', 'nothing'],
  ]) {
    const ended = await cli([...argv, '--json'])
    expect([argv[0], ended.code]).toEqual([argv[0], 2])
    expect(errorDocumentSchema.parse(ended.json()).error.category).toBe('usage')
  }
})

test('a mass removal is held with 3, named, and done when it is confirmed', async () => {
  const { cli, addAnna, owner, furnished, rows } = await stage(smallSeed(8))
  await addAnna()
  await cli(['sync'])
  for (const id of Object.values(furnished.rows)) owner.check(id, 'PartnerRelevant', false)
  const held = await cli(['sync', '--json'])
  expect(held.code).toBe(3)
  expect(rows('shared').length).toBeGreaterThan(0)
  const listed = z
    .strictObject({ held: z.array(heldSchema) })
    .parse((await cli(['held', 'list', '--json'])).json()).held
  expect(listed[0]?.profile).toBe('anna')
  expect(listed[0]?.count).toBe(rows('shared').length)
  const confirmed = await cli(['held', 'confirm', '--json'])
  expect(confirmed.code).toBe(0)
  expect(rows('shared')).toEqual([])
})

test('what is rejected stays, and nobody is asked again', async () => {
  const { cli, addAnna, owner, furnished, rows } = await stage(smallSeed(8))
  await addAnna()
  await cli(['sync'])
  for (const id of Object.values(furnished.rows)) owner.check(id, 'PartnerRelevant', false)
  await cli(['sync'])
  const staying = rows('shared').length
  expect((await cli(['held', 'reject', '--json'])).json()).toMatchObject({ held: [] })
  expect(await cli(['sync'])).toMatchObject({ code: 0 })
  expect(rows('shared')).toHaveLength(staying)
})

test('a refused appointment is a problem with its complete text, tried anew when asked', async () => {
  const { cli, addAnna, sandbox, rows } = await stage(smallSeed(1))
  await addAnna()
  const refuse = { kind: 'answer', when: 'before', answer: { kind: 'bad-request', message: 'no such luck' } } as const
  sandbox.faults.add({ operation: 'pages.create', action: refuse })
  expect(await cli(['sync', '--no-wait'])).toMatchObject({ code: 1 })
  const shape = z.looseObject({ problems: z.array(problemSchema) })
  const { problems } = shape.parse((await cli(['problems', 'list', '--json'])).json())
  expect(problems).toMatchObject([{ title: 'Termin 1', category: 'validation' }])
  expect(problems[0]?.detail).toContain('no such luck')
  expect(await cli(['status', '--json'])).toMatchObject({ code: 1 })
  const retried = await cli(['problems', 'retry', problems[0]?.id ?? '', '--json'])
  expect(retried).toMatchObject({ code: 0 })
  expect(shape.parse(retried.json()).problems).toEqual([])
  expect(rows('shared')).toHaveLength(1)
})

test('a paused profile is not synced, and syncs again when resumed', async () => {
  const { cli, addAnna, rows } = await stage(smallSeed(1))
  await addAnna()
  const statuses = z.looseObject({ profiles: z.array(statusSchema) })
  expect(statuses.parse((await cli(['pause', '--for', '1h', '--json'])).json()).profiles[0]?.state).toBe('paused')
  expect((await cli(['sync', '--json'])).json()).toEqual({ runs: [] })
  expect(rows('shared')).toEqual([])
  await cli(['resume'])
  expect((await cli(['sync', '--json'])).json()).toMatchObject({ runs: [{ stats: { created: 1 } }] })
})

test('a change is taken back, and the history shows both', async () => {
  const { cli, addAnna, owner, furnished, rows } = await stage(smallSeed(1))
  await addAnna()
  await cli(['sync'])
  owner.edit(furnished.rows['p1'] ?? '', { Ort: 'woanders' })
  await cli(['sync', '--full'])
  expect(rows('shared')[0]?.values['Ort']).toBe('woanders')
  const { changes } = z.looseObject({ changes: z.array(changeSchema) }).parse((await cli(['history', '--json'])).json())
  const moved = changes.find((change) => change.side === 'shared' && change.kind === 'update')
  expect(moved).toMatchObject({ undoable: true })
  expect(moved?.fields).toContainEqual({ field: 'Ort', before: 'hier', after: 'woanders', tracking: false })
  expect(await cli(['history', 'undo', moved?.id ?? '', '--json'])).toMatchObject({ code: 0 })
  expect(rows('shared')[0]?.values['Ort']).toBe('hier')
})
