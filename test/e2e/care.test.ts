/** Checking, repairing and the diagnostic bundle, as they are called. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { changeSchema, errorDocumentSchema } from '../../shared/contract.ts'
import { checkSchema, repairedSchema, verificationSchema, writeTestSchema } from '../../shared/contract-care.ts'
import { smallSeed, stage } from './stage.ts'

const checked = z.looseObject({ checks: z.array(checkSchema) })
const verified = z.strictObject({ profiles: z.array(verificationSchema) })
const repaired = z.strictObject({
  profiles: z.array(
    verificationSchema
      .unwrap()
      .extend({ repaired: z.array(repairedSchema), before: z.looseObject({ differences: z.number() }) }),
  ),
})

async function synced(count: number) {
  const place = await stage(smallSeed(count))
  await place.addAnna()
  expect((await place.cli(['sync', '--json'])).code).toBe(0)
  return place
}

test('a person sees what a repair would do, has it done, and takes it back', async () => {
  const { cli, owner, furnished, rows } = await synced(3)
  owner.edit(furnished.rows['p1'] ?? '', { SyncedToSharedId: '' })
  const copy = rows('shared').find((row) => row.values['Name'] === 'Termin 2')
  owner.edit(copy?.id ?? '', { SourceUserId: null })

  const looked = await cli(['verify', '--json', '--lang', 'en'])
  expect(looked.code).toBe(1)
  const [before] = verified.parse(looked.json()).profiles
  expect(before?.differences.map((one) => [one.kind, one.repair?.action])).toEqual([
    ['link', 'Corrects in the private page: the link.'],
    ['number', 'Corrects in the copy: the number.'],
  ])
  const shown = await cli(['verify', '--lang', 'de'])
  expect(shown.stdout).toContain('Berichtigt in der privaten Seite: die Verknüpfung.')

  const done = await cli(['verify', '--repair', '--json'])
  expect(done.code).toBe(0)
  const [after] = repaired.parse(withoutRun(done.json())).profiles
  expect(after).toMatchObject({ equal: 3, differences: [], before: { differences: 2 } })
  expect(after?.repaired.map((one) => [one.outcome, one.changes.length])).toEqual([
    ['repaired', 1],
    ['repaired', 1],
  ])
  expect(copy === undefined ? null : rows('shared').find(({ id }) => id === copy.id)?.values['SourceUserId']).toBe(1)

  const change = after?.repaired[1]?.changes[0] ?? ''
  expect((await cli(['history', 'undo', change, '--insist', '--json'])).code).toBe(0)
  expect(rows('shared').find(({ id }) => id === copy?.id)?.values['SourceUserId']).toBeNull()
  const told = await cli(['history', '--json'])
  const { changes } = z.strictObject({ changes: z.array(changeSchema) }).parse(told.json())
  expect(changes.map((one) => one.id)).toContain(change)
})

/** The run of a repair has a shape of its own, which other tests look at. */
function withoutRun(document: Readonly<Record<string, unknown>>) {
  const { profiles } = z.strictObject({ profiles: z.array(z.looseObject({})) }).parse(document)
  return { profiles: profiles.map(({ run, ...rest }) => (expect(run).toMatchObject({ kind: 'full' }), rest)) }
}

test('the doctor creates a missing property, and the next run has nothing to write', async () => {
  const { cli, sandbox, furnished, rows } = await synced(3)
  sandbox.admin.deleteProperty(furnished.dataSources['shared'] ?? '', 'SourceUserId')
  expect((await cli(['sync', '--json'])).code).not.toBe(0)
  const found = await cli(['doctor', '--json'])
  expect(checked.parse(found.json()).checks.filter((check) => !check.ok)).toMatchObject([
    { check: 'shared-properties', fixable: true },
  ])
  const fixed = await cli(['doctor', '--fix', '--json'])
  expect(fixed.code).toBe(0)
  expect(checked.parse(fixed.json()).checks.filter((check) => check.fixed === true)).not.toEqual([])
  expect(rows('shared').map((row) => row.values['SourceUserId'])).toEqual([1, 1, 1])
  expect((await cli(['sync', '--full', '--json'])).json()).toMatchObject({ runs: [{ requests: { write: 0 } }] })
})

test('the write test proves a round trip and cleans up', async () => {
  const { cli, rows } = await synced(1)
  const tested = await cli(['doctor', '--write-test', '--json', '--lang', 'en'])
  expect(tested.code).toBe(0)
  const { writeTests } = z.looseObject({ writeTests: z.array(writeTestSchema) }).parse(tested.json())
  expect(writeTests[0]?.steps.map((one) => [one.name, one.ok])).toEqual([
    ['create', true],
    ['copy', true],
    ['to-shared', true],
    ['to-private', true],
    ['clean-up', true],
  ])
  expect([rows('shared').length, rows('shared', 'trashed').length]).toEqual([1, 1])
  const shown = await cli(['doctor', '--write-test', '--lang', 'de'])
  expect(shown.stdout).toMatch(/ok +Ihre Kopie anlegen +[\d,.]+ m?s +Die Kopie ist da/)
})

test('the bundle is saved for its owner alone and holds no token', async () => {
  const { cli, home, furnished } = await synced(1)
  const path = join(home, '..', 'bundle.zip')
  const saved = await cli(['doctor', '--bundle', path, '--json'])
  expect(saved.json()).toMatchObject({ bundle: path })
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const files = Object.entries(unzipSync(readFileSync(path)))
  expect(files.map(([name]) => name)).toContain('about.json')
  for (const [name, bytes] of files) {
    const text = strFromU8(bytes)
    for (const token of Object.values(furnished.tokens)) expect([name, text.includes(token)]).toEqual([name, false])
    expect([name, text.includes('Termin 1')]).toEqual([name, false])
  }
  const nowhere = await cli(['doctor', '--bundle', join(home, 'no', 'such', 'folder.zip'), '--json'])
  expect(errorDocumentSchema.parse(nowhere.json()).error.message).toContain('folder.zip')
})

describe('while another process keeps the home', () => {
  test('looking works, and what writes ends with 4 and says where to do it', async () => {
    const { cli, begin } = await synced(1)
    const keeper = begin(['run', '--json'])
    await keeper.said('"event":"run"')
    expect((await cli(['verify', '--json'])).code).toBe(0)
    const looked = await cli(['doctor', '--json'])
    expect(looked.code).toBe(0)
    for (const argv of [
      ['verify', '--repair'],
      ['doctor', '--fix'],
      ['doctor', '--write-test'],
    ]) {
      const refused = await cli([...argv, '--json', '--lang', 'en'])
      expect([argv, refused.code]).toEqual([argv, 4])
      expect(errorDocumentSchema.parse(refused.json()).error).toMatchObject({ category: 'locked' })
    }
    keeper.kill('SIGTERM')
    await keeper.ended
  })
})
