/**
 * Where settings, ledger and logs lie when nobody says otherwise: the platform's folder for user data, the same as the
 * tray application's.
 */
import { posix, win32 } from 'node:path'

export interface FolderHints {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly userFolder: string
}

const APPLICATION = 'partner-sync'

/** Electron's `userData` for this application, computed without Electron. */
export function defaultHome({ platform, env, userFolder }: FolderHints): string {
  if (platform === 'win32') {
    return win32.join(env['APPDATA'] ?? win32.join(userFolder, 'AppData', 'Roaming'), APPLICATION)
  }
  if (platform === 'darwin') return posix.join(userFolder, 'Library', 'Application Support', APPLICATION)
  const configured = env['XDG_CONFIG_HOME']
  const base = configured !== undefined && posix.isAbsolute(configured) ? configured : posix.join(userFolder, '.config')
  return posix.join(base, APPLICATION)
}
