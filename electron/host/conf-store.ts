/**
 * The store of settings without a display: `conf`, in a file of its own, because only what writes needs it.
 *
 * The desktop's is electron-store, which is built on this one: same file, same format.
 */
import Conf from 'conf'
import type { OpenStore } from './settings.ts'

export const openConf: OpenStore = (folder, name) => {
  const conf = new Conf<Record<string, unknown>>({
    cwd: folder,
    configName: name,
    fileExtension: 'json',
    configFileMode: 0o600,
    // A damaged file must never be cleared behind our back.
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
  })
  return {
    write: (value) => {
      conf.store = { ...value }
    },
  }
}
