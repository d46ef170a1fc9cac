/** Nothing is cut and nothing out of reach in a narrow window, or with text at 200 %. */
import { expect, test } from 'vitest'
import { currentChromium, useChromium } from './stage.ts'
import { states } from './states.ts'
import { sweepNarrow } from './sweep.ts'

useChromium()

test.each(states)('nothing is cut in a narrow window or with large text: $name', async (state) => {
  const { pages, faults } = await sweepNarrow(currentChromium(), state)
  process.stdout.write(`axe, narrow: ${state.name}: ${pages} pages checked\n`)
  expect(pages).toBe(state.views.length * 2)
  expect(faults).toEqual([])
})
