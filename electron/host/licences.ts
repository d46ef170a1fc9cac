/**
 * The licences of what is bundled, out of the lists that the build writes beside the program.
 *
 * One heading for each package, `## name - version (licence)`, then the text of the licence; every bundle has its own list,
 * so that a package may stand in several.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { failure, ok, type Result } from '../../shared/failure.ts'
import type { Licence } from '../../shared/ipc-about.ts'

const LIST = /^LICENSES.*\.md$/
const HEADING = /^## (?<name>\S+) - (?<version>\S+) \((?<licence>.+)\)$/gm

/** Of all lists in these folders, each package once, by name. A folder that is not there has none. */
export function readLicences(folders: readonly string[]): Result<readonly Licence[]> {
  const found = new Map<string, Licence>()
  try {
    for (const path of folders.flatMap(listsIn)) {
      for (const one of licencesIn(readFileSync(path, 'utf8'))) found.set(`${one.name} ${one.version}`, one)
    }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return failure('disk', text)
  }
  return ok([...found.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1)))
}

function listsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => LIST.test(name))
      .map((name) => join(folder, name))
  } catch {
    // Run from the sources there is no build, and nothing is bundled.
    return []
  }
}

/** Reads one list. */
export function licencesIn(list: string): readonly Licence[] {
  const headings = [...list.matchAll(HEADING)]
  return headings.map((heading, index) => {
    const { name = '', version = '', licence = '' } = heading.groups ?? {}
    const text = list.slice(heading.index + heading[0].length, headings[index + 1]?.index)
    return { name, version, licence, text: text.trim() }
  })
}
