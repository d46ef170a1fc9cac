/** The file of the older tool, in the forms in which such files are found; and what never comes out of it. */
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readOlderFile } from '../../electron/host/import-older.ts'
import { unwrap } from '../support/world.ts'

const id = (digit: string): string =>
  `${digit.repeat(8)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(12)}`
const TOKEN = 'ntn_secret'
const anna = { telegram_user_id: 4711, notion_api_key: TOKEN, notion_database_id: id('a'), name: 'Anna' }
const shared = { shared_notion_database_id: id('c') }
const understood = { name: 'Anna', number: 4711, privateDatabase: id('a'), sharedDatabase: id('c'), missing: [] }

describe('people are found', () => {
  test.each<[string, unknown]>([
    ['in a list', [{ ...anna, ...shared }]],
    ['in a list under a key, with the shared database beside it', { users: [anna], ...shared }],
    ['in a map under a key', { users: { '4711': { ...anna, telegram_user_id: undefined } }, ...shared }],
    ['in a map by their names', { Anna: { ...anna, ...shared, name: undefined } }],
    ['alone', { ...anna, ...shared }],
    [
      'with ids without dashes, and a link',
      {
        ...anna,
        notion_database_id: 'a'.repeat(32),
        shared_notion_database_id: `https://www.notion.so/x/Termine-${'c'.repeat(32)}?v=${'f'.repeat(32)}`,
      },
    ],
    ['with a number as text', [{ ...anna, ...shared, telegram_user_id: '4711' }]],
  ])('%s', (_, file) => {
    const { people } = unwrap(readOlderFile(JSON.stringify(file)))
    expect(people).toHaveLength(1)
    expect(people[0]).toMatchObject(understood)
    expect(people[0]?.privateToken?.reveal()).toBe(TOKEN)
    expect(people[0]?.sharedToken).toBeNull()
  })
})

test('a token of the shared side is kept apart, also when it stands beside the people', () => {
  const file = JSON.stringify({ users: [anna], ...shared, shared_notion_api_key: 'ntn_shared' })
  expect(unwrap(readOlderFile(file)).people[0]?.sharedToken?.reveal()).toBe('ntn_shared')
})

test('what is missing, or is no id and no token, is named by its key', () => {
  const [nobody] = unwrap(
    readOlderFile(JSON.stringify([{ notion_api_key: 'two words', notion_database_id: 'x' }])),
  ).people
  expect(nobody).toMatchObject({
    name: 'person-1',
    number: null,
    missing: ['notion_api_key', 'notion_database_id', 'shared_notion_database_id'],
  })
})

test('keys that nobody knows are named and left, wherever they stand', () => {
  const file = { users: [{ ...anna, timezone: 'x', enabled: true }], ...shared, version: 3 }
  expect(unwrap(readOlderFile(JSON.stringify(file))).ignored).toEqual(['enabled', 'timezone', 'version'])
})

test('two people of one name get names of their own, and a name is no path and has one line', () => {
  const people = [anna, { ...anna, name: 'anna' }, { ...anna, name: '../../x\u001b[2J' }]
  const names = unwrap(readOlderFile(JSON.stringify(people))).people.map(({ name }) => name)
  expect(names).toEqual(['Anna', 'anna 2', '.. .. x [2J'])
})

test('a token shows itself nowhere: not as text, not as JSON, not when it is looked at', () => {
  const read = unwrap(readOlderFile(JSON.stringify([{ ...anna, ...shared }])))
  expect(JSON.stringify(read) + inspect(read, { depth: 9 }) + String(read.people[0]?.privateToken)).not.toContain(TOKEN)
})

test.each<[string, string]>([
  ['no JSON', '{"notion_api_key": "ntn_secret"'],
  ['a number', '7'],
  ['nothing', 'null'],
  ['people without end', JSON.stringify(Array.from({ length: 101 }, () => anna))],
  ['too much', `["${'x'.repeat(1_100_000)}"]`],
])('%s is refused without quoting it', (_, text) => {
  const refused = readOlderFile(text)
  expect(refused).toMatchObject({ kind: 'failure', reason: 'older-file-foreign' })
  expect(JSON.stringify(refused)).not.toContain('ntn_secret')
})
