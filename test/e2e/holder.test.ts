import { expect, test } from 'vitest'
import { z } from 'zod'
import { conflictSchema, errorDocumentSchema } from '../../shared/contract.ts'
import { smallSeed, stage } from './stage.ts'

test('while one process keeps the home others look, decide through it, and may not sync', async () => {
  const { cli, begin, addAnna, rows } = await stage()
  await addAnna()
  const keeper = begin(['run', '--json'])
  await keeper.said('"event":"run"')

  const status = await cli(['status', '--json'])
  expect(status.json()).toMatchObject({ profiles: [{ name: 'anna', running: true }] })

  const second = await cli(['sync', '--json', '--lang', 'en'])
  expect(second.code).toBe(4)
  const { error } = errorDocumentSchema.parse(second.json())
  expect(error.category).toBe('locked')
  expect(error.message).toContain('run')

  const shape = z.looseObject({ conflicts: z.array(conflictSchema) })
  const { conflicts } = shape.parse((await cli(['conflicts', 'list', '--json'])).json())
  const grill = conflicts.find((one) => one.kind === 'fields')
  const resolved = await cli(['conflicts', 'resolve', grill?.id ?? '', '--keep', 'shared', '--json'])
  expect(resolved.code).toBe(0)
  expect(resolved.json()).toMatchObject({ done: { carriedOut: true } })
  expect(rows('anna-private').find((row) => row.values['Name'] === 'Grillabend')?.values['Ort']).toBe(
    'Stadtpark, Grillplatz 3',
  )
  expect((await cli(['pause', '--json'])).json()).toMatchObject({ profiles: [{ state: 'paused' }] })
  expect((await cli(['profile', 'set', 'anna', '--interval', '1h', '--json'])).json()).toMatchObject({
    profiles: [{ intervalMs: 3_600_000 }],
  })

  keeper.kill('SIGTERM')
  const ended = await keeper.ended
  expect(ended.code).toBe(143)
  for (const line of ended.stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('event')
  expect(await cli(['status', '--json'])).toMatchObject({ code: 3 })
})

test('an edit reaches the other side within 30 seconds, an interrupt ends with 130', async () => {
  const { begin, addAnna, owner, furnished, rows } = await stage(smallSeed(1))
  await addAnna()
  const keeper = begin(['run', '--json'])
  await keeper.said('"event":"run"')
  const edited = performance.now()
  owner.edit(furnished.rows['p1'] ?? '', { Ort: 'woanders' })
  await expect.poll(() => rows('shared')[0]?.values['Ort'], { timeout: 30_000, interval: 200 }).toBe('woanders')
  expect(performance.now() - edited).toBeLessThan(30_000)
  keeper.kill('SIGINT')
  expect(await keeper.ended).toMatchObject({ code: 130 })
})

test('a process that was killed leaves a home that the next one simply takes', async () => {
  const { cli, begin, addAnna, rows } = await stage(smallSeed(3))
  await addAnna()
  const keeper = begin(['run', '--json'])
  await keeper.said('"event":"run"')
  keeper.kill('SIGKILL')
  await keeper.ended
  expect(await cli(['sync'])).toMatchObject({ code: 0 })
  expect(rows('shared')).toHaveLength(3)
})
