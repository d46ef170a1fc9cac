/** Searching, making a database, and small questions: what a setup asks of Notion. */
import { describe, expect, it } from 'vitest'
import { numbersIn, rowsWithText } from '../../electron/notion/look-up.ts'
import { createDatabase } from '../../electron/notion/new-database.ts'
import { findPages, findSources, lookUpPage, titlesOf } from '../../electron/notion/search.ts'
import { identityOf, unlimitedUploads } from '../../electron/notion/workspace.ts'
import { mustFail, mustOk, stage } from './stage.ts'

describe('searching', () => {
  it('gives databases with their schema and the page above, and never one in the trash', async () => {
    const { client, admin, workspaceId, ownerId, connection, resource } = stage()
    const page = admin.addPage({ workspaceId, title: 'Familie', by: ownerId })
    const other = admin.addDatabase({
      workspaceId,
      title: 'Termine der Familie',
      properties: { Name: 'title', Tag: 'date' },
      by: ownerId,
      parentPageId: page,
    })
    admin.share(page, connection.id)
    const { found, complete } = mustOk(await findSources(client, 'termine', {}))
    expect(complete).toBe(true)
    expect(new Map(found.map(({ schema, parentPage }) => [schema.resource, [schema.title, parentPage]]))).toEqual(
      new Map<string, readonly (string | null)[]>([
        [resource, ['Termine', null]],
        [other.dataSourceId, ['Termine der Familie', page]],
      ]),
    )
    expect(found.find(({ parentPage }) => parentPage === page)?.schema.properties.map(({ name }) => name)).toEqual([
      'Name',
      'Tag',
    ])
    admin.trashDatabase(other.databaseId)
    expect(mustOk(await findSources(client, 'termine', {})).found).toHaveLength(1)
  })

  it('pages through long answers, and says when it stopped before their end', async () => {
    const { client, admin, workspaceId, ownerId, connection } = stage()
    const add = (count: number): void => {
      for (let at = 0; at < count; at += 1) {
        const { dataSourceId } = admin.addDatabase({
          workspaceId,
          title: `Liste ${at}`,
          properties: { Name: 'title' },
          by: ownerId,
        })
        admin.share(dataSourceId, connection.id)
      }
    }
    add(120)
    const all = mustOk(await findSources(client, 'liste', {}))
    expect([new Set(all.found.map(({ schema }) => schema.resource)).size, all.complete]).toEqual([120, true])
    add(200)
    const some = mustOk(await findSources(client, 'liste', {}))
    expect([some.found.length, some.complete]).toEqual([300, false])
  })

  it('gives pages without the rows of databases', async () => {
    const { client, admin, workspaceId, ownerId, connection, person, dataSourceId } = stage()
    const above = admin.addPage({ workspaceId, title: 'Zuhause', by: ownerId })
    admin.share(above, connection.id)
    person.addRow(dataSourceId, { Name: 'Zuhause aufräumen' })
    const { found } = mustOk(await findPages(client, 'zuhause', {}))
    expect(found).toEqual([{ id: above, title: 'Zuhause', parentPage: null }])
    expect(mustOk(await lookUpPage(client, above, {})).title).toBe('Zuhause')
    expect([...(await titlesOf(client, [above, 'f'.repeat(32)], {}))]).toEqual([[above, 'Zuhause']])
  })
})

