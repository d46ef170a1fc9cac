/**
 * Electron's program itself, where it is: starts the built application in it, with a home of its own.
 *
 * Where it is not, nothing is tested and that is said loudly: silence would look like success.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { installedElectron } from '../../build/installed-electron.ts'

export const root = join(import.meta.dirname, '../..')

/** Null: it is not on this computer. */
export const program = installedElectron(join(root, 'node_modules/electron'), process.platform)

if (program === null) {
  const line = '='.repeat(70)
  process.stderr.write(
    `\n${line}\nskipped: no Electron binary. What only the true program can show was NOT tested.\nnpx install-electron --no fetches it; npm start says how behind a proxy.\n${line}\n`,
  )
}

export interface Running {
  readonly app: ElectronApplication
  readonly home: string
  /** The window that opens with the very first start. */
  readonly page: Page
}

export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'partner-sync-electron-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  return home
}

export async function launch(home = newHome(), flags: readonly string[] = []): Promise<Running> {
  // Chromium refuses to be sandboxed as root; everybody else runs it as users do.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const { ELECTRON_RUN_AS_NODE: _never, ...env } = process.env
  const app = await _electron.launch({
    executablePath: program ?? '',
    args: [root, ...asRoot, ...flags],
    // What is not set is left out, as the type wants it.
    env: { ...(env as Record<string, string>), PARTNER_SYNC_HOME: home },
  })
  onTestFinished(() => void app.process().kill('SIGKILL'))
  return { app, home, page: await app.firstWindow() }
}
