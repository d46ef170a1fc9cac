/**
 * The progress bar on standard error, only where that is a terminal.
 *
 * It shows what the engine signals and nothing else; it never fails a run, and it leaves a clean line behind.
 */
import type { Signal } from '../engine/engine-port.ts'
import { displayWidth } from './table.ts'

const BAR_WIDTH = 24
const ERASE_LINE = '\r\u001B[2K'

export interface Terminal {
  readonly isTTY: boolean
  readonly columns: number
  write(text: string): void
}

export interface Progress {
  signal(signal: Signal): void
  /** Removes the bar, so that something else can be printed; the next signal draws it again. */
  clear(): void
}

/** The bar as text: filled part, per cent, done of total. */
export function bar(done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total)
  const filled = Math.round(share * BAR_WIDTH)
  const percent = `${Math.floor(share * 100)}`.padStart(3)
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}] ${percent} %  ${done}/${total}`
}

/** `stepWord` says what a step is called in the reader's language. */
export function createProgress(terminal: Terminal, stepWord: (step: string) => string): Progress {
  if (!terminal.isTTY) return { signal: () => {}, clear: () => {} }
  const lines = new Map<string, string>()
  const draw = (): void => {
    const text = [...lines].map(([profile, line]) => `${profile} ${line}`).join('   ')
    terminal.write(ERASE_LINE + fit(text, terminal.columns - 1))
  }
  return {
    signal: (signal) => {
      switch (signal.kind) {
        case 'run-started':
          lines.set(signal.profile, '')
          break
        case 'step':
          lines.set(signal.profile, stepWord(signal.step))
          break
        case 'progress':
          lines.set(signal.profile, bar(signal.done, signal.total))
          break
        case 'run-finished':
          lines.delete(signal.profile)
          break
        case 'failed':
        case 'noticed':
          return
      }
      draw()
    },
    clear: () => {
      terminal.write(ERASE_LINE)
    },
  }
}

function fit(text: string, columns: number): string {
  let fitting = text
  while (displayWidth(fitting) > columns && fitting !== '') fitting = fitting.slice(0, -1)
  return fitting
}
