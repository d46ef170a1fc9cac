/**
 * The browser's own record of what the thread of a page does, by the wall and in processor time (Chromium's trace format).
 *
 * Processor time is what remains comparable on a computer that is busy with something else.
 */
import type { Browser, Page } from 'playwright-core'

/** Times in microseconds. */
export interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  /** Of the thread's own processor time. */
  readonly tts?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

export interface Trace {
  /** What the threads of pages did, one task after the other. */
  readonly tasks: readonly TraceEvent[]
  /** All that was recorded of these threads. */
  readonly events: readonly TraceEvent[]
  /** `performance.mark` and the paints that the browser tells of, by name, the earliest of each. */
  readonly moments: ReadonlyMap<string, TraceEvent>
}

const categories = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'v8', 'blink.user_timing']

export async function traced(browser: Browser, page: Page | undefined, act: () => Promise<void>): Promise<Trace> {
  await browser.startTracing(page, { categories })
  await act()
  const text = (await browser.stopTracing()).toString('utf8')
  // Chromium's trace format.
  const { traceEvents } = JSON.parse(text) as { readonly traceEvents: readonly TraceEvent[] }
  const pages = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const ofPages = traceEvents.filter(({ pid, tid }) => pages.some((one) => one.pid === pid && one.tid === tid))
  const tasks = ofPages.filter(({ name }) => name === 'RunTask').toSorted((a, b) => a.ts - b.ts)
  const moments = new Map<string, TraceEvent>()
  for (const event of ofPages.toSorted((a, b) => a.ts - b.ts)) {
    if (!moments.has(event.name)) moments.set(event.name, event)
  }
  return { tasks, events: ofPages, moments }
}

/** Processor time that the thread of a page took from one moment to another, ms. */
export function processorBetween({ tasks }: Trace, from: TraceEvent, to: TraceEvent): number {
  const taken = tasks
    .filter(({ pid, tid, ts, dur = 0 }) => pid === from.pid && tid === from.tid && ts + dur > from.ts && ts < to.ts)
    .reduce((sum, { ts, dur = 0, tdur = 0 }) => {
      const inside = Math.min(ts + dur, to.ts) - Math.max(ts, from.ts)
      return sum + tdur * (dur === 0 ? 1 : inside / dur)
    }, 0)
  return taken / 1_000
}

/** What took most of a task's processor time: the innermost part that still has half of it. */
export function mostlyIn({ events }: Trace, task: TraceEvent): string {
  const { pid, tid, ts, dur = 0, tdur = 0 } = task
  const parts = events.filter(
    (event) => event !== task && event.pid === pid && event.tid === tid && event.ts >= ts && event.ts < ts + dur,
  )
  const large = parts.filter((event) => (event.tdur ?? 0) >= tdur / 2)
  return large.toSorted((a, b) => (a.tdur ?? 0) - (b.tdur ?? 0))[0]?.name ?? 'many parts'
}
