/** Inviting a second person, taking over people of the older tool, and stopping to share, at the command line. */
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { smallSeed, stage } from './stage.ts'

describe('an invitation', () => {
  test('printed by the first person lets the second one add a profile with nothing but their own side', async () => {
    const { cli, addAnna, home, furnished } = await stage()
    await addAnna()
    const invited = await cli(['profile', 'invite', 'anna'])
    expect(invited.code).toBe(0)
    for (const token of Object.values(furnished.tokens)) expect(invited.stdout + invited.stderr).not.toContain(token)
    const file = join(home, '..', 'invitation.json')
    writeFileSync(file, invited.stdout)
    const own = ['--private', furnished.databases['ben-private'] ?? '', '--private-token-env', 'TOKEN_BEN_PRIVATE']
    const add = ['profile', 'add', 'ben', '--invite', file, ...own, '--shared-token-env', 'TOKEN_BEN_SHARED']
    const added = await cli([...add, '--json'])
    expect(added.json()).toMatchObject({
      profile: { name: 'ben', sourceUserId: 2, shared: { title: 'Unsere Termine' } },
    })
  })

  test('gives way to flags of one’s own', async () => {
    const { cli, addAnna, home, furnished } = await stage()
    await addAnna()
    const file = join(home, '..', 'invitation.json')
    writeFileSync(file, (await cli(['profile', 'invite', 'anna', '--json'])).stdout)
    const own = ['--private', furnished.databases['ben-private'] ?? '', '--private-token-env', 'TOKEN_BEN_PRIVATE']
    const more = ['--source-user-id', '7', '--field', 'Ort=Ort:to-shared', '--private-token-expires', '2027-01-31']
    const add = ['profile', 'add', 'ben', '--invite', file, ...own, '--shared-token-env', 'TOKEN_BEN_SHARED', ...more]
    const added = await cli([...add, '--json'])
    expect(added.json()).toMatchObject({
      profile: { sourceUserId: 7, private: { tokenExpiresAt: '2027-01-31T23:59:59.999Z' } },
    })
    expect(JSON.stringify(added.json())).toContain('"direction":"to-shared"')
  })

  test.each([
    ['a file that is not there', null],
    ['something else', 'hello'],
    ['a file that is far too large', 'x'.repeat(100_000)],
  ])('that is %s is refused in words, and nothing is saved', async (_, content) => {
    const { cli, home } = await stage(smallSeed(1))
    const file = join(home, '..', 'invitation.json')
    if (content !== null) writeFileSync(file, content)
    const refused = await cli(['profile', 'add', 'ben', '--invite', file, '--private', 'x', '--json'])
    expect(refused.code).toBe(2)
    expect(refused.json()).toMatchObject({ error: { category: 'usage' } })
    expect((await cli(['profile', 'list', '--json'])).json()).toEqual({ profiles: [] })
  })
})

