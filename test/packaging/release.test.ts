/**
 * The release workflow as text: what it may do, what it runs, where secrets reach; and that all versions agree.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { versionOf } from '../../build/installed-electron.ts'
import { root } from '../../build/pack.ts'

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const workflow = read('.github/workflows/release.yml')
/** The text of each step of each job. */
const steps = workflow.split(/^ {6}- /m).slice(1)

const manifestSchema = z.object({
  version: z.string(),
  scripts: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
})
const manifest = manifestSchema.parse(JSON.parse(read('package.json')))
const lock = z
  .object({ version: z.string(), packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
  .parse(JSON.parse(read('package-lock.json')))

test('one version of the product is named everywhere', () => {
  expect([lock.version, lock.packages['']?.version]).toEqual([manifest.version, manifest.version])
})

test('one version of Electron is typed against, locked, installed and packed', () => {
  const packed = /^electronVersion: (.*)$/m.exec(read('electron-builder.yml'))?.[1]
  const wanted = manifest.devDependencies['electron']
  expect(wanted).toMatch(/^\d+\.\d+\.\d+$/)
  expect([
    packed,
    lock.packages['node_modules/electron']?.version,
    versionOf(join(root, 'node_modules/electron')),
  ]).toEqual([wanted, wanted, wanted])
})

test('every action is pinned to one commit, with the full version it stands for', () => {
  const uses = [...workflow.matchAll(/uses: (.*)$/gm)].map(([, what]) => what)
  expect(uses.length).toBeGreaterThan(3)
  expect(uses.filter((what) => !/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(what ?? ''))).toEqual([])
})

test('it may read the repository and nothing else, and leaves no token behind', () => {
  expect(workflow).toMatch(/^permissions: \{\}$/m)
  expect([...workflow.matchAll(/^ {6}([\w-]+): (read|write)$/gm)].map(([, what, right]) => `${what} ${right}`)).toEqual(
    ['contents read', 'contents read'],
  )
  const checkouts = steps.filter((step) => step.includes('actions/checkout@'))
  expect(checkouts.every((step) => step.includes('persist-credentials: false'))).toBe(true)
  expect(checkouts).toHaveLength(2)
  expect(workflow).not.toMatch(/pull_request|workflow_run|GITHUB_TOKEN|GH_TOKEN/)
})

test('it starts for tags alone, and makes packages only when all tests held', () => {
  expect(/^on:\n(?: {2}.*\n)+/m.exec(workflow)?.[0]).toBe(`on:\n  push:\n    tags: ['v*']\n`)
  expect(workflow).toContain('    needs: tests\n')
  expect(steps.some((step) => step.startsWith('run: bash .ci/run'))).toBe(true)
})

test('on each platform the suite for the real Electron comes before the packages, and its script exists', () => {
  for (const runner of ['ubuntu', 'windows', 'macos']) expect(workflow).toMatch(new RegExp(`runner: ${runner}-\\d+`))
  const suite = steps.findIndex((step) => step.includes('npm run test:electron'))
  const packing = steps.findIndex((step) => step.includes('npm run dist'))
  expect(suite).toBeGreaterThan(0)
  expect(packing).toBeGreaterThan(suite)
  const called = [...workflow.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script)
  expect(called.filter((script) => !(script in manifest.scripts))).toEqual([])
})

test('secrets reach the one step that signs, and the scripts it runs print none', () => {
  const knowing = steps.filter((step) => step.includes('secrets.'))
  expect(knowing).toHaveLength(1)
  expect(knowing[0]).toContain('run: npm run dist\n')
})

test('nothing updates itself: there is no updater, and none is told where to look', () => {
  const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(packages.filter((name) => /updater|squirrel/.test(name))).toEqual([])
  expect(existsSync(join(root, 'dev-app-update.yml'))).toBe(false)
  expect(read('electron-builder.yml')).toMatch(/^publish: null$/m)
})

test('a signed Mac program may compile while it runs, and asks for no other exception', () => {
  const keys = [...read('build/entitlements.mac.plist').matchAll(/<key>(.*)<\/key>\s*<true\/>/g)].map(([, key]) => key)
  expect(keys).toEqual(['com.apple.security.cs.allow-jit'])
  // Apple's reader of entitlements does not know comments.
  expect(read('build/entitlements.mac.plist')).not.toContain('<!--')
})
