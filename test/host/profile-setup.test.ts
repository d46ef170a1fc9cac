import { describe, expect, test } from 'vitest'
import { addProfile, changeProfile, removeProfile } from '../../electron/host/profile-setup.ts'
import { stage, variable } from './stage.ts'

describe('adding a profile', () => {
  test('keeps databases, identity, mapping and where the token is found, and nothing of the token', async () => {
    const { home, wish, furnished, signal } = stage()
    const added = await addProfile(home, wish(), signal)
    expect(added).toMatchObject({
      kind: 'ok',
      value: {
        profile: {
          name: 'anna',
          sourceUserId: 1,
          intervalMs: 7_200_000,
          onConflict: 'ask',
          onSharedDelete: 'unshare',
          enabled: true,
          private: { title: 'Annas Termine', token: { kind: 'environment', variable: 'anna' } },
          shared: { title: 'Unsere Termine', resource: furnished.dataSources['shared'] },
        },
        notes: [],
      },
    })
    expect(home.profiles()).toHaveLength(1)
    expect(JSON.stringify(home.profiles())).not.toContain('ntn_')
    expect(home.profiles()[0]?.mapping.fields.map((field) => field.type)).toEqual([
      'title',
      'date',
      'rich-text',
      'rich-text',
    ])
  })

  test('a Notion link is as good as an id', async () => {
    const { home, wish, furnished, signal } = stage()
    const bare = (furnished.databases['anna-private'] ?? '').replaceAll('-', '')
    const database = `https://www.notion.so/anna/Annas-Termine-${bare}?v=${'f'.repeat(32)}`
    expect(await addProfile(home, wish({ private: { database, token: variable('anna') } }), signal)).toMatchObject({
      kind: 'ok',
    })
  })

  test('a second person with a token for each side shares the database under another number', async () => {
    const { home, wish, bensWish, signal } = stage()
    await addProfile(home, wish(), signal)
    expect(await addProfile(home, bensWish(), signal)).toMatchObject({ kind: 'ok' })
    expect(home.profiles().map((profile) => profile.sourceUserId)).toEqual([1, 2])
  })

  test('the number that copies of these private pages carry already is taken over', async () => {
    const { home, wish, signal } = stage()
    expect(await addProfile(home, wish({ sourceUserId: 1 }), signal)).toMatchObject({ kind: 'ok' })
  })

  test('a number whose copies belong to none of these private pages is refused', async () => {
    const { home, bensWish, signal } = stage()
    const refused = await addProfile(home, bensWish({ sourceUserId: 1 }), signal)
    expect(refused).toMatchObject({ category: 'usage', reason: 'number-of-others', subject: '1' })
    expect(home.profiles()).toEqual([])
  })

  test('a name, a number and a pair of databases belong to one profile', async () => {
    const { home, wish, bensWish, signal } = stage()
    await addProfile(home, wish(), signal)
    expect(await addProfile(home, bensWish({ name: 'Anna' }), signal)).toMatchObject({ reason: 'name-taken' })
    expect(await addProfile(home, bensWish({ sourceUserId: 1 }), signal)).toMatchObject({ reason: 'number-taken' })
    expect(await addProfile(home, wish({ name: 'zwei', sourceUserId: 9 }), signal)).toMatchObject({
      reason: 'pair-taken',
      subject: 'anna',
    })
    const both = { database: wish().shared.database, token: variable('anna') }
    expect(await addProfile(home, wish({ name: 'x', private: both }), signal)).toMatchObject({
      reason: 'same-database',
    })
  })

  test('only one profile imports the rows of a shared database', async () => {
    const { home, wish, bensWish, signal } = stage()
    await addProfile(home, wish({ importRows: true }), signal)
    expect(await addProfile(home, bensWish({ importRows: true }), signal)).toMatchObject({ reason: 'importer-taken' })
  })

  test.each(['  ', 'home/work', 'a\u0007b', 'x'.repeat(65)])(
    'nothing is called %j, and it is said why',
    async (name) => {
      const { home, wish, signal } = stage()
      expect(await addProfile(home, wish({ name }), signal)).toMatchObject({ reason: 'name-unusable' })
    },
  )

  test('every property that is missing is named at once', async () => {
    const { home, wish, sandbox, furnished, signal } = stage()
    const source = furnished.dataSources['shared'] ?? ''
    sandbox.admin.deleteProperty(source, 'SourceUserId')
    sandbox.admin.deleteProperty(source, 'SourcePrivateId')
    const refused = await addProfile(home, wish(), signal)
    expect(refused).toMatchObject({ category: 'schema', reason: 'property-missing' })
    expect(refused).toMatchObject({ subject: 'SourcePrivateId (shared), SourceUserId (shared)' })
  })

  test.each([
    ['a token that nobody gave', variable('nobody'), 'credentials', 'token-variable-empty'],
    ['a token that does not reach the database', variable('ben-private'), 'not-shared', null],
  ])('%s is told and nothing is saved', async (_, token, category, reason) => {
    const { home, wish, signal } = stage()
    const refused = await addProfile(home, wish({ private: { ...wish().private, token } }), signal)
    expect(refused).toMatchObject(reason === null ? { category } : { category, reason })
    expect(home.profiles()).toEqual([])
  })

  test('the id of a page where a database belongs is told as such', async () => {
    const { home, wish, furnished, signal } = stage()
    const database = furnished.rows['grill'] ?? ''
    const refused = await addProfile(home, wish({ private: { database, token: variable('anna') } }), signal)
    expect(refused).toMatchObject({ category: 'usage', reason: 'page-not-database' })
  })
})

