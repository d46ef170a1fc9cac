/**
 * Draws every icon from its vector with a real Chromium: `npm run icons`.
 *
 * Chromium is the system's own, or the one that CHROMIUM names. Each size is drawn by itself, never scaled from another.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { assertNever } from '../../shared/failure.ts'
import { type Export, exported, fingerprint, iconFolder, sourceOf } from './exports.ts'
import { type Picture, readPng, writeIcns, writeIco, writePng } from './picture-files.ts'

async function draw(page: Page, { source, colour, part }: Export, size: number): Promise<Picture> {
  const sized = sourceOf(source).replace('<svg ', `<svg width="${size}" height="${size}" style="color:${colour}" `)
  const vector = part === null ? sized : sized.replace(/viewBox="[^"]*"/, `viewBox="${part}"`)
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<!doctype html><style>body{margin:0}svg{display:block}</style>${vector}`)
  return readPng(await page.screenshot({ omitBackground: true, type: 'png' }))
}

function fileOf({ kind }: Export, pictures: readonly Picture[]): Buffer {
  switch (kind) {
    case 'png':
      return Buffer.concat(pictures.map(writePng))
    case 'ico':
      return writeIco(pictures)
    case 'icns':
      return writeIcns(pictures)
    default:
      return assertNever(kind)
  }
}

for (const made of ['tray', 'application']) rmSync(join(iconFolder, made), { recursive: true, force: true })
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium' })
const page = await browser.newPage()
for (const one of exported) {
  const pictures: Picture[] = []
  for (const size of one.sizes) pictures.push(await draw(page, one, size))
  const path = join(iconFolder, one.file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, fileOf(one, pictures))
}
await browser.close()
writeFileSync(join(iconFolder, 'made-from.txt'), `${fingerprint()}\n`)
