/**
 * What the documents promise exists: commands, scripts, files, settings.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { commands } from '../../electron/command-line/commands.ts'
import { root } from '../architecture/source.ts'
import { readFiles } from '../architecture/tree-files.ts'

const documents = readFiles().filter(({ path }) => path.endsWith('.md'))
const readme = readFileSync(join(root, 'README.md'), 'utf8')

test('the README names every command, and no other', () => {
  const [, section = ''] = readme.split('## Commands')
  const [table = ''] = section.split('\n## ')
  const named = [...table.matchAll(/^\| `([a-z -]+?)(?= ?[A-Z`[])/gm)].map(([, name = '']) => name)
  expect(named.sort()).toEqual(commands.map(({ name }): string => name).sort())
})

test('every flag that a document speaks of exists', () => {
  const known = new Set(commands.flatMap(({ flags = [] }) => flags.map((one) => one.as ?? one.flag)))
  const global = new Set(['--home', '--profile', '--json', '--lang', '--log-level', '--help', '--version'])
  const calls = documents.flatMap(({ path, text }) =>
    [...text.matchAll(/^.*partner-sync .*$/gm)].flatMap(([line]) =>
      [...line.matchAll(/(?<=\s)--[a-z-]+/g)].map(([flag]) => ({ path, flag })),
    ),
  )
  expect(calls.length).toBeGreaterThan(5)
  expect(calls.filter(({ flag }) => !known.has(flag) && !global.has(flag))).toEqual([])
})

test('every npm script that a document speaks of exists', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  const named = documents.flatMap(({ text }) => [...text.matchAll(/npm run (?:-s )?([a-z][a-z0-9:-]*)/g)])
  expect(named.length).toBeGreaterThan(5)
  expect(named.map(([, name = '']) => name).filter((name) => !(name in scripts))).toEqual([])
})

test('every link inside the repository leads somewhere', () => {
  const links = documents.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => posix.join(posix.dirname(path), target)),
  )
  expect(links.length).toBeGreaterThan(10)
  expect(links.filter((target) => !existsSync(join(root, target)))).toEqual([])
})
