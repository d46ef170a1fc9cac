/** Ten thousand pairs: everything is there at once, found by typing, and scrolled to its end. */
import { expect, test } from 'vitest'
import { setStage, transports, useChromium } from './stage.ts'
import { manyEntries } from './states.ts'

useChromium()

test.each(transports)(
  'ten thousand appointments are listed, searched and scrolled (%s)',
  async (transport) => {
    const stage = await setStage(transport, { ...manyEntries.wish(), prepare: manyEntries.prepare })
    const { page } = stage
    await page.getByText('10,000').first().waitFor()
    await page.getByRole('navigation').getByRole('link', { name: 'Appointments' }).click()
    const entry = page.getByRole('main').getByRole('listitem').first()
    // And the one that is not shared: the list says why.
    await expect.poll(() => entry.getAttribute('aria-setsize')).toBe('10001')
    await entry.getByRole('button').first().focus()
    await page.keyboard.press('End')
    await page.locator('[aria-posinset="10001"]').waitFor()
    await page.getByRole('searchbox').fill('dachzelt 800')
    await page.getByText('Dachzelt 800', { exact: true }).first().waitFor()
    expect(stage.complaints).toEqual([])
  },
  300_000,
)
