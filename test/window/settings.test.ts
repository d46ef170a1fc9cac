/**
 * The settings by hand: what is changed there counts, can be taken back, and ends what it says it ends.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settingsWords } from '../../shared/words/window-settings.ts'
import { settingsProfilesWords } from '../../shared/words/window-settings-profiles.ts'
import { setupWords } from '../../shared/words/window-setup.ts'
import { accessWords } from '../../shared/words/window-setup-access.ts'
import { checkWords, travelWords } from '../../shared/words/window-setup-check.ts'
import { desk } from '../support/electron-desk.ts'
import { type Stage, type StageWish, setStage, type Transport, transports, useChromium } from './stage.ts'

useChromium()

const text = settingsProfilesWords('en')
const general = settingsWords('en')
const setup = setupWords('en')
const access = accessWords('en')

const withAnna: StageWish = {
  prepare: async (world) => {
    await world.addProfile('Anna')
    await world.sync()
  },
}

/** The settings with Anna's profile unfolded. */
async function open(transport: Transport): Promise<Stage> {
  const stage = await setStage(transport, withAnna)
  const { page } = stage
  await page.getByRole('link', { name: 'Settings' }).first().click()
  await page.locator('summary').filter({ hasText: 'Anna' }).click()
  return stage
}

async function profiles(page: Page): Promise<readonly Record<string, unknown>[]> {
  // The page's own bridge: what the main side says now.
  return (await page.evaluate(`partnerSync.ask.profiles(null).then(({ value }) => value)`)) as Record<string, unknown>[]
}

test.each(transports)('a profile is renamed, and the new name can be taken back (%s)', async (transport) => {
  const { page, complaints } = await open(transport)
  await page.getByLabel(text.name, { exact: true }).fill('Calendar')
  await page.getByRole('button', { name: text.rename }).click()
  await page.locator('summary').filter({ hasText: 'Calendar' }).waitFor()
  expect((await profiles(page)).map(({ name }) => name)).toEqual(['Calendar'])
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await page.locator('summary').filter({ hasText: 'Anna' }).waitFor()
  expect(complaints).toEqual([])
})

test.each(transports)('a field gets another direction, and is left out (%s)', async (transport) => {
  const { page } = await open(transport)
  const direction = page.getByLabel(travelWords('en').direction('Ort'), { exact: true })
  await direction.selectOption('to-shared')
  await expect.poll(async () => directionOf(page, 'Ort')).toBe('to-shared')
  await page.getByRole('button', { name: travelWords('en').leaveOut('Ort') }).click()
  await expect.poll(async () => directionOf(page, 'Ort')).toBeNull()
})

test.each(transports)('another token takes the place of one that is to go (%s)', async (transport) => {
  const { page, world } = await open(transport)
  if (transport === 'browser') await page.evaluate(`partnerSync.ask['accept-unprotected']({ agree: true })`)
  await page.getByRole('button', { name: text.replaceToken }).click()
  await page.getByLabel(text.newToken).fill(world.furnished.tokens['anna'] ?? '')
  await page.getByRole('button', { name: access.check }).click()
  await page.getByText(text.replaced('Annas Notion')).first().waitFor()
  const kept = await page.evaluate(`partnerSync.ask['stored-tokens'](null).then(({ value }) => value)`)
  expect(kept).toMatchObject([{ usedBy: ['Anna'] }])
})

test('a token from a file takes the place of one that is to go (application)', async () => {
  const { page, world } = await open('application')
  await page.getByRole('button', { name: text.replaceToken }).click()
  const path = join(world.home, 'tokens', 'anna')
  desk.computer.answers.push([path])
  await page.getByRole('button', { name: access.fromFile }).click()
  await page.getByText(text.replaced('Annas Notion')).first().waitFor()
  const kept = await page.evaluate(`partnerSync.ask['stored-tokens'](null).then(({ value }) => value)`)
  expect(kept).toMatchObject([{ usedBy: ['Anna'] }])
})

