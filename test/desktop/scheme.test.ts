/** The scheme of the window: a fixed table of files, each locked in by its headers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { answer, isOwnAddress, windowAddress } from '../../electron/desktop/scheme.ts'
import { servedFiles, windowHeaders } from '../../electron/host/window-files.ts'

const headers = windowHeaders('none')
const policy = headers['Content-Security-Policy'] ?? ''

const folder = mkdtempSync(join(tmpdir(), 'partner-sync-window-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
for (const { file } of servedFiles.values()) writeFileSync(join(folder, file), `content of ${file}`)
writeFileSync(join(folder, 'secret.txt'), 'secret')

test('every file of the table is served with its type and all headers', async () => {
  expect(isOwnAddress(windowAddress)).toBe(true)
  for (const [path, { file, type }] of servedFiles) {
    const reply = await answer({ method: 'GET', url: `partner-sync://app${path}` }, folder)
    expect(await reply.text()).toBe(`content of ${file}`)
    expect(Object.fromEntries(reply.headers)).toEqual({
      'content-type': type,
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    })
  }
})

test.each([
  'partner-sync://app/secret.txt',
  'partner-sync://app/',
  'partner-sync://app/../secret.txt',
  'partner-sync://app/%2e%2e/secret.txt',
  'partner-sync://app/window.html/../secret.txt',
  'partner-sync://app//window.html',
  'partner-sync://app/constructor',
  'partner-sync://other/window.html',
  'partner-sync://app:80/window.html',
  'partner-sync://user@app/window.html',
  'file:///window.html',
  'https://app/window.html',
])('%s is not there, and says so with the same headers', async (url) => {
  const reply = await answer({ method: 'GET', url }, folder)
  expect([reply.status, await reply.text(), reply.headers.get('Content-Security-Policy')]).toEqual([404, '', policy])
})

test('the policy lets the page connect to nothing, says so by name, and allows nothing that it does not name', () => {
  expect(policy).toContain("connect-src 'none'")
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe|\*|https?:|data:|blob:/)
})

test('nothing can be sent to it', async () => {
  for (const method of ['POST', 'PUT', 'HEAD'])
    expect((await answer({ method, url: windowAddress }, folder)).status).toBe(405)
})

test('a file that the installation lacks is not there, without a word about where it should be', async () => {
  const reply = await answer({ method: 'GET', url: windowAddress }, join(folder, 'nowhere'))
  expect([reply.status, await reply.text()]).toEqual([404, ''])
})

test('on loopback the page may speak with its own server, and the rest of the policy is the same', () => {
  const other = windowHeaders('self')['Content-Security-Policy'] ?? ''
  expect(other.replace("connect-src 'self'", "connect-src 'none'")).toBe(policy)
  expect(other).toContain("connect-src 'self'")
})
