import { cpSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { runSchema } from '../../shared/contract.ts'
import { folder, run, start } from './stage.ts'

const root = resolve(import.meta.dirname, '../..')

test('the demo syncs twice, the second run writes nothing, and it ends with 0', async () => {
  const ended = await run(['demo', '--once', '--json'])
  expect(ended.stderr).toBe('')
  expect(ended.code).toBe(0)
  const { runs } = z.strictObject({ runs: z.array(runSchema) }).parse(ended.json())
  expect(runs.map((one) => one.profile)).toEqual(['anna', 'ben', 'anna', 'ben'])
  expect(runs.slice(2).map((one) => one.requests.write)).toEqual([0, 0])
  expect(runs[0]?.stats.conflicts).toBe(2)
})

test('people see what happened as tables, in German', async () => {
  const ended = await run(['demo', '--once', '--lang', 'de'])
  expect(ended.code).toBe(0)
  for (const text of ['Erster Abgleich', 'Dachzelt', 'Grillabend', 'hat nichts geschrieben']) {
    expect(ended.stdout).toContain(text)
  }
})

test('the demo keeps syncing while its sandbox can be edited, until it is stopped', async () => {
  const demo = start(['demo', '--json'])
  await demo.said('"event":"sandbox"')
  await demo.said('"event":"run"')
  await demo.said('"event":"window"')
  demo.kill('SIGINT')
  const ended = await demo.ended
  expect(ended.code).toBe(130)
  const [first] = ended.stdout.split('\n')
  expect(JSON.parse(first ?? '')).toMatchObject({
    event: 'sandbox',
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/) as string,
  })
})

test('the sandbox prints address, tokens and databases, and answers until it is stopped', async () => {
  const sandbox = start(['sandbox', '--json'])
  await sandbox.said('"url"')
  sandbox.kill('SIGTERM')
  const ended = await sandbox.ended
  expect(ended.code).toBe(143)
  expect(Object.keys(ended.json())).toEqual(['url', 'tokens', 'databases'])
})

test('the bundle starts where nothing is installed, an entry and its parts, with the window and the licences', async () => {
  const place = folder()
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: join(place, 'dist') },
  })
  expect(readdirSync(join(place, 'dist')).sort()).toEqual(['LICENSES.md', 'cli.js', 'parts', 'window'])
  const moved = folder()
  cpSync(join(place, 'dist'), join(moved, 'dist'), { recursive: true })
  const entry = join(moved, 'dist', 'cli.js')
  expect(await run(['status', '--json', '--home', join(moved, 'home')], { entry })).toMatchObject({ code: 0 })
  expect(await run(['demo', '--once', '--json'], { entry })).toMatchObject({ code: 0 })
  const served = start(['run', '--ui', '--json', '--home', join(moved, 'home')], { entry })
  await served.said('"event":"window"')
  served.kill('SIGTERM')
  expect(await served.ended).toMatchObject({ code: 143 })
})

test('a Node without SQLite is told in one sentence which one is needed', async () => {
  const nodeFlags = ['--no-experimental-sqlite']
  const told = await run(['status'], { nodeFlags })
  expect(told.code).toBe(2)
  expect(told.stderr).toMatch(/^Partner Sync needs Node 24 or newer; this is v[\d.]+\.\n$/)
  const german = await run(['status', '--json', '--lang', 'de'], { nodeFlags })
  expect(german.json()).toMatchObject({
    error: { category: 'usage', message: expect.stringMatching(/braucht Node 24/) as string },
  })
})
