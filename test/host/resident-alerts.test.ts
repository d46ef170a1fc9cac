/** What the user is told, when, once, and where a click leads. */
import { describe, expect, test } from 'vitest'
import { languages } from '../../shared/words/language.ts'
import { notificationWords } from '../../shared/words/notifications.ts'
import { snapshotWords } from '../../shared/words/snapshot.ts'
import { addAppointments, type World } from '../support/world.ts'
import { HOUR, MINUTE, type Residence, residence, SECOND, type Tenancy, until } from './residence.ts'

interface Place extends Residence {
  readonly tenancy: Tenancy
  readonly ids: readonly string[]
  readonly copyOf: (id: string) => string
}

/** Three appointments in step, and nothing told so far. */
async function inStep(count = 3): Promise<Place> {
  const place = await residence()
  const { world } = place
  const ids = addAppointments(world, count, { Datum: { start: '2026-12-01T10:00:00.000+01:00' } })
  const tenancy = place.moveIn()
  tenancy.resident.start()
  await until(world, () => tenancy.resident.snapshot().standing === 'in-step')
  await world.clock.sleep(5 * MINUTE)
  const copyOf = (id: string): string =>
    world.sharedRows().find((row) => row.values['SourcePrivateId'] === id)?.id ?? ''
  return { ...place, tenancy, ids, copyOf }
}

/** Time passes as on a computer that sleeps: the wall moves, and some minutes are lived through. */
async function later(world: World, ms: number): Promise<void> {
  world.clock.jumpWall(ms - 3 * MINUTE)
  await world.clock.sleep(3 * MINUTE)
}

/** Both sides write something else into the same field. */
function disagree({ world, ids, copyOf }: Place, which = 0): void {
  const id = ids[which] ?? ''
  world.partner.edit(copyOf(id), { Ort: 'Küche' })
  world.anna.edit(id, { Ort: 'Keller' })
}

describe('a conflict', () => {
  test('is told to everybody who listens, also when one of them breaks', async () => {
    const place = await inStep()
    const { world, tenancy } = place
    const heard: string[] = []
    tenancy.resident.onAlert(() => {
      throw new Error('a listener with a bug')
    })
    tenancy.resident.onAlert(({ key }) => heard.push(key))
    disagree(place)
    await until(world, () => tenancy.alerts.length > 0)
    expect(heard).toEqual(['anna/conflicts'])
  })

  test('is told once, opens the conflicts, and its end is told once', async () => {
    const place = await inStep()
    const { world, tenancy } = place
    disagree(place)
    await until(world, () => tenancy.alerts.length > 0)
    expect(tenancy.alerts).toEqual([
      {
        kind: 'raised',
        key: 'anna/conflicts',
        alert: 'conflicts',
        title: 'One conflict waits for your choice.',
        body: 'Open the conflicts and choose what stays. Everything else goes on syncing.',
        screen: 'conflicts',
      },
    ])
    expect(tenancy.resident.snapshot()).toMatchObject({ standing: 'attention', conflicts: 1 })
    await later(world, 20 * HOUR)
    expect(tenancy.alerts).toHaveLength(1)
    await tenancy.resident.submit({ action: 'resolve-all-conflicts', profile: null, keep: 'private', field: null })
    await until(world, () => tenancy.alerts.length > 1)
    expect(tenancy.alerts.at(1)).toMatchObject({ kind: 'recovered', key: 'anna/conflicts', title: 'Working again' })
    await later(world, HOUR)
    expect(tenancy.alerts).toHaveLength(2)
  })

  test('that was told is not told again after a restart', async () => {
    const place = await inStep()
    disagree(place)
    await until(place.world, () => place.tenancy.alerts.length > 0)
    await place.tenancy.resident.stop()
    const next = place.moveIn()
    next.resident.start()
    await later(place.world, 20 * HOUR)
    expect(next.alerts).toEqual([])
    expect(next.resident.snapshot().conflicts).toBe(1)
  })

  test('is told in the language that is spoken then', async () => {
    const place = await inStep()
    place.language.spoken = 'de'
    disagree(place)
    await until(place.world, () => place.tenancy.alerts.length > 0)
    expect(place.tenancy.alerts).toMatchObject([{ title: 'Ein Konflikt wartet auf deine Entscheidung.' }])
  })

  test('is not told to whoever wants no notifications', async () => {
    const place = await inStep()
    const { home } = place.tenancy
    home.savePreferences({ ...home.preferences(), notifications: { trouble: false, partnerChanges: false } })
    disagree(place)
    await place.world.clock.sleep(10 * MINUTE)
    expect(place.tenancy.alerts).toEqual([])
  })
})