test('a window in a browser offers no file of a computer that it cannot see (browser)', async () => {
  const { page } = await open('browser')
  await page.getByRole('button', { name: text.replaceToken }).click()
  await page.getByRole('button', { name: access.check }).waitFor()
  expect(await page.getByRole('button', { name: access.fromFile }).count()).toBe(0)
})

test.each(transports)('nothing stays in the shared database once sharing has ended (%s)', async (transport) => {
  const { page, world } = await open(transport)
  const copies = () => world.sandbox.rows(world.furnished.dataSources['shared'] ?? '').length
  expect(copies()).toBeGreaterThan(0)
  await page.getByRole('button', { name: text.stop }).click()
  await page.getByRole('button', { name: text.stopNow }).click()
  await page.getByText(text.stopped).first().waitFor({ timeout: 30_000 })
  expect(copies()).toBe(0)
  expect(await profiles(page)).toMatchObject([{ pausedUntil: 'resumed' }])
})

test('a partner sets up with the invitation that the settings hand out', async () => {
  const { page, world } = await open('browser')
  await page.evaluate(`partnerSync.ask['accept-unprotected']({ agree: true })`)
  const downloaded = page.waitForEvent('download')
  await page.getByRole('button', { name: text.invite }).click()
  const invitation = readFileSync(await (await downloaded).path(), 'utf8')
  expect(invitation).not.toContain(world.furnished.tokens['anna'])
  await page.getByRole('button', { name: text.add }).click()
  await page.getByRole('button', { name: setup.welcome.invited }).click()
  await page.getByLabel(setup.welcome.invitationText).fill(invitation)
  await page.getByRole('button', { name: setup.welcome.openInvitation, exact: true }).last().click()
  for (const key of ['ben-private', 'ben-shared']) {
    await page
      .getByLabel(access.pasteHere)
      .first()
      .fill(world.furnished.tokens[key] ?? '')
    await page.getByRole('button', { name: access.check }).first().click()
    await expect.poll(() => page.getByText(/^Opens the workspace/).count()).toBe(key === 'ben-private' ? 1 : 2)
  }
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: setup.titles.databases }).waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText(checkWords('en').allFound).waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: setup.preview.go }).click()
  await expect.poll(async () => (await profiles(page)).map(({ sourceUserId }) => sourceUserId)).toEqual([1, 2])
})

test.each(transports)('a profile is removed with the choice about its copies (%s)', async (transport) => {
  const { page, world } = await open(transport)
  const copies = () => world.sandbox.rows(world.furnished.dataSources['shared'] ?? '').length
  const before = copies()
  await page.getByRole('button', { name: text.remove }).click()
  await page.getByRole('button', { name: text.removeKeep }).click()
  await expect.poll(() => profiles(page), { timeout: 20_000 }).toEqual([])
  expect(copies()).toBe(before)
})

test('other programs get an answer at the address and with the key that the settings name', async () => {
  const { page } = await open('application')
  await page.getByRole('switch', { name: general.endpoint.on }).click()
  const ask = () => page.evaluate(`partnerSync.ask['status-endpoint'](null).then(({ value }) => value)`)
  await expect.poll(ask).toMatchObject({ kind: 'on' })
  // As the bridge describes it.
  const { address, tokenFile } = (await ask()) as { readonly address: string; readonly tokenFile: string }
  await page.getByText(address).first().waitFor()
  const key = readFileSync(tokenFile, 'utf8').trim()
  const answered = await fetch(address, { headers: { Authorization: `Bearer ${key}` } })
  expect(answered.status).toBe(200)
})

async function directionOf(page: Page, field: string): Promise<unknown> {
  const [profile] = await profiles(page)
  // A list, as the bridge describes it.
  const fields = (profile?.['fields'] ?? []) as readonly { readonly private: string; readonly direction: string }[]
  return fields.find((one) => one.private === field)?.direction ?? null
}
