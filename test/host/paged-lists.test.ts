/** The window's long lists from a real home: each answer after its schema, as the bridge gives it. */
import { describe, expect, test } from 'vitest'
import { healthAnswers } from '../../electron/host/answers-health.ts'
import { pagedAnswers } from '../../electron/host/answers-lists.ts'
import { type ChangesTable, cell } from '../../electron/host/changes-table.ts'
import { ok, type Result } from '../../shared/failure.ts'
import { type Answer, type Argument, requests } from '../../shared/ipc.ts'
import type { FieldMapping } from '../../shared/model.ts'
import type { Language } from '../../shared/words/language.ts'
import { addAppointments, unwrap, type WorldOptions } from '../support/world.ts'
import { residence, SECOND, until } from './residence.ts'

const page = { offset: 0, limit: 50 }
const all = { profile: null, page: null, search: '', side: null, kind: null, from: null, to: null, ...page }
const { offset: _offset, limit: _limit, ...allChanges } = all
const allRuns = { profile: null, state: null, kind: null, withChanges: null, from: null, to: null, ...page }
const allAppointments = { profile: null, state: null, search: '', past: null, ...page }

const busy = (field: FieldMapping): FieldMapping => ({ ...field, direction: { kind: 'busy', word: 'belegt' } })

async function place(count: number, options: WorldOptions = {}, language: Language = 'en') {
  const home = await residence(options)
  const ids = addAppointments(home.world, count)
  const tenancy = home.moveIn()
  tenancy.resident.start()
  await until(home.world, () => tenancy.resident.snapshot().standing === 'in-step')
  const saved: ChangesTable[] = []
  const speaking = { home: tenancy.home, resident: tenancy.resident, language: () => language }
  const answers = {
    ...pagedAnswers({
      ...speaking,
      surroundings: {
        saveFile: (file) => {
          saved.push(file)
          return Promise.resolve(ok({ kind: 'saved' as const, path: file.name }))
        },
      },
    }),
    ...healthAnswers(speaking),
  }
  const ask = async <Name extends keyof typeof answers>(
    name: Name,
    argument: Argument<Name>,
  ): Promise<Answer<Name>> => {
    // The function belongs to the name, and the schema to its answer; the compiler cannot follow a name that varies.
    const answer = answers[name] as (argument: unknown) => Promise<Result<unknown>>
    const given = unwrap(await answer(requests[name].argument.parse(argument)))
    return requests[name].answer.parse(given) as Answer<Name>
  }
  return { ...home, tenancy, ids, ask, saved, answers }
}

describe('appointments', () => {
  test('come a page at a time with the counts of all states', async () => {
    const { ask } = await place(7)
    const first = await ask('appointments', { ...allAppointments, limit: 3 })
    expect(first).toMatchObject({ total: 7, counts: { 'in-step': 7, conflict: 0 } })
    const rest = await ask('appointments', { ...allAppointments, offset: 3, limit: 500 })
    expect([...first.entries, ...rest.entries].map(({ start }) => start)).toEqual(
      Array.from({ length: 7 }, (_, at) => `2026-12-0${at + 1}`),
    )
    expect((await ask('appointments', { ...allAppointments, search: 'TERMIN 5' })).total).toBe(1)
    expect((await ask('appointments', { ...allAppointments, state: 'unknown' })).entries).toEqual([])
  })

  test('show by themselves what the partner sees, one-way and busy-only fields applied', async () => {
    const home = await place(1)
    const id = home.ids[0] ?? ''
    const told = await home.ask('appointment', { profile: home.world.profile.name, pageId: id })
    expect(told.appointment).toMatchObject({ state: 'in-step', title: 'Termin 1' })
    expect(told.fields).toContainEqual({ field: 'Ort', direction: 'both', private: 'Garage', shared: 'Garage' })
    expect(told.changes.map(({ kind }) => kind)).toContain('create')
    const fields = home.tenancy.home
      .profiles()[0]
      ?.mapping.fields.map((field) => (field.key === 'place' ? busy(field) : field))
    const [profile] = home.tenancy.home.profiles()
    if (profile === undefined || fields === undefined) throw new Error('no profile')
    unwrap(home.tenancy.home.saveProfiles([{ ...profile, mapping: { ...profile.mapping, fields } }]))
    home.world.anna.edit(id, { Ort: 'Keller' })
    unwrap(await home.tenancy.resident.syncNow(null, 'full'))
    const onlyBusy = await home.ask('appointment', { profile: profile.name, pageId: id })
    expect(onlyBusy.fields).toContainEqual({ field: 'Ort', direction: 'busy', private: 'Keller', shared: 'belegt' })
  })

  test('that no profile knows are told as unknown, and a profile that is not there is refused', async () => {
    const { ask, answers, world } = await place(1)
    const stranger = '0123456789abcdef0123456789abcdef'
    const told = await ask('appointment', { profile: world.profile.name, pageId: stranger })
    expect(told).toMatchObject({ appointment: { state: 'unknown' }, fields: [], changes: [] })
    expect(await answers.appointment({ profile: 'nobody', pageId: stranger })).toMatchObject({
      kind: 'failure',
      reason: 'unknown-profile',
    })
  })

  test('can be synced one by one, without waiting for the next poll', async () => {
    const { ask, world, ids } = await place(2)
    world.anna.edit(ids[1] ?? '', { Ort: 'Hof' })
    const run = await ask('sync-page', { profile: world.profile.name, pageId: ids[1] ?? '', force: false })
    expect(run).toMatchObject({ kind: 'page', state: 'completed', stats: { updated: 1 } })
    expect(world.sharedRows().map((row) => row.values['Ort'])).toContain('Hof')
  })
})

