/** Taking back an answer to a conflict: which fields are asked about again, and when nothing is to be asked. */
import { afterEach, describe, expect, it } from 'vitest'
import type { ConflictRecord } from '../../electron/engine/ledger-port.ts'
import type { FieldKey, Profile } from '../../shared/model.ts'
import { plainText } from '../../shared/value.ts'
import { addAppointments, type Computer, createWorld, pageId, type World } from '../support/world.ts'

let open: World | null = null
afterEach(() => {
  open?.close()
  open = null
})

const minutes = 60_000
const signal = new AbortController().signal
// Keys of the mapped fields.
const place = 'place' as FieldKey
const description = 'description' as FieldKey

interface Stage {
  readonly world: World
  readonly computer: Computer
  readonly id: string
  readonly shows: () => readonly unknown[]
  readonly asked: () => ConflictRecord | undefined
  /** The user answers about one field, and with `run` it is carried out at once. */
  readonly answer: (field: FieldKey, run: boolean, action?: 'private' | 'shared') => Promise<void>
  /** Takes back what the last write did to the place, on whichever side it was. */
  readonly takeBack: (profile?: Profile) => Promise<string>
  readonly later: (profile?: Profile) => Promise<void>
}

/** Place and description were changed on both sides at once. */
async function inConflict(): Promise<Stage> {
  const world = await createWorld()
  open = world
  const [id = ''] = addAppointments(world, 1)
  const computer = world.computer()
  await computer.run()
  await world.clock.advance(5 * minutes)
  const copy = world.sharedRows()[0]?.id ?? ''
  world.anna.edit(id, { Ort: 'Keller', Beschreibung: 'von mir' })
  world.partner.edit(copy, { Ort: 'Küche', Beschreibung: 'von dir' })
  await computer.run()
  const { journal } = computer.store
  const asked = () => journal.openConflicts(world.profile.id, pageId(id))[0]
  const later = async (profile = world.profile) => {
    await world.clock.advance(5 * minutes)
    await computer.run({ kind: 'full' }, profile)
  }
  return {
    world,
    computer,
    id,
    asked,
    later,
    shows: () => [world.sandbox.read(id), world.sandbox.read(copy)].map((page) => page?.values['Ort']),
    answer: async (field, run, action = 'private') => {
      const conflict = asked()
      if (conflict === undefined) throw new Error('nothing is asked')
      const given = { action, field, shown: conflict.shown }
      journal.saveConflict({ ...conflict, answers: [...conflict.answers, given] })
      if (run) await later()
    },
    takeBack: async (profile = world.profile) => {
      const change = journal
        .changes({ profile: world.profile.id, limit: 20 })
        .find(({ kind, fields }) => kind === 'update' && fields.some(({ field }) => field === place))
      if (change === undefined) throw new Error('the place was never written')
      return (await computer.engine.undo(profile, change.id, false, signal)).kind
    },
  }
}

const fieldsAsked = (record: ConflictRecord | undefined): readonly string[] =>
  record?.question.kind === 'fields' ? record.question.fields.map(({ field }) => field).toSorted() : []

describe('an answer that is taken back', () => {
  it('is asked again beside what is still open, and an answer to the other field stands', async () => {
    const s = await inConflict()
    expect(fieldsAsked(s.asked())).toEqual([description, place])
    await s.answer(place, true)
    expect([s.shows(), fieldsAsked(s.asked())]).toEqual([['Keller', 'Keller'], [description]])
    await s.answer(description, false)
    expect(await s.takeBack()).toBe('undone')
    expect(s.shows()).toEqual(['Keller', 'Küche'])
    expect(fieldsAsked(s.asked())).toEqual([description, place])
    expect(s.asked()?.answers.map(({ field }) => field)).toEqual([description])
    await s.later()
    expect(s.shows()).toEqual(['Keller', 'Küche'])
    expect(fieldsAsked(s.asked())).toEqual([place])
    expect(s.world.sharedRows()[0]?.values['Beschreibung']).toBe('von mir')
  })

  it('does not keep an answer that was given to all fields at once', async () => {
    const s = await inConflict()
    await s.answer(place, true)
    const { journal } = s.computer.store
    const conflict = s.asked()
    if (conflict === undefined) throw new Error('nothing is asked')
    journal.saveConflict({ ...conflict, answers: [{ action: 'private', field: null, shown: conflict.shown }] })
    await s.takeBack()
    expect(s.asked()?.answers).toEqual([])
    await s.later()
    expect(s.shows()).toEqual(['Keller', 'Küche'])
    expect(fieldsAsked(s.asked())).toEqual([description, place])
  })

  it('is asked with what both sides show now', async () => {
    const s = await inConflict()
    await s.answer(place, true)
    await s.takeBack()
    const record = s.asked()
    const again = record?.question.kind === 'fields' ? record.question.fields : []
    expect(again.find(({ field }) => field === place)).toMatchObject({
      private: plainText('Keller'),
      shared: plainText('Küche'),
    })
  })
})

describe('nothing is asked again', () => {
  it('by a policy that would choose the same anew', async () => {
    const s = await inConflict()
    await s.answer(place, true)
    await s.takeBack({ ...s.world.profile, onConflict: 'private' })
    expect(fieldsAsked(s.asked())).toEqual([description])
  })

  it('about a field that goes one way by now', async () => {
    const s = await inConflict()
    await s.answer(place, true)
    const { mapping } = s.world.profile
    const fields = mapping.fields.map((field) =>
      field.key === place ? { ...field, direction: { kind: 'to-shared' as const } } : field,
    )
    const profile = { ...s.world.profile, mapping: { ...mapping, fields } }
    await s.takeBack(profile)
    expect(fieldsAsked(s.asked())).toEqual([description])
    await s.later(profile)
    expect(s.shows()).toEqual(['Keller', 'Keller'])
  })

  it('about a field that goes one way by now, where the choice had changed the private page', async () => {
    const s = await inConflict()
    await s.answer(place, true, 'shared')
    expect(s.shows()).toEqual(['Küche', 'Küche'])
    const { mapping } = s.world.profile
    const fields = mapping.fields.map((field) =>
      field.key === place ? { ...field, direction: { kind: 'to-shared' as const } } : field,
    )
    const profile = { ...s.world.profile, mapping: { ...mapping, fields } }
    expect(await s.takeBack(profile)).toBe('undone')
    expect([s.shows(), fieldsAsked(s.asked())]).toEqual([['Keller', 'Küche'], [description]])
    await s.later(profile)
    expect([s.shows(), fieldsAsked(s.asked())]).toEqual([['Keller', 'Keller'], [description]])
  })

  it('about a field of which the ledger knows no value of the other side', async () => {
    const s = await inConflict()
    await s.answer(place, true)
    const { ledger } = s.computer.store
    const pair = ledger.pair(s.world.profile.id, pageId(s.id))
    if (pair?.base == null) throw new Error('there is no base')
    const base = Object.fromEntries(Object.entries(pair.base).filter(([key]) => key !== place))
    ledger.savePair({ ...pair, base })
    await s.takeBack()
    expect(fieldsAsked(s.asked())).toEqual([description])
    await s.later()
    expect(fieldsAsked(s.asked())).toEqual([description, place])
  })
})
