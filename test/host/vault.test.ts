/** Tokens of the desktop: sealed, had again, never lost, in clear nowhere. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { openConf } from '../../electron/host/conf-store.ts'
import { openHome } from '../../electron/host/open-home.ts'
import { createSecret } from '../../electron/host/secret.ts'
import { describeVault, keepToken, keepTokenFile } from '../../electron/host/token-keeping.ts'
import { createVault, type Vault } from '../../electron/host/vault.ts'
import type { Result } from '../../shared/failure.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestRandom } from '../support/random.ts'
import { addAppointments, createWorld, unwrap } from '../support/world.ts'
import { newFolder } from './homes.ts'
import { type KeyRing, keyRing } from './key-ring.ts'

const CANARY = 'ntn_canary0123456789canary'
const signal = new AbortController().signal

let seed = 0

function vaultIn(folder: string, ring: KeyRing, openStore = openConf): Vault {
  const clock = createTestClock()
  seed += 1
  return createVault({ folder, cipher: ring.cipher, openStore, clock, random: createTestRandom(seed) })
}

/** A folder in which a vault has saved the canary; the vault itself is gone. */
async function saved(ring = keyRing()): Promise<{ readonly folder: string; readonly entry: string; ring: KeyRing }> {
  const folder = newFolder()
  const { entry } = unwrap(await vaultIn(folder, ring).save(null, createSecret(CANARY)))
  return { folder, entry, ring }
}

async function unlocked(folder: string, ring: KeyRing): Promise<Vault> {
  const vault = vaultIn(folder, ring)
  await vault.unlock()
  return vault
}

const revealed = (vault: Vault, entry: string): string => {
  const found = vault.token(entry)
  return found.kind === 'ok' ? found.value.reveal() : `${found.reason}`
}
const file = (folder: string): string => join(folder, 'credentials.json')
const text = (folder: string): string => readFileSync(file(folder), 'utf8')
const reason = (result: Result<unknown>): string | null => (result.kind === 'failure' ? result.reason : 'none')

describe('a token that was saved', () => {
  test('is there again after a restart, and had without asking the keychain each time', async () => {
    const { folder, entry, ring } = await saved()
    const vault = await unlocked(folder, ring)
    const asked = ring.opened
    for (let times = 0; times < 5; times += 1) expect(revealed(vault, entry)).toBe(CANARY)
    expect(ring.opened).toBe(asked)
    expect(vault.state()).toBe('available')
    expect(vault.entries()).toEqual([entry])
  })

  test('stands in a file of its owner alone, as ciphertext beside the name of what sealed it', async () => {
    const { folder, entry } = await saved()
    expect(statSync(file(folder)).mode & 0o777).toBe(0o600)
    expect(text(folder)).not.toContain(CANARY)
    expect(text(folder)).not.toContain(Buffer.from(CANARY).toString('base64'))
    expect(JSON.parse(text(folder))).toMatchObject({ entries: { [entry]: { backend: 'gnome_libsecret' } } })
  })

  test('shows itself in no inspection of the vault', async () => {
    const { folder, ring } = await saved()
    const vault = await unlocked(folder, ring)
    expect(inspect(vault, { depth: 9, showHidden: true })).not.toContain(CANARY)
    expect(JSON.stringify(vault)).not.toContain(CANARY)
  })

  test('takes the place of the one under its entry, and leaves the others', async () => {
    const { folder, entry, ring } = await saved()
    const vault = await unlocked(folder, ring)
    const { entry: second } = unwrap(await vault.save(null, createSecret('ntn_second')))
    unwrap(await vault.save(entry, createSecret('ntn_newer')))
    const again = await unlocked(folder, ring)
    expect([revealed(again, entry), revealed(again, second)]).toEqual(['ntn_newer', 'ntn_second'])
  })

  test('is gone only when it is to be forgotten', async () => {
    const { folder, entry, ring } = await saved()
    const vault = await unlocked(folder, ring)
    unwrap(await vault.forget(entry))
    expect(revealed(vault, entry)).toBe('token-unreadable')
    expect(revealed(await unlocked(folder, ring), entry)).toBe('token-unreadable')
    expect(text(folder)).not.toContain(entry)
  })

  test('is still had when the disk refuses to forget it', async () => {
    const { folder, entry, ring } = await saved()
    const full: typeof openConf = () => ({
      write: () => {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      },
    })
    const vault = vaultIn(folder, ring, full)
    await vault.unlock()
    expect((await vault.forget(entry)).kind).toBe('failure')
    expect([revealed(vault, entry), vault.entries()]).toEqual([CANARY, [entry]])
  })
})

