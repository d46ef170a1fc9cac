import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readToken } from '../../electron/host/credentials.ts'
import { createSecret, type Secret } from '../../electron/host/secret.ts'
import type { Result } from '../../shared/failure.ts'
import { newFolder } from './homes.ts'

const CANARY = 'ntn_canary0123456789canary'
const fromFile = (path: string, platform = 'linux') => readToken({ kind: 'file', path }, { env: {}, platform })
const fromVariable = (value: string | undefined) =>
  readToken({ kind: 'environment', variable: 'ANNA_TOKEN' }, { env: { ANNA_TOKEN: value }, platform: 'linux' })
const revealed = (result: Result<Secret>): string | null => (result.kind === 'ok' ? result.value.reveal() : null)

function tokenFile(content: string, mode = 0o600): string {
  const path = join(newFolder(), 'token')
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

describe('a token file', () => {
  test('that its owner alone can read gives its token, without the line end', () => {
    expect(revealed(fromFile(tokenFile(`\uFEFF${CANARY}\r\n`)))).toBe(CANARY)
    expect(revealed(fromFile(tokenFile(CANARY, 0o400)))).toBe(CANARY)
  })

  test.each([0o640, 0o604, 0o644, 0o660, 0o620])('that others may use (%o) is refused by its path', (mode) => {
    const path = tokenFile(CANARY, mode)
    const result = fromFile(path)
    expect(result).toMatchObject({ category: 'credentials', reason: 'token-file-readable', subject: path })
    expect(JSON.stringify(result)).not.toContain(CANARY)
  })

  test('is not judged by modes where there are none', () => {
    expect(revealed(fromFile(tokenFile(CANARY, 0o644), 'win32'))).toBe(CANARY)
  })

  test('behind a link is judged by where the link leads', () => {
    const folder = newFolder()
    const link = join(folder, 'link')
    symlinkSync(tokenFile(CANARY, 0o644), link)
    expect(fromFile(link)).toMatchObject({ reason: 'token-file-readable', subject: link })
  })

  test.each([
    ['nothing', ''],
    ['white space', ' \n\n'],
    ['two lines', `${CANARY}\nand more`],
    ['a letter that no header can carry', 'ntn_ü'],
    ['far too much', 'x'.repeat(5000)],
  ])('that holds %s is refused without quoting it', (_, content) => {
    const result = fromFile(tokenFile(content))
    expect(result).toMatchObject({ category: 'credentials', reason: 'token-file-empty' })
    expect(JSON.stringify(result)).not.toContain(CANARY)
  })

  test('that is not there is named', () => {
    const path = join(newFolder(), 'none')
    expect(fromFile(path)).toMatchObject({ reason: 'token-file-missing', subject: path, code: 'ENOENT' })
  })

  test('that is a folder is refused', () => {
    const path = join(newFolder(), 'folder')
    mkdirSync(path, { mode: 0o700 })
    expect(fromFile(path)).toMatchObject({ reason: 'token-file-irregular', subject: path })
  })

  test('that is a pipe is refused instead of being waited for', () => {
    const path = join(newFolder(), 'pipe')
    execFileSync('mkfifo', ['-m', '600', path])
    expect(fromFile(path)).toMatchObject({ reason: 'token-file-irregular' })
  })
})

describe('an environment variable', () => {
  test('gives its token, trimmed', () => {
    expect(revealed(fromVariable(` ${CANARY}\n`))).toBe(CANARY)
  })
  test.each([undefined, '', '  ', 'two words'])('that holds %j is refused by its name', (value) => {
    expect(fromVariable(value)).toMatchObject({
      category: 'credentials',
      reason: 'token-variable-empty',
      subject: 'ANNA_TOKEN',
    })
  })
})

test('a token of the desktop is out of reach without one', () => {
  expect(readToken({ kind: 'desktop', entry: 'anna' }, { env: {}, platform: 'linux' })).toMatchObject({
    category: 'credentials',
    reason: 'token-desktop-only',
  })
})

test('a secret shows itself nowhere but through reveal', () => {
  const secret = createSecret(CANARY)
  const shown = [
    `${secret.toString()} ${[secret].join()}`,
    JSON.stringify({ secret }),
    inspect({ secret }, { showHidden: true, depth: 9 }),
    String(secret),
  ]
  expect(shown.join(' ')).not.toContain(CANARY)
  expect({ ...secret }).not.toContain(CANARY)
  expect(secret.reveal()).toBe(CANARY)
})
