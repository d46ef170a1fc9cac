/**
 * Gives the window the bridge, and nothing else of Electron: one function for each name of `shared/ipc-names`.
 *
 * Runs sandboxed, before the page. A channel that has no name cannot be reached; events of Electron, which would carry
 * their sender along, stay here.
 */
import { contextBridge, ipcRenderer } from 'electron'
import { bridgeKey, channelOf, pushNames, requestNames } from '../shared/ipc-names.ts'

const ask = requestNames.map((name) => [name, (argument: unknown) => ipcRenderer.invoke(channelOf(name), argument)])

const listen = pushNames.map((name) => [
  name,
  (listener: (value: unknown) => void) => {
    const hear = (_event: unknown, value: unknown): void => listener(value)
    ipcRenderer.on(channelOf(name), hear)
    return () => void ipcRenderer.off(channelOf(name), hear)
  },
])

contextBridge.exposeInMainWorld(bridgeKey, { ask: Object.fromEntries(ask), listen: Object.fromEntries(listen) })
