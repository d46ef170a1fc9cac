/** Tokens of the application: put in through the window, kept by the keychain, found in clear nowhere. */
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { safeStorage } from 'electron'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createCipher } from '../../electron/desktop/safe-storage.ts'
import { createSecret } from '../../electron/host/secret.ts'
import type { Argument } from '../../shared/ipc.ts'
import { channelOf, type RequestName } from '../../shared/ipc-names.ts'
import { smallSeed, stage, tokenFile } from '../e2e/stage.ts'
import { desk } from '../support/electron-desk.ts'
import { type Application, openWindow, snapshotOf, startApplication } from './applications.ts'

let application: Application | null = null

afterEach(async () => {
  await application?.quit()
  application = null
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

function ask<Name extends RequestName>(name: Name, argument: Argument<Name>): Promise<unknown> {
  return openWindow().webContents.invoke(channelOf(name), argument)
}

/** The application over a sandbox with one profile, whose token still comes from the environment. */
async function withProfile() {
  const set = await stage(smallSeed(2))
  await set.addAnna()
  application = await startApplication({ home: set.home, env: set.env })
  return { ...set, token: set.furnished.tokens['anna'] ?? '' }
}

test('a token put in through the window is found in clear nowhere', async () => {
  const printed: string[] = []
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0)
  }
  const { token, sandbox, home, env } = await withProfile()
  const refused = 'ntn_refusedCanaryRefusedCanary'
  expect(await ask('save-token', { entry: null, token: refused })).toMatchObject({
    kind: 'failure',
    error: { category: 'credentials' },
  })
  const saved = await ask('save-token', { entry: null, token })
  expect(saved).toEqual({ kind: 'ok', value: { entry: expect.any(String), workspaceName: 'Anna' } })
  const { entry } = (saved as { value: { entry: string } }).value

  const reference = { kind: 'desktop', entry } as const
  const changes = { privateToken: reference, sharedToken: reference }
  expect(await ask('submit', { action: 'set-profile', name: 'anna', changes })).toMatchObject({ kind: 'ok' })
  expect(await ask('sync-now', { profile: null, kind: 'full' })).toEqual({ kind: 'ok', value: null })
  await application?.quit()

  // The next start has it from the keychain alone.
  application = await startApplication({ home, env: { ...env, TOKEN_ANNA: '' } })
  await expect.poll(() => desk.happened.windows.length).toBe(1)
  expect(await ask('sync-now', { profile: null, kind: 'full' })).toEqual({ kind: 'ok', value: null })
  // And one that Notion refuses from now on is told of, everywhere that something can be told.
  for (const id of sandbox.store.connections.keys()) sandbox.admin.revoke(id)
  expect(await ask('sync-now', { profile: null, kind: 'full' })).toMatchObject({ kind: 'failure' })
  for (const name of ['problems', 'conflicts', 'held'] as const) await ask(name, { profile: null })
  await ask('runs', {
    profile: null,
    state: null,
    kind: null,
    withChanges: null,
    from: null,
    to: null,
    offset: 0,
    limit: 100,
  })
  const told = { happened: [desk.happened.sent, desk.happened.dialogs, desk.happened.notifications], printed }
  const drawn = desk.happened.trays.map(({ tooltip, menu }) => [tooltip, menu?.entries])
  await application.quit()

  const files = globSync('**/*', { cwd: home }).filter((path) => statSync(join(home, path)).isFile())
  expect(files).toEqual(expect.arrayContaining(['settings.json', 'credentials.json', 'ledger.sqlite']))
  expect(files.some((path) => path.endsWith('.log'))).toBe(true)
  for (const canary of [token, refused]) {
    const forms = [
      canary,
      Buffer.from(canary).toString('base64').replace(/=+$/, ''),
      Buffer.from(canary).toString('hex'),
    ]
    for (const form of forms) {
      const inFiles = files.filter((path) => readFileSync(join(home, path)).includes(form))
      expect(inFiles).toEqual([])
      expect(JSON.stringify([told, drawn]).includes(form)).toBe(false)
    }
    const wide = Buffer.from(canary, 'utf16le')
    expect(files.filter((path) => readFileSync(join(home, path)).includes(wide))).toEqual([])
  }
})