test('a field that is left out because its types differ is told when a profile is added', async () => {
  const { home, wish, sandbox, furnished, signal } = stage()
  sandbox.admin.retypeProperty(furnished.dataSources['shared'] ?? '', 'Ort', 'number')
  const added = await addProfile(home, wish(), signal)
  expect(added).toMatchObject({ kind: 'ok', value: { notes: [{ category: 'schema', reason: 'type-differs' }] } })
})

describe('changing a profile', () => {
  test('what was not given stays, and Notion is not asked about what needs no look', async () => {
    const { home, wish, sandbox, signal } = stage()
    await addProfile(home, wish({ horizonMs: 1000 }), signal)
    sandbox.resetRequests()
    const changed = await changeProfile(home, 'anna', { intervalMs: 60_000, horizonMs: null, enabled: false }, signal)
    expect(changed).toMatchObject({ kind: 'ok', value: { intervalMs: 60_000, horizonMs: null, enabled: false } })
    expect(home.profiles()[0]).toMatchObject({ onConflict: 'ask', sourceUserId: 1 })
    expect(sandbox.requests).toEqual([])
  })

  test('a further field joins the mapping that was there', async () => {
    const { home, wish, sandbox, furnished, signal } = stage()
    await addProfile(home, wish(), signal)
    sandbox.admin.addProperty(furnished.dataSources['anna-private'] ?? '', 'Kosten', 'number')
    sandbox.admin.addProperty(furnished.dataSources['shared'] ?? '', 'Preis', 'number')
    const changed = await changeProfile(home, 'anna', { fields: ['Kosten=Preis:to-shared'] }, signal)
    expect(changed).toMatchObject({ kind: 'ok' })
    expect(home.profiles()[0]?.mapping.fields.at(-1)).toMatchObject({
      type: 'number',
      direction: { kind: 'to-shared' },
    })
    expect(home.profiles()[0]?.mapping.fields).toHaveLength(5)
  })

  test('a profile that is not there is told', async () => {
    const { home, signal } = stage()
    expect(await changeProfile(home, 'eva', {}, signal)).toMatchObject({ reason: 'unknown-profile', subject: 'eva' })
    expect(await removeProfile(home, 'eva')).toMatchObject({ reason: 'unknown-profile' })
  })
})
