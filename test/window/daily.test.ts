/** What people do with the window on ordinary days: see what changed, settle what both changed, take back, pause, choose. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { overviewWords } from '../../shared/words/window-overview.ts'
import { settingsWords } from '../../shared/words/window-settings.ts'
import { undoWords } from '../../shared/words/window-undo.ts'
import { type Stage, setStage, transports, useChromium } from './stage.ts'
import type { WindowWorld } from './world.ts'

useChromium()

const overview = overviewWords('en')

async function inStep(world: WindowWorld): Promise<void> {
  await world.addProfile('Anna')
  await world.sync()
}

/** Opens a screen as a person does, at the side. */
async function openScreen(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click()
  await page.locator('h1', { hasText: name }).waitFor({ state: 'attached' })
}

function value({ world }: Stage, pageId: string, column: string): unknown {
  return world.sandbox.read(pageId)?.values[column]
}

async function syncNow(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Sync now' }).click()
}

test.each(transports)(
  'an edit of the partner appears in words, and is in the private database (%s)',
  async (transport) => {
    const stage = await setStage(transport, { prepare: inStep })
    const { page, world } = stage
    await page.getByText('Everything is in step.').first().waitFor()
    world.ben.edit(world.copyOf('anna-1'), { Ort: 'Keller' })
    await syncNow(page)
    const latest = page.getByRole('region', { name: overview.latest })
    await latest.getByText(/Dachzelt.*Ort.*Keller.*from shared to private/).waitFor({ timeout: 40_000 })
    expect(value(stage, world.row('anna-1'), 'Ort')).toBe('Keller')
    await openScreen(page, 'Activity')
    await page
      .getByText(/Dachzelt.*Keller/)
      .first()
      .waitFor()
    expect(stage.complaints).toEqual([])
  },
)

test.each(transports)(
  'what both changed is settled field by field, and both databases agree (%s)',
  async (transport) => {
    const stage = await setStage(transport, {
      prepare: async (world) => {
        await inStep(world)
        world.anna.edit(world.row('anna-7'), { Ort: 'Campingplatz Süd', Beschreibung: 'Anreise ab 14 Uhr.' })
        world.ben.edit(world.copyOf('anna-7'), { Ort: 'Ferienhaus', Beschreibung: 'Anreise ab 17 Uhr.' })
        await world.sync()
      },
    })
    const { page, world } = stage
    await openScreen(page, 'Conflicts')
    const field = (name: string) => page.getByRole('region', { name, exact: true })
    await field('Ort')
      .getByRole('button', { name: /Overwrite the private/ })
      .click()
    await expect.poll(() => value(stage, world.row('anna-7'), 'Ort'), { timeout: 30_000 }).toBe('Ferienhaus')
    await field('Beschreibung')
      .getByRole('button', { name: /Overwrite the shared/ })
      .click()
    const [mine, copy] = [world.row('anna-7'), world.copyOf('anna-7')]
    await expect.poll(() => value(stage, copy, 'Beschreibung'), { timeout: 30_000 }).toBe('Anreise ab 14 Uhr.')
    for (const column of ['Ort', 'Beschreibung']) expect(value(stage, mine, column)).toBe(value(stage, copy, column))
    // The answer can be taken back at once.
    const notice = page.getByRole('listitem').filter({ hasText: 'the copy now says' })
    await notice.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => value(stage, copy, 'Beschreibung'), { timeout: 30_000 }).toBe('Anreise ab 17 Uhr.')
    expect(stage.complaints).toEqual([])
  },
)

test.each(transports)('a change is taken back from the last changes (%s)', async (transport) => {
  const stage = await setStage(transport, {
    prepare: async (world) => {
      await inStep(world)
      world.ben.edit(world.copyOf('anna-1'), { Ort: 'Keller' })
      await world.sync()
    },
  })
  const { page, world } = stage
  const undo = undoWords('en')
  const latest = page.getByRole('region', { name: overview.latest })
  await latest.getByRole('button', { name: new RegExp(`^${undo.ofChange('').trim()}.*Dachzelt.*Keller`) }).click()
  await expect.poll(() => value(stage, world.row('anna-1'), 'Ort'), { timeout: 30_000 }).toBe('Garage')
  await page
    .getByText(/Taken back: .*Dachzelt/)
    .first()
    .waitFor()
})

test.each(transports)('a pause stops the syncing until it is resumed (%s)', async (transport) => {
  const stage = await setStage(transport, { prepare: inStep })
  const { page, world } = stage
  await page.getByRole('button', { name: overview.pause, exact: true }).click()
  await page.getByRole('menuitem', { name: overview.pauseUntilResumed }).click()
  await page.getByText('Syncing is paused until you resume it.').first().waitFor()
  world.ben.edit(world.copyOf('anna-1'), { Ort: 'Keller' })
  await page.getByRole('button', { name: overview.resume }).click()
  await expect.poll(() => value(stage, world.row('anna-1'), 'Ort'), { timeout: 40_000 }).toBe('Keller')
})

test.each(transports)('language and appearance are switched in the settings, and stay (%s)', async (transport) => {
  const stage = await setStage(transport, { prepare: inStep })
  let { page } = stage
  const settings = settingsWords('en').general
  await openScreen(page, 'Settings')
  await page.getByLabel(settings.theme).selectOption('dark')
  await page.locator('html[data-theme="dark"]').waitFor({ state: 'attached' })
  expect(await page.evaluate(`getComputedStyle(document.documentElement).colorScheme`)).toBe('dark')
  await page.getByLabel(settings.language, { exact: true }).selectOption('de')
  await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor()
  page = await stage.restart()
  await page.getByText('Alles stimmt überein.').first().waitFor()
  await page.locator('html[lang="de"][data-theme="dark"]').waitFor({ state: 'attached' })
})

test('the window in a browser says when the other side is gone, and is whole again with the new link', async () => {
  const stage = await setStage('browser', { prepare: inStep })
  await stage.page.getByText('Everything is in step.').first().waitFor()
  await stage.stopMain()
  await stage.page.getByText('The connection to Partner Sync is lost.').waitFor()
  const page = await stage.restart()
  await page.getByText('Everything is in step.').first().waitFor()
  expect(await page.getByText('The connection to Partner Sync is lost.').count()).toBe(0)
})
