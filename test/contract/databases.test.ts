/** Schemas, identities, and the way from a pasted link to a data source. */
import { describe, expect, it } from 'vitest'
import { resolveDatabase } from '../../electron/notion/databases.ts'
import { mustFail, mustOk, stage } from './stage.ts'

describe('schema', () => {
  it('gives every property with its type, ours where it can be mapped, and its options', async () => {
    const { side, resource, property } = stage()
    const schema = mustOk(await side.schema())
    expect(schema).toMatchObject({ resource, title: 'Termine' })
    const byName = new Map(schema.properties.map((each) => [each.name, each]))
    expect(byName.get('Name')).toMatchObject({ id: 'title', type: 'title', fieldType: 'title' })
    expect(byName.get('Telefon')).toMatchObject({ type: 'phone_number', fieldType: 'phone-number' })
    expect(byName.get('Leute')).toMatchObject({ type: 'people', fieldType: null })
    expect(byName.get('Art')?.options.map((option) => option.name)).toEqual(['Arzt', 'Sport'])
    expect(byName.get('Stand')?.options.length).toBeGreaterThan(1)
    expect(byName.get('Datum')?.id).toBe(property('Datum'))
  })

  it('keeps ids through a rename, so that writing by id still works', async () => {
    const { side, property, admin, dataSourceId } = stage()
    const id = property('Nummer')
    admin.renameProperty(dataSourceId, 'Nummer', '100 % neu')
    const page = mustOk(await side.create([{ id, type: 'number', value: { kind: 'number', number: 4 } }]))
    expect(page.properties.get(id)).toMatchObject({ name: '100 % neu', value: { kind: 'number', number: 4 } })
  })

  it('names a property that is gone', async () => {
    const { side, property, admin, dataSourceId } = stage()
    const id = property('Nummer')
    admin.deleteProperty(dataSourceId, 'Nummer')
    const failed = mustFail(await side.create([{ id, type: 'number', value: { kind: 'number', number: 4 } }]))
    expect(failed).toMatchObject({ category: 'schema', outcome: 'refused' })
    const listing = await side.findByKey(id, [], 'present')
    expect(listing.kind).toBe('complete')
  })

  it('adds a property and gives the schema afterwards', async () => {
    const { side } = stage()
    const schema = mustOk(await side.addProperty('SourceUserId', 'number'))
    expect(schema.properties.find((each) => each.name === 'SourceUserId')).toMatchObject({ fieldType: 'number' })
  })

  it('leaves a property alone that is there already, whatever its type', async () => {
    const { side, sandbox } = stage()
    expect((await side.addProperty('Nummer', 'number')).kind).toBe('ok')
    expect(await side.addProperty('Nummer', 'rich-text')).toMatchObject({
      category: 'schema',
      reason: 'property-exists',
    })
    expect(sandbox.counts()['dataSources.update']).toBeUndefined()
  })
})

describe('identity', () => {
  it('names workspace and bot, and tells an internal connection from a personal token', async () => {
    const { side, workspaceId, connection, connect, admin, ownerId, resource } = stage()
    const internal = mustOk(await side.identity())
    expect(internal).toMatchObject({ workspace: workspaceId, workspaceName: 'Zuhause', personal: false })
    expect(internal.bot).not.toBe('')
    const token = admin.addConnection({ workspaceId, userId: ownerId }).token
    expect(token).not.toBe(connection.token)
    const { createNotionSide } = await import('../../electron/notion/gateway.ts')
    const own = createNotionSide({ client: connect(token), resource })
    expect(mustOk(await own.identity()).personal).toBe(true)
  })
})

describe('resolveDatabase', () => {
  it.each([
    ['the id', (id: string) => id],
    ['the id without dashes', (id: string) => id.replaceAll('-', '').toUpperCase()],
    ['a link', (id: string) => `https://www.notion.so/zuhause/Termine-${id.replaceAll('-', '')}`],
    [
      'a link to a view',
      (id: string) => `https://www.notion.so/${id.replaceAll('-', '')}?v=0123456789abcdef0123456789abcdef&pvs=4`,
    ],
  ])('finds the data source by %s', async (_how, spell) => {
    const { client, databaseId, resource } = stage()
    const found = mustOk(await resolveDatabase(client, spell(databaseId)))
    expect(found).toMatchObject({ resource, database: databaseId, title: 'Termine' })
  })

  it('takes the id of a data source as well', async () => {
    const { client, databaseId, resource } = stage()
    expect(mustOk(await resolveDatabase(client, resource))).toMatchObject({ resource, database: databaseId })
  })

  it('says that a page is no database', async () => {
    const { client, person, dataSourceId } = stage()
    const id = person.addRow(dataSourceId, { Name: 'A' })
    expect(await resolveDatabase(client, id)).toMatchObject({ category: 'usage', reason: 'page-not-database' })
  })

  it('names the data sources when there are several', async () => {
    const { client, admin, databaseId } = stage()
    admin.addDataSource(databaseId, 'Archiv', { Name: 'title' })
    const failed = mustFail(await resolveDatabase(client, databaseId))
    expect(failed).toMatchObject({ category: 'usage', reason: 'several-data-sources' })
    expect(failed.subject).toContain('Archiv')
  })

  it('says not shared when Notion does not show it', async () => {
    const { client, admin, databaseId, connection } = stage()
    admin.unshare(databaseId, connection.id)
    expect(await resolveDatabase(client, databaseId)).toMatchObject({ category: 'not-shared', status: 404 })
  })

  it('asks nobody about a text without an id', async () => {
    const { client, sandbox } = stage()
    expect(await resolveDatabase(client, 'meine Termine')).toMatchObject({ reason: 'not-a-notion-link' })
    expect(sandbox.requests).toHaveLength(0)
  })
})
