import { expect, test } from 'vitest'
import { z } from 'zod'
import { plannedSchema } from '../../shared/contract.ts'
import { smallSeed, stage } from './stage.ts'

const previewSchema = z.strictObject({
  profiles: z.array(z.looseObject({ name: z.string() })),
  planned: z.array(plannedSchema),
})

test('removing a profile with its copies shows them first, and does it once it is confirmed', async () => {
  const { cli, addAnna, rows } = await stage(smallSeed(8))
  await addAnna()
  await cli(['sync'])
  const remove = ['profile', 'remove', 'anna', '--copies', 'trash']
  const shown = await cli([...remove, '--json'])
  expect(shown.code).toBe(3)
  const preview = previewSchema.parse(shown.json())
  expect(preview.profiles.map((one) => one.name)).toEqual(['anna'])
  expect(preview.planned.map((one) => one.action)).toEqual(Array.from({ length: 8 }, () => 'trash'))
  expect((await cli([...remove, '--lang', 'de'])).stdout).toContain('--confirm')
  expect(rows('shared')).toHaveLength(8)

  const done = await cli([...remove, '--confirm', '--json'])
  expect(done.stderr).toBe('')
  expect(done.code).toBe(0)
  expect(done.json()).toMatchObject({ profiles: [], runs: [{ stats: { removed: 8 } }] })
  expect(rows('shared')).toHaveLength(0)
  expect(rows('anna-private').every((row) => row.values['PartnerRelevant'] === true)).toBe(true)
})

test('a profile whose copies cannot all be trashed stays, switched off, and says so', async () => {
  const { cli, addAnna, rows, owner } = await stage(smallSeed(3))
  await addAnna()
  await cli(['sync'])
  const [copy] = rows('shared')
  const source = copy?.values['SourcePrivateId']
  owner.edit(copy?.id ?? '', { Ort: 'anderswo' })
  owner.trash(typeof source === 'string' ? source : '')
  const done = await cli(['profile', 'remove', 'anna', '--copies', 'trash', '--confirm'])
  expect(done.code).toBe(1)
  expect(done.stdout).toContain('stays, switched off')
  expect(rows('shared')).toHaveLength(1)
  expect((await cli(['profile', 'list', '--json'])).json()).toMatchObject({
    profiles: [{ name: 'anna', enabled: false }],
  })
})

test('an unreachable Notion changes nothing', async () => {
  const { cli, addAnna } = await stage(smallSeed(2))
  await addAnna()
  await cli(['sync'])
  const unreachable = { env: { PARTNER_SYNC_NOTION_URL: 'http://127.0.0.1:1' } }
  expect(
    await cli(['profile', 'remove', 'anna', '--copies', 'trash', '--confirm', '--json'], unreachable),
  ).toMatchObject({
    code: 1,
  })
  expect((await cli(['profile', 'list', '--json'])).json()).toMatchObject({ profiles: [{ enabled: true }] })
})