describe('a refused token', () => {
  test('is told, leads to where a new one is entered, and is told again after six hours', async () => {
    const { world, tenancy } = await inStep()
    world.sandbox.admin.revoke(world.connectionId)
    await until(world, () => tenancy.alerts.length > 0)
    expect(tenancy.alerts).toMatchObject([{ kind: 'raised', alert: 'credentials', screen: 'setup' }])
    expect(tenancy.resident.snapshot()).toMatchObject({ standing: 'problem', sentence: 'Notion refuses the token.' })
    await later(world, 5 * HOUR)
    expect(tenancy.alerts).toHaveLength(1)
    await later(world, HOUR + 5 * MINUTE)
    expect(tenancy.alerts.map(({ kind }) => kind)).toEqual(['raised', 'raised'])
  })
})

describe('being offline', () => {
  test('is told after 24 hours, not before, and once', async () => {
    const { world, outside, tenancy } = await inStep()
    outside.network = 'off'
    await until(world, () => tenancy.resident.snapshot().standing === 'offline')
    await later(world, 23 * HOUR)
    expect(tenancy.alerts).toEqual([])
    await later(world, HOUR + 5 * MINUTE)
    expect(tenancy.alerts).toMatchObject([{ kind: 'raised', alert: 'offline', key: 'offline' }])
    outside.network = 'on'
    tenancy.resident.network(true)
    await until(world, () => tenancy.alerts.length > 1)
    expect(tenancy.alerts.at(1)).toMatchObject({ kind: 'recovered', alert: 'offline' })
  })
})

test('several causes at once are one notification', async () => {
  const place = await inStep(12)
  const { world, ids, tenancy } = place
  tenancy.resident.suspended()
  disagree(place)
  for (const id of ids.slice(1, 9)) world.anna.check(id, 'PartnerRelevant', false)
  tenancy.resident.woke()
  await until(world, () => tenancy.alerts.length > 0)
  expect(tenancy.alerts).toMatchObject([
    { kind: 'raised', key: 'several', alert: null, title: '2 things need your attention', screen: 'overview' },
  ])
  expect(tenancy.alerts.at(0)?.body.split('\n')).toHaveLength(2)
})

test('after a start old trouble waits for the first run, which may end it', async () => {
  const place = await inStep()
  await place.tenancy.resident.stop()
  place.world.clock.jumpWall(9 * HOUR)
  const next = place.moveIn()
  next.resident.start()
  await place.world.clock.sleep(15 * MINUTE)
  expect(next.alerts).toEqual([])
})

