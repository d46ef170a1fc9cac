/** Profiles that exist, asked as the window asks: inviting, stopping to share, removing, renaming, their tokens. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decide } from '../../electron/host/actions.ts'
import type { Home } from '../../electron/host/home.ts'
import { noteExpiry } from '../../electron/host/profile-tokens.ts'
import type { ProfileChanges } from '../../shared/intent.ts'
import { unwrap } from '../support/world.ts'
import { setupStage } from './setup-stage.ts'

const signal = new AbortController().signal

function change(home: Home, name: string, changes: ProfileChanges) {
  return decide(home, { action: 'set-profile', name, changes }, signal)
}

async function withAnna() {
  const set = await setupStage()
  const { profile } = await set.ask('add-profile', { draft: set.draft() })
  const sync = async () => {
    const [anna] = set.home.profiles()
    if (anna === undefined) throw new Error('no profile')
    return set.home.engine.run(anna, { kind: 'full' }, signal)
  }
  return { ...set, profile, sync }
}

/** Copies outside the trash that carry Anna's number. */
function copies({ sandbox, source }: Awaited<ReturnType<typeof withAnna>>): number {
  return sandbox.rows(source('shared')).filter(({ values }) => values['SourceUserId'] === 1).length
}

describe('an invitation', () => {
  test('made by one person sets up the other: the same shared database and a number that is free', async () => {
    const { ask, exported, bensDraft, furnished, source } = await withAnna()
    expect(await ask('export-invitation', { profile: 'Anna' })).toEqual({
      kind: 'saved',
      path: '/downloads/partner-sync-Anna.json',
    })
    const [text = ''] = exported
    for (const token of Object.values(furnished.tokens)) expect(text).not.toContain(token)
    const { invitation, draft } = await ask('read-invitation', { text })
    expect(invitation).toMatchObject({
      by: 'Anna',
      sourceUserId: 2,
      workspaceName: 'Anna',
      database: { id: source('shared'), title: 'Unsere Termine' },
    })
    expect(invitation.fields.map(({ shared }) => shared)).toEqual(['Name', 'Datum', 'Beschreibung', 'Ort'])
    expect(draft).toMatchObject({ sharedDatabase: invitation.database, invitation })
    expect(await ask('setup-draft', null)).toEqual(draft)
    const { step, name, privateEntry, sharedEntry, privateDatabase } = bensDraft()
    const added = await ask('add-profile', {
      draft: { ...draft, step, name, privateEntry, sharedEntry, privateDatabase },
    })
    expect(added.profile).toMatchObject({ name: 'Ben', sourceUserId: 2 })
  })

  test('carries nothing of what its maker hides: neither words nor what is private', async () => {
    const { ask, home, exported } = await withAnna()
    unwrap(await change(home, 'Anna', { fields: ['Ort=Ort:busy=geheim'] }))
    await ask('export-invitation', { profile: 'Anna' })
    expect(exported[0]).not.toContain('geheim')
    expect(exported[0]).not.toContain('Annas Termine')
  })

  test('with a field of its own naming brings it to whoever has such a field', async () => {
    const { ask, home, exported, admin, source, bensDraft } = await withAnna()
    for (const key of ['anna-private', 'ben-private', 'shared']) admin.addProperty(source(key), 'Kosten', 'number')
    unwrap(await change(home, 'Anna', { fields: ['Kosten=Kosten'] }))
    await ask('export-invitation', { profile: 'Anna' })
    const { draft } = await ask('read-invitation', { text: exported[0] ?? '' })
    const { privateEntry, sharedEntry, privateDatabase } = bensDraft()
    const check = await ask('check-setup', { draft: { ...draft, privateEntry, sharedEntry, privateDatabase } })
    expect(check.fields.map(({ shared }) => shared)).toContain('Kosten')
    admin.deleteProperty(source('ben-private'), 'Kosten')
    const without = await ask('check-setup', { draft: { ...draft, privateEntry, sharedEntry, privateDatabase } })
    expect(without.ready).toBe(true)
    expect(without.fields.map(({ shared }) => shared)).not.toContain('Kosten')
  })

  test.each([
    ['a text that is none', 'hello', 'This is no invitation.'],
    ['JSON of something else', '{"name":"x"}', 'This is no invitation.'],
    ['an array', '[]', 'This is no invitation.'],
    ['a newer one', '{"format":"partner-sync-invitation","version":2}', 'This invitation comes from a newer'],
    ['a damaged one', '{"format":"partner-sync-invitation","version":1}', 'This invitation is damaged.'],
    [
      'one that would lead elsewhere',
      JSON.stringify({
        format: 'partner-sync-invitation',
        version: 1,
        madeAt: '2026-11-21T00:00:00.000Z',
        by: 'Anna',
        database: { id: '../../users', resource: 'x', title: 't', workspaceName: 'w' },
        sourceUserId: 1,
        fields: [],
      }),
      'This invitation is damaged.',
    ],
    ['one whose names hold control characters', hostile('Anna\u001b[2J'), 'This invitation is damaged.'],
    ['one that is nested without end', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'This is no invitation.'],
  ])('%s is refused in words, and the draft stays as it was', async (_, text, message) => {
    const { ask, refused } = await setupStage()
    expect((await refused('read-invitation', { text })).message).toContain(message)
    expect(await ask('setup-draft', null)).toBeNull()
  })

  test('that is too large is not even read', async () => {
    const { reply } = await setupStage()
    expect(await reply('read-invitation', { text: 'x'.repeat(70_000) })).toMatchObject({ kind: 'failure' })
  })

  test('of a profile that does not exist, or whose token is refused, is a failure', async () => {
    const { refused, keep } = await withAnna()
    expect(await refused('export-invitation', { profile: 'nobody' })).toMatchObject({ category: 'usage' })
    await keep('ntn_revoked', 'anna')
    expect(await refused('export-invitation', { profile: 'Anna' })).toMatchObject({ category: 'credentials' })
  })
})

