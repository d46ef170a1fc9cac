import { isFullDataSource, isFullPage, isFullUser } from '@notionhq/client'
import { describe, expect, test } from 'vitest'
import { stage, texted, titled } from './stage.ts'

describe('pages', () => {
  test('a created page is answered in full and read back the same', async () => {
    const { client, dataSourceId, databaseId } = stage()
    const created = await client.pages.create({
      parent: { type: 'data_source_id', data_source_id: dataSourceId },
      properties: { Name: titled('Zahnarzt'), Beschreibung: texted('oben'), PartnerRelevant: { checkbox: true } },
    })
    expect(isFullPage(created)).toBe(true)
    const read = await client.pages.retrieve({ page_id: created.id })
    expect({ ...read, request_id: '' }).toEqual({ ...created, request_id: '' })
    expect(read).toMatchObject({
      parent: { type: 'data_source_id', data_source_id: dataSourceId, database_id: databaseId },
      in_trash: false,
    })
    expect(read).not.toHaveProperty('archived')
  })

  test('a page read back shows minute-floored times', async () => {
    const { client, anna, dataSourceId, clock, sandbox } = stage()
    const id = anna.addRow(dataSourceId, { Name: 'x' })
    clock.advance(130_000)
    anna.edit(id, { Name: 'y' })
    expect(await client.pages.retrieve({ page_id: id })).toMatchObject({
      created_time: '2026-11-20T12:00:00.000Z',
      last_edited_time: '2026-11-20T12:02:00.000Z',
      properties: { Geändert: { last_edited_time: '2026-11-20T12:02:00.000Z' } },
    })
    expect(sandbox.read(id)?.editedAt).toBe(Date.UTC(2026, 10, 20, 12, 2, 47))
  })

  test('a query gives live rows, and those in the trash only when asked', async () => {
    const { client, anna, dataSourceId } = stage()
    const kept = anna.addRow(dataSourceId, { Name: 'kept' })
    const gone = anna.addRow(dataSourceId, { Name: 'gone' })
    anna.trash(gone)
    const live = await client.dataSources.query({ data_source_id: dataSourceId })
    expect(live.results.map((row) => row.id)).toEqual([kept])
    const trashed = await client.dataSources.query({ data_source_id: dataSourceId, in_trash: true })
    expect(trashed.results.map((row) => row.id)).toEqual([gone])
  })

  test('the client knows its bot, its workspace and the schema', async () => {
    const { client, dataSourceId, databaseId, workspaceId } = stage()
    const me = await client.users.me({})
    expect(isFullUser(me)).toBe(true)
    expect(me).toMatchObject({ type: 'bot', bot: { workspace_id: workspaceId, owner: { type: 'workspace' } } })
    expect(await client.databases.retrieve({ database_id: databaseId })).toMatchObject({
      data_sources: [{ id: dataSourceId, name: 'Termine' }],
    })
    const source = await client.dataSources.retrieve({ data_source_id: dataSourceId })
    expect(isFullDataSource(source)).toBe(true)
    expect(source.properties['Name']?.id).toBe('title')
    expect(Object.values(source.properties).some((property) => property.id.includes('%'))).toBe(true)
  })
})
