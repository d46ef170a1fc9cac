/**
 * Draws docs/demo.svg from what the demo really prints: `npm run docs:picture`.
 *
 * Each piece of text stands in its column by the width that a terminal gives it, so that tables line up in any font.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { displayWidth } from '../../electron/command-line/table.ts'
import { root } from '../architecture/source.ts'

const COLUMN = 7.8
const LINE = 18
const MARGIN = 20

const call = ['electron/cli.ts', 'demo', '--once', '--lang', 'en']
const output = execFileSync(process.execPath, call, { cwd: root, encoding: 'utf8' })
const lines = ['$ npm run demo -- --once', '', ...output.trimEnd().split('\n')]

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** Pieces between two or more spaces, each with the column it begins in. */
function pieces(line: string): readonly string[] {
  return [...line.matchAll(/\S+(?: \S+)*/g)].map(({ 0: text, index }) => {
    const x = MARGIN + displayWidth(line.slice(0, index)) * COLUMN
    const width = displayWidth(text) * COLUMN
    return `<text x="${x.toFixed(1)}" y="0" textLength="${width.toFixed(1)}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`
  })
}

const width = 2 * MARGIN + Math.max(...lines.map(displayWidth)) * COLUMN
const height = 2 * MARGIN + lines.length * LINE
const rows = lines.map(
  (line, row) => `<g transform="translate(0 ${MARGIN + (row + 1) * LINE - 5})">${pieces(line).join('')}</g>`,
)
const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${height}" role="img" aria-label="Output of npm run demo -- --once">
<rect width="100%" height="100%" rx="8" fill="#1b1f24"/>
<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="#e6e9ed">
${rows.join('\n')}
</g>
</svg>
`
writeFileSync(join(root, 'docs/demo.svg'), picture)