describe('changes', () => {
  test('tell themselves in one sentence, in both languages, and whether they may be taken back', async () => {
    const { ask, world, tenancy, ids } = await place(1)
    world.partner.edit(world.sharedRows()[0]?.id ?? '', { Ort: 'Scheune' })
    unwrap(await tenancy.resident.syncNow(null, 'auto'))
    const [newest] = (await ask('changes', { ...all, side: 'private', kind: 'update' })).entries
    expect(newest).toMatchObject({
      sentence: 'Termin 1: Ort changed to Scheune, from shared to private',
      undoable: true,
      pageId: ids[0],
      fields: [{ field: 'Ort', before: 'Garage', after: 'Scheune', tracking: false }],
    })
    const [created] = (await ask('changes', { ...all, kind: 'create' })).entries
    expect(created?.sentence).toBe('Termin 1: copied to the shared database')
    const german = await place(1, {}, 'de')
    expect((await german.ask('changes', { ...all, kind: 'create' })).entries[0]?.sentence).toBe(
      'Termin 1: in die geteilte Datenbank kopiert',
    )
    expect((await ask('changes', { ...all, kind: 'link' })).entries[0]).toMatchObject({ undoable: false })
  })

  test('leave as a table that a spreadsheet opens without carrying anything out', async () => {
    const { ask, saved, world, tenancy, ids } = await place(1)
    world.anna.edit(ids[0] ?? '', { Ort: '=HYPERLINK("http://evil.example")', Beschreibung: 'a;b\n"c", d' })
    unwrap(await tenancy.resident.syncNow(null, 'auto'))
    expect(await ask('export-changes', { ...allChanges, kind: 'update' })).toMatchObject({ kind: 'saved' })
    const [file] = saved
    expect(file?.name).toMatch(/^partner-sync-changes-\d{4}-\d\d-\d\d\.csv$/)
    const lines = file?.content.split('\r\n') ?? []
    expect(lines[0]).toBe('\u{feff}Time (UTC),Profile,Appointment,Side,Change,Field,Before,After,Reason,Page,Run')
    expect(file?.content).toContain(`Ort,Garage,"'=HYPERLINK(""http://evil.example"")",`)
    expect(file?.content).toContain('Beschreibung,,"a;b\n""c"", d",')
    expect(file?.content.endsWith('\r\n')).toBe(true)
  })

  test.each([
    ['plain', 'plain'],
    ['-5', '-5'],
    ['+1,5', '+1,5'],
    ['-5+3', "'-5+3"],
    ['@sum', "'@sum"],
    ['  =1+1', "'  =1+1"],
    ['\t=1', "'\t=1"],
    ['a,b', '"a,b"'],
    ['', ''],
  ])('%j stands in it as %j', (text, written) => {
    expect(cell(text)).toBe(written === '+1,5' ? '"+1,5"' : written)
  })
})

describe('runs', () => {
  test('say what they did, and are narrowed to those that changed something', async () => {
    const { ask, world, tenancy, ids } = await place(3)
    world.anna.edit(ids[0] ?? '', { Ort: 'Hof' })
    unwrap(await tenancy.resident.syncNow(null, 'auto'))
    unwrap(await tenancy.resident.syncNow(null, 'full'))
    const told = (await ask('runs', allRuns)).entries.map(({ kind, sentence }) => ({ kind, sentence }))
    expect(told).toEqual([
      { kind: 'full', sentence: 'Nothing had to be changed.' },
      { kind: 'incremental', sentence: '1 changed.' },
      { kind: 'full', sentence: '3 created.' },
    ])
    expect((await ask('runs', { ...allRuns, withChanges: false })).total).toBe(1)
    expect((await ask('runs', { ...allRuns, from: new Date(world.clock.now() + SECOND).toISOString() })).total).toBe(0)
  })

  test('under way are told as such', async () => {
    const { ask, outside, world, tenancy, ids } = await place(1)
    outside.network = 'slow'
    world.anna.edit(ids[0] ?? '', { Ort: 'Hof' })
    const running = tenancy.resident.syncNow(null, 'full')
    await until(world, () => tenancy.home.journal.runs(world.profile.id, 1)[0]?.state === 'in-progress')
    expect((await ask('runs', { ...allRuns, state: 'in_progress' })).entries).toMatchObject([
      { state: 'in_progress', finishedAt: null, sentence: 'Under way.' },
    ])
    unwrap(await running)
    expect((await ask('runs', { ...allRuns, state: 'in_progress' })).total).toBe(0)
  })
})
