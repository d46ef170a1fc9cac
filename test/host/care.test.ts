/** Looking after both databases as a user does it: the doctor and what it puts right, comparing, repairing. */
import { chmodSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lastVerification, repairProfile, testWriting, verifyProfiles } from '../../electron/host/actions-care.ts'
import { checkAndFix, checkHome } from '../../electron/host/actions-checks.ts'
import { listStatuses } from '../../electron/host/actions-lists.ts'
import type { Place } from '../../electron/host/home-checks.ts'
import type { Check } from '../../shared/contract-care.ts'
import { valueOf, wholeHome } from './whole-home.ts'

const place: Place = { version: '1.2.3', platform: 'linux', env: {}, keychain: null }

const wrong = (checks: readonly Check[]) => checks.filter((check) => !check.ok).map((check) => check.check)

describe('the doctor', () => {
  test('looks at the home, at both sides, and at what the ledger knows', async () => {
    const { home, signal } = await wholeHome(2)
    const checks = await checkHome(home, null, 'en', place, signal)
    expect(wrong(checks)).toEqual([])
    expect(checks.map((check) => check.check)).toEqual([
      'settings',
      'disk',
      'access-rights',
      'ledger',
      'log',
      'holder',
      'keyring',
      'proxy',
      ...['token', 'network', 'access', 'database', 'identity', 'budget'].map((name) => `private-${name}`),
      ...['token', 'network', 'access', 'database', 'identity', 'budget'].map((name) => `shared-${name}`),
      'private-properties',
      'shared-properties',
      'clock',
      'writing',
      'other-computer',
      'write-test',
    ])
    const detail = (name: string) => checks.find((check) => check.check === name)?.detail
    expect(detail('private-budget')).toMatch(/^1\d\d requests are free in this minute$/)
    expect(detail('writing')).toMatch(/^last written on /)
  })

  test.each(['de', 'en'] as const)('says every check in %s', async (language) => {
    const { home, signal } = await wholeHome(0)
    const checks = await checkHome(home, null, language, place, signal)
    expect(checks.filter((check) => check.detail.trim() === '')).toEqual([])
  })

  test('closes what others could read, and says so', async () => {
    const { home, folder, signal } = await wholeHome(0)
    chmodSync(folder, 0o755)
    const found = await checkHome(home, null, 'en', place, signal)
    expect(found.filter((check) => !check.ok)).toMatchObject([{ check: 'access-rights', fixable: true }])
    expect(statSync(folder).mode & 0o777).toBe(0o755)
    const fixed = await checkAndFix(home, null, 'en', place, signal)
    expect(wrong(fixed)).toEqual([])
    expect(fixed.find((check) => check.check === 'access-rights')).toMatchObject({ fixed: true })
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  test('names a proxy that is not used only when Notion does not answer', async () => {
    const { home, sandbox, signal } = await wholeHome(0)
    const behind = { ...place, env: { HTTPS_PROXY: 'http://proxy.example:3128' } }
    expect(wrong(await checkHome(home, null, 'en', behind, signal))).toEqual([])
    sandbox.faults.add({ probability: 1, action: { kind: 'drop', when: 'before' } })
    const found = await checkHome(home, null, 'en', behind, signal)
    expect(wrong(found)).toEqual(['proxy', 'private-network', 'shared-network'])
    expect(JSON.stringify(found)).not.toContain('proxy.example')
    const used = { ...behind, env: { ...behind.env, NODE_USE_ENV_PROXY: '1' } }
    expect(wrong(await checkHome(home, null, 'en', used, signal))).not.toContain('proxy')
  })

  test('tells that another computer keeps the profile, and that writing was refused', async () => {
    const { home, sandbox, run, owner, furnished, profile, signal, clock } = await wholeHome(1)
    home.ledger.saveFact(profile().id, 'careful', '1')
    const [connection = ''] = [...sandbox.store.connections.keys()]
    sandbox.admin.setCapabilities(connection, { update: false })
    owner.edit(furnished.rows['p1'] ?? '', { Ort: 'dort' })
    await clock.advance(60_000)
    await run()
    const checks = await checkHome(home, null, 'en', place, signal)
    expect(checks.filter((check) => !check.ok)).toMatchObject([{ check: 'writing', category: 'permission' }])
    expect(checks.find((check) => check.check === 'other-computer')?.detail).toContain('another computer')
  })
})

describe('a tracking property that was deleted', () => {
  const properties = [
    ['anna-private', 'PartnerRelevant'],
    ['anna-private', 'SyncedToSharedId'],
    ['shared', 'PartnerRelevant'],
    ['shared', 'SourcePrivateId'],
    ['shared', 'SourceUserId'],
  ] as const

  test.each(properties)('%s: %s comes back with everything that stood in it', async (database, property) => {
    const { home, sandbox, furnished, rows, run, signal, clock } = await wholeHome(8)
    const before = rows(database).map((row) => [row.values['Name'], row.values[property]])
    sandbox.admin.deleteProperty(furnished.dataSources[database] ?? '', property)
    expect((await run()).record).toMatchObject({ state: 'failed', failure: { category: 'schema' } })
    const found = await checkHome(home, null, 'en', place, signal)
    expect(found.filter((check) => !check.ok)).toMatchObject([{ fixable: true, category: 'schema' }])
    const [verified] = valueOf(await verifyProfiles(home, null, 'en', signal))
    expect(verified?.differences).toMatchObject([{ kind: 'missing-property', repair: { level: 'click' } }])

    const fixed = await checkAndFix(home, null, 'en', place, signal)
    expect(wrong(fixed)).toEqual([])
    expect(fixed.filter((check) => check.fixed === true).length).toBeGreaterThan(0)
    expect(rows(database).map((row) => [row.values['Name'], row.values[property]])).toEqual(before)
    expect(rows('shared')).toHaveLength(8)
    expect(rows('shared', 'trashed')).toEqual([])
    await clock.advance(5 * 60_000)
    expect((await run()).record).toMatchObject({ state: 'completed', requests: { write: 0 } })
    expect(valueOf(await verifyProfiles(home, null, 'en', signal))).toMatchObject([{ equal: 8, differences: [] }])
  })

  test('is filled anew also when the first attempt was cut off in between', async () => {
    const { home, sandbox, furnished, rows, run, signal } = await wholeHome(4)
    sandbox.admin.deleteProperty(furnished.dataSources['anna-private'] ?? '', 'PartnerRelevant')
    const answer = { kind: 'internal' } as const
    sandbox.faults.add({
      operation: 'pages.update',
      nth: 2,
      count: 1,
      action: { kind: 'answer', when: 'before', answer },
    })
    expect(wrong(await checkAndFix(home, null, 'en', place, signal))).toEqual(['private-properties'])
    // The property is there and half filled; nobody may take that for switching off.
    await run()
    expect(rows('shared')).toHaveLength(4)
    await checkAndFix(home, null, 'en', place, signal)
    await run()
    expect(rows('shared')).toHaveLength(4)
    expect(rows('anna-private').map((row) => row.values['PartnerRelevant'])).toEqual([true, true, true, true])
  })

  test('is repaired by verify as well', async () => {
    const { home, sandbox, furnished, rows, signal } = await wholeHome(3)
    sandbox.admin.deleteProperty(furnished.dataSources['shared'] ?? '', 'SourcePrivateId')
    const report = valueOf(await repairProfile(home, 'anna', 'all', 'en', signal))
    expect(report.repaired).toMatchObject([{ id: 'missing-property:::SourcePrivateId (shared)', outcome: 'repaired' }])
    expect(rows('shared').every((row) => row.values['SourcePrivateId'] !== '')).toBe(true)
    expect(lastVerification(home, 'anna', 'en')).toMatchObject({ value: { verification: { differences: [] } } })
  })
})

describe('comparing and repairing', () => {
  test('says before what it will do, does it, and remembers the comparison', async () => {
    const { home, owner, furnished, rows, signal, clock } = await wholeHome(3)
    expect(lastVerification(home, 'anna', 'en')).toEqual({ kind: 'ok', value: null })
    expect(listStatuses(home, null, 'en')[0]?.lastVerifiedAt).toBeUndefined()
    owner.edit(furnished.rows['p1'] ?? '', { Ort: 'dort' })
    owner.edit(furnished.rows['p2'] ?? '', { SyncedToSharedId: '' })
    await clock.advance(5 * 60_000)
    const [found] = valueOf(await verifyProfiles(home, 'anna', 'en', signal))
    expect(found?.differences.map((one) => [one.kind, one.repair?.action, one.repair?.destructive])).toEqual([
      ['field', 'Writes into the copy: Ort “hier” → “dort”.', true],
      ['link', 'Corrects in the private page: the link.', false],
    ])
    expect(listStatuses(home, null, 'en')[0]?.lastVerifiedAt).toBe(new Date(clock.now()).toISOString())
    const report = valueOf(await repairProfile(home, 'anna', 'all', 'de', signal))
    expect(report.repaired.map((one) => [one.outcome, one.message, one.changes.length])).toEqual([
      ['repaired', 'Repariert.', 1],
      ['repaired', 'Repariert.', 1],
    ])
    expect(rows('shared').filter((row) => row.values['Ort'] === 'dort')).toHaveLength(1)
    expect(lastVerification(home, 'anna', 'de')).toMatchObject({
      value: { verification: { equal: 3, differences: [] } },
    })
  })

  test('says of a copy that is missing that it is made and linked', async () => {
    const { home, owner, furnished, signal } = await wholeHome(1)
    owner.addRow(furnished.dataSources['anna-private'] ?? '', { Name: 'neu', PartnerRelevant: true })
    const [found] = valueOf(await verifyProfiles(home, 'anna', 'en', signal))
    expect(found?.differences.map((one) => [one.kind, one.repair?.action])).toEqual([
      ['missing-copy', 'Creates the copy. Corrects in the private page: the link.'],
    ])
  })

  test('repairs only what it was asked for', async () => {
    const { home, owner, furnished, run, signal, clock } = await wholeHome(3)
    owner.edit(furnished.rows['p1'] ?? '', { SyncedToSharedId: '' })
    owner.edit(furnished.rows['p2'] ?? '', { SyncedToSharedId: '' })
    await clock.advance(5 * 60_000)
    const [found] = valueOf(await verifyProfiles(home, 'anna', 'en', signal))
    const [first, second] = found?.differences ?? []
    const report = valueOf(await repairProfile(home, 'anna', [first?.id ?? '', 'link:gone::'], 'en', signal))
    expect(report.repaired.map((one) => one.outcome)).toEqual(['repaired', 'gone'])
    const [left] = valueOf(await verifyProfiles(home, 'anna', 'en', signal))
    expect(left?.differences.map((one) => one.id)).toEqual([second?.id])
    // What was seen and left alone is seen again by the next ordinary run.
    await clock.advance(10 * 60_000)
    await run('auto')
    expect(valueOf(await verifyProfiles(home, 'anna', 'en', signal))).toMatchObject([{ equal: 3, differences: [] }])
  })

  test('a text that Notion refuses for its length is left to its author, who is told what did not fit', async () => {
    const { home, owner, furnished, run, profile, signal, clock } = await wholeHome(2)
    const long = `${'a'.repeat(200_000)}und hier ist das Ende`
    owner.edit(furnished.rows['p1'] ?? '', { Beschreibung: long })
    await clock.advance(5 * 60_000)
    await run()
    expect(home.journal.problems(profile().id)[0]?.failure).toMatchObject({
      reason: 'text-too-long',
      text: expect.stringContaining('21 characters did not fit; they begin with: und hier ist das Ende'),
    })
    const [found] = valueOf(await verifyProfiles(home, 'anna', 'en', signal))
    expect(found?.differences).toMatchObject([
      { kind: 'too-long', field: 'Beschreibung', repair: { level: 'person', destructive: false } },
    ])
    const ids = found?.differences.map((one) => one.id) ?? []
    const report = valueOf(await repairProfile(home, 'anna', ids, 'en', signal))
    expect(report.repaired).toMatchObject([{ outcome: 'failed', changes: [] }])
    owner.edit(furnished.rows['p1'] ?? '', { Beschreibung: 'kurz' })
    await clock.advance(5 * 60_000)
    await run()
    expect(valueOf(await verifyProfiles(home, 'anna', 'en', signal))).toMatchObject([{ equal: 2, differences: [] }])
  })

  test('nobody repairs a profile that is not there', async () => {
    const { home, signal } = await wholeHome(0)
    expect(await repairProfile(home, 'nobody', 'all', 'en', signal)).toMatchObject({ category: 'usage' })
    expect(await testWriting(home, 'nobody', 'en', signal)).toMatchObject({ category: 'usage' })
    expect(lastVerification(home, 'nobody', 'en')).toMatchObject({ category: 'usage' })
  })

  test('the write test is told in words, with times', async () => {
    const { home, rows, signal } = await wholeHome(1)
    const report = valueOf(await testWriting(home, 'anna', 'de', signal))
    expect(report).toMatchObject({ profile: 'anna', ok: true, left: [] })
    expect(report.steps.map((one) => one.step)).toEqual([
      'Eine gekennzeichnete private Seite anlegen',
      'Ihre Kopie anlegen',
      'Eine Änderung in die Kopie übertragen',
      'Eine Änderung in die private Seite übertragen',
      'Beide in den Papierkorb legen',
    ])
    expect(rows('shared')).toHaveLength(1)
  })
})