describe("the partner's changes", () => {
  async function wanted(count = 3): Promise<Place> {
    const place = await inStep(count)
    const { home } = place.tenancy
    home.savePreferences({ ...home.preferences(), notifications: { trouble: true, partnerChanges: true } })
    return place
  }
  const bodies = ({ tenancy }: Place): readonly string[] => tenancy.alerts.map(({ body }) => body)

  test('are not told unless they are wanted', async () => {
    const place = await inStep()
    place.world.partner.edit(place.copyOf(place.ids[0] ?? ''), { Ort: 'Halle' })
    await place.world.clock.sleep(10 * MINUTE)
    expect(place.world.sandbox.read(place.ids[0] ?? '')?.values['Ort']).toBe('Halle')
    expect(place.tenancy.alerts).toEqual([])
  })

  test('another time on the same day is told as that time', async () => {
    const place = await wanted()
    place.world.partner.edit(place.copyOf(place.ids[0] ?? ''), { Datum: { start: '2026-12-01T18:00:00.000+01:00' } })
    await until(place.world, () => place.tenancy.alerts.length > 0)
    expect(place.tenancy.alerts).toMatchObject([
      {
        kind: 'partner-changes',
        alert: null,
        title: 'Changed in the shared database',
        body: '“Termin 1” was moved to 18:00.',
        screen: 'activity',
      },
    ])
  })

  test('another day is told as that day, an empty date as none', async () => {
    const place = await wanted()
    place.world.partner.edit(place.copyOf(place.ids[0] ?? ''), { Datum: { start: '2026-12-24' } })
    await until(place.world, () => place.tenancy.alerts.length > 0)
    await place.world.clock.sleep(2 * MINUTE)
    place.world.partner.edit(place.copyOf(place.ids[1] ?? ''), { Datum: null })
    await until(place.world, () => place.tenancy.alerts.length > 1)
    expect(bodies(place)).toEqual(['“Termin 1” was moved to 24 Dec 2026.', '“Termin 2” has no date any more.'])
  })

  test('a new name, another value, an emptied one and several at once are each told as such', async () => {
    const place = await wanted()
    const { world, ids, copyOf } = place
    const edits: readonly (readonly [number, Parameters<Residence['world']['partner']['edit']>[1]])[] = [
      [0, { Name: 'Dachzelt' }],
      [1, { Ort: 'Halle' }],
      [1, { Ort: null }],
      [2, { Ort: 'Halle', Beschreibung: 'Schlüssel mitnehmen' }],
    ]
    for (const [which, values] of edits) {
      const before = place.tenancy.alerts.length
      world.partner.edit(copyOf(ids[which] ?? ''), values)
      await until(world, () => place.tenancy.alerts.length > before)
      await world.clock.sleep(2 * MINUTE)
    }
    expect(bodies(place)).toEqual([
      '“Termin 1” is called “Dachzelt” now.',
      '“Termin 2”: Ort is “Halle” now.',
      '“Termin 2”: Ort is empty now.',
      '“Termin 3”: Beschreibung and Ort were changed.',
    ])
  })

  test('many are one notification that names some of them', async () => {
    const place = await wanted(6)
    const { world, ids, copyOf, tenancy } = place
    for (const id of ids.slice(0, 5)) world.partner.edit(copyOf(id), { Ort: 'Halle' })
    await until(world, () => tenancy.alerts.length > 0)
    await world.clock.sleep(5 * MINUTE)
    expect(tenancy.alerts).toHaveLength(1)
    expect(tenancy.alerts.at(0)?.title).toBe('5 changes in the shared database')
    expect(tenancy.alerts.at(0)?.body.split('\n')).toHaveLength(4)
    expect(tenancy.alerts.at(0)?.body).toContain('2 more in the history.')
  })

  test('one after the other are told at most once a minute, and none is lost', async () => {
    const place = await wanted(4)
    const { world, ids, copyOf, tenancy } = place
    const times: number[] = []
    tenancy.resident.onAlert(() => times.push(world.clock.monotonic()))
    for (const id of ids) {
      world.partner.edit(copyOf(id), { Ort: 'Halle' })
      await world.clock.sleep(21 * SECOND)
    }
    await world.clock.sleep(3 * MINUTE)
    for (const number of [1, 2, 3, 4]) expect(bodies(place).join(' ')).toContain(`“Termin ${number}”`)
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(MINUTE)
  })

  test('what I changed myself is no news', async () => {
    const place = await wanted()
    place.world.anna.edit(place.ids[0] ?? '', { Ort: 'Halle' })
    await place.world.clock.sleep(10 * MINUTE)
    expect(place.world.sandbox.read(place.copyOf(place.ids[0] ?? ''))?.values['Ort']).toBe('Halle')
    expect(place.tenancy.alerts).toEqual([])
  })
})

test('every sentence is there in both languages, and they differ', () => {
  const [german, english] = languages.map((language) => notificationWords(language))
  expect(Object.keys(german?.over ?? {})).toEqual(Object.keys(english?.over ?? {}))
  for (const [kind, sentence] of Object.entries(german?.over ?? {})) {
    expect(sentence).not.toBe(Reflect.get(english?.over ?? {}, kind))
  }
  expect(Object.keys(snapshotWords('de'))).toEqual(Object.keys(snapshotWords('en')))
})