test('two tokens that are saved at the same time are both kept', async () => {
  const folder = newFolder()
  const ring = keyRing()
  const vault = vaultIn(folder, ring)
  const both = await Promise.all([vault.save('a', createSecret('ntn_a')), vault.save('b', createSecret('ntn_b'))])
  expect(both.map(reason)).toEqual(['none', 'none'])
  const again = await unlocked(folder, ring)
  expect([revealed(again, 'a'), revealed(again, 'b')]).toEqual(['ntn_a', 'ntn_b'])
})

describe('every state has its reason, its remedy, and deletes nothing', () => {
  test('before anything was asked it is locked', async () => {
    const { folder, entry, ring } = await saved()
    const vault = vaultIn(folder, ring)
    expect([vault.state(), revealed(vault, entry)]).toEqual(['locked', 'keychain-locked'])
  })

  test('locked: goes on by itself when the session is unlocked', async () => {
    const { folder, entry, ring } = await saved()
    const before = text(folder)
    ring.state = 'locked'
    const vault = await unlocked(folder, ring)
    expect([vault.state(), revealed(vault, entry)]).toEqual(['locked', 'keychain-locked'])
    expect(vault.token(entry)).toMatchObject({ category: 'credentials', repeat: 'later' })
    expect(reason(await vault.save(null, createSecret('ntn_other')))).toBe('keychain-locked')
    ring.state = 'available'
    await vault.unlock()
    expect([vault.state(), revealed(vault, entry)]).toEqual(['available', CANARY])
    expect(text(folder)).toBe(before)
  })

  test('locked later: what is open stays open', async () => {
    const { folder, entry, ring } = await saved()
    const vault = await unlocked(folder, ring)
    ring.state = 'locked'
    await vault.unlock()
    expect([vault.state(), revealed(vault, entry)]).toEqual(['locked', CANARY])
  })

  test('unavailable', async () => {
    const { folder, entry, ring } = await saved()
    const before = text(folder)
    ring.state = 'unavailable'
    const vault = await unlocked(folder, ring)
    expect([vault.state(), revealed(vault, entry)]).toEqual(['unavailable', 'keychain-unavailable'])
    expect(reason(await vault.save(entry, createSecret('ntn_other')))).toBe('keychain-unavailable')
    expect(text(folder)).toBe(before)
  })

  test('backend changed: going back to the former one brings everything back', async () => {
    const { folder, entry, ring } = await saved()
    const before = text(folder)
    ring.backend = 'kwallet6'
    const vault = await unlocked(folder, ring)
    expect([vault.state(), revealed(vault, entry)]).toEqual(['backend-changed', 'keychain-changed'])
    expect(text(folder)).toBe(before)
    ring.backend = 'gnome_libsecret'
    expect(revealed(await unlocked(folder, ring), entry)).toBe(CANARY)
  })

  test('backend changed: entering the token again mends it', async () => {
    const { folder, entry, ring } = await saved()
    ring.backend = 'kwallet6'
    const vault = await unlocked(folder, ring)
    unwrap(await vault.save(entry, createSecret('ntn_again')))
    expect([vault.state(), revealed(vault, entry)]).toEqual(['available', 'ntn_again'])
  })

  test('unreadable: an entry that was damaged', async () => {
    const { folder, entry, ring } = await saved()
    const found = JSON.parse(text(folder)) as { entries: Record<string, { sealed: string }> }
    const damaged = JSON.stringify({
      ...found,
      entries: { [entry]: { ...found.entries[entry], sealed: 'A'.repeat(60) } },
    })
    writeFileSync(file(folder), damaged)
    const vault = await unlocked(folder, ring)
    expect([vault.state(), revealed(vault, entry)]).toEqual(['unreadable', 'token-unreadable'])
    expect(text(folder)).toBe(damaged)
  })

  test.each(['{"version":1,"entries":', '[]', '42', '{"version":1,"entries":{"a":"b"}}'])(
    'unreadable: a file that holds %s stays, and is set aside when a token is entered again',
    async (content) => {
      const { folder, entry, ring } = await saved()
      writeFileSync(file(folder), content)
      const vault = await unlocked(folder, ring)
      expect([vault.state(), revealed(vault, entry)]).toEqual(['unreadable', 'token-unreadable'])
      expect(text(folder)).toBe(content)
      unwrap(await vault.save(entry, createSecret('ntn_again')))
      expect([vault.state(), revealed(vault, entry)]).toEqual(['available', 'ntn_again'])
      const kept = readdirSync(folder).find((name) => name.startsWith('credentials.damaged-'))
      expect(readFileSync(join(folder, kept ?? ''), 'utf8')).toBe(content)
    },
  )

  test('a file of a newer version is not touched', async () => {
    const { folder, ring } = await saved()
    writeFileSync(file(folder), '{"version":2}')
    const vault = vaultIn(folder, ring)
    expect(reason(await vault.unlock())).toBe('newer-version')
    expect(reason(await vault.save(null, createSecret(CANARY)))).toBe('newer-version')
    expect(text(folder)).toBe('{"version":2}')
  })

  test('what was opened with a keychain that wants it anew is sealed anew', async () => {
    const { folder, entry, ring } = await saved()
    const before = text(folder)
    ring.outdated = true
    expect(revealed(await unlocked(folder, ring), entry)).toBe(CANARY)
    ring.outdated = false
    expect(text(folder)).not.toBe(before)
    expect(revealed(await unlocked(folder, ring), entry)).toBe(CANARY)
  })
})

