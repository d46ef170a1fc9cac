import { expect, test } from 'vitest'
import { bar, createProgress } from '../../electron/command-line/progress.ts'
import type { Signal } from '../../electron/engine/engine-port.ts'
import type { RunId } from '../../shared/model.ts'

// Branded text, as a run would have made it.
const runId = 'r' as RunId
const progressed: Signal = { kind: 'progress', profile: 'anna', runId, done: 3, total: 4 }

function terminal(isTTY: boolean) {
  const written: string[] = []
  return { isTTY, columns: 60, write: (text: string) => void written.push(text), written }
}

test('the bar shows what is done, and is full when there is nothing to do', () => {
  expect(bar(3, 4)).toBe('[##################......]  75 %  3/4')
  expect(bar(0, 0)).toContain('100 %')
  expect(bar(9, 4)).toContain('100 %')
})

test('nothing is drawn where standard error is no terminal', () => {
  const out = terminal(false)
  const progress = createProgress(out, (step) => step)
  progress.signal(progressed)
  progress.clear()
  expect(out.written).toEqual([])
})

test('on a terminal the bar is one line that is wiped away again', () => {
  const out = terminal(true)
  const progress = createProgress(out, (step) => step)
  progress.signal(progressed)
  progress.clear()
  expect(out.written).toEqual(['\r\u001B[2Kanna [##################......]  75 %  3/4', '\r\u001B[2K'])
})