describe('the file of the older tool', () => {
  const older = (furnished: Awaited<ReturnType<typeof stage>>['furnished']): string =>
    JSON.stringify({
      shared_notion_database_id: furnished.databases['shared'],
      users: [
        {
          name: 'Anna',
          telegram_user_id: 4711,
          notion_api_key: furnished.tokens['anna'],
          notion_database_id: furnished.databases['anna-private'],
          timezone: 'Europe/Berlin',
        },
        { first_name: 'Ben', telegram_user_id: 815, notion_api_key: 'ntn_x', shared_notion_api_key: 'ntn_y' },
      ],
    })

  test('is shown as it was understood, without a token, and changes nothing', async () => {
    const { cli, home, furnished } = await stage()
    const file = join(home, '..', 'users_config.json')
    writeFileSync(file, older(furnished))
    const shown = await cli(['profile', 'import', file, '--json'])
    expect(shown.code).toBe(0)
    expect(shown.json()).toEqual({
      people: [
        expect.objectContaining({
          name: 'Anna',
          sourceUserId: 4711,
          privateDatabase: furnished.databases['anna-private'],
          sharedDatabase: furnished.databases['shared'],
          tokens: { private: true, shared: 'private' },
          missing: [],
        }),
        expect.objectContaining({
          name: 'Ben',
          missing: ['notion_database_id'],
          tokens: { private: true, shared: 'own' },
        }),
      ],
      ignored: ['timezone'],
    })
    const text = await cli(['profile', 'import', file, '--lang', 'de'])
    expect(text.stdout).toContain('--confirm')
    for (const token of Object.values(furnished.tokens)) expect(shown.stdout + text.stdout).not.toContain(token)
    expect(existsSync(join(home, 'settings.json'))).toBe(false)
    expect(existsSync(join(home, 'tokens'))).toBe(false)
  })

  test('becomes profiles once it is confirmed: tokens in files for nobody else, the old copies taken over', async () => {
    const { cli, home, furnished, rows } = await stage()
    const file = join(home, '..', 'users_config.json')
    writeFileSync(file, older(furnished))
    chmodSync(file, 0o600)
    const done = await cli(['profile', 'import', file, '--confirm', '--json'])
    expect(done.code).toBe(1)
    // The number is the one that Anna's copies carry already, not the one of the file.
    expect(done.json()).toMatchObject({
      profiles: [{ name: 'Anna', sourceUserId: 1 }],
      refused: [{ name: 'Ben', error: { category: 'missing-data' } }],
    })
    expect(done.stdout + done.stderr).not.toContain(furnished.tokens['anna'])
    const tokens = readdirSync(join(home, 'tokens'))
    expect(tokens).toHaveLength(1)
    const [token = ''] = tokens
    expect(statSync(join(home, 'tokens', token)).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(home, 'tokens', token), 'utf8').trim()).toBe(furnished.tokens['anna'])
    expect(readFileSync(file, 'utf8')).toBe(older(furnished))
    const before = rows('shared').length
    const synced = await cli(['sync', '--json'])
    expect(synced.json()).toMatchObject({ runs: [{ stats: { created: 12 } }] })
    expect(rows('shared')).toHaveLength(before + 12)
    // With the profile goes the token that was kept for it.
    expect((await cli(['profile', 'remove', 'Anna'])).code).toBe(0)
    expect(readdirSync(join(home, 'tokens'))).toEqual([])
  })

  test.each([
    ['an empty list', '[]'],
    ['nothing', '{}'],
    ['no JSON', 'no json'],
    ['something else', '{"a": 1}'],
    ['lists in lists', `{"users": ${'['.repeat(5000)}${']'.repeat(5000)}}`],
  ])('that holds no people but %s is refused', async (_, content) => {
    const { cli, home } = await stage(smallSeed(1))
    const file = join(home, '..', 'users_config.json')
    writeFileSync(file, content)
    const refused = await cli(['profile', 'import', file, '--json'])
    expect(refused.code).toBe(2)
    expect(refused.json()).toMatchObject({ error: { category: 'usage' } })
  })
})

describe('stopping to share', () => {
  test('shows first what goes, then takes it out and pauses the profile', async () => {
    const { cli, addAnna, rows } = await stage(smallSeed(4))
    await addAnna()
    await cli(['sync'])
    const stop = ['profile', 'stop-sharing', 'anna', '--json']
    const shown = await cli(stop)
    expect(shown.code).toBe(3)
    expect(rows('shared')).toHaveLength(4)
    const done = await cli([...stop, '--confirm'])
    expect(done.code).toBe(0)
    expect(done.json()).toMatchObject({ profiles: [{ pausedUntil: 'resumed', enabled: true }] })
    expect(rows('shared')).toHaveLength(0)
    expect(rows('anna-private').every((row) => row.values['PartnerRelevant'] === true)).toBe(true)
    expect((await cli(['sync'])).code).toBe(0)
    expect(rows('shared')).toHaveLength(0)
  })
})

test('a profile gets another name, and the day on which its token expires', async () => {
  const { cli, addAnna } = await stage(smallSeed(1))
  await addAnna()
  const set = ['profile', 'set', 'anna', '--name', 'Anna B', '--private-token-expires', '2020-05-01', '--json']
  expect((await cli(set)).json()).toMatchObject({
    profiles: [{ name: 'Anna B', private: { tokenExpiresAt: '2020-05-01T23:59:59.999Z' } }],
  })
  const status = await cli(['status', '--json'])
  expect(status.json()).toMatchObject({ profiles: [{ alerts: [{ kind: 'token-expires', severity: 'warning' }] }] })
  await cli(['profile', 'set', 'Anna B', '--private-token-expires', 'never'])
  expect((await cli(['status', '--json'])).json()).toMatchObject({ profiles: [{ alerts: [] }] })
  expect((await cli(['profile', 'set', 'Anna B', '--private-token-expires', 'soon', '--json'])).code).toBe(2)
})
