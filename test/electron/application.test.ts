/**
 * What only Electron's program can show: the application in it, as people start it.
 *
 * Needs `npm run build` and, on Linux, a display (`xvfb-run`). Without the program every test here is skipped, loudly.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { launch, newHome, program, root } from './true-binary.ts'

describe.runIf(program !== null)('in the true program', () => {
  test('the very first start shows the setup, from the own scheme, with the bridge and nothing else', async () => {
    const { page, home } = await launch()
    expect(page.url()).toBe('partner-sync://app/window.html#setup')
    await expect.poll(() => page.locator('#sentence').textContent()).not.toBe('')
    const found = await page.evaluate(
      "['require', 'process', 'module', 'Buffer', 'global', 'electron', 'partnerSync'].filter((name) => name in self)",
    )
    expect(found).toEqual(['partnerSync'])
    expect(existsSync(join(home, 'ledger.sqlite'))).toBe(true)
  })

  test('the page reaches nothing: no network, no other page, no window, no permission', async () => {
    const { page, app } = await launch()
    const attempts = await page.evaluate(`Promise.all([
      fetch('https://example.com').then(() => 'reached', () => 'refused'),
      fetch('partner-sync://app/window.js').then(() => 'reached', () => 'refused'),
      new Promise((done) => Object.assign(new Image(), { onload: () => done('reached'), onerror: () => done('refused') }).src = 'https://example.com/a.png'),
      Promise.resolve(window.open('https://example.com') === null ? 'refused' : 'reached'),
      navigator.permissions.query({ name: 'notifications' }).then(({ state }) => state === 'granted' ? 'reached' : 'refused'),
    ])`)
    expect(attempts).toEqual(['refused', 'refused', 'refused', 'refused', 'refused'])
    await page.evaluate("void (location.href = 'https://example.com')").catch(() => undefined)
    expect(page.url()).toContain('partner-sync://app/window.html')
    expect(app.windows()).toHaveLength(1)
  })

  test('a page outside the table is not there', async () => {
    const { app } = await launch()
    const status = await app.evaluate(async ({ session }) => {
      const reply = await session.fromPartition('window').fetch('partner-sync://app/main.js')
      return [reply.status, reply.headers.get('content-security-policy')?.includes("connect-src 'none'")]
    })
    expect(status).toEqual([404, true])
  })

  test('every process of a page is sandboxed, and its world is its own', async () => {
    const { app } = await launch()
    const metrics = await app.evaluate(({ app }) =>
      app.getAppMetrics().map(({ type, sandboxed }) => ({ type, sandboxed: sandboxed ?? null })),
    )
    const pages = metrics.filter(({ type }) => type === 'Tab')
    expect(pages.length).toBeGreaterThan(0)
    // Only macOS and Windows say it; as root on Linux there is no sandbox at all.
    expect(pages.filter(({ sandboxed }) => sandboxed === false)).toEqual([])
  })

  test('closing the window leaves the application, and a second start opens it again and ends itself', async () => {
    const home = newHome()
    const { app, page } = await launch(home)
    await page.close()
    const again = app.waitForEvent('window')
    const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const second = spawn(program ?? '', [root, ...flags], { env: { ...process.env, PARTNER_SYNC_HOME: home } })
    expect((await again).url()).toContain('partner-sync://app/window.html')
    expect(await once(second, 'exit')).toEqual([0, null])
  })

  test('quitting ends it and gives the home back', async () => {
    const { app, home } = await launch()
    const ended = once(app.process(), 'exit')
    await app.evaluate(({ app }) => app.quit())
    expect(await ended).toEqual([0, null])
    const { page } = await launch(home)
    expect(page.url()).toContain('partner-sync://app/window.html')
  })

  test('what the keychain seals, it opens; and what it is, is known', async () => {
    const { app } = await launch()
    const found = await app.evaluate(async ({ safeStorage }) => {
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return null
      const sealed = await safeStorage.encryptStringAsync('partner-sync')
      const { result } = await safeStorage.decryptStringAsync(sealed)
      return { result, begins: sealed.subarray(0, 3).toString('latin1') }
    })
    expect(found === null || found.result === 'partner-sync').toBe(true)
    // On Linux the beginning tells a keyring from the fixed key that everybody knows.
    expect(found === null || process.platform !== 'linux' || /^v\d\d$/.test(found.begins)).toBe(true)
  })
})
