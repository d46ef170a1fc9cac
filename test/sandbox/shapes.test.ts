/**
 * The sandbox's answers against the official client's types: each expected object is checked by the compiler
 * (`satisfies`) and by the test. `archived` is missing on purpose: 2026-03-11 no longer sends it.
 */
import type {
  BotUserObjectResponse,
  DatabaseObjectResponse,
  DataSourceObjectResponse,
  PageObjectResponse,
  UserObjectResponse,
} from '@notionhq/client'
import { describe, expect, test } from 'vitest'
import { stage } from './stage.ts'

const user = (id: string) => ({ object: 'user' as const, id })
const plain = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
} as const

/** Documented for relations, absent from the client's types. */
const undeclared = { has_more: false }

describe('shapes', () => {
  test('a page with a value of every type is what the client declares', async () => {
    const { anna, client, dataSourceId, databaseId, sandbox, ownerId } = stage()
    const related = anna.addRow(dataSourceId)
    sandbox.admin.addProperty(dataSourceId, 'Siehe', { relation: { data_source_id: dataSourceId } })
    sandbox.admin.addProperty(dataSourceId, 'Platz', 'place')
    const place = { lat: 50.7, lon: 7.1, name: 'Bonn', address: null, aws_place_id: null, google_place_id: null }
    const id = anna.addRow(dataSourceId, {
      Name: 'Arzt',
      Datum: { start: '2026-11-21T10:00:00+01:00' },
      Beschreibung: { rich_text: [{ type: 'mention', mention: { type: 'user', user: { id: ownerId } } }] },
      PartnerRelevant: true,
      SourceUserId: 4,
      Art: 'Arzt',
      Tags: ['b'],
      Leute: [ownerId],
      Link: 'https://example.org',
      Mail: 'a@example.org',
      Telefon: '0228',
      Siehe: [related],
      Platz: { place },
    })
    const ids = (name: string) => sandbox.admin.property(dataSourceId, name)
    const option = (name: string, index: number) => ids(name).options[index]?.id ?? ''
    const time = '2026-11-20T12:00:00.000Z'
    const expected = {
      object: 'page',
      id,
      created_time: time,
      last_edited_time: time,
      created_by: user(ownerId),
      last_edited_by: user(ownerId),
      cover: null,
      icon: null,
      parent: { type: 'data_source_id', data_source_id: dataSourceId, database_id: databaseId },
      in_trash: false,
      is_archived: false,
      is_locked: false,
      url: `https://www.notion.so/Arzt-${id.replaceAll('-', '')}`,
      public_url: null,
      properties: {
        Name: {
          id: 'title',
          type: 'title',
          title: [
            { type: 'text', text: { content: 'Arzt', link: null }, annotations: plain, plain_text: 'Arzt', href: null },
          ],
        },
        Datum: {
          id: ids('Datum').id,
          type: 'date',
          date: { start: '2026-11-21T10:00:00.000+01:00', end: null, time_zone: null },
        },
        Beschreibung: {
          id: ids('Beschreibung').id,
          type: 'rich_text',
          rich_text: [
            {
              type: 'mention',
              mention: { type: 'user', user: user(ownerId) },
              annotations: plain,
              plain_text: '@Owner of Home',
              href: null,
            },
          ],
        },
        Ort: { id: ids('Ort').id, type: 'rich_text', rich_text: [] },
        PartnerRelevant: { id: ids('PartnerRelevant').id, type: 'checkbox', checkbox: true },
        SourceUserId: { id: ids('SourceUserId').id, type: 'number', number: 4 },
        Art: { id: ids('Art').id, type: 'select', select: { id: option('Art', 0), name: 'Arzt', color: 'red' } },
        Stand: {
          id: ids('Stand').id,
          type: 'status',
          status: { id: option('Stand', 0), name: 'Not started', color: 'default' },
        },
        Tags: {
          id: ids('Tags').id,
          type: 'multi_select',
          multi_select: [{ id: option('Tags', 1), name: 'b', color: 'default' }],
        },
        Leute: { id: ids('Leute').id, type: 'people', people: [user(ownerId)] },
        Link: { id: ids('Link').id, type: 'url', url: 'https://example.org' },
        Mail: { id: ids('Mail').id, type: 'email', email: 'a@example.org' },
        Telefon: { id: ids('Telefon').id, type: 'phone_number', phone_number: '0228' },
        Nr: { id: ids('Nr').id, type: 'unique_id', unique_id: { prefix: 'T', number: 2 } },
        Geändert: { id: ids('Geändert').id, type: 'last_edited_time', last_edited_time: time },
        Siehe: { id: ids('Siehe').id, type: 'relation', relation: [{ id: related }], ...undeclared },
        Platz: { id: ids('Platz').id, type: 'place', place },
      },
    } satisfies Omit<PageObjectResponse, 'archived'>
    const { request_id: _, ...page } = Object(await client.pages.retrieve({ page_id: id }))
    expect(page).toEqual(expected)
  })

  test('a database, its data source and the bot are what the client declares', async () => {
    const { client, sandbox, workspaceId, ownerId, connection } = stage()
    const made = sandbox.admin.addDatabase({
      workspaceId,
      title: 'X',
      properties: { N: 'title', S: 'status' },
      by: ownerId,
    })
    sandbox.admin.share(made.dataSourceId, connection.id)
    const time = '2026-11-20T12:00:00.000Z'
    const title = [
      { type: 'text' as const, text: { content: 'X', link: null }, annotations: plain, plain_text: 'X', href: null },
    ]
    const url = `https://www.notion.so/${made.databaseId.replaceAll('-', '')}`
    const common = {
      title,
      description: [],
      is_inline: false,
      in_trash: false,
      created_time: time,
      last_edited_time: time,
    }
    const database = {
      object: 'database',
      id: made.databaseId,
      ...common,
      parent: { type: 'workspace', workspace: true },
      is_locked: false,
      data_sources: [{ id: made.dataSourceId, name: 'X' }],
      icon: null,
      cover: null,
      url,
      public_url: null,
    } satisfies Omit<DatabaseObjectResponse, 'archived'>
    const status = sandbox.admin.property(made.dataSourceId, 'S')
    const source = {
      object: 'data_source',
      id: made.dataSourceId,
      ...common,
      parent: { type: 'database_id', database_id: made.databaseId },
      database_parent: { type: 'workspace', workspace: true },
      created_by: user(ownerId),
      last_edited_by: user(ownerId),
      properties: {
        N: { id: 'title', name: 'N', description: null, type: 'title', title: {} },
        S: {
          id: status.id,
          name: 'S',
          description: null,
          type: 'status',
          status: {
            options: status.options.map(({ id, name }) => ({ id, name, color: 'default' as const, description: null })),
            groups: (['gray', 'blue', 'green'] as const).map((color, index) => ({
              id: status.groups[index]?.id ?? '',
              name: ['To-do', 'In progress', 'Complete'][index] ?? '',
              color,
              option_ids: [status.options[index]?.id ?? ''],
            })),
          },
        },
      },
      icon: null,
      cover: null,
      url,
      public_url: null,
    } satisfies Omit<DataSourceObjectResponse, 'archived'>
    const bot = {
      object: 'user',
      id: connection.botId,
      name: 'Partner Sync',
      avatar_url: null,
      type: 'bot',
      bot: {
        owner: { type: 'workspace', workspace: true },
        workspace_id: workspaceId,
        workspace_limits: { max_file_upload_size_in_bytes: 5_368_709_120 },
        workspace_name: 'Home',
      },
    } satisfies UserObjectResponse & BotUserObjectResponse
    for (const [answer, expected] of [
      [await client.databases.retrieve({ database_id: made.databaseId }), database],
      [await client.dataSources.retrieve({ data_source_id: made.dataSourceId }), source],
      [await client.users.me({}), bot],
    ] as const) {
      const { request_id: _, ...rest } = Object(answer)
      expect(rest).toEqual(expected)
    }
  })

  test('a value that was read can be written back by a person as it is', async () => {
    const { anna, client, dataSourceId, sandbox } = stage()
    const id = anna.addRow(dataSourceId, { Name: 'x', Art: 'Sport', Tags: ['a'], Datum: '2026-12-01' })
    const { properties } = Object(await client.pages.retrieve({ page_id: id }))
    const { Nr: _, Geändert: __, ...writable } = properties
    const copy = sandbox.read(anna.addRow(dataSourceId, writable))
    expect(copy?.values).toMatchObject({ Name: 'x', Art: 'Sport', Tags: ['a'], Datum: { start: '2026-12-01' } })
  })
})
