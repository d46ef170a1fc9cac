/**
 * Starts the entry of the application as it is, over the double of Electron, with a home of its own.
 *
 * The entry is loaded anew for each start; `quit` ends it as a user would. A home may be used again: a second start.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, vi } from 'vitest'
import { servedFiles } from '../../electron/host/window-files.ts'
import { snapshotSchema } from '../../shared/snapshot.ts'
import { desk } from '../support/electron-desk.ts'

export interface Application {
  readonly home: string
  /** Chooses from the menu of the icon. */
  choose(...labels: readonly string[]): void
  quit(): Promise<void>
}

/** A folder that is gone after the test. */
export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'partner-sync-desktop-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  return home
}

/** What a build would have made of the page, as far as the main process has to do with it. */
function builtApplication(): string {
  const folder = mkdtempSync(join(tmpdir(), 'partner-sync-built-'))
  mkdirSync(join(folder, 'out', 'window'), { recursive: true })
  for (const { file } of servedFiles.values()) writeFileSync(join(folder, 'out', 'window', file), file)
  return folder
}
const appPath = builtApplication()
afterAll(() => rmSync(appPath, { recursive: true, force: true }))

export interface Start {
  readonly home?: string
  readonly computer?: Partial<typeof desk.computer>
  readonly env?: Readonly<Record<string, string>>
  readonly argv?: readonly string[]
  /** What was wrong: the application does not come as far as its icon. */
  readonly fails?: boolean
}

export async function startApplication(options: Start = {}): Promise<Application> {
  const { home = newHome(), computer = {}, env = {}, argv = [], fails = false } = options
  desk.startAnew({ userData: home, appPath, ...computer })
  for (const [name, value] of Object.entries({ PARTNER_SYNC_HOME: home, ...env })) vi.stubEnv(name, value)
  vi.stubGlobal('process', processWith(argv))
  vi.resetModules()
  await import('../../electron/main.ts')
  if (desk.happened.exits.length === 0) await desk.becomeReady()
  if (!fails) await expect.poll(() => desk.happened.trays.length, { timeout: 10_000 }).toBe(1)
  return {
    home,
    choose: (...labels) => tray().menu?.choose(...labels),
    quit: async () => {
      if (desk.happened.exits.length > 0) return
      desk.app.quit()
      await expect.poll(() => desk.happened.exits, { timeout: 15_000 }).toEqual([0])
    },
  }
}

/** The process, started with other arguments; whoever listens to its events is forgotten with the test. */
function processWith(argv: readonly string[]): NodeJS.Process {
  const own = { argv: [process.execPath, ...argv], on: () => own }
  return new Proxy(process, {
    get: (target, name) => (name in own ? Reflect.get(own, name) : Reflect.get(target, name)),
  })
}

export function tray(): (typeof desk.happened.trays)[number] {
  const [only] = desk.happened.trays
  if (only === undefined) throw new Error('there is no icon')
  return only
}

/** The window that is open. */
export function openWindow(): (typeof desk.happened.windows)[number] {
  const [only] = desk.BrowserWindow.getAllWindows()
  if (only === undefined) throw new Error('no window is open')
  return only
}

/** What the window would be told now. */
export async function snapshotOf(window = openWindow()) {
  const reply = await window.webContents.invoke('partner-sync:snapshot', null)
  return snapshotSchema.parse((reply as { value: unknown }).value)
}
