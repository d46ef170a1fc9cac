/**
 * One home and the sandbox it is in step with: what every kill test holds in its hands.
 *
 * The sandbox's clock stands in the hands of the test, so that the two minutes in which no second copy may be made pass in
 * an instant; the program's own clock is the machine's and runs apart from it, which must not matter (invariant 9).
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { virtualClock } from '../../electron/sandbox/clock.ts'
import type { PlainRow } from '../../electron/sandbox/plain-values.ts'
import { createSandbox, type Sandbox } from '../../electron/sandbox/sandbox.ts'
import { furnish } from '../../electron/sandbox/seed.ts'
import { realClock, serveSandbox } from '../../electron/sandbox/server.ts'
import { type Border, createBorder } from './border.ts'
import { type Ended, type Life, type LifeOptions, live, temporaryFolder } from './life.ts'
import { appointments, type Deed, type StorySide, stageSeed } from './story.ts'

const morning = Date.UTC(2026, 10, 21, 9, 0, 20)
/** What one request costs of the sandbox's time. */
const requestMs = 150
/** Longer than no second create may happen after one whose outcome is unknown. */
const quietMs = 125_000

export interface World {
  readonly sandbox: Sandbox
  readonly border: Border
  readonly home: string
  /** Ids of private pages by the key of their appointment. */
  readonly pages: ReadonlyMap<string, string>
  readonly begin: (argv: readonly string[], more?: Partial<LifeOptions>) => Life
  readonly run: (argv: readonly string[], more?: Partial<LifeOptions>) => Promise<Ended>
  /** The quiet time of a create passes, for Notion. */
  readonly passQuietTime: () => Promise<void>
  readonly passMinutes: (minutes: number) => void
  /** Anna acts on her own page, Ben on the copy. */
  readonly act: (key: string, deed: Deed) => void
  readonly rows: (side: StorySide) => readonly PlainRow[]
  /** The copies of an appointment outside the trash, or in it. */
  readonly copies: (key: string, which: 'live' | 'trashed') => readonly PlainRow[]
  readonly close: () => Promise<void>
}

export interface WorldOptions {
  readonly entry: string
  /** The machine's time for Notion as well: quiet times are really waited for. */
  readonly realTime?: boolean
}

/** A furnished sandbox behind loopback, and a home with Anna's profile. */
export async function createWorld({ entry, realTime = false }: WorldOptions): Promise<World> {
  const clock = virtualClock(morning)
  const sandbox = createSandbox({ clock: realTime ? realClock : clock, seed: 7, rateLimit: 'off' })
  const furnished = furnish(sandbox, stageSeed)
  const border = createBorder(sandbox, () => clock.advance(requestMs))
  const server = await serveSandbox(sandbox)
  const folder = temporaryFolder('home')
  const home = join(folder, 'home')
  const env = {
    PARTNER_SYNC_NOTION_URL: server.url,
    PARTNER_SYNC_HOME: home,
    PARTNER_SYNC_REQUESTS_PER_MINUTE: '10000',
    TOKEN_ANNA: known(furnished.tokens, 'anna'),
  }
  const begin: World['begin'] = (argv, more = {}) => live(argv, { entry, ...more, env: { ...env, ...more.env } })
  const run: World['run'] = (argv, more) => begin(argv, more).ended
  const pages = new Map<string, string>()
  const source = (side: StorySide): string => known(furnished.dataSources, side)
  const rows: World['rows'] = (side) => sandbox.rows(source(side), 'all')
  const copies: World['copies'] = (key, which) =>
    rows('shared').filter(
      (row) => row.inTrash === (which === 'trashed') && sameId(row.values['SourcePrivateId'], pages.get(key)),
    )
  const people = {
    private: sandbox.person(known(furnished.people, 'anna')),
    shared: sandbox.person(known(furnished.people, 'ben')),
  }
  const pageOf = (key: string, side: StorySide): string => {
    const id = side === 'private' ? pages.get(key) : copies(key, 'live')[0]?.id
    if (id === undefined) throw new Error(`${key} has no page on the ${side} side`)
    return id
  }
  const act: World['act'] = (key, deed) => {
    switch (deed.kind) {
      case 'add':
        pages.set(key, people.private.addRow(source('private'), deed.values))
        return
      case 'duplicate':
        pages.set(key, people.private.duplicate(pageOf(deed.of, 'private')))
        return
      case 'edit':
        people[deed.side].edit(pageOf(key, deed.side), deed.values)
        return
      case 'trash':
      case 'restore':
        people[deed.side][deed.kind](pageOf(key, deed.side))
    }
  }
  const flags = {
    '--source-user-id': '1',
    '--private': known(furnished.databases, 'private'),
    '--shared': known(furnished.databases, 'shared'),
    '--private-token-env': 'TOKEN_ANNA',
    '--shared-token-env': 'TOKEN_ANNA',
  }
  const added = await run(['profile', 'add', 'anna', ...Object.entries(flags).flat()])
  if (added.code !== 0) throw new Error(`the profile was not added: ${added.stderr}`)
  return {
    sandbox,
    border,
    home,
    pages,
    begin,
    run,
    passQuietTime: async () => {
      await border.release()
      clock.advance(quietMs)
    },
    passMinutes: (minutes) => clock.advance(minutes * 60_000),
    act,
    rows,
    copies,
    close: async () => {
      await border.release()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Every appointment of the story, in the order of the acts. */
export function playAct(world: World, act: 0 | 1 | 2): void {
  for (const { key, acts } of appointments) for (const deed of acts[act]?.deeds ?? []) world.act(key, deed)
}

/** Ids are compared without dashes and case. */
export function sameId(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string' && plain(one) !== '' && plain(one) === plain(other)
}

function plain(id: string): string {
  return id.replaceAll('-', '').toLowerCase()
}

function known(values: Readonly<Record<string, string>>, key: string): string {
  const found = values[key]
  if (found === undefined) throw new Error(`there is no ${key}`)
  return found
}
