import { Client } from '@notionhq/client'
import { afterEach, describe, expect, test } from 'vitest'
import { type SandboxServer, serveSandbox } from '../../electron/sandbox/server.ts'
import { stage, titled } from './stage.ts'

let server: SandboxServer | null = null

afterEach(async () => {
  await server?.close()
  server = null
})

async function served() {
  const set = stage()
  server = await serveSandbox(set.sandbox)
  const { url } = server
  const client = new Client({
    auth: set.connection.token,
    baseUrl: url,
    notionVersion: '2026-03-11',
    retry: false,
    timeoutMs: 300,
    logger: () => undefined,
  })
  return { ...set, url, client }
}

describe('over HTTP', () => {
  test('the unmodified client creates and lists', async () => {
    const { client, dataSourceId, url } = await served()
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const made = await client.pages.create({
      parent: { data_source_id: dataSourceId },
      properties: { Name: titled('ä') },
    })
    expect((await client.dataSources.query({ data_source_id: dataSourceId })).results).toMatchObject([{ id: made.id }])
  })

  test('a dropped connection is destroyed, a hanging one hangs until the client gives up', async () => {
    const { client, sandbox } = await served()
    sandbox.faults.add({ action: { kind: 'drop', when: 'before' } })
    await expect(client.users.me({})).rejects.toMatchObject({ message: 'fetch failed' })
    sandbox.faults.add({ action: { kind: 'hang', effect: 'before' } })
    await expect(client.users.me({})).rejects.toMatchObject({ code: 'notionhq_client_request_timeout' })
    await client.users.me({})
  })

  test('answers carry the sandbox clock as their date', async () => {
    const { url } = await served()
    const answer = await fetch(`${url}/v1/users/me`)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('date')).toBe('Fri, 20 Nov 2026 12:00:37 GMT')
  })
})

describe('the page', () => {
  const act = (url: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${url}/sandbox/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })

  test('is plain HTML whose parts all come from here', async () => {
    const { url } = await served()
    const page = await fetch(url)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const html = await page.text()
    for (const part of ['/sandbox/page.js', '/sandbox/page.css']) {
      expect(html).toContain(part)
      expect((await fetch(url + part)).status).toBe(200)
    }
    expect(html).not.toMatch(/https?:/)
  })

  test('shows the rows and lets a person add, edit, check, duplicate, trash and restore', async () => {
    const { url, sandbox, dataSourceId, ownerId } = await served()
    const person = ownerId
    const pageId = field(await (await act(url, { act: 'add', person, dataSourceId })).json(), 'id')
    const values = { Name: 'Arzt <b>', Datum: '2026-12-01', PartnerRelevant: true, Art: 'Sport', SourceUserId: 3 }
    expect((await act(url, { act: 'edit', person, pageId, values })).status).toBe(200)
    await act(url, { act: 'duplicate', person, pageId })
    await act(url, { act: 'trash', person, pageId })
    const state = await (await fetch(`${url}/sandbox/state`)).json()
    expect(state).toMatchObject({
      workspaces: [
        {
          name: 'Home',
          sources: [
            {
              title: 'Termine',
              rows: [{ values: { Name: 'Arzt <b>', PartnerRelevant: true, Art: 'Sport' } }],
              trash: [{ id: pageId }],
            },
          ],
        },
      ],
    })
    await act(url, { act: 'restore', person, pageId })
    expect(sandbox.rows(dataSourceId)).toHaveLength(2)
  })

  test('sends the state again only when it changed', async () => {
    const { url, anna, dataSourceId } = await served()
    const mark = field(await (await fetch(`${url}/sandbox/state`)).json(), 'mark')
    const again = () => fetch(`${url}/sandbox/state?mark=${encodeURIComponent(mark)}`)
    expect(await (await again()).json()).toEqual({ mark })
    anna.addRow(dataSourceId)
    expect(await (await again()).json()).toHaveProperty('workspaces')
  })

  test('answers a mistake with its reason', async () => {
    const { url, ownerId, anna, dataSourceId } = await served()
    const pageId = anna.addRow(dataSourceId)
    const answer = await act(url, { act: 'edit', person: ownerId, pageId, values: { Datum: 'soon' } })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: expect.stringContaining('ISO 8601') })
  })

  test('is closed to other sites', async () => {
    const { url, ownerId, dataSourceId } = await served()
    const foreign = await act(url, { act: 'add', person: ownerId, dataSourceId }, { origin: 'https://example.org' })
    expect(foreign.status).toBe(403)
  })
})

function field(json: unknown, key: string): string {
  const value: unknown = Reflect.get(Object(json), key)
  return typeof value === 'string' ? value : ''
}
