/**
 * Promises about a disk that refuses, kept by real processes: what cannot be written down is not done, each refusal is
 * told in words, and with room again everything comes to rest without a second copy.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RequestFacts } from '../../electron/sandbox/faults.ts'
import { buildProgram, type Ended, type LifeOptions, type Program } from './life.ts'
import { type Act, expectedAfter, judgeAlways, judgeRest } from './oracle.ts'
import { createWorld, playAct, type World } from './world.ts'

let program: Program
beforeAll(() => {
  program = buildProgram()
})
afterAll(() => program.remove())

/** A world in which the first `act` acts were played and all but the last one synced. */
async function worldIn(act: Act): Promise<World> {
  const world = await createWorld({ entry: program.entry })
  for (const each of [0, 1, 2] as const) {
    if (each > act) break
    world.passMinutes(5)
    playAct(world, each)
    if (each < act) await comesToRest(world, each)
  }
  return world
}

const isWrite = ({ operation }: RequestFacts): boolean => operation === 'pages.create' || operation === 'pages.update'

/** Every write that reached Notion, with the page that it is about. */
function writesDuring(world: World): { readonly about: () => readonly string[]; readonly stop: () => void } {
  const writes: RequestFacts[] = []
  const stop = world.sandbox.beforeRequest((request) => {
    if (isWrite(request)) writes.push(request)
  })
  return { stop, about: () => writes.map((each) => pageIn(each)) }
}

/** The page that an update names in its path, and a create in its link. */
function pageIn({ operation, path, body }: RequestFacts): string {
  const text = operation === 'pages.create' ? body : path
  return (
    /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/.exec(
      text.replaceAll(/"parent":\{[^}]*\}/g, ''),
    )?.[0] ?? ''
  )
}

/** Pages that the ledger's intents and history speak of. */
function writtenDown(home: string): string {
  const database = new DatabaseSync(join(home, 'ledger.sqlite'), { readOnly: true })
  const records = database.prepare('SELECT record FROM intents UNION ALL SELECT record FROM changes').all()
  database.close()
  return JSON.stringify(records)
}

/** A sync that meets the disk, in the words of the program; then what it did is compared with what it wrote down. */
async function syncOn(world: World, disk: Partial<LifeOptions>): Promise<Ended> {
  const writes = writesDuring(world)
  const ended = await world.run(['sync', '--full', '--json'], disk)
  writes.stop()
  const known = writtenDown(world.home)
  expect(writes.about().filter((page) => !known.includes(page))).toEqual([])
  return ended
}

async function comesToRest(world: World, act: Act): Promise<void> {
  await world.passQuietTime()
  const ended = await world.run(['sync', '--full', '--json'])
  expect(ended.stderr).toBe('')
  expect([...judgeRest(world, expectedAfter(act, {})), ...judgeAlways(world)]).toEqual([])
  expect(readdirSync(world.home).filter((name) => name.includes('corrupt'))).toEqual([])
}

function errorOf({ stdout }: Ended): unknown {
  return (JSON.parse(stdout) as { readonly error?: unknown }).error // `--json` prints one document, always.
}

const full = { category: 'disk', message: 'The disk is full.', remedy: 'Free some space. Syncing goes on by itself.' }

describe('a disk without room for the ledger', () => {
  // From no room for a single intent to room for nearly everything.
  test.each([0, 2, 4, 7, 11])('%i pages from full: no write goes out that is not written down', async (pages) => {
    const world = await worldIn(0)
    const ended = await syncOn(world, { watched: true, env: { LEDGER_PAGES: String(pages) } })
    expect(ended).toMatchObject({ code: 1, signal: null, stderr: '' })
    expect(errorOf(ended)).toMatchObject(full)
    await comesToRest(world, 0)
    await world.close()
  })

  test('in the middle of updates and removals it stops there, and goes on when there is room', async () => {
    const world = await worldIn(1)
    const ended = await syncOn(world, { watched: true, env: { LEDGER_PAGES: '0' } })
    expect(errorOf(ended)).toMatchObject(full)
    await comesToRest(world, 1)
    await world.close()
  })

  test('does not end what runs in the background: it says so, waits for room, and ends when it is asked to', async () => {
    const world = await worldIn(0)
    const life = world.begin(['run'], { watched: true, env: { LEDGER_PAGES: '0' } })
    await life.says(`${full.message} ${full.remedy}`)
    life.ask()
    // Ended by the signal, in order; by itself it would have been 1.
    expect(await life.ended).toMatchObject({ code: 143, signal: null })
    await comesToRest(world, 0)
    await world.close()
  })

  test('says so in German too', async () => {
    const world = await worldIn(0)
    const ended = await world.run(['sync', '--lang', 'de'], { watched: true, env: { LEDGER_PAGES: '0' } })
    expect(ended).toMatchObject({ code: 1, signal: null, stdout: '' })
    expect(ended.stderr).toContain('Der Datenträger ist voll.')
    await world.close()
  })
})

describe.runIf(process.platform === 'linux')('files that may not grow', () => {
  test.each([0, 64, 150, 300, 500])('ledger and log up to %i KiB: told in words, never by a signal', async (limit) => {
    const world = await worldIn(0)
    const ended = await syncOn(world, { largestFileKiB: limit })
    expect(ended).toMatchObject({ code: 1, signal: null })
    expect(errorOf(ended)).toMatchObject({
      category: 'disk',
      message: expect.stringMatching(/^This computer could not save “(ledger|lock)\.sqlite”\.$/),
      remedy: expect.stringContaining('Nothing is written to Notion until saving works again.'),
    })
    await comesToRest(world, 0)
    await world.close()
  })

  test('a log that may not grow stops nothing, and is told', async () => {
    const world = await worldIn(1)
    // What there is to write is written first: the ledger's own log then stays below the limit, and only ours meets it.
    await world.run(['sync', '--full', '--json'])
    writeFileSync(join(world.home, 'logs', 'partner-sync.log'), `${'x'.repeat(2_000_000 - 1)}\n`)
    const ended = await world.run(['sync', '--full', '--json'], { largestFileKiB: 1953 })
    expect(ended).toMatchObject({ code: 3, signal: null })
    expect(ended.stderr).toBe(
      'The log cannot be written. Check whether the disk is full. Syncing goes on regardless.\n',
    )
    expect(judgeRest(world, expectedAfter(1, {}))).toEqual([])
    await world.close()
  })

  test('settings that cannot be saved stay as they were, and it is said', async () => {
    const world = await worldIn(0)
    const settings = join(world.home, 'settings.json')
    const before = readFileSync(settings, 'utf8')
    // Longer than the limit, which the ledger's log does not reach by being opened.
    const change = ['profile', 'set', 'anna', '--field', `Ort=Ort:busy=${'x'.repeat(120_000)}`, '--json']
    const ended = await world.run(change, { largestFileKiB: 100 })
    expect(ended).toMatchObject({ code: 1, signal: null })
    expect(errorOf(ended)).toMatchObject({
      category: 'disk',
      message: 'This computer could not save “settings.json”.',
    })
    expect(readFileSync(settings, 'utf8')).toBe(before)
    await world.close()
  })
})
