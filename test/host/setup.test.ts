/** From a token to a first sync, asked as the window asks: every request of the setup, and every way it can be refused. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyDraft } from '../../shared/setup-draft.ts'
import { freshStage, setupStage } from './setup-stage.ts'

describe('finding databases', () => {
  test('those that the token sees are listed with where they are and which side they look like', async () => {
    const { ask } = await setupStage()
    const { databases, complete } = await ask('find-databases', { entry: 'anna', search: '' })
    expect(complete).toBe(true)
    expect(databases).toHaveLength(2)
    expect(databases).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ title: 'Annas Termine', looksLike: 'private', workspaceName: 'Anna' }),
        expect.objectContaining({ title: 'Unsere Termine', looksLike: 'shared' }),
      ]),
    )
  })

  test('a part of the title is enough', async () => {
    const { ask } = await setupStage()
    const { databases } = await ask('find-databases', { entry: 'anna', search: 'unsere' })
    expect(databases.map(({ title }) => title)).toEqual(['Unsere Termine'])
  })

  test('a pasted link leads to its database, by its path and not by its view', async () => {
    const { ask, furnished, source } = await setupStage()
    const bare = (furnished.databases['shared'] ?? '').replaceAll('-', '')
    const search = `https://www.notion.so/anna/Unsere-${bare}?v=${'f'.repeat(32)}`
    const { databases } = await ask('find-databases', { entry: 'anna', search })
    expect(databases).toMatchObject([{ id: source('shared'), title: 'Unsere Termine' }])
  })

  test('a link to a database that the token does not see is explained, with the workspace that it opens', async () => {
    const { refused, furnished } = await setupStage()
    const wrong = await refused('find-databases', { entry: 'anna', search: furnished.databases['ben-private'] ?? '' })
    expect(wrong.category).toBe('not-shared')
    expect(wrong.message).toContain('“Anna”')
    expect(wrong.remedy).toMatch(/Connections.*guest/s)
  })

  test('a link to a page says that it is a page', async () => {
    const { refused, furnished } = await setupStage()
    const wrong = await refused('find-databases', { entry: 'anna', search: furnished.rows['grill'] ?? '' })
    expect(wrong).toMatchObject({ category: 'usage' })
    expect(wrong.message).toContain('page')
  })

  test('a token that was revoked is told as such', async () => {
    const { refused, keep } = await setupStage()
    await keep('ntn_revoked', 'old')
    expect(await refused('find-databases', { entry: 'old', search: '' })).toMatchObject({ category: 'credentials' })
  })

  test('an entry that names no stored token reads no file of the computer', async () => {
    const { refused, sandbox } = await setupStage()
    sandbox.resetRequests()
    const wrong = await refused('find-databases', { entry: '../../etc/hostname', search: '' })
    expect(wrong.category).toBe('credentials')
    expect(sandbox.requests).toEqual([])
  })
})

describe('a shared database that does not exist yet', () => {
  test('is created under a page, with the fields of the private one and everything to keep track by', async () => {
    const { ask, page, privateDatabase, admin } = await freshStage()
    const { pages } = await ask('find-pages', { entry: 'anna', search: 'toge' })
    expect(pages).toEqual([{ id: page, title: 'Together', parentTitle: null }])
    const made = await ask('create-shared-database', {
      entry: 'anna',
      parentPageId: pages[0]?.id ?? '',
      title: 'Our calendar',
      likeEntry: 'anna',
      likeDatabaseId: privateDatabase.id,
    })
    const properties = admin.schema(made.database.id).map(({ name, type }) => [name, type])
    expect(Object.fromEntries(properties)).toEqual({
      Title: 'title',
      Date: 'date',
      Ort: 'rich_text',
      Tags: 'multi_select',
      PartnerRelevant: 'checkbox',
      SourcePrivateId: 'rich_text',
      SourceUserId: 'number',
    })
    expect(admin.property(made.database.id, 'Tags').options.map(({ name }) => name)).toEqual(['family', 'work'])
    const check = await ask('check-setup', {
      draft: { ...emptyDraft, privateEntry: 'anna', privateDatabase, sharedDatabase: made.database },
    })
    expect(check.obstacles).toEqual([])
    expect(check.shared?.properties.every(({ state }) => state === 'found')).toBe(true)
    expect(check.fields.map(({ type }) => type)).toEqual(['title', 'date', 'rich-text', 'multi-select'])
  })

  test('is made once when only the answer to its creation was lost', async () => {
    const { ask, page, privateDatabase, sandbox } = await freshStage()
    sandbox.faults.add({ operation: 'databases.create', action: { kind: 'drop', when: 'after' } })
    const made = await ask('create-shared-database', {
      entry: 'anna',
      parentPageId: page,
      title: 'Our calendar',
      likeEntry: 'anna',
      likeDatabaseId: privateDatabase.id,
    })
    const { databases } = await ask('find-databases', { entry: 'anna', search: 'Our calendar' })
    expect(databases.map(({ id }) => id)).toEqual([made.database.id])
    expect(sandbox.counts()['databases.create']).toBe(1)
  })
})

describe('the check', () => {
  test('finds every property of the sample and proposes the fields that both sides have', async () => {
    const { ask, draft } = await setupStage()
    const check = await ask('check-setup', { draft: draft() })
    expect(check.obstacles).toEqual([])
    expect(check.ready).toBe(true)
    expect(check.private).toMatchObject({
      title: 'Annas Termine',
      workspaceName: 'Anna',
      layout: { kind: 'when' },
    })
    expect(check.private?.properties.map(({ name, state, field }) => [name, state, field])).toEqual([
      ['PartnerRelevant', 'found', null],
      ['SyncedToSharedId', 'found', null],
      ['Name', 'found', 'title'],
      ['Datum', 'found', 'date'],
      ['Beschreibung', 'found', 'description'],
      ['Ort', 'found', 'place'],
    ])
    expect(check.fields).toMatchObject([
      { private: 'Name', shared: 'Name', optional: false, direction: 'both' },
      { private: 'Datum', type: 'date', directions: ['both', 'to-shared'] },
      { private: 'Beschreibung' },
      { private: 'Ort' },
    ])
  })

  test('nothing chosen yet is no trouble, and not ready either', async () => {
    const { ask, sandbox } = await setupStage()
    expect(await ask('check-setup', { draft: emptyDraft })).toMatchObject({
      private: null,
      shared: null,
      obstacles: [],
      ready: false,
    })
    expect(sandbox.requests).toEqual([])
  })

  test('properties that are missing are created on request, and then everything is ready', async () => {
    const { ask, draft, admin, source } = await setupStage()
    admin.deleteProperty(source('shared'), 'SourceUserId')
    admin.deleteProperty(source('anna-private'), 'SyncedToSharedId')
    const before = await ask('check-setup', { draft: draft() })
    expect(before).toMatchObject({ ready: false, creatable: true, obstacles: [] })
    const missing = [...(before.private?.properties ?? []), ...(before.shared?.properties ?? [])].filter(
      ({ state }) => state === 'missing',
    )
    expect(missing.map(({ name, type, wanted }) => [name, type, wanted])).toEqual([
      ['SyncedToSharedId', null, 'text'],
      ['SourceUserId', null, 'number'],
    ])
    const after = await ask('create-properties', { draft: draft(), side: 'both' })
    expect(after).toMatchObject({ ready: true, creatable: false })
    const created = [...(after.private?.properties ?? []), ...(after.shared?.properties ?? [])].filter(
      (one) => one.created,
    )
    expect(created.map(({ name }) => name)).toEqual(['SyncedToSharedId', 'SourceUserId'])
    expect(admin.property(source('shared'), 'SourceUserId').type).toBe('number')
  })

  test('only the side that was asked for gets new properties', async () => {
    const { ask, draft, admin, source } = await setupStage()
    admin.deleteProperty(source('shared'), 'SourceUserId')
    admin.deleteProperty(source('anna-private'), 'SyncedToSharedId')
    const after = await ask('create-properties', { draft: draft(), side: 'shared' })
    expect(after.ready).toBe(false)
    expect(admin.schema(source('anna-private')).map(({ name }) => name)).not.toContain('SyncedToSharedId')
    expect(admin.schema(source('shared')).map(({ name }) => name)).toContain('SourceUserId')
  })

  test('a property of a wrong type is told and never touched', async () => {
    const { ask, draft, admin, source } = await setupStage()
    admin.retypeProperty(source('shared'), 'SourceUserId', 'rich_text')
    const check = await ask('create-properties', { draft: draft(), side: 'both' })
    expect(check).toMatchObject({ ready: false, creatable: false })
    expect(check.shared?.properties.find(({ name }) => name === 'SourceUserId')).toMatchObject({
      state: 'wrong-type',
      type: 'text',
      wanted: 'number',
    })
    expect(admin.property(source('shared'), 'SourceUserId').type).toBe('rich_text')
  })

  test('a connection that may not change the schema is told so, and its properties stay missing', async () => {
    const { ask, admin, connection, privateDatabase, page, sandbox } = await freshStage()
    const { database } = await ask('create-shared-database', {
      entry: 'anna',
      parentPageId: page,
      title: 'Ours',
      likeEntry: 'anna',
      likeDatabaseId: privateDatabase.id,
    })
    admin.setCapabilities(connection.id, { update: false })
    const draft = { ...emptyDraft, privateEntry: 'anna', privateDatabase, sharedDatabase: database }
    const check = await ask('create-properties', { draft, side: 'both' })
    expect(check.obstacles).toMatchObject([{ category: 'permission' }])
    // What is refused once is not asked for again.
    expect(sandbox.counts()['dataSources.update']).toBe(1)
    expect(check.private?.properties.filter(({ state }) => state === 'missing')).toHaveLength(2)
  })

  test('a start and an end are one field, in either layout', async () => {
    const { ask, draft, admin, source } = await setupStage()
    admin.addProperty(source('shared'), 'Startdatum', 'date')
    admin.addProperty(source('shared'), 'Endedatum', 'date')
    admin.deleteProperty(source('shared'), 'Datum')
    const check = await ask('check-setup', { draft: draft() })
    expect(check.shared?.layout?.kind).toBe('start-and-end')
    expect(check.fields.filter(({ type }) => type === 'date')).toMatchObject([
      { private: 'Datum', sharedLabel: 'Startdatum – Endedatum' },
    ])
  })

  test('fields with different types, without a partner or of a type that cannot travel are named with the reason', async () => {
    const { ask, draft, admin, source } = await setupStage()
    admin.retypeProperty(source('shared'), 'Ort', 'number')
    admin.addProperty(source('anna-private'), 'Leute', 'people')
    const { unmapped, mappable } = await ask('check-setup', { draft: draft() })
    expect(unmapped.map(({ name }) => name)).toEqual(['Ort', 'Leute'])
    for (const { name, sentence } of unmapped) expect(sentence).toContain(name)
    expect(mappable).toEqual([
      { side: 'private', name: 'Ort', type: 'rich-text' },
      { side: 'shared', name: 'Ort', type: 'number' },
    ])
  })

  test('the number is the one that copies of these private pages carry, else one that is free', async () => {
    const { ask, draft, bensDraft } = await setupStage()
    expect((await ask('check-setup', { draft: draft() })).number).toEqual({ proposed: 1, taken: [] })
    expect((await ask('check-setup', { draft: bensDraft() })).number).toEqual({ proposed: 2, taken: [1] })
  })

  test('a number of somebody else is an obstacle', async () => {
    const { ask, bensDraft } = await setupStage()
    const check = await ask('check-setup', { draft: bensDraft({ sourceUserId: 1 }) })
    expect(check.ready).toBe(false)
    expect(check.obstacles).toHaveLength(1)
    expect(check.obstacles[0]?.message).toContain('1')
  })

  test('tokens that were swapped are recognised as such', async () => {
    const { ask, bensDraft } = await setupStage()
    const check = await ask('check-setup', {
      draft: bensDraft({ privateEntry: 'ben-shared', sharedEntry: 'ben-private' }),
    })
    expect(check.obstacles.map(({ message }) => message)).toEqual([
      '“Bens Termine” belongs to the other token.',
      '“Unsere Termine” belongs to the other token.',
    ])
  })

  test('a shared database in another workspace is explained to whoever is only a guest there', async () => {
    const { ask, bensDraft, spoken } = await setupStage()
    spoken.language = 'de'
    const check = await ask('check-setup', { draft: bensDraft({ sharedEntry: null }) })
    expect(check.private?.title).toBe('Bens Termine')
    expect(check.shared).toBeNull()
    expect(check.obstacles).toMatchObject([{ category: 'not-shared', message: expect.stringContaining('„Ben“') }])
    expect(check.obstacles[0]?.remedy).toContain('Gast')
  })

  test('one database on both sides is refused', async () => {
    const { ask, draft, database } = await setupStage()
    const check = await ask('check-setup', { draft: draft({ sharedDatabase: database('anna-private') }) })
    expect(check.obstacles).toMatchObject([{ category: 'usage' }])
    expect(check.ready).toBe(false)
  })

  test('a database without a title property of its own naming is no obstacle', async () => {
    const { ask, draft, admin, source } = await setupStage()
    admin.renameProperty(source('anna-private'), 'Name', 'Titel')
    const check = await ask('check-setup', { draft: draft() })
    expect(check.fields[0]).toMatchObject({ private: 'Titel', shared: 'Name' })
    expect(check.ready).toBe(true)
  })

  test('a token that Notion refuses is one obstacle, though it serves both sides', async () => {
    const { ask, draft, keep } = await setupStage()
    await keep('ntn_revoked', 'old')
    const check = await ask('check-setup', { draft: draft({ privateEntry: 'old' }) })
    expect(check.obstacles).toMatchObject([{ category: 'credentials' }])
  })

  test('a busy-only field without its word is an obstacle', async () => {
    const { ask, draft } = await setupStage()
    const fields = [{ private: 'Ort', shared: 'Ort', direction: 'busy' as const }]
    const check = await ask('check-setup', { draft: draft({ fields }) })
    expect(check.obstacles).toMatchObject([{ category: 'usage', message: expect.stringContaining('Ort') }])
    expect(check.ready).toBe(false)
  })
})

describe('the preview', () => {
  test('counts what the first run would do, and leaves nothing anywhere', async () => {
    const { ask, draft, home, sandbox, folder } = await setupStage()
    const preview = await ask('preview-setup', { draft: draft() })
    expect(preview).toMatchObject({ creates: 12, conflicts: 2, imports: 0, complete: true })
    expect(preview.total).toBe(preview.entries.length)
    expect(preview.entries.find(({ title }) => title === 'Dachzelt')).toMatchObject({ action: 'create', case: '1' })
    const writes = sandbox.requests.filter(
      ({ method, path }) => method === 'PATCH' || (method === 'POST' && path.endsWith('pages')),
    )
    expect(writes).toEqual([])
    expect(home.profiles()).toEqual([])
    const ledger = readFileSync(join(folder, 'ledger.sqlite'))
    for (const text of ['Dachzelt', 'Anna']) expect(ledger.includes(text)).toBe(false)
  })

  test('what the preview said is what the first run does', async () => {
    const { ask, draft, home } = await setupStage()
    const preview = await ask('preview-setup', { draft: draft() })
    await ask('add-profile', { draft: draft() })
    const [profile] = home.profiles()
    if (profile === undefined) throw new Error('no profile')
    const { record } = await home.engine.run(profile, { kind: 'full' }, new AbortController().signal)
    expect(record.statistics).toMatchObject({ created: preview.creates, conflicts: preview.conflicts })
  })

  test('rows that would be brought into the private database are counted when the user wants them', async () => {
    const { ask, draft } = await setupStage()
    expect(await ask('preview-setup', { draft: draft({ importRows: true }) })).toMatchObject({ imports: 2 })
  })

  test('a free workspace with a limit of blocks is warned of, a paid one is not', async () => {
    const { ask, draft } = await setupStage()
    const paid = await ask('preview-setup', { draft: draft() })
    expect(paid.warnings.join(' ')).not.toContain('1,000')
    const fresh = await freshStage()
    const { admin, mine, ownerId, sandbox, page, privateDatabase } = fresh
    admin.addProperty(mine.dataSourceId, 'PartnerRelevant', 'checkbox')
    admin.addProperty(mine.dataSourceId, 'SyncedToSharedId', 'rich_text')
    sandbox.person(ownerId).addRow(mine.dataSourceId, { Title: 'Dentist', PartnerRelevant: true })
    const { database } = await fresh.ask('create-shared-database', {
      entry: 'anna',
      parentPageId: page,
      title: 'Ours',
      likeEntry: 'anna',
      likeDatabaseId: privateDatabase.id,
    })
    const free = await fresh.ask('preview-setup', {
      draft: { ...emptyDraft, privateEntry: 'anna', privateDatabase, sharedDatabase: database },
    })
    expect(free).toMatchObject({ creates: 1 })
    expect(free.warnings.join(' ')).toContain('1,000 blocks')
  })

  test('what is not chosen yet, missing or unreachable is a failure in words', async () => {
    const { refused, draft, admin, source } = await setupStage()
    expect(await refused('preview-setup', { draft: emptyDraft })).toMatchObject({ category: 'usage' })
    admin.deleteProperty(source('shared'), 'SourceUserId')
    expect(await refused('preview-setup', { draft: draft() })).toMatchObject({
      category: 'schema',
      message: expect.stringContaining('SourceUserId'),
    })
  })
})

describe('the end of a setup', () => {
  test('the profile is saved with everything that was chosen, taken up at once, and the draft is gone', async () => {
    const { ask, draft, home, refreshed } = await setupStage()
    const chosen = draft({
      onConflict: 'private',
      onSharedDelete: 'ask',
      horizonMs: 86_400_000,
      importRows: true,
      intervalMs: 3_600_000,
      privateTokenExpiresAt: '2027-01-31T00:00:00.000Z',
      fields: [
        { private: 'Datum', shared: 'Datum', direction: 'both' },
        { private: 'Ort', shared: 'Ort', direction: 'busy', word: 'unterwegs' },
      ],
    })
    await ask('save-setup-draft', { draft: chosen })
    const { profile, notes } = await ask('add-profile', { draft: chosen })
    expect(profile).toMatchObject({
      name: 'Anna',
      sourceUserId: 1,
      onConflict: 'private',
      onSharedDelete: 'ask',
      horizonMs: 86_400_000,
      importRows: true,
      intervalMs: 3_600_000,
      private: { title: 'Annas Termine', tokenExpiresAt: '2027-01-31T00:00:00.000Z' },
      shared: { tokenExpiresAt: '2027-01-31T00:00:00.000Z' },
    })
    expect(profile.fields).toEqual([
      { private: 'Name', shared: 'Name', type: 'title', direction: 'both' },
      { private: 'Datum', shared: 'Datum', type: 'date', direction: 'both' },
      { private: 'Ort', shared: 'Ort', type: 'rich-text', direction: 'busy', word: 'unterwegs' },
    ])
    expect(notes).toEqual([])
    expect(home.profiles()).toHaveLength(1)
    expect(await ask('setup-draft', null)).toBeNull()
    expect(refreshed.count).toBe(1)
    expect(await ask('profiles', null)).toEqual([profile])
  })

  test('a name that is taken, or none, is refused, and the draft stays', async () => {
    const { ask, refused, draft, bensDraft, home } = await setupStage()
    await ask('add-profile', { draft: draft() })
    await ask('save-setup-draft', { draft: bensDraft({ name: 'anna' }) })
    expect(await refused('add-profile', { draft: bensDraft({ name: 'anna' }) })).toMatchObject({ category: 'usage' })
    expect(await refused('add-profile', { draft: bensDraft({ name: ' ' }) })).toMatchObject({ category: 'usage' })
    expect(home.profiles()).toHaveLength(1)
    expect(await ask('setup-draft', null)).toMatchObject({ name: 'anna' })
  })

  test('a second profile for the same two databases is refused, in the check already', async () => {
    const { ask, refused, draft } = await setupStage()
    await ask('add-profile', { draft: draft() })
    const again = draft({ name: 'Anna again' })
    expect((await ask('check-setup', { draft: again })).obstacles).toMatchObject([{ category: 'usage' }])
    expect(await refused('add-profile', { draft: again })).toMatchObject({ category: 'usage' })
  })

  test('a setup goes on after a restart where it was left, and no token stands in the settings', async () => {
    const { ask, draft, home, folder, enter, furnished } = await setupStage()
    await ask('save-setup-draft', { draft: draft({ step: 'check' }) })
    home.close()
    const again = await enter()
    expect(await again.ask('setup-draft', null)).toEqual(draft({ step: 'check' }))
    expect((await again.ask('check-setup', { draft: draft() })).ready).toBe(true)
    const settings = readFileSync(join(folder, 'settings.json'), 'utf8')
    for (const token of Object.values(furnished.tokens)) expect(settings).not.toContain(token)
    expect(again.home.profiles()).toEqual([])
  })

  test('begun anew, nothing of it is left', async () => {
    const { ask, draft } = await setupStage()
    await ask('save-setup-draft', { draft: draft() })
    await ask('save-setup-draft', { draft: null })
    expect(await ask('setup-draft', null)).toBeNull()
  })
})
