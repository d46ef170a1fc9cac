import { isFullDatabase, isFullPage } from '@notionhq/client'
import { describe, expect, test } from 'vitest'
import { NOON, stage, texted, titled } from './stage.ts'

const DAY = 86_400_000

describe('trash', () => {
  test('a trashed page is still read, and comes back under its id', async () => {
    const { client, anna, dataSourceId } = stage()
    const id = anna.addRow(dataSourceId, { Name: 'x' })
    expect(await client.pages.update({ page_id: id, in_trash: true })).toMatchObject({ in_trash: true })
    expect(await client.pages.retrieve({ page_id: id })).toMatchObject({ in_trash: true })
    expect(await client.pages.update({ page_id: id, in_trash: true })).toMatchObject({ in_trash: true })
    expect(await client.pages.update({ page_id: id, in_trash: false })).toMatchObject({ id, in_trash: false })
  })

  test('trashing and properties go in one request; properties alone are refused in the trash', async () => {
    const { client, anna, dataSourceId, sandbox } = stage()
    const id = anna.addRow(dataSourceId, { Name: 'x', PartnerRelevant: true })
    await client.pages.update({ page_id: id, in_trash: true, properties: { PartnerRelevant: { checkbox: false } } })
    expect(sandbox.read(id)).toMatchObject({ inTrash: true, values: { PartnerRelevant: false } })
    await expect(client.pages.update({ page_id: id, properties: { Name: titled('y') } })).rejects.toMatchObject({
      status: 400,
      code: 'validation_error',
      message: expect.stringContaining("Can't edit block that is archived"),
    })
    await client.pages.update({ page_id: id, in_trash: false, properties: { Name: titled('y') } })
    expect(sandbox.read(id)).toMatchObject({ inTrash: false, values: { Name: 'y' } })
  })

  test('what stays in the trash for thirty days, or is purged, answers 404', async () => {
    const { client, anna, dataSourceId, clock, sandbox } = stage()
    const [early, late] = [anna.addRow(dataSourceId), anna.addRow(dataSourceId)]
    anna.trash(early)
    clock.advance(29 * DAY)
    anna.trash(late)
    expect(await client.pages.retrieve({ page_id: early })).toMatchObject({ in_trash: true })
    clock.advance(DAY)
    await expect(client.pages.retrieve({ page_id: early })).rejects.toMatchObject({ status: 404 })
    anna.purge(late)
    await expect(client.pages.update({ page_id: late, in_trash: false })).rejects.toMatchObject({ status: 404 })
    expect(sandbox.read(late)).toBeNull()
    expect((await client.dataSources.query({ data_source_id: dataSourceId, in_trash: true })).results).toEqual([])
  })

  test('the archive is not the trash', async () => {
    const { client, anna, dataSourceId } = stage()
    const id = anna.addRow(dataSourceId)
    anna.archive(id)
    expect(await client.pages.retrieve({ page_id: id })).toMatchObject({ is_archived: true, in_trash: false })
  })
})

describe('a person in the window', () => {
  test('a duplicate copies every property, with an id and a time of its own', async () => {
    const { anna, dataSourceId, sandbox, clock } = stage()
    const id = anna.addRow(dataSourceId, { Name: 'x', Ort: 'Bonn', Tags: ['a'], SourceUserId: 4 })
    clock.advance(90_000)
    const copy = sandbox.read(anna.duplicate(id))
    expect(copy).toMatchObject({
      createdAt: NOON + 90_000,
      values: { Name: 'x', Ort: 'Bonn', Tags: ['a'], SourceUserId: 4, Nr: 2 },
    })
    expect(copy?.id).not.toBe(id)
  })

  test('a moved row has another parent and keeps what has the same name and type', async () => {
    const { anna, client, dataSourceId, sandbox, workspaceId, ownerId, connection } = stage()
    const target = sandbox.admin.addDatabase({
      workspaceId,
      title: 'Archiv',
      properties: { Titel: 'title', Ort: 'rich_text', Art: { select: {} }, SourceUserId: 'rich_text' },
      by: ownerId,
    })
    sandbox.admin.share(target.databaseId, connection.id)
    const id = anna.addRow(dataSourceId, { Name: 'x', Ort: 'Bonn', Art: 'Arzt', SourceUserId: 4 })
    anna.move(id, target.dataSourceId)
    expect(await client.pages.retrieve({ page_id: id })).toMatchObject({
      parent: { data_source_id: target.dataSourceId, database_id: target.databaseId },
      properties: {
        Ort: { rich_text: [{ plain_text: 'Bonn' }] },
        Art: { select: { name: 'Arzt' } },
        SourceUserId: { rich_text: [] },
      },
    })
    expect((await client.dataSources.query({ data_source_id: dataSourceId })).results).toEqual([])
    await client.pages.move({ page_id: id, parent: { data_source_id: dataSourceId } })
    expect(sandbox.read(id)).toMatchObject({ dataSourceId, values: { Name: 'x', Ort: 'Bonn', Art: 'Arzt' } })
  })

  test('an edit carries the name of who made it', async () => {
    const { anna, client, dataSourceId, sandbox, workspaceId, connection } = stage()
    const ben = sandbox.person(sandbox.admin.addUser({ name: 'Ben', workspaceIds: [workspaceId] }).id)
    const id = anna.addRow(dataSourceId, { Name: 'x' })
    ben.check(id, 'PartnerRelevant')
    expect(await client.pages.retrieve({ page_id: id })).toMatchObject({
      created_by: { id: anna.userId },
      last_edited_by: { id: ben.userId },
    })
    const mine = await client.pages.update({ page_id: id, properties: { Ort: texted('Bonn') } })
    expect(mine).toMatchObject({ last_edited_by: { id: connection.botId } })
  })

  test('an update that changes nothing moves the time or does not, by switch', async () => {
    for (const noOpPatchBumps of [true, false]) {
      const { anna, client, dataSourceId, sandbox, clock } = stage({ switches: { noOpPatchBumps } })
      const id = anna.addRow(dataSourceId, { Name: 'x', Datum: '2026-11-20' })
      clock.advance(60_000)
      await client.pages.update({
        page_id: id,
        properties: { Name: titled('x'), Datum: { date: { start: '2026-11-20' } } },
      })
      expect(sandbox.read(id)?.editedAt).toBe(noOpPatchBumps ? NOON + 60_000 : NOON)
    }
  })
})

