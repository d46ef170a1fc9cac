/**
 * Starting at login on Linux: a desktop entry in the user's autostart folder (Desktop Application Autostart
 * Specification 0.5; Desktop Entry Specification 1.5).
 *
 * Assumes nothing of the environment: folders and paths are handed in. Promises that a file which this program did not
 * write is neither changed nor removed, and that no half-written one is left.
 */
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { posix } from 'node:path'
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import { type Autostart, HIDDEN_FLAG, type StartAtLogin } from './login-start.ts'

export interface LinuxPlace {
  /** XDG_CONFIG_HOME; counts only when absolute. */
  readonly configHome: string | undefined
  readonly userFolder: string
  /** The running program. */
  readonly executable: string
  /** APPIMAGE and APPDIR: the file that the program was unpacked from, and where to. */
  readonly appImage: string | undefined
  readonly appDir: string | undefined
}

const FILE = 'partner-sync.desktop'
/** Says that the entry is ours, whatever a tool for autostart adds to it. */
const MARK = 'X-PartnerSync-Entry'

type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'ours' | 'foreign'; readonly entry: Entry }
  | { readonly kind: 'unreadable'; readonly failure: Failure }

type Entry = ReadonlyMap<string, string>

export function createLinuxAutostart(place: LinuxPlace): Autostart {
  const { configHome, userFolder } = place
  const config =
    configHome !== undefined && posix.isAbsolute(configHome) ? configHome : posix.join(userFolder, '.config')
  const folder = posix.join(config, 'autostart')
  const path = posix.join(folder, FILE)
  const program = programOf(place)
  const exec = execLine([program, HIDDEN_FLAG])

  const state = (): StartAtLogin => {
    const found = find(path)
    if (found.kind === 'none') return 'off'
    if (found.kind === 'unreadable') return 'unknown'
    if (isOff(found.entry)) return 'off'
    // One of a moved program starts nothing, or another copy; one of another make starts who knows what.
    return found.kind === 'ours' && found.entry.get('Exec') === exec ? 'on' : 'unknown'
  }

  const set = (on: boolean): Result<StartAtLogin> => {
    const found = find(path)
    switch (found.kind) {
      case 'unreadable':
        return found.failure
      case 'foreign':
        return !on && isOff(found.entry) ? ok('off') : foreign(path)
      default:
        return on ? switchOn() : switchOff(path)
    }
  }

  const switchOn = (): Result<StartAtLogin> => {
    if (exec === null) {
      const text = `cannot stand in an Exec key: ${JSON.stringify(program)}`
      return failure('settings', text, { connector: 'desktop', reason: 'login-start-path', subject: program })
    }
    return write(folder, path, entryText(exec))
  }

  return { state, set }
}

/**
 * What to start: the AppImage itself, for its unpacked program is gone at the next login. The variables are inherited
 * by whatever an AppImage starts, so they count only when this program lies in that folder.
 */
function programOf({ executable, appImage, appDir }: LinuxPlace): string {
  const inside = appDir !== undefined && appDir !== '' && executable.startsWith(`${posix.resolve(appDir)}/`)
  return inside && appImage !== undefined && posix.isAbsolute(appImage) ? appImage : executable
}

function find(path: string): Found {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (stat === undefined) return { kind: 'none' }
    const entry = parse(readFileSync(path, 'utf8'))
    // A link leads to what somebody keeps elsewhere, for example with all their settings.
    return { kind: !stat.isSymbolicLink() && entry.get(MARK) === 'true' ? 'ours' : 'foreign', entry }
  } catch (error) {
    return { kind: 'unreadable', failure: unwritable(path, error) }
  }
}

/** Keys of the group [Desktop Entry]; without those of other groups and without translations of them. */
function parse(text: string): Entry {
  const lines = text.split(/\r?\n/)
  const begin = lines.findIndex((line) => line.trim() === '[Desktop Entry]') + 1
  const length = lines.slice(begin).findIndex((line) => line.startsWith('['))
  const group = begin === 0 ? [] : lines.slice(begin, length === -1 ? undefined : begin + length)
  return new Map(
    group.flatMap((line) => {
      const [, key, value] = /^([A-Za-z0-9-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? []
      return key === undefined || value === undefined ? [] : [[key, value] as const]
    }),
  )
}

/** Switched off in the settings of the desktop, by the standard or in GNOME's way. */
function isOff(entry: Entry): boolean {
  return entry.get('Hidden') === 'true' || entry.get('X-GNOME-Autostart-enabled') === 'false'
}

/**
 * A value for the key `Exec`; null when the program's path cannot stand there: the standard forbids `=` in it, and a
 * line break would begin another key. Quoted once for the command (`"`, `` ` ``, `$`, `\`), then once more for the value
 * (`\`); `%` would begin a field code.
 */
export function execLine(command: readonly [string, ...(readonly string[])]): string | null {
  if (command[0].includes('=') || command.some((part) => /\p{Control}/u.test(part))) return null
  const quoted = command.map((part) =>
    /^[\w@:,./+-]+$/.test(part) ? part : `"${part.replaceAll(/["`$\\]/g, String.raw`\$&`)}"`,
  )
  return quoted.join(' ').replaceAll('\\', '\\\\').replaceAll('%', '%%')
}

function entryText(exec: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Partner Sync',
    'Comment=Keeps appointments in step between Notion databases',
    'Comment[de]=Gleicht Termine zwischen Notion-Datenbanken ab',
    'Icon=partner-sync',
    `Exec=${exec}`,
    'Terminal=false',
    'StartupNotify=false',
    `${MARK}=true`,
    '',
  ].join('\n')
}

/** Beside it first, then in its place, so that a login in between finds the old entry or the new one. */
function write(folder: string, path: string, text: string): Result<StartAtLogin> {
  const beside = `${path}.new`
  try {
    makeFolder(folder)
    writeFileSync(beside, text, { mode: 0o644 })
    renameSync(beside, path)
    return ok('on')
  } catch (error) {
    sweep(beside)
    return unwritable(path, error)
  }
}

/**
 * One step at a time where something is there already: Node's own way of making all of them never ends in a folder that
 * answers “no such file” to every attempt, as those of the system do.
 */
function makeFolder(folder: string): void {
  const above = posix.dirname(folder)
  if (!existsSync(above)) mkdirSync(above, { recursive: true, mode: 0o700 })
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
}

/** What was begun goes again, where that is possible; it would start nothing, its name has another ending. */
function sweep(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Where nothing may be written nothing may be removed either; the failure of the writing is what gets told.
  }
}

function switchOff(path: string): Result<StartAtLogin> {
  try {
    rmSync(path, { force: true })
    return ok('off')
  } catch (error) {
    return unwritable(path, error)
  }
}

function foreign(path: string): Failure {
  const text = `not written by this program: ${path}`
  return failure('settings', text, { connector: 'desktop', reason: 'login-start-foreign', subject: path })
}

function unwritable(path: string, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
  const text = error instanceof Error ? error.message : String(error)
  return failure('disk', text, { connector: 'desktop', code, reason: 'login-start-unwritable', subject: path })
}
