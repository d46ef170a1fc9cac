/** The diagnostic bundle: everything that helps, no secret, and nothing that appointments say unless the user adds it. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { verifyProfiles } from '../../electron/host/actions-care.ts'
import { checkHome } from '../../electron/host/actions-checks.ts'
import { careAnswers } from '../../electron/host/answers-care.ts'
import { makeBundle } from '../../electron/host/diagnostics.ts'
import type { Home } from '../../electron/host/home.ts'
import { ok } from '../../shared/failure.ts'
import { wholeHome } from './whole-home.ts'

const TITLE = 'Überraschungsfeier'
const PLACE = 'Geheimer Garten'
const place = { version: '1.2.3', platform: 'linux', env: {}, keychain: null }

/** A home in which everything happened that leaves texts: edits, a conflict, a problem with a quoting answer, a run that failed. */
async function eventful() {
  const whole = await wholeHome(3)
  const { home, owner, furnished, run, clock, sandbox, rows, folder, token, signal } = whole
  owner.edit(furnished.rows['p1'] ?? '', { Name: TITLE, Ort: PLACE })
  await clock.advance(60_000)
  await run()
  const copy = rows('shared').find((row) => row.values['Name'] === TITLE)?.id ?? ''
  owner.edit(furnished.rows['p1'] ?? '', { Ort: `${PLACE} 1` })
  owner.edit(copy, { Ort: `${PLACE} 2` })
  owner.edit(furnished.rows['p2'] ?? '', { Name: `${TITLE} 2`, Ort: PLACE })
  const answer = { kind: 'bad-request', message: `the title ${TITLE} at ${PLACE} is refused` } as const
  sandbox.faults.add({ operation: 'pages.update', action: { kind: 'answer', when: 'before', answer } })
  await clock.advance(60_000)
  await run()
  expect(home.journal.problems(whole.profile().id)).toHaveLength(1)
  expect(home.journal.openConflicts(whole.profile().id)).toHaveLength(1)
  await verifyProfiles(home, null, 'en', signal)
  // A log of an older version might hold anything.
  appendFileSync(join(folder, 'logs', 'partner-sync.log'), `{"event":"x","text":"Bearer ${token}"}\n`)
  return whole
}

async function packed(home: Home, signal: AbortSignal, withTitles: boolean) {
  const checks = await checkHome(home, null, 'en', place, signal)
  const bundle = makeBundle(home, { withTitles, checks, version: '1.2.3' })
  const files = Object.entries(unzipSync(bundle.bytes)).map(([name, bytes]) => [name, strFromU8(bytes)] as const)
  return { bundle, files: new Map(files) }
}

describe('the diagnostic bundle', () => {
  test('has versions, settings, checks, runs and the log, as files that a person can read', async () => {
    const { home, signal } = await eventful()
    const { bundle, files } = await packed(home, signal, false)
    expect(bundle.name).toMatch(/^partner-sync-diagnostics-\d{4}-\d\d-\d\d\.zip$/)
    expect([...files.keys()].toSorted()).toEqual([
      'about.json',
      'doctor.json',
      'logs/partner-sync.log',
      'profile-1.json',
      'settings.json',
    ])
    const json = (name: string): unknown => JSON.parse(files.get(name) ?? '')
    expect(json('about.json')).toMatchObject({ version: '1.2.3', system: { type: expect.any(String) } })
    expect(json('settings.json')).toMatchObject({
      profiles: [{ name: 'anna', private: { token: { variable: 'TOKEN' } } }],
    })
    expect(json('profile-1.json')).toMatchObject({
      pairs: { conflict: 1 },
      problems: [{ category: 'validation', status: 400 }],
      runs: [{ kind: 'full', profile: 'anna' }, { kind: 'full' }, { kind: 'full' }],
      openConflicts: [{ kind: 'fields' }],
      lastComparison: { differences: [{ kind: 'field' }, { kind: 'field' }, { kind: 'field' }] },
    })
    expect(files.get('logs/partner-sync.log')).toContain('run-finished')
  })

  test.each([false, true])('holds no token, also where one got into the log (with titles: %s)', async (withTitles) => {
    const { home, signal, token } = await eventful()
    const { bundle, files } = await packed(home, signal, withTitles)
    expect(token.length).toBeGreaterThan(10)
    for (const text of files.values()) expect(text).not.toContain(token)
    expect(Buffer.from(bundle.bytes).includes(token)).toBe(false)
  })

  test('leaves out what appointments say, wherever it stands, unless the user adds it', async () => {
    const { home, signal } = await eventful()
    for (const [name, text] of (await packed(home, signal, false)).files) {
      expect([name, text.includes(TITLE), text.includes(PLACE), text.includes('Termin')]).toEqual([
        name,
        false,
        false,
        name === 'settings.json' || name === 'doctor.json',
      ])
    }
    const added = await packed(home, signal, true)
    expect(added.files.get('profile-1.json')).toContain(TITLE)
    expect(added.files.get('profile-1.json')).toContain(PLACE)
  })

  test('leaves through the window as a file that the user saves', async () => {
    const { home, signal } = await wholeHome(1)
    const saved: { readonly name: string; readonly size: number }[] = []
    const answers = careAnswers({
      home,
      language: () => 'en',
      place,
      resident: { attend: (work) => work(signal), refresh: () => {} },
      surroundings: {
        saveFile: ({ name, content }) => {
          saved.push({ name, size: content.length })
          return Promise.resolve(ok({ kind: 'saved', path: `/x/${name}` }))
        },
      },
    })
    const answer = await answers['export-diagnostics']({ withTitles: false })
    expect(answer).toMatchObject({ kind: 'ok', value: { kind: 'saved' } })
    expect(saved).toMatchObject([{ name: expect.stringMatching(/\.zip$/) }])
    expect(saved[0]?.size).toBeGreaterThan(500)
  })
})
