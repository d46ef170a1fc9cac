/** What `WriteSide` promises about single pages, held against the sandbox. */
import { describe, expect, it } from 'vitest'
import { plainText } from '../../shared/value.ts'
import { mustFail, mustOk, pageId, stage, valueOf } from './stage.ts'

const title = (text: string) => plainText(text)

describe('create', () => {
  it('gives the whole page as Notion shows it afterwards, with one request', async () => {
    const { side, property, sandbox, resource, meter } = stage()
    const page = mustOk(
      await side.create([
        { id: property('Name'), type: 'title', value: title('Zahnarzt') },
        { id: property('PartnerRelevant'), type: 'checkbox', value: { kind: 'checkbox', checked: true } },
      ]),
    )
    expect(valueOf(page, 'Name')).toEqual(title('Zahnarzt'))
    expect(valueOf(page, 'PartnerRelevant')).toEqual({ kind: 'checkbox', checked: true })
    expect(page.resource).toBe(resource)
    expect(page.inTrash).toBe(false)
    expect(page.editedAt % 60_000).toBe(0)
    expect(sandbox.read(page.id)?.values['Name']).toBe('Zahnarzt')
    expect(meter).toEqual({ read: 0, write: 1, retried: 0 })
  })

  it('refuses a text that no request can carry before anything is sent', async () => {
    const { side, property, meter } = stage()
    const value = title('x'.repeat(200_001))
    const failed = mustFail(await side.create([{ id: property('Beschreibung'), type: 'rich-text', value }]))
    expect(failed).toMatchObject({ category: 'validation', reason: 'text-too-long', subject: property('Beschreibung') })
    expect(failed.outcome).toBe('not-done')
    expect(meter.write).toBe(0)
  })
})

describe('read', () => {
  it('finds a page wherever it is, the trash included', async () => {
    const { side, person, dataSourceId } = stage()
    const id = pageId(person.addRow(dataSourceId, { Name: 'Alt' }))
    person.trash(id)
    const reading = await side.read(id)
    expect(reading).toMatchObject({ kind: 'page', page: { id, inTrash: true } })
  })

  it('says missing for a page that is gone or not shared, and keeps the answer', async () => {
    const { side } = stage()
    const reading = await side.read(pageId('11111111-2222-4333-8444-555555555555'))
    expect(reading).toMatchObject({ kind: 'missing', failure: { category: 'not-shared', status: 404 } })
  })
})

describe('update, trash and restore', () => {
  it('changes only what is written', async () => {
    const { side, person, property, dataSourceId } = stage()
    const id = pageId(person.addRow(dataSourceId, { Name: 'A', Beschreibung: 'bleibt', Nummer: 3 }))
    const page = mustOk(await side.update(id, [{ id: property('Name'), type: 'title', value: title('B') }]))
    expect(valueOf(page, 'Name')).toEqual(title('B'))
    expect(valueOf(page, 'Beschreibung')).toEqual(plainText('bleibt'))
    expect(valueOf(page, 'Nummer')).toEqual({ kind: 'number', number: 3 })
  })

  it('trashes and unchecks in one request', async () => {
    const { side, person, property, dataSourceId, meter } = stage()
    const id = pageId(person.addRow(dataSourceId, { Name: 'A', PartnerRelevant: true }))
    const unchecked = { kind: 'checkbox', checked: false } as const
    const page = mustOk(await side.trash(id, [{ id: property('PartnerRelevant'), type: 'checkbox', value: unchecked }]))
    expect(page.inTrash).toBe(true)
    expect(valueOf(page, 'PartnerRelevant')).toEqual(unchecked)
    expect(meter.write).toBe(1)
  })

  it('writes the properties first and then trashes where Notion refuses both at once', async () => {
    const { side, person, property, dataSourceId, faults, sandbox } = stage()
    const id = pageId(person.addRow(dataSourceId, { Name: 'A', PartnerRelevant: true }))
    faults.add({
      operation: 'pages.update',
      action: { kind: 'answer', when: 'before', answer: { kind: 'bad-request' } },
    })
    const value = { kind: 'checkbox', checked: false } as const
    const page = mustOk(await side.trash(id, [{ id: property('PartnerRelevant'), type: 'checkbox', value }]))
    expect(page.inTrash).toBe(true)
    expect(sandbox.read(id)).toMatchObject({ inTrash: true, values: { PartnerRelevant: false } })
    expect(sandbox.counts()['pages.update']).toBe(3)
  })

  it('never calls it undone when only the second of two requests failed', async () => {
    const { side, person, property, dataSourceId, faults } = stage()
    const id = pageId(person.addRow(dataSourceId, { Name: 'A', PartnerRelevant: true }))
    const refuse = { kind: 'answer', when: 'before', answer: { kind: 'bad-request' } } as const
    faults.add({ operation: 'pages.update', where: ({ body }) => body.includes('in_trash'), count: 2, action: refuse })
    const value = { kind: 'checkbox', checked: false } as const
    const failed = mustFail(await side.trash(id, [{ id: property('PartnerRelevant'), type: 'checkbox', value }]))
    expect(failed).toMatchObject({ status: 400, outcome: 'unsure' })
  })

  it('never calls it undone when the first of two is told to wait: the one that was refused may have been done', async () => {
    const { side, person, property, dataSourceId, faults, sandbox } = stage()
    const id = pageId(person.addRow(dataSourceId, { Name: 'A', PartnerRelevant: true }))
    faults.add({
      operation: 'pages.update',
      action: { kind: 'answer', when: 'after', answer: { kind: 'bad-request' } },
    })
    const wait = { kind: 'rate-limited', retryAfter: 400 } as const
    faults.add({ operation: 'pages.update', nth: 2, action: { kind: 'answer', when: 'before', answer: wait } })
    const value = { kind: 'checkbox', checked: false } as const
    const failed = mustFail(await side.trash(id, [{ id: property('PartnerRelevant'), type: 'checkbox', value }]))
    expect(failed).toMatchObject({ status: 429, outcome: 'refused' })
    expect(sandbox.read(id)?.inTrash).toBe(true)
  })

  it('restores and writes in one request', async () => {
    const { side, person, property, dataSourceId, meter } = stage()
    const id = pageId(person.addRow(dataSourceId, { Name: 'A' }))
    person.trash(id)
    const page = mustOk(await side.restore(id, [{ id: property('Name'), type: 'title', value: title('Zurück') }]))
    expect(page.inTrash).toBe(false)
    expect(valueOf(page, 'Name')).toEqual(title('Zurück'))
    expect(meter.write).toBe(1)
  })

  it('says so when somebody else was faster with the trash', async () => {
    const { side, person, property, dataSourceId } = stage()
    const id = pageId(person.addRow(dataSourceId, { Name: 'A' }))
    person.trash(id)
    const failed = mustFail(await side.update(id, [{ id: property('Name'), type: 'title', value: title('B') }]))
    expect(failed).toMatchObject({ category: 'validation', outcome: 'refused', reason: 'page-in-trash' })
  })
})
