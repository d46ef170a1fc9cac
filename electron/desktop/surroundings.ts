/**
 * What only a desktop can do for the window: open a page or a folder, ask where a file is to be saved.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { App, Dialog, Shell } from 'electron'
import { assertNever, failure, ok } from '../../shared/failure.ts'
import type { OutgoingFile, Surroundings } from '../host/answers.ts'
import type { Place } from '../host/home-checks.ts'
import type { Vault } from '../host/vault.ts'
import type { Autostart } from './login-start.ts'

export interface SurroundingsOptions {
  readonly shell: Pick<Shell, 'openExternal' | 'openPath'>
  readonly dialog: Pick<Dialog, 'showSaveDialog'>
  readonly app: Pick<App, 'getPath'>
  /** Path of the folder with the logs. */
  readonly logs: string
  readonly autostart: Autostart
}

export function createSurroundings({ shell, dialog, app, logs, autostart }: SurroundingsOptions): Surroundings {
  return {
    openAddress: async (address) => {
      await shell.openExternal(address)
      return ok({ kind: 'opened' })
    },
    openFolder: async (which) => {
      switch (which) {
        case 'logs': {
          const wrong = await shell.openPath(logs)
          if (wrong === '') return ok(null)
          return failure('disk', wrong, { reason: 'folder-not-opened', subject: logs })
        }
        default:
          return assertNever(which)
      }
    },
    saveFile: async (file) => {
      const defaultPath = join(app.getPath('downloads'), file.name)
      const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath })
      if (canceled || filePath === '') return ok({ kind: 'cancelled' })
      return save(file, filePath)
    },
    setStartAtLogin: async (on) => autostart.set(on),
  }
}

/** What the doctor cannot know by itself. */
export function placeOf(
  { system, env }: { readonly system: string; readonly env: Place['env'] },
  app: Pick<App, 'getVersion'>,
  vault: Pick<Vault, 'state'>,
): Place {
  return { version: app.getVersion(), platform: system, env, keychain: () => vault.state() }
}

async function save({ content }: OutgoingFile, path: string): ReturnType<Surroundings['saveFile']> {
  try {
    // What leaves may tell about appointments: at first it is for its owner alone.
    await writeFile(path, content, { mode: 0o600 })
    return ok({ kind: 'saved', path })
  } catch (error) {
    return failure('disk', error instanceof Error ? error.message : String(error), {
      reason: 'file-not-saved',
      subject: path,
    })
  }
}
