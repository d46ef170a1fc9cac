/** When something is wrong or waits: the window says what, why and what to do, and what one does there helps. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { realClock } from '../../electron/sandbox/server.ts'
import { formatsFor } from '../../shared/words/format.ts'
import { heldWords } from '../../shared/words/window-held.ts'
import { problemsWords } from '../../shared/words/window-problems.ts'
import { settingsProfilesWords } from '../../shared/words/window-settings-profiles.ts'
import { accessWords } from '../../shared/words/window-setup-access.ts'
import { familySeed } from './family.ts'
import { type Stage, setStage, transports, useChromium } from './stage.ts'
import type { WindowWorld } from './world.ts'

useChromium()

const formats = formatsFor('en')

async function openScreen(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click()
  await page.locator('h1', { hasText: name }).waitFor({ state: 'attached' })
}

/** How many copies can be seen in the shared database. */
function copies({ world }: Stage): number {
  return world.sandbox.rows(world.furnished.dataSources['shared'] ?? '').length
}

/** Thirty of sixty ticks go at once. */
async function wave(world: WindowWorld): Promise<void> {
  await world.addProfile('Anna')
  await world.sync()
  for (let index = 1; index <= 30; index += 1) world.anna.check(world.row(`anna-${index}`), 'PartnerRelevant', false)
  await world.sync()
}

test.each(transports)(
  'a wave of removals is held and named, and goes on only when it is confirmed (%s)',
  async (transport) => {
    const seed = familySeed({ now: realClock.now(), count: 60 })
    const stage = await setStage(transport, { seed, prepare: wave })
    const { page } = stage
    const held = heldWords('en').kind.remove
    await openScreen(page, 'To confirm')
    await page.getByText(held.title(formats, 30)).waitFor()
    await page.getByText('Dachzelt', { exact: true }).first().waitFor()
    expect(copies(stage)).toBe(60)
    // Some of them are to stay.
    await page.getByRole('checkbox').nth(0).click()
    await page.getByRole('checkbox').nth(1).click()
    await answer(page, held.reject(formats, 2))
    await page.getByText(held.title(formats, 28)).waitFor({ timeout: 30_000 })
    expect(copies(stage)).toBe(60)
    await answer(page, held.confirm(formats, 28))
    await expect.poll(() => copies(stage), { timeout: 60_000 }).toBe(32)
    expect(stage.complaints).toEqual([])
  },
)

/** Presses an answer, and its own button again in the question that comes up. */
async function answer(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name, exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name, exact: true }).click()
}

test.each(transports)(
  'a token that was taken back is told, and a new one sets everything going again (%s)',
  async (transport) => {
    const stage = await setStage(transport, {
      prepare: async (world) => {
        await world.addProfile('Anna')
        await world.sync()
        const { connections } = world.sandbox.store
        const connection = [...connections.values()].find(({ token }) => token === world.furnished.tokens['anna'])
        if (connection === undefined) throw new Error('Anna has no connection')
        world.sandbox.admin.revoke(connection.id)
      },
    })
    const { page, world } = stage
    await page.getByText('Notion refuses the token').first().waitFor({ timeout: 30_000 })
    const connection = [...world.sandbox.store.connections.values()].at(0)
    if (connection === undefined) throw new Error('there is no connection')
    const token = world.sandbox.admin.replaceToken(connection.id)
    if (transport === 'browser') await page.evaluate(`partnerSync.ask['accept-unprotected']({ agree: true })`)
    const profiles = settingsProfilesWords('en')
    // It is no appointment's problem, and must not be missing among the problems.
    await openScreen(page, 'Problems')
    await page.getByText('Notion refuses the token').first().waitFor()
    expect(await page.getByText(problemsWords('en').empty.title).count()).toBe(0)
    await page.getByRole('main').getByRole('button', { name: 'Enter a new token' }).first().click()
    await page.getByRole('button', { name: profiles.replaceToken }).first().click()
    await page.getByLabel(profiles.newToken).fill(token)
    await page.getByRole('button', { name: accessWords('en').check }).click()
    await page.getByText(profiles.replaced('Annas Notion')).first().waitFor()
    await openScreen(page, 'Overview')
    await page.getByText('Everything is in step.').first().waitFor({ timeout: 60_000 })
    expect(await page.content()).not.toContain(token)
  },
)

test.each(transports)(
  'a problem says why, and trying again settles it once its cause is gone (%s)',
  async (transport) => {
    let clear = (): void => undefined
    const stage = await setStage(transport, {
      prepare: async (world) => {
        await world.addProfile('Anna')
        await world.sync()
        clear = world.sandbox.faults.add({
          operation: 'pages.update',
          path: new RegExp(world.copyOf('anna-6')),
          count: 1000,
          action: { kind: 'answer', when: 'before', answer: { kind: 'bad-request' } },
        })
        world.anna.edit(world.row('anna-6'), { Ort: 'Autokino' })
        await world.sync()
      },
    })
    const { page, world } = stage
    const problems = problemsWords('en')
    await openScreen(page, 'Problems')
    await page.getByText('Kino mit Lea und Tom').first().waitFor()
    await page.getByText('Technical details').first().click()
    await page.getByText('validation_error').first().waitFor()
    clear()
    await page.getByRole('button', { name: problems.retryOne }).first().click()
    await page.getByText(problems.empty.title).waitFor({ timeout: 30_000 })
    expect(world.sandbox.read(world.copyOf('anna-6'))?.values['Ort']).toBe('Autokino')
  },
)
