/**
 * From nothing to the first synced appointment, by hand: how a newcomer does it, what is created when it is missing, and
 * that a half-done setup is there again after a restart.
 */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { realClock } from '../../electron/sandbox/server.ts'
import { overviewWords } from '../../shared/words/window-overview.ts'
import { setupWords } from '../../shared/words/window-setup.ts'
import { accessWords } from '../../shared/words/window-setup-access.ts'
import { familySeed } from './family.ts'
import { type Stage, setStage, type Transport, transports, useChromium } from './stage.ts'

useChromium()

const text = setupWords('en')
const access = accessWords('en')
const next = 'Continue'

/** Clicks and fields, counted as a person counts them. */
function hands(page: Page) {
  const done: string[] = []
  return {
    done,
    click: async (name: string) => {
      done.push(`click ${name}`)
      await page.getByRole('main').getByRole('button', { name, exact: true }).click()
    },
    fill: async (label: string, value: string) => {
      done.push(`fill ${label}`)
      await page.getByLabel(label, { exact: true }).fill(value)
    },
  }
}

/** The browser runs where no keychain is; that tokens are kept all the same is asked there, once. */
async function agreeToKeepTokens({ page }: Stage, transport: Transport): Promise<void> {
  if (transport === 'application') return
  await page.evaluate(`partnerSync.ask['accept-unprotected']({ agree: true })`)
}

/** Where one database looks private and one shared, both are chosen already: a person only looks whether it is so. */
async function chooseDatabases(page: Page): Promise<void> {
  await page.getByRole('heading', { name: text.titles.databases }).waitFor()
  for (const title of ['Annas Termine', 'Unsere Termine'])
    await page.getByText(title, { exact: true }).first().waitFor()
  await page.locator('.setup-next button:not([aria-busy])').waitFor()
}

test.each(transports)('a newcomer gets from nothing to the first synced appointment (%s)', async (transport) => {
  const stage = await setStage(transport)
  const { page, world } = stage
  await agreeToKeepTokens(stage, transport)
  const { click, fill, done } = hands(page)
  if (transport === 'browser') await click(overviewWords('en').setUp.start)
  await click(text.welcome.anew)
  await fill(access.pasteHere, world.furnished.tokens['anna'] ?? '')
  await click(access.check)
  await page.getByText(access.opens('Annas Notion')).waitFor()
  await click(next)
  await chooseDatabases(page)
  await click(next)
  await page.getByRole('heading', { name: text.titles.check }).waitFor()
  await click(next)
  await page.getByText(text.preview.creates(12)).waitFor()
  await click(text.preview.go)
  await expect.poll(() => copies(stage), { timeout: 30_000 }).toBe(12)
  await page.getByText('Everything is in step.').first().waitFor({ timeout: 30_000 })
  process.stdout.write(`a newcomer's path (${transport}): ${done.length} clicks and fields: ${done.join(', ')}\n`)
  expect(done.length).toBeLessThanOrEqual(12)
  expect(stage.complaints).toEqual([])
})

test.each(transports)(
  'columns that are missing are created on a click, and nothing else is touched (%s)',
  async (transport) => {
    const seed = familySeed({ now: realClock.now(), missing: ['SyncedToSharedId'] })
    const stage = await setStage(transport, { seed })
    const { page, world } = stage
    await agreeToKeepTokens(stage, transport)
    await goToCheck(stage, transport)
    const before = names(stage)
    await page
      .getByRole('button', { name: /^Create/ })
      .first()
      .click()
    await expect.poll(() => names(stage)).toEqual([...before, 'SyncedToSharedId'].sort())
    await hands(page).click(next)
    await page.getByText(text.preview.creates(12)).waitFor()
    expect(world.sandbox.rows(world.furnished.dataSources['shared'] ?? '')).toEqual([])
  },
)

test.each(transports)(
  'a setup that was left is taken up where it was, after a restart as well (%s)',
  async (transport) => {
    const stage = await setStage(transport)
    await agreeToKeepTokens(stage, transport)
    await goToCheck(stage, transport)
    const page = await stage.restart()
    if (transport === 'browser') await page.getByRole('link', { name: 'Set up' }).click()
    await page.getByRole('heading', { name: text.titles.check }).waitFor()
    await hands(page).click(next)
    await page.getByText(text.preview.creates(12)).waitFor()
    // Nothing is saved half: there is no profile before the last step.
    expect(await page.evaluate(`partnerSync.ask.profiles(null).then(({ value }) => value.length)`)).toBe(0)
  },
)

test.each(transports)('a token that Notion refuses is told at the field and stored nowhere (%s)', async (transport) => {
  const stage = await setStage(transport)
  const { page } = stage
  await agreeToKeepTokens(stage, transport)
  const { click, fill } = hands(page)
  if (transport === 'browser') await click(overviewWords('en').setUp.start)
  await click(text.welcome.anew)
  await fill(access.pasteHere, 'ntn_thisIsNoTokenOfAnybody00000000000000000000000')
  await click(access.check)
  const said = page.getByRole('alert').filter({ hasText: 'Notion refuses the token' })
  await said.waitFor()
  expect(await page.getByLabel(access.pasteHere, { exact: true }).inputValue()).toBe('')
  expect(await page.content()).not.toContain('thisIsNoTokenOfAnybody')
  expect(await page.evaluate(`partnerSync.ask['stored-tokens'](null).then(({ value }) => value)`)).toEqual([])
})

async function goToCheck({ page, world }: Stage, transport: Transport): Promise<void> {
  const { click, fill } = hands(page)
  if (transport === 'browser') await click(overviewWords('en').setUp.start)
  await click(text.welcome.anew)
  await fill(access.pasteHere, world.furnished.tokens['anna'] ?? '')
  await click(access.check)
  await page.getByText(access.opens('Annas Notion')).waitFor()
  await click(next)
  await chooseDatabases(page)
  await click(next)
  await page.getByRole('heading', { name: text.titles.check }).waitFor()
}

function copies({ world }: Stage): number {
  return world.sandbox.rows(world.furnished.dataSources['shared'] ?? '').length
}

/** Names of the columns of Anna's database, sorted. */
function names({ world }: Stage): readonly string[] {
  const schema = world.sandbox.admin.schema(world.furnished.dataSources['anna-private'] ?? '')
  return schema.map(({ name }) => name).sort()
}
