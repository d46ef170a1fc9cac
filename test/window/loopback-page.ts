/**
 * The window in a browser: `partner-sync run --ui` as a process of its own, and the real Chromium behind its one-time link.
 */
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'

const ENTRY = resolve(import.meta.dirname, '../../electron/cli.ts')

export interface ServedWindow {
  /** The link that lets one browser in. */
  readonly link: string
  /** Ends the process as a system would, and waits for its end. */
  stop(): Promise<void>
}

export interface ServeWish {
  readonly home: string
  readonly notion: string
  /** Further arguments. */
  readonly argv?: readonly string[]
}

/** Starts it and waits for the line that carries the link. */
export async function serveWindow({ home, notion, argv = [] }: ServeWish): Promise<ServedWindow> {
  const child = spawn(process.execPath, [ENTRY, 'run', '--ui', '--json', '--home', home, ...argv], {
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', PARTNER_SYNC_NOTION_URL: notion },
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  let said = ''
  const link = await new Promise<string>((found, fail) => {
    const hear = (text: string): void => {
      said += text
      const url = /"event":"window","url":"([^"]+)"/.exec(said)?.[1]
      if (url !== undefined) found(url)
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    void ended.then(() => fail(new Error(`ended without a window:\n${said}`)))
  })
  return {
    link,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
