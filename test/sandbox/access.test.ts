import { APIErrorCode } from '@notionhq/client'
import { describe, expect, test } from 'vitest'
import { clientOf, stage, titled } from './stage.ts'

describe('tokens and shares', () => {
  test('a token that is wrong, revoked or replaced answers 401', async () => {
    const { client, sandbox, connection } = stage()
    await expect(clientOf(sandbox, 'ntn_wrong').users.me({})).rejects.toMatchObject({
      status: 401,
      code: APIErrorCode.Unauthorized,
      message: 'API token is invalid.',
    })
    const token = sandbox.admin.replaceToken(connection.id)
    await expect(client.users.me({})).rejects.toMatchObject({ status: 401 })
    await clientOf(sandbox, token).users.me({})
    sandbox.admin.revoke(connection.id)
    await expect(clientOf(sandbox, token).users.me({})).rejects.toMatchObject({ status: 401 })
  })

  test('what is not shared, is shared no more or lies in a trashed database answers 404', async () => {
    const { client, sandbox, connection, databaseId, dataSourceId, anna, workspaceId } = stage()
    const id = anna.addRow(dataSourceId)
    const other = sandbox.admin.addConnection({ workspaceId })
    const stranger = clientOf(sandbox, other.token)
    await expect(stranger.pages.retrieve({ page_id: id })).rejects.toMatchObject({ code: 'object_not_found' })
    sandbox.admin.trashDatabase(databaseId)
    await expect(client.dataSources.query({ data_source_id: dataSourceId })).rejects.toMatchObject({ status: 404 })
    sandbox.admin.trashDatabase(databaseId, false)
    await client.dataSources.query({ data_source_id: dataSourceId })
    sandbox.admin.unshare(databaseId, connection.id)
    await expect(client.databases.retrieve({ database_id: databaseId })).rejects.toMatchObject({
      status: 404,
      message: `Could not find database with ID: ${databaseId}. Make sure the relevant pages and databases are shared with your integration "Partner Sync".`,
    })
  })

  test('a token of one workspace sees nothing of another', async () => {
    const { sandbox, dataSourceId } = stage()
    const away = sandbox.admin.addWorkspace({ name: 'Away' })
    const personal = sandbox.admin.addConnection({ workspaceId: away.id, userId: away.ownerId })
    const client = clientOf(sandbox, personal.token)
    await expect(client.dataSources.retrieve({ data_source_id: dataSourceId })).rejects.toMatchObject({ status: 404 })
  })

  test('a personal token sees its workspace unshared, save what is private to others, and writes as its owner', async () => {
    const { sandbox, dataSourceId, workspaceId, ownerId } = stage()
    const ben = sandbox.admin.addUser({ name: 'Ben', email: 'ben@example.org', workspaceIds: [workspaceId] })
    const secret = sandbox.admin.addDatabase({
      workspaceId,
      title: 'Geheim',
      properties: {},
      by: ownerId,
      privateTo: ownerId,
    })
    const client = clientOf(sandbox, sandbox.admin.addConnection({ workspaceId, userId: ben.id }).token)
    expect(await client.users.me({})).toMatchObject({
      type: 'bot',
      bot: { owner: { type: 'user', user: { id: ben.id } } },
    })
    const page = await client.pages.create({
      parent: { data_source_id: dataSourceId },
      properties: { Name: titled('x') },
    })
    expect(page).toMatchObject({ created_by: { id: ben.id }, last_edited_by: { id: ben.id } })
    await expect(client.databases.retrieve({ database_id: secret.databaseId })).rejects.toMatchObject({ status: 404 })
  })

  test('a missing capability answers 403, and without reading a write answers only an id', async () => {
    const { client, sandbox, connection, dataSourceId, anna } = stage()
    const id = anna.addRow(dataSourceId)
    sandbox.admin.setCapabilities(connection.id, { insert: false })
    const create = () => client.pages.create({ parent: { data_source_id: dataSourceId }, properties: {} })
    await expect(create()).rejects.toMatchObject({ status: 403, code: 'restricted_resource' })
    sandbox.admin.setCapabilities(connection.id, { read: false, insert: true })
    await expect(client.pages.retrieve({ page_id: id })).rejects.toMatchObject({ status: 403 })
    const { request_id: _, ...created } = Object(await create())
    expect(created).toEqual({ object: 'page', id: expect.any(String) })
    sandbox.admin.setCapabilities(connection.id, { update: false })
    await expect(client.pages.update({ page_id: id, in_trash: true })).rejects.toMatchObject({ status: 403 })
  })

  test('a free workspace with two members makes a thousand blocks; updates go on, personal tokens too', async () => {
    const { client, sandbox, dataSourceId, workspaceId, ownerId } = stage()
    sandbox.admin.changeWorkspace(workspaceId, { plan: 'free', members: 2, blocksCreated: 999 })
    const parent = { data_source_id: dataSourceId }
    const last = await client.pages.create({ parent, properties: {} })
    await expect(client.pages.create({ parent, properties: {} })).rejects.toMatchObject({
      status: 403,
      additional_data: { block_limit: 'block_creation' },
    })
    await client.pages.update({ page_id: last.id, in_trash: true })
    const personal = sandbox.admin.addConnection({ workspaceId, userId: ownerId })
    await clientOf(sandbox, personal.token).pages.create({ parent, properties: {} })
  })
})

