import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { errorDocumentSchema } from '../../shared/contract.ts'
import { type Ended, folder, run, smallSeed, stage, tokenFile } from './stage.ts'

/** Exit code, category and sentences of a command that failed with `--json`; nothing else may be on the output. */
function error(ended: Ended) {
  const document = errorDocumentSchema.parse(ended.json())
  expect(document.error.remedy).not.toBe('')
  expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1)
  return { code: ended.code, ...document.error }
}

async function portOfNobody(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 1
}

describe('what is typed wrongly ends with 2 and names itself', () => {
  test.each([
    [['sync', '--bogus'], '--bogus'],
    [['snyc'], 'snyc'],
    [['profile', 'add', 'x'], '--private-token-env'],
    [['history', '--limit', 'many'], '--limit many'],
    [['sync', '--page', 'Dachzelt'], '--page Dachzelt'],
    [['status', '--profile', 'nobody'], 'nobody'],
    [['conflicts', 'resolve', 'x', '--keep', 'mine'], '--keep mine'],
    [['status', '--lang', 'fr'], '--lang fr'],
    [[], 'COMMAND'],
  ])('%j', async (argv, subject) => {
    const wrong = error(await run([...argv, '--json', '--home', folder()]))
    expect(wrong).toMatchObject({ code: 2, category: 'usage' })
    expect(wrong.message).toContain(subject)
  })
})

test('every mistake is told in German as well', async () => {
  const ended = await run(['sync', '--bogus', '--lang', 'de', '--home', folder()])
  expect(ended.stdout).toBe('')
  expect(ended.stderr).toMatch(/Den Schalter „--bogus“ gibt es nicht\.\n\s+Ursache .*\n\s+Abhilfe /)
})

describe('a profile that cannot work is refused, and nothing is saved', () => {
  test('wrong token, wrong database, page instead of database', async () => {
    const { cli, addArguments, furnished } = await stage()
    const add = async (more: Readonly<Record<string, string>>, env = {}) =>
      error(await cli([...addArguments(more), '--json'], { env }))
    expect(await add({}, { TOKEN_ANNA: 'ntn_wrong' })).toMatchObject({ code: 2, category: 'credentials' })
    expect(await add({ '--private-token-env': 'NOTHING' })).toMatchObject({ code: 2, category: 'credentials' })
    expect(await add({ '--private-token-env': 'TOKEN_BEN_PRIVATE' })).toMatchObject({ code: 1, category: 'not-shared' })
    expect(await add({ '--private': furnished.rows['grill'] ?? '' })).toMatchObject({ code: 2, category: 'usage' })
    expect(await add({ '--shared': 'Unsere Termine' })).toMatchObject({ code: 2, category: 'usage' })
    expect((await cli(['profile', 'list', '--json'])).json()).toEqual({ profiles: [] })
  })

  test('missing property, property of the wrong type, both named', async () => {
    const { cli, addArguments, sandbox, furnished } = await stage(smallSeed(0))
    sandbox.admin.deleteProperty(furnished.dataSources['shared'] ?? '', 'SourceUserId')
    sandbox.admin.retypeProperty(furnished.dataSources['anna-private'] ?? '', 'SyncedToSharedId', 'number')
    const wrong = error(await cli([...addArguments(), '--json']))
    expect(wrong).toMatchObject({ code: 1, category: 'schema' })
    expect(wrong.detail).toContain('SourceUserId')
    expect(wrong.detail).toContain('SyncedToSharedId')
  })

  test('a token file that others can read', async () => {
    const { cli, addArguments, furnished } = await stage(smallSeed(0))
    const argv = addArguments().filter((word) => !/private-token-env/.test(word))
    const open = tokenFile(furnished.tokens['anna'] ?? '')
    chmodSync(open, 0o644)
    const position = argv.indexOf('TOKEN_ANNA')
    const withFile = (path: string) => [
      ...argv.slice(0, position),
      '--private-token-file',
      path,
      ...argv.slice(position + 1),
      '--json',
    ]
    const wrong = error(await cli(withFile(open)))
    expect(wrong).toMatchObject({ code: 2, category: 'credentials' })
    expect(wrong.message).toContain(open)
    chmodSync(open, 0o600)
    expect(await cli(withFile(open))).toMatchObject({ code: 0 })
  })
})

test('a token never leaves for an address that is neither https nor this computer', async () => {
  const { cli, addArguments } = await stage(smallSeed(0))
  for (const url of ['http://example.org', 'ftp://127.0.0.1', 'nonsense']) {
    const wrong = error(await cli([...addArguments(), '--json'], { env: { PARTNER_SYNC_NOTION_URL: url } }))
    expect(wrong).toMatchObject({ code: 2 })
  }
})

