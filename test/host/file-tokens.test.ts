/** Tokens on a computer without a keychain: kept only when the user agreed, in files that every later start finds. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { browserSurroundings, browserTokens } from '../../electron/host/browser-window.ts'
import { openConf } from '../../electron/host/conf-store.ts'
import { readToken } from '../../electron/host/credentials.ts'
import { createFileTokens } from '../../electron/host/file-tokens.ts'
import { createSecret } from '../../electron/host/secret.ts'
import { describeVault } from '../../electron/host/token-keeping.ts'
import { failure, ok } from '../../shared/failure.ts'
import { createTestRandom } from '../support/random.ts'
import { unwrap } from '../support/world.ts'
import { newFolder } from './homes.ts'

const TOKEN = 'ntn_abcdefghijklmnop'
const identity = { workspace: 'w', workspaceName: 'Home', bot: 'b', personal: false }

function tokensIn(folder: string) {
  const files = createFileTokens({ folder, openStore: openConf, random: createTestRandom(1) })
  const shown: string[] = []
  let changes = 0
  const keeping = browserTokens({
    home: {
      hide: () => {},
      // Only this is asked of them.
      connections: {
        identify: async (token: string) => {
          shown.push(token)
          return token === TOKEN ? ok(identity) : failure('credentials', 'no', { reason: 'token-refused' })
        },
      } as never,
    },
    files,
    signal: new AbortController().signal,
    onChanged: () => {
      changes += 1
    },
  })
  return { files, keeping, shown, changes: () => changes }
}

test('nothing is kept, and nothing is shown to Notion, before the user agreed', async () => {
  const folder = newFolder()
  const { files, keeping, shown } = tokensIn(folder)
  expect(files.state()).toBe('unprotected')
  expect(await keeping.save(null, TOKEN)).toMatchObject({ kind: 'failure', reason: 'keychain-unprotected' })
  expect(await files.save(null, createSecret(TOKEN))).toMatchObject({ reason: 'keychain-unprotected' })
  expect([shown, readdirSync(folder)]).toEqual([[], []])
  expect(describeVault(files, 'de').remedy).not.toBe('')
})

test('after it the token lies in a file for its owner alone, and the next start finds it', async () => {
  const folder = newFolder()
  const { keeping, files, changes } = tokensIn(folder)
  unwrap(await keeping.acceptUnprotected(true))
  const { entry, workspaceName } = unwrap(await keeping.save(null, ` ${TOKEN}\n`))
  expect([workspaceName, changes()]).toEqual(['Home', 2])
  const reference = files.reference(entry)
  expect(reference).toEqual({ kind: 'file', path: join(folder, 'tokens', entry) })
  expect(statSync(join(folder, 'tokens', entry)).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder, 'tokens')).mode & 0o777).toBe(0o700)
  expect(unwrap(readToken(reference, { env: {}, platform: 'linux' })).reveal()).toBe(TOKEN)
  const next = tokensIn(folder).files
  expect([next.state(), next.entries(), describeVault(next, 'en').remedy]).toEqual(['available', [entry], ''])
  expect(readFileSync(join(folder, 'credentials.json'), 'utf8')).not.toContain(TOKEN)
})

test('a token that Notion refuses is not kept, and leaves the one before it where it is', async () => {
  const folder = newFolder()
  const { keeping, files } = tokensIn(folder)
  await keeping.acceptUnprotected(true)
  const { entry } = unwrap(await keeping.save(null, TOKEN))
  expect(await keeping.save(entry, 'ntn_another_one')).toMatchObject({ kind: 'failure', reason: 'token-refused' })
  expect(readFileSync(join(folder, 'tokens', entry), 'utf8').trim()).toBe(TOKEN)
  unwrap(await files.forget(entry))
  expect([existsSync(join(folder, 'tokens', entry)), files.entries()]).toEqual([false, []])
})

test.each([
  '../settings.json',
  'tokens/../../x',
  '/etc/passwd',
  '',
  'anna',
  'kept-',
  'kept-..',
  'kept-a/b',
  'kept-\u0000',
])('the entry %j names no file', async (entry) => {
  const folder = newFolder()
  const { files } = tokensIn(folder)
  unwrap(await files.acceptUnprotected(true))
  const before = readdirSync(folder, { recursive: true })
  expect(await files.save(entry, createSecret(TOKEN))).toMatchObject({ kind: 'failure', reason: 'unknown-id' })
  expect(await files.forget(entry)).toMatchObject({ kind: 'failure', reason: 'unknown-id' })
  expect(readdirSync(folder, { recursive: true })).toEqual(before)
})

test('files of the user beside them are neither listed nor touched', async () => {
  const folder = newFolder()
  const { files, keeping } = tokensIn(folder)
  await keeping.acceptUnprotected(true)
  await keeping.save(null, TOKEN)
  writeFileSync(join(folder, 'tokens', 'anna'), 'mine')
  expect(files.entries()).not.toContain('anna')
})

test('what was agreed can be taken back: from then on nothing new is kept', async () => {
  const { keeping, files } = tokensIn(newFolder())
  await keeping.acceptUnprotected(true)
  unwrap(await keeping.acceptUnprotected(false))
  expect(files.unprotectedAccepted()).toBe(false)
  expect(await keeping.save(null, TOKEN)).toMatchObject({ reason: 'keychain-unprotected' })
})

test('a damaged file of credentials is said, and nothing is kept until it is settled', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'credentials.json'), '{"version":')
  const { files } = tokensIn(folder)
  expect(files.state()).toBe('unreadable')
  expect(await files.save(null, createSecret(TOKEN))).toMatchObject({ reason: 'token-unreadable' })
})

test('pages and files are handed to the browser; folders and dialogs it cannot have', async () => {
  const here = browserSurroundings('/home/anna/partner-sync')
  expect(await here.openAddress('https://www.notion.so/1')).toEqual(
    ok({ kind: 'address', url: 'https://www.notion.so/1' }),
  )
  const file = { name: 'a.csv', mediaType: 'text/csv' }
  expect(await here.saveFile({ ...file, content: 'ü' })).toEqual(
    ok({ kind: 'download', ...file, text: 'ü', encoding: 'utf8' }),
  )
  expect(await here.saveFile({ ...file, content: new Uint8Array([0, 255]) })).toEqual(
    ok({ kind: 'download', ...file, text: 'AP8=', encoding: 'base64' }),
  )
  expect(await here.openFolder('logs')).toMatchObject({
    reason: 'not-in-browser',
    subject: '/home/anna/partner-sync/logs',
  })
  expect(await here.setStartAtLogin(true)).toMatchObject({ reason: 'not-in-browser' })
  expect(await tokensIn(newFolder()).keeping.importFile()).toMatchObject({ reason: 'not-in-browser' })
})
