/** Tokens that lie in a home and belong to nobody any more. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openConf } from '../../electron/host/conf-store.ts'
import { forgetTokensOf, sealedTokens } from '../../electron/host/profile-tokens.ts'
import { createSecret } from '../../electron/host/secret.ts'
import { createVault } from '../../electron/host/vault.ts'
import type { Profile } from '../../shared/model.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestRandom } from '../support/random.ts'
import { unwrap } from '../support/world.ts'
import { aProfile } from './homes.ts'
import { keyRing } from './key-ring.ts'
import { temporaryFolder } from './stage.ts'

async function withSealed() {
  const folder = temporaryFolder()
  const cipher = keyRing().cipher
  const vault = createVault({
    folder,
    cipher,
    openStore: openConf,
    clock: createTestClock(),
    random: createTestRandom(),
  })
  unwrap(await vault.unlock())
  for (const entry of ['anna', 'ben']) unwrap(await vault.save(entry, createSecret(`ntn_${entry}`)))
  return { folder, stored: sealedTokens(folder, openConf) }
}

function using(entry: string): Profile {
  const profile = aProfile()
  const token = { kind: 'desktop', entry } as const
  return { ...profile, private: { ...profile.private, token }, shared: { ...profile.shared, token } }
}

const home = (...profiles: readonly Profile[]) => ({ profiles: () => profiles, setupDraft: () => null })

test('a sealed token goes with its profile, also where nobody can open it', async () => {
  const { folder, stored } = await withSealed()
  unwrap(await forgetTokensOf(home(using('ben')), using('anna'), [stored]))
  const file = readFileSync(join(folder, 'credentials.json'), 'utf8')
  expect(stored.entries()).toEqual(['ben'])
  expect(file).not.toContain('anna')
})

test('one that another profile uses stays, and so does one of no profile at all', async () => {
  const { stored } = await withSealed()
  unwrap(await forgetTokensOf(home(using('anna')), using('anna'), [stored]))
  expect(stored.entries()).toEqual(['anna', 'ben'])
})

test('a home without tokens has none to forget', async () => {
  const stored = sealedTokens(temporaryFolder(), openConf)
  expect(stored.entries()).toEqual([])
  unwrap(await forgetTokensOf(home(), using('anna'), [stored]))
})
