/** The window as it comes up, in the application and in a browser. */
import { expect, test } from 'vitest'
import { setStage, transports, useChromium } from './stage.ts'

useChromium()

test.each(transports)('says how things stand, and nothing is complained of (%s)', async (transport) => {
  const { page, complaints } = await setStage(transport, {
    prepare: async (world) => {
      await world.addProfile('Anna')
      await world.sync()
    },
  })
  await page.getByText('Everything is in step.').first().waitFor()
  expect(complaints).toEqual([])
})
