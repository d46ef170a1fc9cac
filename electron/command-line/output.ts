/**
 * Where results go: one JSON document or text for people on standard output, everything else on standard error.
 *
 * With `--json` exactly one document is printed there, whatever happens; a second one is a bug and throws.
 */
import type { Progress, Terminal } from './progress.ts'

export interface Output {
  readonly json: boolean
  /** The result of the command: the document with `--json`, else the text. */
  result(document: unknown, text: () => string): void
  /** One line of a stream of events; with `--json` as a JSON line. */
  event(document: unknown, text: () => string): void
  /** For people who watch: on standard error. */
  note(text: string): void
}

export function createOutput(options: {
  readonly json: boolean
  readonly stdout: { write(text: string): void }
  readonly stderr: Terminal
  readonly progress: Pick<Progress, 'clear'>
}): Output {
  const { json, stdout, stderr, progress } = options
  let printed = false
  const line = (text: string): void => {
    if (text !== '') stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  }
  const print = (document: unknown, text: () => string): void => {
    progress.clear()
    line(json ? JSON.stringify(document) : text())
  }
  return {
    json,
    result: (document, text) => {
      if (json && printed) throw new Error('a command prints one document')
      printed = true
      print(document, text)
    },
    event: print,
    note: (text) => {
      progress.clear()
      stderr.write(`${text}\n`)
    },
  }
}
