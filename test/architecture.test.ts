/**
 * The house rules, held against every source of the product, and every rule held against a bad source.
 *
 * The rules live in `test/architecture/`; what they say is docs/architecture.md and the style in CONTRIBUTING.md.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  impure,
  lonelyFiles,
  missingHeader,
  ownedGlobals,
  takenFromTheAir,
  wrongExports,
  wrongName,
} from './architecture/habits.ts'
import { cycles, layerOf, layers, ownedModules, wrongImports } from './architecture/layers.ts'
import { readSources, root, sourceFrom } from './architecture/source.ts'
import { ignoredBy, missingInLock, namesMachines, readFiles } from './architecture/tree-files.ts'

const sources = readSources()
const files = readFiles()

describe('the sources keep the rules of the house', () => {
  test('there are sources, and every layer that has a folder is among them', () => {
    expect(sources.length).toBeGreaterThan(100)
    const seen = new Set(sources.map(({ path }) => layerOf(path)))
    const wanted = ['shared', 'core', 'engine', 'http', 'notion', 'ledger', 'host', 'command-line', 'sandbox', 'cli']
    expect(wanted.filter((layer) => !seen.has(layer))).toEqual([])
  })

  test('every file imports only what its layer may', () => {
    expect(sources.flatMap(wrongImports)).toEqual([])
  })

  test('every import of our own leads to a file', () => {
    const lost = sources.flatMap(({ path, imports }) =>
      imports.flatMap((one) =>
        one.path === null || existsSync(join(root, one.path)) ? [] : [`${path} -> ${one.specifier}`],
      ),
    )
    expect(lost).toEqual([])
  })

  test('there are no cycles, not even of types', () => {
    expect(cycles(sources)).toEqual([])
  })

  test('exports are named and stand where they are made', () => {
    expect(sources.flatMap(wrongExports)).toEqual([])
  })

  test('files are named after what is in them, the tests too', () => {
    const paths = files
      .map(({ path }) => path)
      .filter((path) => /^(electron|shared|renderer|test)\/.*\.tsx?$/.test(path))
    expect(paths.flatMap(wrongName)).toEqual([])
  })

  test('every file says first what it is about, and no folder has one file only', () => {
    expect([...sources.flatMap(missingHeader), ...lonelyFiles(sources)]).toEqual([])
  })

  test('time, chance, network and environment are handed in', () => {
    expect(sources.flatMap(takenFromTheAir)).toEqual([])
  })

  test('the core is pure', () => {
    const core = sources.filter(({ path }) => layerOf(path) === 'core')
    expect(core.length).toBeGreaterThan(10)
    expect(core.flatMap(impure)).toEqual([])
  })

  test('every exception in the rules is about a file that exists', () => {
    const owners = [...ownedGlobals.flatMap((owned) => owned.owners), ...Object.values(ownedModules).flat()]
    expect(owners.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})

describe('the repository keeps the rules of the house', () => {
  test('no file names a path or a host of one machine', () => {
    const wanted = [
      'README.md',
      '.gitignore',
      '.ci/run',
      'docs/security.md',
      'electron/cli.ts',
      'test/architecture.test.ts',
    ]
    const seen = new Set(files.map(({ path }) => path))
    expect(wanted.filter((path) => !seen.has(path))).toEqual([])
    expect(files.flatMap(namesMachines)).toEqual([])
  })

  test('the lock file has the packages of every platform', () => {
    expect(missingInLock(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))).toEqual([])
  })
})

/** What a rule says about a source that does not exist. */
function about(rule: (source: ReturnType<typeof sourceFrom>) => readonly string[], path: string, text: string): string {
  return rule(sourceFrom(path, text)).join('\n')
}

