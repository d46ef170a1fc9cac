import { expect, test } from 'vitest'
import { examine, type Finding } from '../../electron/engine/doctor.ts'
import type { Home } from '../../electron/host/home.ts'
import { addProfile } from '../../electron/host/profile-setup.ts'
import { failure } from '../../shared/failure.ts'
import { stage } from '../host/stage.ts'

async function examined(home: Home): Promise<readonly Finding[]> {
  return examine({
    clock: home.clock,
    profiles: home.profiles(),
    token: (reference) => {
      const token = home.token(reference)
      return token.kind === 'failure' ? token : null
    },
    openSides: (profile) =>
      home.connections.openSides(profile, {
        signal: new AbortController().signal,
        meter: { read: 0, write: 0, retried: 0 },
        priority: 'user',
      }),
    home: () => [],
    recorded: () => [],
    requestsLeft: () => null,
  })
}

const wrong = (findings: readonly Finding[]) =>
  findings.filter((one) => one.failure !== null).map((one) => [one.side, one.check])

async function added() {
  const place = stage()
  await addProfile(place.home, place.wish(), place.signal)
  return place
}

test('a sound profile passes every check on both sides', async () => {
  const { home } = await added()
  const findings = await examined(home)
  expect(wrong(findings)).toEqual([])
  expect(new Set(findings.map((one) => one.check))).toEqual(
    new Set(['token', 'network', 'access', 'database', 'identity', 'properties', 'clock']),
  )
})

test('one cause is told once: a token that is missing hides what rests on it', async () => {
  const { home } = await added()
  const [profile] = home.profiles()
  if (profile === undefined) throw new Error('no profile')
  const token = { kind: 'environment', variable: 'gone' } as const
  home.saveProfiles([{ ...profile, private: { ...profile.private, token } }])
  expect(wrong(await examined(home))).toEqual([['private', 'token']])
})

test('a database that is no longer shared, and a property that is gone, are named', async () => {
  const { home, sandbox, furnished } = await added()
  sandbox.admin.deleteProperty(furnished.dataSources['shared'] ?? '', 'SourceUserId')
  const missing = (await examined(home)).find((one) => one.failure !== null)
  expect(missing).toMatchObject({ side: 'shared', check: 'properties', subject: 'SourceUserId (shared)' })
  const [connection] = [...sandbox.store.connections.keys()]
  sandbox.admin.unshare(furnished.databases['anna-private'] ?? '', connection ?? '')
  expect(wrong(await examined(home))).toEqual([['private', 'database']])
})

test('a token of another connection is noticed before anything is written with it', async () => {
  const { home } = await added()
  const [profile] = home.profiles()
  if (profile === undefined) throw new Error('no profile')
  home.saveProfiles([
    { ...profile, shared: { ...profile.shared, token: { kind: 'environment', variable: 'ben-shared' } } },
  ])
  expect(wrong(await examined(home))).toEqual([['shared', 'identity']])
})

test('a clock that is off by more than two minutes is told', async () => {
  const { home, clock } = await added()
  clock.jumpWall(200_000)
  const found = (await examined(home)).find((one) => one.failure !== null)
  expect(found).toMatchObject({ check: 'clock', subject: '200 s' })
})

test('a pause that Notion asked for is told, an ordinary wait is not', async () => {
  const { home } = await added()
  const [profile] = home.profiles()
  if (profile === undefined) throw new Error('no profile')
  const examineWith = (waitMs: number) =>
    examine({
      clock: home.clock,
      profiles: [profile],
      token: () => null,
      openSides: (one) => {
        const meter = { read: 0, write: 0, retried: 0 }
        const context = { signal: new AbortController().signal, meter, priority: 'user' } as const
        const open = home.connections.openSides(one, context)
        return { private: { ...open.private, waitMs: () => waitMs }, shared: open.shared }
      },
      home: () => [],
      recorded: () => [],
      requestsLeft: () => 7,
    })
  expect(wrong(await examineWith(59_000))).toEqual([])
  expect(wrong(await examineWith(90_000))).toEqual([['private', 'budget']])
  const told = (await examineWith(90_000)).find((one) => one.failure !== null)
  expect(told).toMatchObject({ subject: '7', failure: { category: 'rate-limit', subject: '90 s' } })
})

test('findings about the home come first', async () => {
  const { home } = await added()
  const about: Finding = { profile: null, side: null, check: 'disk', subject: '/', failure: failure('disk', 'full') }
  const findings = await examine({
    clock: home.clock,
    profiles: [],
    token: () => null,
    openSides: () => {
      throw new Error('no profile, no sides')
    },
    home: () => [about],
    recorded: () => [],
    requestsLeft: () => null,
  })
  expect(findings).toEqual([about])
})

test.each([
  ['network', 'network'],
  ['timeout', 'network'],
  ['permission', 'access'],
] as const)(
  'a side that fails with %s is a finding about %s, and nothing that rests on it is told',
  async (category, check) => {
    const { home } = await added()
    const findings = await examine({
      clock: home.clock,
      profiles: home.profiles(),
      token: () => null,
      openSides: (profile) => {
        const sides = home.connections.openSides(profile, {
          signal: new AbortController().signal,
          meter: { read: 0, write: 0, retried: 0 },
          priority: 'user',
        })
        const identity = async () => failure(category, 'no answer')
        return {
          private: { ...sides.private, identity },
          shared: { ...sides.shared, identity, serverNow: () => null },
        }
      },
      home: () => [],
      recorded: () => [],
      requestsLeft: () => null,
    })
    expect(wrong(findings)).toEqual([
      ['private', check],
      ['shared', check],
    ])
    expect(findings.some((one) => one.check === 'properties' || one.check === 'clock')).toBe(false)
  },
)

test('a token is named by where it comes from, never by itself', async () => {
  const { home } = await added()
  const [profile] = home.profiles()
  if (profile === undefined) throw new Error('no profile')
  const examined = await examine({
    clock: home.clock,
    profiles: [
      {
        ...profile,
        private: { ...profile.private, token: { kind: 'file', path: '/run/secrets/notion' } },
        shared: { ...profile.shared, token: { kind: 'desktop', entry: 'anna' } },
      },
    ],
    token: () => failure('credentials', 'missing'),
    openSides: (each) =>
      home.connections.openSides(each, {
        signal: new AbortController().signal,
        meter: { read: 0, write: 0, retried: 0 },
        priority: 'user',
      }),
    home: () => [],
    recorded: () => [],
    requestsLeft: () => null,
  })
  expect(examined.map((one) => [one.check, one.subject])).toEqual([
    ['token', '/run/secrets/notion'],
    ['token', 'anna'],
  ])
})