function hostile(by: string): string {
  const id = '0'.repeat(32)
  const database = { id, resource: id, title: 't', workspaceName: 'w' }
  const madeAt = '2026-11-21T00:00:00.000Z'
  return JSON.stringify({
    format: 'partner-sync-invitation',
    version: 1,
    madeAt,
    by,
    database,
    sourceUserId: 1,
    fields: [],
  })
}

describe('stopping to share', () => {
  test('takes every copy out of the shared database and pauses the profile until somebody resumes it', async () => {
    const set = await withAnna()
    await set.sync()
    const before = copies(set)
    expect(before).toBeGreaterThan(10)
    const { entries } = await set.ask('preview-removal', { name: 'Anna', copies: 'trash' })
    expect(entries.filter(({ action }) => action === 'trash').length).toBe(before)
    expect(copies(set)).toBe(before)
    const { run, left } = await set.ask('stop-sharing', { profile: 'Anna' })
    expect(run.stats.removed).toBe(before)
    expect([left, copies(set)]).toEqual([0, 0])
    expect(await set.ask('profiles', null)).toMatchObject([{ name: 'Anna', enabled: true, pausedUntil: 'resumed' }])
    // Private pages keep their own switch, and pages of others are not touched.
    expect(set.sandbox.rows(set.source('shared')).map(({ values }) => values['Name'])).toContain('Müllabfuhr')
  })

  test('that cannot begin leaves the profile as it was', async () => {
    const set = await withAnna()
    await set.sync()
    await set.keep('ntn_revoked', 'anna')
    expect(await set.refused('stop-sharing', { profile: 'Anna' })).toMatchObject({ category: 'credentials' })
    expect(await set.ask('profiles', null)).toMatchObject([{ pausedUntil: null }])
    expect(await set.refused('stop-sharing', { profile: 'nobody' })).toMatchObject({ category: 'usage' })
  })
})

describe('removing a profile', () => {
  test('keeps its copies, and erases its rows, its log entries and its token, also under a former name', async () => {
    const set = await withAnna()
    const { home, ask, folder, vault } = set
    await set.sync()
    unwrap(await change(home, 'Anna', { newName: 'Annalena' }))
    await set.sync()
    const before = copies(set)
    expect(readFileSync(join(folder, 'logs', 'partner-sync.log'), 'utf8')).toMatch(/"Anna".*"Annalena"/s)
    expect(await ask('preview-removal', { name: 'Annalena', copies: 'keep' })).toEqual({ entries: [], total: 0 })
    expect(await ask('remove-profile', { name: 'Annalena', copies: 'keep' })).toEqual({ run: null, left: 0 })
    expect(copies(set)).toBe(before)
    expect(await ask('profiles', null)).toEqual([])
    expect(vault.entries()).not.toContain('anna')
    expect(readFileSync(join(folder, 'credentials.json'), 'utf8')).not.toContain('"anna"')
    expect(readFileSync(join(folder, 'logs', 'partner-sync.log'), 'utf8')).not.toContain('Anna')
    expect(readFileSync(join(folder, 'ledger.sqlite')).includes('Dachzelt')).toBe(false)
  })

  test('with its copies takes them out first', async () => {
    const set = await withAnna()
    await set.sync()
    const { run, left } = await set.ask('remove-profile', { name: 'Anna', copies: 'trash' })
    expect(left).toBe(0)
    expect(run?.stats.removed).toBeGreaterThan(10)
    expect([copies(set), set.home.profiles()]).toEqual([0, []])
  })

  test('leaves a token that another profile or a setup under way needs', async () => {
    const { ask, draft, bensDraft, vault } = await withAnna()
    await ask('add-profile', { draft: bensDraft({ sharedEntry: 'anna' }) })
    await ask('save-setup-draft', { draft: draft({ privateEntry: 'ben-private' }) })
    await ask('remove-profile', { name: 'Anna', copies: 'keep' })
    expect(vault.entries()).toContain('anna')
    await ask('remove-profile', { name: 'Ben', copies: 'keep' })
    expect(vault.entries()).not.toContain('anna')
    expect(vault.entries()).toContain('ben-private')
  })

  test('of one that does not exist is refused', async () => {
    const { refused } = await setupStage()
    const wish = { name: 'nobody', copies: 'keep' as const }
    expect(await refused('remove-profile', wish)).toMatchObject({ category: 'usage' })
    expect(await refused('preview-removal', wish)).toMatchObject({ category: 'usage' })
  })
})