describe('without encryption', () => {
  test('nothing is kept unless the user agreed, and the default is no', async () => {
    const folder = newFolder()
    const ring = keyRing()
    Object.assign(ring, { state: 'unprotected', backend: 'basic_text' })
    const vault = await unlocked(folder, ring)
    expect(vault.state()).toBe('unprotected')
    expect(reason(await vault.save(null, createSecret(CANARY)))).toBe('keychain-unprotected')
    expect(readdirSync(folder)).toEqual([])
    unwrap(await vault.acceptUnprotected(false))
    expect(reason(await vault.save(null, createSecret(CANARY)))).toBe('keychain-unprotected')
  })

  test('who agreed can keep tokens, and is told how they lie there', async () => {
    const folder = newFolder()
    const ring = keyRing()
    Object.assign(ring, { state: 'unprotected', backend: 'basic_text' })
    const vault = await unlocked(folder, ring)
    unwrap(await vault.acceptUnprotected(true))
    const { entry } = unwrap(await vault.save(null, createSecret(CANARY)))
    const again = await unlocked(folder, ring)
    expect([again.state(), revealed(again, entry)]).toEqual(['available', CANARY])
    expect(describeVault(again, 'en').message).toContain('without encryption, as you agreed')
  })

  test('what a real keychain had is never sealed again by one that hides nothing', async () => {
    const { folder, entry, ring } = await saved()
    await vaultIn(folder, ring).acceptUnprotected(true)
    const before = text(folder)
    ring.state = 'unprotected'
    ring.outdated = true
    expect(revealed(await unlocked(folder, ring), entry)).toBe(CANARY)
    expect(text(folder)).toBe(before)
  })

  test('once there is a real keychain, what lay there unprotected is sealed by it', async () => {
    const folder = newFolder()
    const ring = keyRing()
    Object.assign(ring, { state: 'unprotected', backend: 'basic_text' })
    const vault = await unlocked(folder, ring)
    unwrap(await vault.acceptUnprotected(true))
    const { entry } = unwrap(await vault.save(null, createSecret(CANARY)))
    Object.assign(ring, { state: 'available', backend: 'gnome_libsecret' })
    expect(revealed(await unlocked(folder, ring), entry)).toBe(CANARY)
    expect(JSON.parse(text(folder))).toMatchObject({ entries: { [entry]: { backend: 'gnome_libsecret' } } })
    expect(text(folder)).not.toContain('plain:')
  })
})

test('a disk that takes only a part leaves the tokens as they were', async () => {
  const { folder, entry, ring } = await saved()
  const cut = vaultIn(folder, ring, () => ({
    write: (value) => writeFileSync(file(folder), JSON.stringify(value).slice(0, 50)),
  }))
  expect(await cut.save('b', createSecret('ntn_b'))).toMatchObject({ category: 'disk', subject: 'credentials.json' })
  expect(revealed(await unlocked(folder, ring), entry)).toBe(CANARY)
})

test('each state is described in both languages, with a remedy where there is trouble', () => {
  const states = ['available', 'locked', 'unavailable', 'unprotected', 'backend-changed', 'unreadable'] as const
  for (const state of states) {
    const vault = { state: () => state, unprotectedAccepted: () => false }
    const [english, german] = [describeVault(vault, 'en'), describeVault(vault, 'de')]
    expect(english.message).not.toBe(german.message)
    expect([english.state, english.remedy === '']).toEqual([state, state === 'available'])
  }
})

