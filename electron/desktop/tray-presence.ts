/**
 * Whether the icon in the panel can be seen, and what the user is told where it may not be.
 *
 * On Linux nobody can ask: Electron makes a tray object whether or not the session has a StatusNotifierWatcher that
 * would show it, tells nothing when there is none, and the session bus cannot be asked without another library. What is
 * known: making it failed; somebody used it; the desktop's own name in XDG_CURRENT_DESKTOP, which is handed in. So where
 * it is doubtful the user is told once that starting the program again opens the window, which it always does.
 */
import type { Language } from '../../shared/words/language.ts'
import { wordsFor } from '../../shared/words/words.ts'
import type { DueAlert } from '../host/resident.ts'

/** The key of the one notice that no snapshot tells. */
export const trayNoticeKey = 'tray'

export type TrayPresence = 'shown' | 'doubtful' | 'missing'

export interface TrayFacts {
  readonly system: 'win32' | 'darwin' | 'linux'
  /** The object could be made and still lives. */
  readonly made: boolean
  /** It was clicked, or its menu opened. */
  readonly used: boolean
  /** XDG_CURRENT_DESKTOP: names with colons between, the most particular first. */
  readonly desktop: string | undefined
}

/** Desktops that come with a place for such icons. Plain GNOME and Pantheon do not; what is not listed is doubted. */
const desktopsWithTray: ReadonlySet<string> = new Set([
  'budgie',
  'cinnamon',
  'deepin',
  'kde',
  'lxde',
  'lxqt',
  'mate',
  'pop',
  'ubuntu',
  'x-cinnamon',
  'xfce',
  'zorin',
])

export function trayPresence({ system, made, used, desktop }: TrayFacts): TrayPresence {
  if (!made) return 'missing'
  if (system !== 'linux' || used) return 'shown'
  const names = (desktop ?? '').toLowerCase().split(':')
  return names.some((name) => desktopsWithTray.has(name.trim())) ? 'shown' : 'doubtful'
}

export interface TrayNoticeOptions {
  readonly presence: () => TrayPresence
  readonly language: () => Language
  /** Kept for good, so that nobody is told twice. */
  readonly told: { read(): boolean; write(): void }
  readonly tell: (notice: DueAlert) => void
}

/** To be called whenever the window was closed and the program goes on: tells at most once, ever. */
export function createTrayNotice({ presence, language, told, tell }: TrayNoticeOptions): () => void {
  return () => {
    if (presence() === 'shown' || told.read()) return
    told.write()
    const { title, body } = wordsFor(language()).tray.maybeInvisible
    tell({ kind: 'raised', key: trayNoticeKey, alert: null, title, body, screen: 'overview' })
  }
}