describe('versions and urls', () => {
  const ask = async (headers: Readonly<Record<string, string>>, path = '/v1/users/me') => {
    const { sandbox, connection } = stage()
    const answer = await sandbox.fetch(`https://api.notion.com${path}`, {
      headers: { authorization: `Bearer ${connection.token}`, ...headers },
    })
    return { status: answer.status, headers: answer.headers, body: await answer.json() }
  }

  test('no version is 400 missing_version, one too old for these paths invalid_request_url', async () => {
    expect(await ask({})).toMatchObject({ status: 400, body: { object: 'error', code: 'missing_version' } })
    expect(await ask({ 'Notion-Version': '2022-06-28' })).toMatchObject({ body: { code: 'invalid_request_url' } })
    expect(await ask({ 'Notion-Version': '2026-03-11' }, '/v1/blocks')).toMatchObject({
      body: { code: 'invalid_request_url' },
    })
  })

  test('every answer carries the server time, and a request id in header and body', async () => {
    for (const version of ['2026-03-11', '']) {
      const { headers, body } = await ask({ 'Notion-Version': version })
      expect(headers.get('date')).toBe('Fri, 20 Nov 2026 12:00:37 GMT')
      expect(body).toMatchObject({ request_id: headers.get('x-notion-request-id') })
    }
  })

  test('2025-09-03 still speaks of archived, in both directions', async () => {
    const { sandbox, connection, anna, dataSourceId } = stage()
    const old = clientOf(sandbox, connection.token, '2025-09-03')
    const id = anna.addRow(dataSourceId)
    expect(await old.pages.update({ page_id: id, archived: true })).toMatchObject({ archived: true, in_trash: true })
    const now = clientOf(sandbox, connection.token)
    await expect(now.pages.update({ page_id: id, archived: false })).rejects.toMatchObject({
      code: 'validation_error',
      message: expect.stringContaining('body.archived should be not present'),
    })
  })

  test('ids count with and without dashes; anything else is 400', async () => {
    const { client, anna, dataSourceId } = stage()
    const id = anna.addRow(dataSourceId)
    expect((await client.pages.retrieve({ page_id: id.replaceAll('-', '').toUpperCase() })).id).toBe(id)
    await expect(client.pages.retrieve({ page_id: 'page-1' })).rejects.toMatchObject({ code: 'validation_error' })
  })

  test('a body that is no JSON is 400 invalid_json', async () => {
    const { sandbox, connection } = stage()
    const answer = await sandbox.handle(
      new Request('https://api.notion.com/v1/pages', {
        method: 'POST',
        headers: { authorization: `Bearer ${connection.token}`, 'Notion-Version': '2026-03-11' },
        body: '{',
      }),
    )
    expect(await answer.json()).toMatchObject({ status: 400, code: 'invalid_json' })
  })
})

describe('the budget', () => {
  test('after 180 requests in a minute comes 429 with the wait in header and body, then it goes on', async () => {
    const { client, clock } = stage()
    for (let index = 0; index < 180; index += 1) await client.users.me({})
    clock.advance(20_500)
    const refused: unknown = await client.users.me({}).catch((failure: unknown) => failure)
    expect(refused).toMatchObject({
      status: 429,
      code: 'rate_limited',
      additional_data: { rate_limit_reason: 'public_api_request_rate_limit', retry_after: '40' },
    })
    const headers: unknown = Reflect.get(Object(refused), 'headers')
    expect(headers instanceof Headers && headers.get('retry-after')).toBe('40')
    clock.advance(39_500)
    await client.users.me({})
  })

  test('each connection has a budget of its own', async () => {
    const { client, sandbox, workspaceId } = stage({ rateLimit: { requests: 1, windowMs: 60_000 } })
    const other = clientOf(sandbox, sandbox.admin.addConnection({ workspaceId }).token)
    await client.users.me({})
    await other.users.me({})
    await expect(client.users.me({})).rejects.toMatchObject({ status: 429 })
  })

  test('a sliding window frees one request at a time, by switch', async () => {
    const { client, clock } = stage({
      rateLimit: { requests: 2, windowMs: 60_000 },
      switches: { rateWindow: 'sliding' },
    })
    await client.users.me({})
    clock.advance(50_000)
    await client.users.me({})
    clock.advance(15_000)
    await client.users.me({})
    await expect(client.users.me({})).rejects.toMatchObject({ status: 429 })
  })
})
