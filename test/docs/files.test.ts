/**
 * docs/files.md lists every source with the first sentence of its header; `npm run docs` writes it anew.
 */
import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { readSources } from '../architecture/source.ts'

const introduction = `# Files

<!-- Made by \`npm run docs\` from the first sentence of each file; do not edit by hand. -->

What each file is about, in its own words. How they belong together: [architecture.md](architecture.md).
`

/** The first sentence of a comment, on one line. */
function firstSentence(header: string): string {
  const [paragraph = ''] = header
    .split('\n')
    .map((line) => line.replace(/^\s*\*+ ?/, '').trim())
    .join('\n')
    .trim()
    .split('\n\n')
  const text = paragraph.replaceAll('\n', ' ')
  return /^.*?\.(?= \p{Lu}|$)/u.exec(text)?.[0] ?? text
}

test('docs/files.md lists every file (else: npm run docs)', async () => {
  const folders = Map.groupBy(readSources(), ({ path }) => posix.dirname(path))
  const tables = [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, sources]) => {
      const rows = sources.map(({ path, header }) => {
        return `| [${posix.basename(path)}](../${path}) | ${firstSentence(header ?? '').replaceAll('|', '\\|')} |`
      })
      return `## ${folder}\n\n| file | what it is about |\n| --- | --- |\n${rows.join('\n')}\n`
    })
  await expect([introduction, ...tables].join('\n')).toMatchFileSnapshot('../../docs/files.md')
})

test('a sentence ends where it ends', () => {
  expect(firstSentence('*\n * One call, e.g. `a.b`,\n * to its end. Two.\n *\n * More.\n ')).toBe(
    'One call, e.g. `a.b`, to its end.',
  )
  expect(firstSentence('* Reads it: all of it ')).toBe('Reads it: all of it')
})
