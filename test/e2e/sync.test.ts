import { expect, test } from 'vitest'
import { z } from 'zod'
import { appointmentSchema, changeSchema, runSchema, statusSchema } from '../../shared/contract.ts'
import { checkSchema, verificationSchema } from '../../shared/contract-care.ts'
import { profileSummarySchema } from '../../shared/contract-profile.ts'
import { smallSeed, stage } from './stage.ts'

const runs = z.strictObject({ runs: z.array(runSchema) })

test('a friend sets it up, syncs, and sees everything in step', async () => {
  const { cli, addArguments, rows } = await stage(smallSeed(3))
  const added = await cli([...addArguments(), '--json'])
  expect(added.stderr).toBe('')
  expect(z.strictObject({ profile: profileSummarySchema }).parse(added.json()).profile.name).toBe('anna')

  const first = await cli(['sync', '--json'])
  expect(first.code).toBe(0)
  const [run] = runs.parse(first.json()).runs
  expect(run).toMatchObject({ profile: 'anna', kind: 'full', state: 'completed', stats: { created: 3, errors: 0 } })
  expect(rows('shared').map((row) => row.values['Name'])).toEqual(['Termin 1', 'Termin 2', 'Termin 3'])
  expect(rows('anna-private').every((row) => row.values['SyncedToSharedId'] !== '')).toBe(true)

  const second = await cli(['sync', '--json'])
  expect(runs.parse(second.json()).runs[0]).toMatchObject({ kind: 'incremental', requests: { write: 0, total: 2 } })

  const verified = await cli(['verify', '--json'])
  expect(verified.code).toBe(0)
  const verification = z.strictObject({ profiles: z.array(verificationSchema) }).parse(verified.json())
  expect(verification.profiles[0]).toMatchObject({ name: 'anna', equal: 3, differences: [] })

  const status = await cli(['status', '--json'])
  expect(status.code).toBe(0)
  const [anna] = z.strictObject({ profiles: z.array(statusSchema) }).parse(status.json()).profiles
  expect(anna).toMatchObject({
    state: 'completed',
    freshness: 'fresh',
    privateRelevant: 3,
    sharedSynced: 3,
    running: false,
  })

  const listed = await cli(['appointments', 'list', '--json'])
  const { appointments } = z.strictObject({ appointments: z.array(appointmentSchema) }).parse(listed.json())
  expect(appointments.map((one) => [one.title, one.state])).toEqual([
    ['Termin 1', 'in-step'],
    ['Termin 2', 'in-step'],
    ['Termin 3', 'in-step'],
  ])

  const told = await cli(['history', '--json', '--limit', '100'])
  const { changes } = z.strictObject({ changes: z.array(changeSchema) }).parse(told.json())
  expect(changes.filter((change) => change.kind === 'create')).toHaveLength(3)

  const doctor = await cli(['doctor', '--json'])
  expect(doctor.code).toBe(0)
  const { checks } = z.strictObject({ checks: z.array(checkSchema) }).parse(doctor.json())
  expect(checks.filter((check) => !check.ok)).toEqual([])
})

test('a dry run says what would be done and why, and writes nothing', async () => {
  const { cli, addAnna, rows, sandbox } = await stage(smallSeed(2))
  await addAnna()
  sandbox.resetRequests()
  const dry = await cli(['sync', '--dry-run', '--json'])
  expect(dry.code).toBe(0)
  const [run] = runs.parse(dry.json()).runs
  expect(run?.kind).toBe('dry-run')
  expect(run?.planned?.map((one) => [one.action, one.title, one.case])).toEqual([
    ['create', 'Termin 1', '1'],
    ['create', 'Termin 2', '1'],
  ])
  expect(rows('shared')).toEqual([])
  expect(sandbox.requests.some((request) => request.operation === 'pages.create')).toBe(false)
})

test('one appointment is synced by itself, by a link to its page', async () => {
  const { cli, addAnna, rows, furnished } = await stage(smallSeed(2))
  await addAnna()
  const page = `https://www.notion.so/Termin-${(furnished.rows['p2'] ?? '').replaceAll('-', '')}`
  const one = await cli(['sync', '--page', page, '--force', '--json'])
  expect(runs.parse(one.json()).runs[0]).toMatchObject({ kind: 'page', stats: { created: 1 } })
  expect(rows('shared').map((row) => row.values['Name'])).toEqual(['Termin 2'])
})

