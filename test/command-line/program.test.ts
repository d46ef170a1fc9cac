import { describe, expect, test } from 'vitest'
import type { CommandSpec } from '../../electron/command-line/command.ts'
import { parseArguments } from '../../electron/command-line/program.ts'

const run = () => Promise.resolve(0)
const specs: readonly CommandSpec[] = [
  { name: 'sync', flags: [{ flag: '--page', value: 'ID' }, { flag: '--no-wait' }, { flag: '--full' }], run },
  { name: 'profile add', operands: ['<name>'], flags: [{ flag: '--field', value: 'P=S', many: true }], run },
  { name: 'history', flags: [{ flag: '--limit', value: 'N' }], run },
  { name: 'history undo', operands: ['<change>'], run },
]
const parse = (...argv: readonly string[]) => parseArguments(specs, argv, 'en', '1.2.3')

async function typed(...argv: readonly string[]) {
  const parsed = await parse(...argv)
  if (parsed.kind !== 'command') throw new Error('expected a command')
  return parsed
}

test('flags are taken before and after the command, with a blank and with an equals sign', async () => {
  for (const argv of [
    ['--json', '--home', '/h', 'sync', '--page', 'x'],
    ['sync', '--page=x', '--home=/h', '--json'],
  ]) {
    const { spec, typed: given } = await typed(...argv)
    expect(spec.name).toBe('sync')
    expect([given.text('--home'), given.text('--page'), given.given('--json')]).toEqual(['/h', 'x', true])
  }
})

test('--no-wait counts only when it is given', async () => {
  expect((await typed('sync')).typed.given('--no-wait')).toBe(false)
  expect((await typed('sync', '--no-wait')).typed.given('--no-wait')).toBe(true)
})

test('a flag that may be repeated keeps all its values', async () => {
  const { typed: given } = await typed('profile', 'add', 'anna', '--field', 'A=B', '--field', 'C=D:busy=belegt')
  expect(given.operand(0)).toBe('anna')
  expect(given.texts('--field')).toEqual(['A=B', 'C=D:busy=belegt'])
})

test('a command may have commands below it', async () => {
  expect((await typed('history', '--limit', '3')).spec.name).toBe('history')
  const undo = await typed('history', 'undo', 'c1')
  expect([undo.spec.name, undo.typed.operand(0)]).toEqual(['history undo', 'c1'])
})

describe('what cannot be understood is told with its reason and what it is about', () => {
  test.each([
    [['sync', '--bogus'], 'unknown-flag', '--bogus'],
    [['snyc'], 'unknown-command', 'snyc'],
    [['profile', 'frob'], 'unknown-command', 'frob'],
    [['profile', 'add'], 'missing-argument', 'name'],
    [['sync', '--page'], 'missing-argument', '--page <ID>'],
    [['sync', 'x'], 'invalid-argument', 'x'],
    [[], 'missing-argument', 'COMMAND'],
    [['profile'], 'missing-argument', 'COMMAND'],
  ])('%j', async (argv, reason, subject) => {
    await expect(parse(...argv)).rejects.toMatchObject({ failure: { category: 'usage', reason, subject } })
  })
})

test('help and version are texts, in the language that was asked for', async () => {
  expect(await parse('--version')).toEqual({ kind: 'text', text: '1.2.3\n' })
  const german = await parseArguments(specs, ['sync', '--help'], 'de', '1')
  expect(german).toMatchObject({ kind: 'text', text: expect.stringContaining('Aufruf:') as string })
  expect(german).toMatchObject({ text: expect.stringContaining('ein Abgleich je Profil') as string })
})
