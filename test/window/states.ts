/**
 * The states in which the window is looked at, by people (`npm run pictures`) and by the accessibility sweep: each is a
 * world that was really brought there, and the screens that matter in it.
 */
import type { Page } from 'playwright-core'
import { decide } from '../../electron/host/actions.ts'
import { realClock } from '../../electron/sandbox/server.ts'
import type { Screen } from '../../shared/snapshot.ts'
import { familySeed } from './family.ts'
import type { WindowWorld, WorldWish } from './world.ts'

/** A screen, and what is done on it before one looks. */
export interface View {
  readonly name: string
  readonly screen: Screen
  readonly act?: (page: Page) => Promise<void>
}

export interface State {
  readonly name: string
  readonly wish: () => WorldWish
  /** Before the application starts. */
  readonly prepare: (world: WindowWorld) => Promise<void>
  /** While it runs, before one looks. */
  readonly disturb?: (world: WindowWorld) => Promise<void>
  /** The standing that the state is about; waited for. */
  readonly standing: 'not-set-up' | 'syncing' | 'problem' | 'attention' | 'offline' | 'paused' | 'in-step'
  readonly views: readonly View[]
}

const view = (screen: Screen, name: string = screen, act?: View['act']): View => ({
  name,
  screen,
  ...(act === undefined ? {} : { act }),
})

/** Opens the first entry of the list that is shown. */
const openFirst = async (page: Page): Promise<void> => {
  const entry = page.getByRole('main').getByRole('listitem').first().getByRole('button').first()
  await entry.click({ timeout: 3000 }).catch(() => undefined)
}

const everything: readonly View[] = [
  view('overview'),
  view('appointments'),
  view('conflicts'),
  view('held'),
  view('problems'),
  view('activity'),
  view('settings'),
]

const family = (count?: number): WorldWish => ({
  seed: familySeed({ now: realClock.now(), ...(count === undefined ? {} : { count }) }),
})

async function bothInStep(world: WindowWorld): Promise<void> {
  await world.addProfile('Anna')
  await world.addProfile('Ben')
  await world.sync()
  world.ben.edit(world.copyOf('anna-1'), { Ort: 'Keller' })
  world.anna.edit(world.row('anna-5'), { Datum: '2027-01-14', Name: 'Steuerberaterin (verschoben)' })
  world.anna.check(world.row('anna-12'), 'PartnerRelevant', false)
  await world.sync()
  await world.sync()
}

/** On both sides something else, long texts among it; one page gone here and edited there. */
async function withConflicts(world: WindowWorld): Promise<void> {
  await bothInStep(world)
  const both = (key: string, mine: Record<string, string>, theirs: Record<string, string>): void => {
    world.anna.edit(world.row(key), mine)
    world.anna.edit(world.copyOf(key), theirs)
  }
  both('anna-2', { Name: 'Zahnarzt Mia und Tom' }, { Name: 'Kieferorthopäde Mia' })
  both(
    'anna-3',
    { Beschreibung: 'Es geht um die Klassenfahrt im Juni, um das neue Förderkonzept und um den Kuchenverkauf.' },
    { Beschreibung: 'Es geht um die Klassenfahrt im Mai und um die Wahl der Vertretung. Bitte pünktlich.' },
  )
  both('anna-7', { Ort: 'Campingplatz Süd', Datum: '2026-12-05' }, { Ort: 'Ferienhaus', Datum: '2026-12-06' })
  world.anna.trash(world.row('anna-4'))
  world.anna.edit(world.copyOf('anna-4'), { Beschreibung: 'Kuchen: Tom. Blumen: Ben.' })
  await world.sync()
}

async function withProblems(world: WindowWorld): Promise<void> {
  await bothInStep(world)
  world.sandbox.faults.add({
    operation: 'pages.update',
    path: new RegExp(world.copyOf('anna-6')),
    count: 1000,
    action: { kind: 'answer', when: 'before', answer: { kind: 'bad-request' } },
  })
  world.anna.edit(world.row('anna-6'), { Ort: 'Autokino' })
  await world.sync()
}

async function withHeld(world: WindowWorld): Promise<void> {
  await bothInStep(world)
  for (let index = 13; index <= 48; index += 1) world.anna.check(world.row(`anna-${index}`), 'PartnerRelevant', false)
  await world.sync()
}

export const states: readonly State[] = [
  {
    name: 'empty',
    wish: () => family(),
    prepare: async () => undefined,
    standing: 'not-set-up',
    views: [view('setup'), view('overview'), view('settings')],
  },
  {
    name: 'first-run',
    wish: () => family(40),
    prepare: async (world) => {
      await world.addProfile('Anna')
      slowDown(world)
    },
    standing: 'syncing',
    views: [view('overview'), view('appointments')],
  },
  {
    name: 'in-step',
    wish: () => family(),
    prepare: bothInStep,
    standing: 'in-step',
    views: [
      ...everything,
      view('appointments', 'appointments-open', openFirst),
      view('activity', 'activity-runs', (page) => page.getByRole('tab').nth(1).click()),
      view('setup', 'setup-another'),
    ],
  },
  {
    name: 'syncing',
    wish: () => family(40),
    prepare: async (world) => {
      await bothInStep(world)
      for (let index = 1; index <= 9; index += 1) world.anna.edit(world.row(`anna-${index}`), { Ort: `Raum ${index}` })
      slowDown(world)
    },
    standing: 'syncing',
    views: [view('overview')],
  },
  {
    name: 'offline',
    wish: () => family(),
    prepare: async (world) => {
      await bothInStep(world)
      await world.server.close()
    },
    standing: 'offline',
    views: [view('overview'), view('appointments'), view('problems')],
  },
  {
    name: 'paused',
    wish: () => family(),
    prepare: async (world) => {
      await bothInStep(world)
      const intent = { action: 'pause', profile: null, forMs: null } as const
      await world.inside((home) => decide(home, intent, new AbortController().signal))
    },
    standing: 'paused',
    views: [view('overview')],
  },
  {
    name: 'conflicts',
    wish: () => family(),
    prepare: withConflicts,
    standing: 'attention',
    views: [view('overview'), view('conflicts'), view('conflicts', 'conflicts-open', openFirst), view('appointments')],
  },
  {
    name: 'held',
    wish: () => family(60),
    prepare: withHeld,
    standing: 'attention',
    views: [view('overview'), view('held')],
  },
  {
    name: 'problems',
    wish: () => family(),
    prepare: withProblems,
    standing: 'problem',
    views: [view('overview'), view('problems'), view('problems', 'problems-open', openFirst)],
  },
  {
    name: 'token-refused',
    wish: () => family(),
    prepare: async (world) => {
      await bothInStep(world)
      for (const connection of world.sandbox.store.connections.values()) world.sandbox.admin.revoke(connection.id)
    },
    standing: 'problem',
    views: [view('overview'), view('problems'), view('settings')],
  },
]

/** Every answer takes a while, so that there is time to look. */
function slowDown(world: WindowWorld): void {
  world.sandbox.faults.add({
    operation: ['pages.create', 'pages.update'],
    count: 1_000_000,
    action: { kind: 'delay', ms: 4000 },
  })
}

/** Ten thousand pairs: apart from the others, because making it takes most of a minute. */
export const manyEntries: State = {
  name: 'ten-thousand',
  wish: () => ({ seed: familySeed({ now: realClock.now(), count: 10_000, copied: true }) }),
  prepare: async (world) => {
    await world.addProfile('Anna')
    await world.sync()
  },
  // What was made a minute ago is read once more, and Notion answers 180 times a minute.
  standing: 'syncing',
  views: [view('overview'), view('appointments')],
}