test('without network the run fails with 1, says so, and the next one goes on', async () => {
  const { cli, addAnna, rows } = await stage(smallSeed(1))
  await addAnna()
  const dead = { PARTNER_SYNC_NOTION_URL: `http://127.0.0.1:${await portOfNobody()}` }
  const offline = await cli(['sync', '--no-wait', '--json'], { env: dead })
  expect(offline.code).toBe(1)
  expect(offline.json()).toMatchObject({ runs: [{ state: 'failed', error: { category: 'network' } }] })
  const status = await cli(['status', '--json'])
  expect(status.json()).toMatchObject({ profiles: [{ state: 'offline' }] })
  expect(await cli(['sync'])).toMatchObject({ code: 0 })
  expect(rows('shared')).toHaveLength(1)
})

test('a token that was revoked stops the run with 2 and nothing is lost', async () => {
  const { cli, addAnna, sandbox, furnished } = await stage(smallSeed(1))
  await addAnna()
  sandbox.admin.revoke([...sandbox.store.connections.keys()][0] ?? '')
  const refused = await cli(['sync', '--json'])
  expect(refused.code).toBe(2)
  expect(refused.json()).toMatchObject({ runs: [{ state: 'failed', error: { category: 'credentials' } }] })
  const doctor = await cli(['doctor', '--json'])
  expect(doctor.code).toBe(2)
  const token = furnished.tokens['anna'] ?? ''
  for (const ended of [refused, doctor]) expect(ended.stdout + ended.stderr).not.toContain(token)
})

test('a corrupt settings.json gives way to the last good copy, and both are kept', async () => {
  const { cli, addAnna, home } = await stage(smallSeed(1))
  await addAnna()
  writeFileSync(join(home, 'settings.json'), '{"version": 1, "profil')
  const listed = await cli(['profile', 'list', '--json'])
  expect(listed.code).toBe(0)
  expect(listed.json()).toMatchObject({ profiles: [{ name: 'anna' }] })
  expect(listed.stderr).toContain('last good copy')
  expect(await cli(['sync'])).toMatchObject({ code: 0 })
  const kept = readdirSync(home).find((name) => name.startsWith('settings.damaged'))
  expect(readFileSync(join(home, kept ?? ''), 'utf8')).toContain('profil')
})

test('a corrupt settings.json without a copy ends with 2 and stays as it is', async () => {
  const home = folder()
  writeFileSync(join(home, 'settings.json'), 'rubbish')
  expect(error(await run(['sync', '--json', '--home', home]))).toMatchObject({ code: 2, category: 'settings' })
  expect(readFileSync(join(home, 'settings.json'), 'utf8')).toBe('rubbish')
})

test('a corrupt ledger is set aside and built anew from Notion, without duplicates', async () => {
  const { cli, addAnna, home, rows } = await stage(smallSeed(2))
  await addAnna()
  await cli(['sync'])
  for (const name of readdirSync(home).filter((each) => each.startsWith('ledger.sqlite'))) {
    writeFileSync(join(home, name), 'this is no database at all, and long enough to look like one')
  }
  const looked = await cli(['doctor', '--json'])
  expect(looked.code).toBe(1)
  expect(looked.json()).toMatchObject({ checks: [{ check: 'ledger', ok: false, category: 'ledger' }] })
  const rebuilt = await cli(['sync', '--json'])
  expect(rebuilt.code).toBe(0)
  expect(rebuilt.json()).toMatchObject({ runs: [{ stats: { created: 0, removed: 0 } }] })
  expect(rows('shared')).toHaveLength(2)
  expect(readdirSync(home).some((name) => name.startsWith('ledger.corrupt'))).toBe(true)
  expect(await cli(['status'])).toMatchObject({ code: 0 })
})

test('a home that cannot be written is told as a disk that cannot be written', async () => {
  const blocked = join(folder(), 'file')
  writeFileSync(blocked, 'a file where the folder should be')
  const home = join(blocked, 'home')
  expect(error(await run(['sync', '--json', '--home', home]))).toMatchObject({ code: 1, category: 'disk' })
})

test.runIf(process.platform === 'linux')(
  'a file system that takes no folder is told as one that cannot be written',
  async () => {
    const ended = await run(['sync', '--home', '/proc/partner-sync/home', '--lang', 'en'])
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('The folder cannot be written') as string })
  },
)

test('listing a profile that is not there is refused with 2, and a sync of paused ones says that nothing is due', async () => {
  const { cli, addAnna } = await stage(smallSeed(1))
  await addAnna()
  expect(error(await cli(['profile', 'list', '--profile', 'nobody', '--json']))).toMatchObject({ code: 2 })
  await cli(['pause'])
  expect(await cli(['sync', '--lang', 'en'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Nothing to sync') as string,
  })
})

test('help ends with 0, and the folder of nobody is not created by looking', async () => {
  const home = join(folder(), 'never')
  expect((await run(['--help', '--lang', 'de'])).stdout).toContain('Aufruf:')
  expect(await run(['status', '--home', home])).toMatchObject({ code: 0 })
  mkdirSync(home)
})
