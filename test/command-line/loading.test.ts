/** A start loads what its command needs, and nothing else: that is most of what it takes. */
import { expect, test } from 'vitest'
import { readSources } from '../architecture/source.ts'

const sources = new Map(readSources().map((source) => [source.path, source]))

/** Our files and packages that are loaded with a file, whatever is called. */
function loadedWith(path: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(path)) return found
  found.add(path)
  for (const { path: ours, specifier, typesOnly, late } of sources.get(path)?.imports ?? []) {
    if (typesOnly || late) continue
    if (ours === null) found.add(specifier)
    else loadedWith(ours, found)
  }
  return found
}

const withEveryStart = [...loadedWith('electron/command-line/start.ts')]
const withAllLooks = [...loadedWith('electron/command-line/commands-lists.ts')]

test('help and version load neither engine nor ledger nor connector nor sandbox', () => {
  const heavy = /^electron\/(?:engine|ledger|notion|sandbox)\//
  // The error that a ledger throws is part of the port.
  expect(withEveryStart.filter((path) => heavy.test(path))).toEqual(['electron/engine/ledger-port.ts'])
  expect(withEveryStart).toContain('commander')
})

test('no start loads fetch by the module of the web server, unless it serves', () => {
  for (const loaded of [withEveryStart, withAllLooks]) expect(loaded).not.toContain('node:http')
  expect([...loadedWith('electron/command-line/commands-runs.ts')]).toContain('node:http')
})

test('what only looks loads nothing that writes settings, and no sandbox', () => {
  expect(withAllLooks).toContain('electron/ledger/open.ts')
  expect(withAllLooks.filter((path) => path === 'conf' || path.startsWith('electron/sandbox/'))).toEqual([])
})