describe('each rule fires', () => {
  test.each([
    ['shared/x.ts', `import { a } from '../electron/core/plan.ts'`, 'shared may import nothing of ours'],
    ['electron/core/x.ts', `import type { A } from '../engine/ports.ts'`, 'core may import shared'],
    ['electron/core/x.ts', `import { join } from 'node:path'`, 'core may use temporal-polyfill'],
    ['electron/engine/x.ts', `import { a } from '../ledger/ledger.ts'`, 'engine may import core, shared'],
    ['electron/engine/x.ts', `import { z } from 'zod'`, 'engine may use no packages and no modules of Node'],
    ['electron/http/x.ts', `import { a } from '../engine/ports.ts'`, 'engine/ports types'],
    ['electron/http/x.ts', `import { a, type B } from '../engine/ports.ts'`, 'engine/ports types'],
    ['electron/notion/x.ts', `import { a } from '../core/plan.ts'`, 'core/fields'],
    ['electron/notion/x.ts', `import { a } from '../ledger/ledger.ts'`, 'notion may import'],
    ['electron/ledger/x.ts', `import { a } from '../host/log.ts'`, 'ledger may import'],
    ['electron/ledger/x.ts', `import { DatabaseSync } from 'node:sqlite'`, 'only electron/ledger/database.ts'],
    ['electron/host/x.ts', `import { a } from '../sandbox/store.ts'`, 'host may import'],
    ['electron/host/x.ts', `import { app } from 'electron'`, 'host may use node'],
    ['electron/host/x.ts', `import Store from 'electron-store'`, 'host may use node'],
    ['electron/host/x.ts', `import { a } from '../command-line/call.ts'`, 'host may import'],
    ['electron/sandbox/x.ts', `import { a } from '../../shared/value.ts'`, 'sandbox may import nothing of ours'],
    ['electron/sandbox/x.ts', `import { z } from 'zod'`, 'sandbox may use node'],
    ['electron/command-line/x.ts', `import { a } from '../http/budget.ts'`, 'http/exchange'],
    ['electron/command-line/x.ts', `import { a } from '../notion/gateway.ts'`, 'notion types'],
    ['electron/desktop/x.ts', `import { a } from '../engine/run.ts'`, 'desktop may import host, http/exchange, shared'],
    ['electron/preload.ts', `import { a } from './host/log.ts'`, 'preload may import shared'],
    ['electron/cli.ts', `import { app } from 'electron'`, 'cli may use node'],
    ['renderer/x.tsx', `import { readFile } from 'node:fs'`, 'renderer may use *'],
    ['renderer/x.tsx', `import { ipcRenderer } from 'electron'`, 'renderer may use *'],
    ['renderer/x.tsx', `import { a } from '../electron/core/health.ts'`, 'renderer may import shared'],
    ['electron/misplaced/x.ts', '', 'is no layer of the house'],
    ['electron/host/x.ts', `import { a } from '../cli.ts'`, 'nobody imports an entry'],
    ['electron/host/x.ts', `import { setTimeout } from 'node:timers/promises'`, 'only nobody may import'],
    ['electron/host/x.ts', `import { a } from './log'`, 'name the file with its ending'],
    ['electron/core/x.ts', `export { a } from '../host/log.ts'`, 'core may import shared'],
    ['electron/core/x.ts', `export const a = () => import('../host/log.ts')`, 'core may import shared'],
    ['electron/core/x.ts', `export type A = import('../host/log.ts').Log`, 'core may import shared'],
    ['electron/host/x.ts', 'export const a = (name: string) => import(name)', 'not written out'],
  ])('in %s: %s', (path, text, says) => {
    const said = about(wrongImports, path, text)
    expect(said).toContain(path)
    expect(said).toContain(says)
  })

  test.each([
    ['electron/http/x.ts', `import type { A } from '../engine/ports.ts'`],
    ['electron/http/x.ts', `import { type A, type B } from '../engine/ports.ts'`],
    ['electron/command-line/x.ts', `import type { A } from '../notion/gateway.ts'`],
    ['electron/core/x.ts', `import { a } from './plan.ts'`],
    ['renderer/x.tsx', `import { useState } from 'react'`],
  ])('but not in %s: %s', (path, text) => {
    expect(about(wrongImports, path, text)).toBe('')
  })

  test('on cycles, of types as well, each once', () => {
    const one = sourceFrom('shared/a.ts', `import { b } from './b.ts'`)
    const other = sourceFrom('shared/b.ts', `import type { C } from './c.ts'`)
    const third = sourceFrom('shared/c.ts', `export const c = () => import('./a.ts')`)
    expect(cycles([one, other, third])).toEqual(['shared/a.ts -> shared/b.ts -> shared/c.ts -> (again): no cycles'])
    expect(cycles([one, other])).toEqual([])
  })

  test.each([
    ['export default 1', 'no default'],
    ['const a = 1; export { a as default }', 'no default'],
    [`export { a } from './a.ts'`, 'no barrels'],
    [`export * from './a.ts'`, 'no barrels'],
    [`export type { A } from './a.ts'`, 'no barrels'],
    [`import { a } from './a.ts'; export { a }`, 'no barrels'],
  ])('on the export in: %s', (text, says) => {
    expect(about(wrongExports, 'electron/host/x.ts', text)).toContain(says)
  })

  test.each([
    'electron/host/index.ts',
    'electron/host/utils.ts',
    'electron/host/date-helpers.ts',
    'electron/host/run-manager.ts',
    'electron/host/service.ts',
    'electron/host/realClock.ts',
    'electron/host/Clock.ts',
    'electron/host/real_clock.ts',
    'renderer/theColours.ts',
    'test/common.test.ts',
  ])('on the name %s', (path) => {
    expect(wrongName(path).join()).toContain(path)
  })

  test('but not on good names', () => {
    const good = ['electron/host/real-clock.ts', 'renderer/Conflicts.tsx', 'test/host/log.test.ts', 'test/x.d.ts']
    expect(good.flatMap(wrongName)).toEqual([])
  })

  test('on a file without a first comment, and on a lonely one', () => {
    expect(about(missingHeader, 'shared/x.ts', 'const a = 1 /* late */')).toContain('begins with a comment')
    expect(about(missingHeader, 'electron/cli.ts', '#!/usr/bin/env node\n/** What it is. */\nexport {}')).toBe('')
    expect(lonelyFiles([{ path: 'electron/core/parts/only.ts' }]).join()).toContain('at least two')
  })

  test.each([
    ['Date.now()', 'Date.now', 'Clock'],
    ['const now = Date.now', 'Date.now', 'Clock'],
    ['const { now } = Date', 'Date.now', 'Clock'],
    [`Date['now']()`, 'Date.now', 'Clock'],
    ['new Date()', 'Date()', 'Clock'],
    ['Date()', 'Date()', 'Clock'],
    ['performance.now()', 'performance.now', 'Clock'],
    ['Temporal.Now.instant()', 'Temporal.Now', 'Clock'],
    ['setTimeout(() => {}, 1)', 'setTimeout', 'Clock.sleep'],
    ['const wait = setInterval', 'setInterval', 'Clock.sleep'],
    ['AbortSignal.timeout(5)', 'AbortSignal.timeout', 'Clock.sleep'],
    ['Math.random()', 'Math.random', 'Random'],
    ['crypto.randomUUID()', 'crypto.randomUUID', 'Random'],
    [`fetch('https://example.org')`, 'fetch', 'handed in'],
    ['const ports = { fetch }', 'fetch', 'handed in'],
    ['function a(fetch) { return fetch() }; fetch()', 'fetch', 'handed in'],
    ['process.env.HOME', 'process.env', 'by the entry'],
    [`process['env']`, 'process.env', 'by the entry'],
    ['const { env } = process', 'process.env', 'by the entry'],
    ['globalThis.fetch()', 'globalThis.fetch', 'by another name'],
    [`globalThis['Da' + 'te']`, 'globalThis.?', 'by another name'],
  ])('on what is taken from the air by: %s', (text, use, says) => {
    const said = about(takenFromTheAir, 'electron/host/x.ts', text)
    expect(said).toContain(`electron/host/x.ts uses ${use}:`)
    expect(said).toContain(says)
  })

  test.each([
    'new Date(0)',
    'const date = (now: () => Date) => now()',
    'type Fetch = typeof fetch',
    'interface A { setTimeout(): void; process: string }',
    'function a({ fetch }) { return fetch() }',
    'const a = (ports) => ports.fetch()',
    `const a = { fetch: 1, 'process': 2 }`,
    'import { process } from "./x.ts"; process()',
    'for (const process of []) process()',
    'try { f() } catch (process) { throw process }',
    'Math.max(1, 2)',
  ])('but not on: %s', (text) => {
    expect(about(takenFromTheAir, 'electron/host/x.ts', text)).toBe('')
  })

  test('and not in the files that own it', () => {
    expect(about(takenFromTheAir, 'electron/host/real-clock.ts', 'Date.now(); setTimeout(f, 1)')).toBe('')
    expect(about(takenFromTheAir, 'electron/host/real-clock.ts', 'fetch()')).toContain('uses fetch')
  })

  test.each([
    'export async function a() {}',
    'const a = async () => 1',
    'class A { async b() {} }',
    'await f()',
    'async function* a() { for await (const b of c) d(b) }',
    'const a = Promise.resolve(1)',
    'console.log(1)',
  ])('on a core that is not pure: %s', (text) => {
    expect(about(impure, 'electron/core/x.ts', text)).toContain('core is pure')
  })

  test('but not on a pure one', () => {
    expect(about(impure, 'electron/core/x.ts', 'export const a = (b: Promise<number>) => b')).toBe('')
  })

  test('on machine paths and registry hosts, and on a text that is no TypeScript', () => {
    const texts = [
      ['/wo', 'rk/main'],
      ['/ro', 'ot/.npm'],
      ['registry.', 'npmjs.org'],
      ['deb.', 'debian.org'],
    ]
    for (const parts of texts) {
      expect(namesMachines({ path: 'docs/x.md', text: `see ${parts.join('')}` }).join()).toContain('docs/x.md')
    }
    expect(() => sourceFrom('shared/x.ts', 'const = 1')).toThrow('cannot be parsed')
  })

  test('on a lock file without the packages of another platform', () => {
    const optionalDependencies = { 'x-linux': '1', 'x-darwin': '1' }
    const packages = { 'node_modules/a/node_modules/x': { optionalDependencies }, 'node_modules/x-linux': {} }
    expect(missingInLock({ packages })).toEqual([expect.stringContaining('x-darwin')])
    expect(missingInLock({ packages: { '': { optionalDependencies: { y: '1' } } } })).toHaveLength(1)
    expect(missingInLock({ packages: { ...packages, 'node_modules/a/node_modules/x-darwin': {} } })).toEqual([])
  })

  test('what Git ignores is not looked at, and a form of ignoring that nobody knows is said', () => {
    const ignored = ignoredBy('dist/\n*.log\n')
    expect(['dist/cli.js', 'a/x.log', '.git/config', 'distant.ts'].map(ignored)).toEqual([true, true, true, false])
    expect(() => ignoredBy('!keep')).toThrow('!keep')
  })
})

test('the table knows every folder it speaks of', () => {
  const named = Object.values(layers).flatMap(({ ours }) => ours.map((rule) => rule.split(/[ /]/)[0] ?? ''))
  expect(named.filter((name) => !(name in layers))).toEqual([])
})