describe('a token that is entered on the desktop', () => {
  async function place() {
    const world = await createWorld()
    const folder = newFolder()
    const ring = keyRing()
    const vault = vaultIn(folder, ring)
    await vault.unlock()
    const printed: string[] = []
    const home = unwrap(
      openHome({
        folder,
        access: 'hold',
        what: 'desktop',
        env: {},
        platform: 'linux',
        pid: 1,
        clock: world.clock,
        random: createTestRandom(5),
        fetch: (url, init) => world.sandbox.fetch(url, init),
        vault,
        openStore: openConf,
        baseUrl: 'http://127.0.0.1:1',
        requestsPerMinute: null,
        logLevel: 'debug',
        stream: { level: 'debug', write: (line) => printed.push(line) },
        signal: () => {},
      }),
    )
    const end = (): void => {
      home.close()
      world.close()
    }
    return { world, folder, vault, home, printed, end, ports: { home, vault, signal } }
  }

  test('is tried first, kept, told by its workspace, and in clear in no file of the home after a sync', async () => {
    const { world, folder, home, printed, end, ports } = await place()
    const kept = unwrap(await keepToken(ports, null, ` ${world.token}\n`))
    expect(kept).toEqual({ entry: kept.entry, workspaceName: 'Zuhause' })
    const token = { kind: 'desktop', entry: kept.entry } as const
    const profile = {
      ...world.profile,
      private: { ...world.profile.private, token },
      shared: { ...world.profile.shared, token },
    }
    unwrap(home.saveProfiles([profile]))
    addAppointments(world, 3)
    const report = await home.engine.run(profile, { kind: 'auto' }, signal)
    expect(report.record.state).toBe('completed')
    world.sandbox.admin.revoke(world.connectionId)
    const refused = await home.engine.run(profile, { kind: 'full' }, signal)
    expect(refused.record.failure).toMatchObject({ category: 'credentials' })
    const written = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((found) => found.isFile())
    expect(written.length).toBeGreaterThan(4)
    const leaking = written.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(world.token))
    expect(leaking.map(({ name }) => name)).toEqual([])
    expect([...printed, JSON.stringify([report, refused, kept])].join('\n')).not.toContain(world.token)
    expect(home.clean(`the token ${world.token} itself`)).not.toContain(world.token)
    end()
  })

  test('is not kept when Notion refuses it, nor when it is none', async () => {
    const { folder, vault, end, ports } = await place()
    const refused = await keepToken(ports, null, CANARY)
    expect(refused).toMatchObject({ kind: 'failure', category: 'credentials' })
    expect(JSON.stringify(refused)).not.toContain(CANARY)
    expect(reason(await keepToken(ports, null, 'two words'))).toBe('token-malformed')
    expect(vault.entries()).toEqual([])
    expect(readdirSync(folder)).not.toContain('credentials.json')
    end()
  })

  test('can come out of a token file of the command line, which stays', async () => {
    const { world, folder, vault, end, ports } = await place()
    const path = join(folder, 'token')
    writeFileSync(path, `${world.token}\n`, { mode: 0o600 })
    const kept = unwrap(await keepTokenFile(ports, path, 'linux'))
    expect(revealed(vault, kept.entry)).toBe(world.token)
    expect(readFileSync(path, 'utf8')).toBe(`${world.token}\n`)
    expect(reason(await keepTokenFile(ports, join(folder, 'none'), 'linux'))).toBe('token-file-missing')
    end()
  })

  test('is out of reach of a process without a desktop, which says so', async () => {
    const { world, folder, end, ports, home } = await place()
    const { entry } = unwrap(await keepToken(ports, null, world.token))
    expect(home.token({ kind: 'desktop', entry })).toEqual({ kind: 'ok', value: world.token })
    end()
    const { baseUrl, requestsPerMinute } = { baseUrl: null, requestsPerMinute: null }
    const headless = unwrap(
      openHome({
        folder,
        access: 'hold',
        env: {},
        platform: 'linux',
        pid: 2,
        clock: createTestClock(),
        random: createTestRandom(6),
        fetch: () => Promise.reject(new Error('no network')),
        openStore: openConf,
        baseUrl,
        requestsPerMinute,
        logLevel: 'info',
        signal: () => {},
      }),
    )
    expect(reason(headless.token({ kind: 'desktop', entry }))).toBe('token-desktop-only')
    headless.close()
  })
})