describe('schemas', () => {
  test('an id survives a rename; the old name is then unknown', async () => {
    const { anna, client, dataSourceId, sandbox } = stage()
    const { id } = sandbox.admin.property(dataSourceId, 'Ort')
    const page = anna.addRow(dataSourceId, { Ort: 'Bonn' })
    await client.pages.retrieve({ page_id: page })
    sandbox.admin.renameProperty(dataSourceId, 'Ort', 'Wo')
    const read = await client.pages.retrieve({ page_id: page })
    expect(isFullPage(read) && read.properties).toMatchObject({ Wo: { id, rich_text: [{ plain_text: 'Bonn' }] } })
    const byName = client.pages.update({ page_id: page, properties: { Ort: texted('Köln') } })
    await expect(byName).rejects.toMatchObject({ message: 'Ort is not a property that exists.' })
    await client.pages.update({ page_id: page, properties: { [id]: texted('Köln') } })
    expect(sandbox.read(page)?.values['Wo']).toBe('Köln')
  })

  test('the client adds, renames, retypes and deletes properties', async () => {
    const { anna, client, dataSourceId, sandbox } = stage()
    const page = anna.addRow(dataSourceId, { Ort: '12' })
    const changed = await client.dataSources.update({
      data_source_id: dataSourceId,
      properties: {
        SyncedToSharedId: { rich_text: {} },
        Link: { name: 'Adresse' },
        Ort: { number: { format: 'euro' } },
        Mail: null,
      },
    })
    expect(changed.properties).toMatchObject({
      SyncedToSharedId: { type: 'rich_text' },
      Adresse: { type: 'url' },
      Ort: { type: 'number', number: { format: 'euro' } },
    })
    expect(changed.properties).not.toHaveProperty('Mail')
    expect(sandbox.read(page)?.values).toMatchObject({ Ort: 12, SyncedToSharedId: '' })
    const gone = client.dataSources.update({ data_source_id: dataSourceId, properties: { title: null } })
    await expect(gone).rejects.toMatchObject({ status: 400 })
  })

  test('a renamed option keeps its id on every page, a deleted one is emptied', async () => {
    const { anna, client, dataSourceId, sandbox } = stage()
    const id = anna.addRow(dataSourceId, { Art: 'Arzt', Tags: ['a', 'b'], Stand: 'Done' })
    const before = sandbox.admin.property(dataSourceId, 'Art').options[0]
    sandbox.admin.renameOption(dataSourceId, 'Art', 'Arzt', 'Praxis')
    sandbox.admin.deleteOption(dataSourceId, 'Tags', 'a')
    sandbox.admin.deleteOption(dataSourceId, 'Stand', 'Done')
    expect(await client.pages.retrieve({ page_id: id })).toMatchObject({
      properties: {
        Art: { select: { id: before?.id, name: 'Praxis' } },
        Tags: { multi_select: [{ name: 'b' }] },
        Stand: { status: { name: 'Not started' } },
      },
    })
    sandbox.admin.deleteOption(dataSourceId, 'Art', 'Praxis')
    expect(sandbox.read(id)?.values['Art']).toBeNull()
  })

  test('a database is made under a shared page, with its schema, and is then shared as well', async () => {
    const { client, sandbox, workspaceId, ownerId, connection } = stage()
    const above = sandbox.admin.addPage({ workspaceId, title: 'Setup', by: ownerId })
    const request = {
      parent: { type: 'page_id' as const, page_id: above },
      title: [{ text: { content: 'Geteilt' } }],
      initial_data_source: { properties: { Name: { title: {} }, Datum: { date: {} } } },
    }
    await expect(client.databases.create(request)).rejects.toMatchObject({ status: 404 })
    sandbox.admin.share(above, connection.id)
    const made = await client.databases.create(request)
    if (!isFullDatabase(made)) throw new Error('a partial database')
    expect(made).toMatchObject({ parent: { page_id: above }, data_sources: [{ name: 'Geteilt' }] })
    const source = await client.dataSources.retrieve({ data_source_id: made.data_sources[0]?.id ?? '' })
    expect(Object.keys(source.properties)).toEqual(['Name', 'Datum'])
  })

  test('search finds pages and data sources by title, never databases', async () => {
    const { client, anna, dataSourceId } = stage()
    const id = anna.addRow(dataSourceId, { Name: 'Termine beim Arzt' })
    const all = await client.search({ query: 'termin' })
    expect(all.results.map((hit) => `${hit.object} ${hit.id}`).toSorted()).toEqual([
      `data_source ${dataSourceId}`,
      `page ${id}`,
    ])
    const pages = await client.search({ query: 'termin', filter: { property: 'object', value: 'page' } })
    expect(pages.results).toHaveLength(1)
  })
})
