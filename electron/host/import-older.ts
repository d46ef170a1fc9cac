/**
 * Reading the `users_config.json` of the older tool: who is in it, with which databases and tokens.
 *
 * Tolerant: a list of people, a map of them, either alone or under a key; names of keys with or without prefixes; keys
 * that nobody knows are named and left. Tokens leave here as secrets only. The file itself is not touched.
 */
import { z } from 'zod'
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import { idFrom } from '../notion/databases.ts'
import { tokenIn } from './credentials.ts'
import type { Secret } from './secret.ts'

export interface OlderPerson {
  readonly name: string
  /** The number on the copies that the older tool made; null: it does not say. */
  readonly number: number | null
  /** Ids or links as they stand there; null: not there, or no id of Notion. */
  readonly privateDatabase: string | null
  readonly sharedDatabase: string | null
  readonly privateToken: Secret | null
  /** Null: that of the private side serves both. */
  readonly sharedToken: Secret | null
  /** What is needed and not there, by the names of the keys. */
  readonly missing: readonly string[]
}

export interface OlderFile {
  readonly people: readonly OlderPerson[]
  /** Keys that nobody knows here, in order. */
  readonly ignored: readonly string[]
}

/** A file of people is small; what is larger is something else. */
export const LARGEST_OLDER_FILE = 1_048_576
const PEOPLE_AT_MOST = 100

const keys = {
  name: ['name', 'first_name', 'display_name', 'user_name', 'username', 'telegram_username'],
  number: ['source_user_id', 'telegram_user_id', 'user_id', 'telegram_id', 'id'],
  privateDatabase: ['notion_database_id', 'private_notion_database_id', 'private_database_id', 'database_id'],
  sharedDatabase: ['shared_notion_database_id', 'shared_database_id'],
  privateToken: ['notion_api_key', 'notion_token', 'private_notion_api_key', 'private_notion_token', 'api_key'],
  sharedToken: ['shared_notion_api_key', 'shared_notion_token', 'shared_api_key'],
} as const
const known = new Set<string>(Object.values(keys).flat())
/** Under which a file may keep its people. */
const groups = new Set(['users', 'people', 'accounts'])

const record = z.record(z.string(), z.unknown())
type Entry = Readonly<Record<string, unknown>>
/** One entry, and the key it stood under in a map. */
interface Found {
  readonly entry: Entry
  readonly key: string | null
}

/** What the text of such a file holds; a failure when it holds no people. */
export function readOlderFile(text: string): Result<OlderFile> {
  const root = parse(text)
  if (root.kind === 'failure') return root
  const common = record.safeParse(root.value)
  // What stands beside the people counts for all of them: usually the shared database.
  const shared: Entry = common.success ? common.data : {}
  const found = entriesIn(root.value)
  if (found.length === 0 || found.length > PEOPLE_AT_MOST) {
    return refused(`${found.length} people in it`)
  }
  const inside = new Set(found.flatMap(({ entry }) => Object.keys(entry)))
  const beside = found.some(({ key }) => key !== null) ? [] : Object.keys(shared).filter((key) => !groups.has(key))
  const ignored = [...new Set([...inside, ...beside])].filter((key) => !known.has(key)).sort()
  const people = found.map((one, at) => personOf(one, shared, at))
  return ok({ people: withOwnNames(people), ignored })
}

function parse(text: string): Result<unknown> {
  if (text.length > LARGEST_OLDER_FILE) return refused(`${text.length} characters are too many`)
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return ok(value)
  } catch {
    // The parser's own message would quote the file, and the file holds tokens.
    return refused('it is no JSON')
  }
}

function entriesIn(value: unknown): readonly Found[] {
  if (Array.isArray(value)) return value.flatMap((one) => entryOf(one, null))
  const map = record.safeParse(value)
  if (!map.success) return []
  for (const group of groups) {
    const inside = map.data[group]
    if (Array.isArray(inside) || record.safeParse(inside).success) return entriesIn(inside)
  }
  if (isPerson(map.data)) return [{ entry: map.data, key: null }]
  return Object.entries(map.data).flatMap(([key, one]) => entryOf(one, key))
}

function entryOf(value: unknown, key: string | null): readonly Found[] {
  const entry = record.safeParse(value)
  return entry.success && isPerson(entry.data) ? [{ entry: entry.data, key }] : []
}

function isPerson(entry: Entry): boolean {
  return [...keys.privateToken, ...keys.privateDatabase].some((key) => key in entry)
}

function personOf({ entry, key }: Found, shared: Entry, at: number): OlderPerson {
  const text = (names: readonly string[], from: Entry = entry): string | null => {
    const value = names.map((name) => from[name]).find((one) => one !== undefined && one !== null && one !== '')
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : null
  }
  const database = (value: string | null): string | null => (value === null ? null : idFrom(value))
  const token = (value: string | null): Secret | null => (value === null ? null : tokenIn(value))
  const privateDatabase = database(text(keys.privateDatabase))
  const sharedDatabase = database(text(keys.sharedDatabase) ?? text(keys.sharedDatabase, shared))
  const privateToken = token(text(keys.privateToken))
  const missing = [
    ...(privateToken === null ? ['notion_api_key'] : []),
    ...(privateDatabase === null ? ['notion_database_id'] : []),
    ...(sharedDatabase === null ? ['shared_notion_database_id'] : []),
  ]
  return {
    name: nameOf(text(keys.name) ?? (key !== null && !/^\d+$/.test(key) ? key : null), at),
    number: numberOf(text(keys.number) ?? key),
    privateDatabase,
    sharedDatabase,
    privateToken,
    sharedToken: token(text(keys.sharedToken) ?? text(keys.sharedToken, shared)),
    missing,
  }
}

function nameOf(text: string | null, at: number): string {
  const plain = (text ?? '')
    .replaceAll(/[\p{Control}/\\]+/gu, ' ')
    .trim()
    .slice(0, 60)
  return plain === '' ? `person-${at + 1}` : plain
}

function numberOf(text: string | null): number | null {
  const number = Number(text ?? '')
  return Number.isSafeInteger(number) && number > 0 ? number : null
}

/** Two people of one name get numbers behind it: a name belongs to one profile. */
function withOwnNames(people: readonly OlderPerson[]): readonly OlderPerson[] {
  const taken = new Set<string>()
  return people.map((person) => {
    let name = person.name
    for (let again = 2; taken.has(name.toLowerCase()); again += 1) name = `${person.name} ${again}`
    taken.add(name.toLowerCase())
    return { ...person, name }
  })
}

function refused(text: string): Failure {
  return failure('usage', text, { reason: 'older-file-foreign', connector: 'setup' })
}