test('an answer that was lost is waited for: one copy, no error left', async () => {
  const { cli, addAnna, rows, sandbox } = await stage(smallSeed(1))
  await addAnna()
  sandbox.faults.add({
    operation: 'pages.create',
    action: { kind: 'answer', when: 'after', answer: { kind: 'unavailable' } },
  })
  const synced = await cli(['sync', '--json'])
  const { runs: told } = runs.parse(synced.json())
  expect(told).toHaveLength(1)
  expect(synced.code).toBe(0)
  expect(rows('shared')).toHaveLength(1)
  expect(told[0]).toMatchObject({ state: 'completed', stats: { errors: 0 } })
})

test('an interrupt in the middle of a run ends it gracefully with 130, and the next run goes on', async () => {
  const { cli, begin, addAnna, rows, sandbox } = await stage(smallSeed(12))
  await addAnna()
  sandbox.faults.add({ operation: 'pages.create', count: 100, action: { kind: 'delay', ms: 300 } })
  const going = begin(['sync', '--json'])
  await expect.poll(() => rows('shared').length, { timeout: 10_000, interval: 20 }).toBeGreaterThan(0)
  going.kill('SIGINT')
  const ended = await going.ended
  expect(ended.code).toBe(130)
  expect(runs.parse(ended.json()).runs[0]?.state).toBe('stopped')
  expect(rows('shared').length).toBeLessThan(12)
  sandbox.faults.clear()
  expect(await cli(['sync'])).toMatchObject({ code: 0 })
  expect(rows('shared')).toHaveLength(12)
})

test('a copy whose answer was lost is being checked: with --no-wait the command ends with 1 and says so', async () => {
  const { cli, addAnna, rows, sandbox } = await stage(smallSeed(1))
  await addAnna()
  sandbox.faults.add({ operation: 'pages.create', action: { kind: 'drop', when: 'before' } })
  expect(await cli(['sync', '--no-wait'])).toMatchObject({ code: 1 })
  expect(rows('shared')).toEqual([])
  const listed = await cli(['appointments', 'list', '--json'])
  expect(listed.json()).toMatchObject({ appointments: [{ title: 'Termin 1', state: 'being-checked' }] })
  expect((await cli(['status', '--json'])).json()).toMatchObject({ profiles: [{ pending: 1, problems: 0 }] })
})

test('people read a table in their language, and nothing of JSON', async () => {
  const { cli, addAnna } = await stage(smallSeed(1))
  await addAnna()
  const german = await cli(['sync'], { env: { LANG: 'de_DE.UTF-8' } })
  expect(german.stdout).toMatch(/^Profil +Art +Zustand +angelegt/)
  expect(german.stdout).toContain('vollständig')
  const english = await cli(['status', '--lang', 'en'], { env: { LANG: 'de_DE.UTF-8' } })
  expect(english.stdout).toMatch(/^profile +state/)
})

test('a profile is listed, changed and removed, and takes its lines with it', async () => {
  const { cli, addAnna, home } = await stage(smallSeed(1))
  await addAnna()
  await cli(['sync'])
  const changed = await cli(['profile', 'set', 'anna', '--interval', '30m', '--enabled', 'no', '--json'])
  const shape = z.looseObject({ profiles: z.array(profileSummarySchema) })
  expect(shape.parse(changed.json()).profiles[0]).toMatchObject({ intervalMs: 1_800_000, enabled: false })
  const fixed = await cli(['profile', 'set', 'anna', '--source-user-id', '5', '--json'])
  expect(fixed.code).toBe(2)
  const removed = await cli(['profile', 'remove', 'anna', '--json'])
  expect(shape.parse(removed.json()).profiles).toEqual([])
  const { readFileSync, readdirSync } = await import('node:fs')
  const logs = readdirSync(`${home}/logs`).map((name) => readFileSync(`${home}/logs/${name}`, 'utf8'))
  expect(logs.join('')).not.toContain('anna')
})
