/** Every screen in its states is usable by everybody: no violation that axe knows, nothing cut. */
import { expect, test } from 'vitest'
import { currentChromium, useChromium } from './stage.ts'
import { states } from './states.ts'
import { sweep } from './sweep.ts'

useChromium()

test.each(states)('no screen has an accessibility fault in either language or theme: $name', async (state) => {
  const { pages, faults } = await sweep(currentChromium(), state)
  process.stdout.write(`axe: ${state.name}: ${pages} pages checked\n`)
  expect(pages).toBe(state.views.length * 4)
  expect(faults).toEqual([])
})
