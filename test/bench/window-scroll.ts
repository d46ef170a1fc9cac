/**
 * Frames of a list that is scrolled: by the wheel, and by dragging from the beginning to the end.
 *
 * A frame is the time between two callbacks of `requestAnimationFrame`. On a busy computer it also holds what others took;
 * therefore the same is measured at rest, and the longest task is told in processor time of the page's own thread.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { mostlyIn, traced } from './trace.ts'

export interface Frames {
  readonly frames: number
  /** ms. */
  readonly median: number
  readonly worst: number
  readonly over50: number
}

/** The task of the page's thread that took most processor time. */
export interface Tasks {
  /** ms. */
  readonly processor: number
  /** ms by the wall: with what others took meanwhile. */
  readonly wall: number
  readonly mostly: string
}

const startFrames = `{
  const deltas = []
  let last = null
  let going = true
  const frame = (at) => {
    if (last !== null) deltas.push(at - last)
    last = at
    if (going) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  window.endFrames = () => { going = false; return deltas }
}`

async function framesOf(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(startFrames)
  await act()
  // Our own script gives numbers.
  const deltas = (await page.evaluate('endFrames()')) as readonly number[]
  const sorted = deltas.toSorted((a, b) => a - b)
  return {
    frames: sorted.length,
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    worst: sorted.at(-1) ?? Number.NaN,
    over50: sorted.filter((ms) => ms > 50).length,
  }
}

/** Nobody touches anything. */
export function atRest(page: Page): Promise<Frames> {
  return framesOf(page, () => pause(4_000))
}

/** A wheel that is turned quickly: 150 notches of 400 px. */
export function byWheel(page: Page): Promise<Frames> {
  return framesOf(page, () => turnWheel(page))
}

async function turnWheel(page: Page): Promise<void> {
  const box = await page.locator('.paged').boundingBox()
  if (box === null) throw new Error('there is no list')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  for (let notch = 0; notch < 150; notch += 1) {
    await page.mouse.wheel(0, 400)
    await pause(8)
  }
}

/** The position goes from the first to the last entry within 240 frames, as when the bar is dragged down. */
export function byDragging(page: Page): Promise<Frames> {
  return framesOf(page, () => dragToEnd(page))
}

async function dragToEnd(page: Page): Promise<void> {
  await page.evaluate(`new Promise((done) => {
    const list = document.querySelector('.paged')
    let step = 0
    const drag = () => {
      step += 1
      list.scrollTop = ((list.scrollHeight - list.clientHeight) * step) / 240
      if (step < 240) requestAnimationFrame(drag)
      else done()
    }
    list.scrollTop = 0
    requestAnimationFrame(drag)
  })`)
}

/** The same movements once more with the browser's own record of what its threads do. */
export async function longestTask(browser: Browser, page: Page, how: 'wheel' | 'dragging'): Promise<Tasks> {
  const trace = await traced(browser, page, () => (how === 'wheel' ? turnWheel(page) : dragToEnd(page)))
  const [longest] = trace.tasks.toSorted((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))
  if (longest === undefined) throw new Error('the page did nothing')
  return {
    processor: (longest.tdur ?? 0) / 1_000,
    wall: (longest.dur ?? 0) / 1_000,
    mostly: mostlyIn(trace, longest),
  }
}

/** Opens a screen with a long list and waits until it knows how many there are. */
export async function openList(page: Page, screen: 'activity' | 'appointments', atLeast: number): Promise<void> {
  await page.evaluate(`location.hash = '${screen}'`)
  await until(page, `Number(document.querySelector('.paged-row')?.getAttribute('aria-setsize') ?? 0) >= ${atLeast}`)
  await pause(1_500)
}

/** Asks the page again and again: its policy allows no code made of text, so that the library's own waiting is refused. */
export async function until(page: Page, expression: string): Promise<void> {
  for (let left = 1_200; left > 0; left -= 1) {
    if ((await page.evaluate(expression)) === true) return
    await pause(50)
  }
  throw new Error(`never came true: ${expression}`)
}
