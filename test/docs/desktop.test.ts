/** docs/desktop.md names a test for everything that the desktop does: each of them exists, in the file that it names. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../architecture/source.ts'

interface Row {
  readonly what: string
  readonly title: string
  readonly file: string
}

const rows: readonly Row[] = readFileSync(join(root, 'docs/desktop.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (what|---) \|/.test(line))
  .map((line) => {
    const [what = '', title = '', file = '', ...more] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim())
    if (more.length > 0) throw new Error(`more than three cells: ${line}`)
    return { what, title, file }
  })

/** The test is in the file, under that title. */
function isThere({ title, file }: Row): boolean {
  const path = join(root, 'test', `${file}.test.ts`)
  return existsSync(path) && readFileSync(path, 'utf8').includes(`'${title}'`)
}

test('every test that docs/desktop.md names exists', () => {
  expect(rows.length).toBeGreaterThan(70)
  expect(rows.filter((row) => !isThere(row))).toEqual([])
})

test('a test that does not exist would be noticed', () => {
  expect(isThere({ what: '', title: 'there is no such test', file: 'desktop/tray' })).toBe(false)
  expect(isThere({ what: '', title: 'says it in German', file: 'desktop/tray' })).toBe(false)
})