describe('making a database', () => {
  const properties = [
    { name: 'Titel', type: 'title', options: [] },
    { name: 'Art', type: 'select', options: ['Arzt', 'Sport'] },
    { name: 'SourceUserId', type: 'number', options: [] },
  ] as const

  function withPage() {
    const set = stage()
    const { admin, workspaceId, ownerId, connection } = set
    const page = admin.addPage({ workspaceId, title: 'Zuhause', by: ownerId })
    admin.share(page, connection.id)
    return { ...set, page, wanted: { parentPage: page, title: 'Gemeinsam', properties } }
  }

  it('gives it with the properties that were asked for, in one write', async () => {
    const { client, admin, wanted, sandbox } = withPage()
    const made = mustOk(await createDatabase(client, wanted, {}))
    expect(made.title).toBe('Gemeinsam')
    expect(admin.schema(made.resource).map(({ name, type }) => [name, type])).toEqual([
      ['Titel', 'title'],
      ['Art', 'select'],
      ['SourceUserId', 'number'],
    ])
    expect(admin.property(made.resource, 'Art').options.map(({ name }) => name)).toEqual(['Arzt', 'Sport'])
    expect(sandbox.counts()['databases.create']).toBe(1)
  })

  it.each([
    ['the connection broke after it was done', { kind: 'drop', when: 'after' }],
    ['the gateway gave up after it was done', { kind: 'answer', when: 'after', answer: { kind: 'gateway-timeout' } }],
  ] as const)('is found again when %s', async (_, action) => {
    const { client, wanted, faults, sandbox } = withPage()
    faults.add({ operation: 'databases.create', action })
    const made = mustOk(await createDatabase(client, wanted, {}))
    expect(made.title).toBe('Gemeinsam')
    expect(sandbox.counts()['databases.create']).toBe(1)
  })

  it('is not taken for made because another one is called the same', async () => {
    const { client, wanted, faults, admin, workspaceId, ownerId, page } = withPage()
    admin.addDatabase({
      workspaceId,
      title: 'Gemeinsam',
      properties: { Name: 'title' },
      by: ownerId,
      parentPageId: page,
    })
    faults.add({ operation: 'databases.create', action: { kind: 'drop', when: 'before' } })
    expect(mustFail(await createDatabase(client, wanted, {}))).toMatchObject({ reason: 'database-perhaps-made' })
  })

  it('is refused where the connection may not insert, or sees no such page', async () => {
    const { client, wanted, admin, connection } = withPage()
    expect(mustFail(await createDatabase(client, { ...wanted, parentPage: 'f'.repeat(32) }, {}))).toMatchObject({
      category: 'not-shared',
    })
    admin.setCapabilities(connection.id, { insert: false })
    expect(mustFail(await createDatabase(client, wanted, {}))).toMatchObject({ category: 'permission' })
  })
})

describe('small questions', () => {
  it('give the different numbers in order, those in the trash among them, with few requests', async () => {
    const { client, person, property, resource, dataSourceId, sandbox } = stage()
    for (const number of [7, 2, 2, 7, 2]) person.addRow(dataSourceId, { Name: 'x', Nummer: number })
    person.addRow(dataSourceId, { Name: 'without' })
    person.trash(person.addRow(dataSourceId, { Name: 'gone', Nummer: 4 }))
    sandbox.resetRequests()
    expect(mustOk(await numbersIn(client, resource, property('Nummer'), {}))).toEqual([2, 4, 7])
    expect(sandbox.requests.length).toBe(5)
  })

  it.each([
    ['of the rows', 'greater_than'],
    ['of the trash', '"in_trash":true'],
  ])('that fail half-way, here %s, are a failure and never a shorter list', async (_, part) => {
    const { client, person, property, resource, dataSourceId, sandbox } = stage()
    for (const number of [2, 7]) person.addRow(dataSourceId, { Name: 'x', Nummer: number })
    sandbox.faults.add({
      operation: 'dataSources.query',
      probability: 1,
      where: ({ body }) => body.includes(part),
      action: { kind: 'answer', when: 'before', answer: { kind: 'restricted' } },
    })
    expect(mustFail(await numbersIn(client, resource, property('Nummer'), {})).status).toBe(403)
  })

  it('give a few rows that hold a text', async () => {
    const { client, person, property, resource, dataSourceId } = stage()
    person.addRow(dataSourceId, { Name: 'linked', SyncedToSharedId: 'abc' })
    person.addRow(dataSourceId, { Name: 'not linked' })
    const rows = mustOk(await rowsWithText(client, resource, property('SyncedToSharedId'), 5, {}))
    expect(rows).toHaveLength(1)
  })
})

it('a workspace is known by its token, and whether it is paid for by what it takes', async () => {
  const { client, admin, workspaceId } = stage()
  expect(mustOk(await identityOf(client, {}))).toMatchObject({ workspace: workspaceId, workspaceName: 'Zuhause' })
  expect(await unlimitedUploads(client, {})).toBe(true)
  admin.changeWorkspace(workspaceId, { plan: 'free' })
  expect(await unlimitedUploads(client, {})).toBe(false)
})
