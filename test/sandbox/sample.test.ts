import { expect, test } from 'vitest'
import { virtualClock } from '../../electron/sandbox/clock.ts'
import { sampleOutcome, sampleSeed } from '../../electron/sandbox/sample.ts'
import { createSandbox } from '../../electron/sandbox/sandbox.ts'
import { furnish, parseSeed } from '../../electron/sandbox/seed.ts'
import { NOON } from './stage.ts'

test('the sample fits the rules of the sandbox and has the appointments that its outcome counts', () => {
  const sandbox = createSandbox({ clock: virtualClock(NOON) })
  const made = furnish(sandbox, sampleSeed(NOON))
  const relevant = (key: string): number =>
    sandbox.rows(made.dataSources[key] ?? '').filter((row) => row.values['PartnerRelevant'] === true).length
  expect(relevant('anna-private')).toBe(sampleOutcome.anna.relevant)
  expect(relevant('ben-private')).toBe(sampleOutcome.ben.relevant)
  const titles = sandbox.rows(made.dataSources['anna-private'] ?? '').map((row) => row.values['Name'])
  expect(titles).toContain('Dachzelt')
  expect(sandbox.rows(made.dataSources['shared'] ?? '', 'trashed').map((row) => row.values['Name'])).toEqual([
    'Yogakurs',
  ])
  expect(Object.keys(made.tokens)).toEqual(['anna', 'ben-shared', 'ben-private'])
})

test('a seed is the same whether it is handed over or read from a file', () => {
  const seed = sampleSeed(NOON)
  expect(parseSeed(JSON.stringify(seed))).toEqual(JSON.parse(JSON.stringify(seed)))
})

test('a file that is no seed is refused with the reason', () => {
  expect(parseSeed('{')).toEqual({ wrong: 'it is not JSON' })
  expect(parseSeed('{}')).toEqual({ wrong: 'it has no list "workspaces"' })
  expect(parseSeed('{"workspaces":[{"name":"A","connections":[{}],"databases":[]}]}')).toEqual({
    wrong: '"connections" must be a list of objects with a "key"',
  })
})
