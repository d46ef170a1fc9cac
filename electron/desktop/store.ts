/**
 * `settings.json` and `credentials.json` through electron-store: the same form and rights as the command line's store
 * makes.
 *
 * The class is handed in, because loading it loads Electron. It would answer every page that asks where the settings
 * lie; nothing here is to be asked but over the bridge, so that ear is closed again. Reading is not its business: see
 * `host/settings`.
 */
import type { IpcMain } from 'electron'
import type ElectronStore from 'electron-store'
import type { OpenStore } from '../host/settings.ts'

type StoreClass = typeof ElectronStore<Record<string, unknown>>

/** A store that `host/settings` can write with. Throws where the folder may not be written. */
export function electronStore(Store: StoreClass, ipcMain: Pick<IpcMain, 'removeAllListeners'>): OpenStore {
  return (folder, name) => {
    const store = new Store({
      cwd: folder,
      name,
      fileExtension: 'json',
      configFileMode: 0o600,
      // A damaged file must never be cleared behind our back.
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
    })
    ipcMain.removeAllListeners('electron-store-get-data')
    return {
      write: (value) => {
        store.store = { ...value }
      },
    }
  }
}