describe('a computer that cannot encrypt', () => {
  const computer = { backend: 'basic_text' } as const

  async function unprotected(answers: number[]) {
    const set = await stage(smallSeed(1))
    application = await startApplication({ home: set.home, env: set.env, computer: { ...computer, answers } })
    await expect.poll(async () => (await snapshotOf()).credentials.state).toBe('unprotected')
    return { ...set, token: set.furnished.tokens['anna'] ?? '' }
  }

  test('asks before it keeps a token, and no is the answer of whoever only closes the question', async () => {
    const { token, home } = await unprotected([])
    expect(await ask('save-token', { entry: null, token })).toMatchObject({ kind: 'failure' })
    expect(desk.happened.dialogs).toMatchObject([
      { kind: 'message', options: { type: 'warning', defaultId: 0, cancelId: 0 } },
    ])
    expect(globSync('credentials.json', { cwd: home })).toEqual([])
  })

  test('keeps it after a yes, says so, and does not ask again', async () => {
    const { token } = await unprotected([1])
    expect(await ask('save-token', { entry: null, token })).toMatchObject({ kind: 'ok' })
    expect(await ask('save-token', { entry: null, token })).toMatchObject({ kind: 'ok' })
    expect(desk.happened.dialogs).toHaveLength(1)
    expect((await snapshotOf()).credentials).toMatchObject({
      state: 'available',
      message: expect.stringContaining('without encryption'),
    })
  })

  test('a page cannot agree for the user, but may refuse', async () => {
    await unprotected([])
    expect(await ask('accept-unprotected', { agree: true })).toMatchObject({ kind: 'failure' })
    expect((await snapshotOf()).credentials.state).toBe('unprotected')
    expect(await ask('accept-unprotected', { agree: false })).toMatchObject({ kind: 'ok' })
    expect(desk.happened.dialogs).toHaveLength(1)
  })
})

test('a token file is chosen in a dialog, taken over, and left where it is', async () => {
  const { token } = await withProfile()
  expect(await ask('import-token-file', null)).toEqual({ kind: 'ok', value: null })
  const path = tokenFile(token)
  desk.computer.answers.push([path])
  expect(await ask('import-token-file', null)).toMatchObject({ kind: 'ok', value: { workspaceName: 'Anna' } })
  expect(readFileSync(path, 'utf8')).toContain(token)
})

test('a locked keychain is told with its remedy, loses nothing, and opens with the session', async () => {
  const { token, home, env } = await withProfile()
  await ask('save-token', { entry: null, token })
  const before = readFileSync(join(home, 'credentials.json'), 'utf8')
  await application?.quit()
  application = await startApplication({ home, env, computer: { keyRing: 'locked' } })
  await expect.poll(async () => (await snapshotOf()).credentials.state).toBe('locked')
  expect((await snapshotOf()).credentials.remedy).not.toBe('')
  desk.computer.keyRing = 'open'
  desk.powerMonitor.fire('unlock-screen')
  await expect.poll(async () => (await snapshotOf()).credentials.state).toBe('available')
  expect(readFileSync(join(home, 'credentials.json'), 'utf8')).toBe(before)
})

describe('the keychain of the computer', () => {
  const cipher = (system: 'win32' | 'darwin' | 'linux' = 'linux') => createCipher({ safeStorage, system })

  beforeEach(async () => {
    desk.startAnew()
    await desk.becomeReady()
  })

  test.each([
    ['open, with a password store, it is available', {}, 'available'],
    ['without a password store it is unprotected', { backend: 'basic_text' }, 'unprotected'],
    ['with a password store that is chosen and does not work it is unprotected', { fixedKey: true }, 'unprotected'],
    ['locked it is locked', { keyRing: 'locked' }, 'locked'],
    ['absent it is unavailable', { keyRing: 'absent' }, 'unavailable'],
  ] as const)('%s', async (_what, changes, state) => {
    Object.assign(desk.computer, changes)
    expect(await cipher().state()).toBe(state)
  })

  test('the fixed key is known on Linux only: elsewhere the same beginning means the keychain', async () => {
    desk.computer.fixedKey = true
    expect([await cipher('darwin').state(), cipher('darwin').backend()]).toEqual(['available', 'keychain'])
    expect([await cipher('win32').state(), cipher('win32').backend()]).toEqual(['available', 'dpapi'])
  })

  test('what is sealed opens again, and what cannot be opened is one word and no text', async () => {
    const secret = createSecret('ntn_abcdefgh')
    const sealed = await cipher().seal(secret)
    const text = sealed.kind === 'done' ? sealed.value : ''
    expect(text).not.toContain('ntn_')
    const opened = await cipher().open(text)
    expect(opened.kind === 'done' && opened.value.secret.reveal()).toBe('ntn_abcdefgh')
    desk.computer.keyRing = 'locked'
    expect([await cipher().open(text), await cipher().seal(secret)]).toEqual([{ kind: 'locked' }, { kind: 'locked' }])
    Object.assign(desk.computer, { keyRing: 'open', backend: 'kwallet6' })
    expect([await cipher().open(text), await cipher().open('nonsense')]).toEqual([
      { kind: 'unreadable' },
      { kind: 'unreadable' },
    ])
  })
})