describe('stored tokens', () => {
  test('are listed by entry with the profiles that use them, and are never shown', async () => {
    const { ask, furnished } = await withAnna()
    const stored = await ask('stored-tokens', null)
    expect(stored).toEqual([
      { entry: 'anna', token: { kind: 'desktop', entry: 'anna' }, usedBy: ['Anna'] },
      { entry: 'ben-private', token: { kind: 'desktop', entry: 'ben-private' }, usedBy: [] },
      { entry: 'ben-shared', token: { kind: 'desktop', entry: 'ben-shared' }, usedBy: [] },
    ])
    expect(JSON.stringify(stored)).not.toContain(furnished.tokens['anna'])
  })

  test('that a profile needs are not forgotten, others are', async () => {
    const { ask, refused, vault } = await withAnna()
    expect(await refused('forget-token', { entry: 'anna' })).toMatchObject({ category: 'usage' })
    await ask('forget-token', { entry: 'ben-shared' })
    expect(vault.entries()).toEqual(['anna', 'ben-private'])
  })
})

test('a new token in the place of one that profiles use brings its own last day, or none', async () => {
  const { home, ask } = await withAnna()
  const at = '2027-05-01T00:00:00.000Z'
  const token = { kind: 'desktop', entry: 'anna' } as const
  unwrap(noteExpiry(home, token, at))
  expect(await ask('profiles', null)).toMatchObject([
    { private: { tokenExpiresAt: at }, shared: { tokenExpiresAt: at } },
  ])
  unwrap(noteExpiry(home, { kind: 'desktop', entry: 'ben-shared' }, null))
  expect(await ask('profiles', null)).toMatchObject([{ private: { tokenExpiresAt: at } }])
  unwrap(noteExpiry(home, token, null))
  expect(await ask('profiles', null)).toMatchObject([{ private: { tokenExpiresAt: null } }])
})

describe('changing a profile', () => {
  test('gives it another name, unless that is taken', async () => {
    const { ask, home, bensDraft } = await withAnna()
    await ask('add-profile', { draft: bensDraft() })
    expect(await change(home, 'Anna', { newName: 'ben' })).toMatchObject({ kind: 'failure', reason: 'name-taken' })
    unwrap(await change(home, 'Anna', { newName: 'ANNA' }))
    expect(home.profiles().map(({ name }) => name)).toEqual(['ANNA', 'Ben'])
  })

  test('leaves out a field, which no later change brings back', async () => {
    const { home } = await withAnna()
    const fields = [{ private: 'Datum', shared: 'Datum', direction: 'both' as const }]
    unwrap(await change(home, 'Anna', { fields, onlyFields: true }))
    const mapped = () => home.profiles()[0]?.mapping.fields.map(({ key }) => key)
    expect(mapped()).toEqual(['title', 'date'])
    unwrap(await change(home, 'Anna', { privateToken: { kind: 'desktop', entry: 'anna' } }))
    expect(mapped()).toEqual(['title', 'date'])
    unwrap(await change(home, 'Anna', { fields: ['Ort=Ort'] }))
    expect(mapped()).toEqual(['title', 'date', 'place'])
  })

  test('says when its tokens expire, and stops saying so', async () => {
    const { ask, home } = await withAnna()
    const at = '2027-05-01T00:00:00.000Z'
    unwrap(await change(home, 'Anna', { sharedTokenExpiresAt: at }))
    expect(await ask('profiles', null)).toMatchObject([
      { private: { tokenExpiresAt: null }, shared: { tokenExpiresAt: at } },
    ])
    unwrap(await change(home, 'Anna', { sharedTokenExpiresAt: null }))
    expect(await ask('profiles', null)).toMatchObject([{ shared: { tokenExpiresAt: null } }])
  })
})

test('nothing of all this creates a file beside those of the home', async () => {
  const { ask, draft, folder } = await setupStage()
  await ask('preview-setup', { draft: draft() })
  for (const name of ['tokens', ':memory:']) expect(existsSync(join(folder, name))).toBe(false)
})
