import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { iconOf } from '../../electron/desktop/tray-picture.ts'
import { standings } from '../../shared/snapshot.ts'
import { readFiles } from '../architecture/tree-files.ts'
import {
  applicationSizes,
  type Export,
  exported,
  fingerprint,
  iconFolder,
  pngName,
  pngSizes,
  sourceOf,
  type Tone,
  tones,
  traySizes,
  windowsSizes,
} from './exports.ts'
import { icnsSizes, type Picture, readIcns, readIco, readPng, writeIcns, writeIco, writePng } from './picture-files.ts'

function file(name: string): Buffer {
  return readFileSync(join(iconFolder, name))
}

function png(name: string): Picture {
  return readPng(file(name))
}

function picturesIn(name: string, kind: Export['kind']): readonly Picture[] {
  if (kind === 'icns') return readIcns(file(name)).map(([, picture]) => picture)
  return kind === 'ico' ? readIco(file(name)) : [png(name)]
}

/** Which pixels are rather there than not: what is left without any colour. */
function silhouette({ pixels }: Picture): readonly boolean[] {
  return Array.from({ length: pixels.length / 4 }, (_, at) => (pixels[at * 4 + 3] ?? 0) >= 128)
}

/** Share of the pixels in which two silhouettes of the same size differ. */
function difference(a: Picture, b: Picture): number {
  const [one, other] = [silhouette(a), silhouette(b)]
  return one.filter((there, at) => there !== other[at]).length / one.length
}

/** The colour of the pixels that are wholly there, each once. */
function colours({ pixels }: Picture): readonly string[] {
  const found = new Set<string>()
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] === 255) found.add(pixels.toString('hex', at, at + 3))
  }
  return [...found]
}

/** Contrast of two colours, 1 to 21 (WCAG 2, relative luminance). */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [red = 0, green = 0, blue = 0] = [...Buffer.from(hex, 'hex')].map((byte) => {
      const share = byte / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

describe('the exported icons', () => {
  test('are those of the vectors as they are now (else: npm run icons)', () => {
    expect(file('made-from.txt').toString().trim()).toBe(fingerprint())
  })

  test.each(exported.map((one) => [one.file, one] as const))('%s has its sizes', (name, { kind, sizes }) => {
    const pictures = picturesIn(name, kind)
    expect([...new Set(pictures.map(({ width }) => width))]).toEqual(sizes)
    for (const { width, height, pixels } of pictures) {
      expect([height, pixels.length]).toEqual([width, width * width * 4])
      expect(pixels.some((byte) => byte !== 0)).toBe(true)
    }
  })

  test('each standing has a file for every tone, once and twice the pixels, and icons for Windows', () => {
    const names = standings.flatMap((standing) => [
      ...tones.flatMap((tone) => [pngName(standing, tone, false), pngName(standing, tone, true)]),
      `tray/light/${standing}.ico`,
      `tray/dark/${standing}.ico`,
    ])
    expect(names.filter((name) => !existsSync(join(iconFolder, name)))).toEqual([])
    expect(names).toHaveLength(standings.length * 10)
    for (const tone of tones) expect(pngSizes[tone][1]).toBe(2 * pngSizes[tone][0])
    expect([...traySizes]).toEqual(expect.arrayContaining([16, 32]))
  })

  test('whatever the tray asks for is there', () => {
    const asked = standings.flatMap((standing) =>
      (['win32', 'darwin', 'linux'] as const).flatMap((system) =>
        [true, false].map((darkPanel) => iconOf(standing, { system, darkPanel, zone: 'UTC' }).file),
      ),
    )
    // Electron looks for the double picture of a PNG by its name.
    const doubles = asked.filter((name) => name.endsWith('.png')).map((name) => name.replace('.png', '@2x.png'))
    expect(doubles.length).toBeGreaterThan(0)
    expect([...asked, ...doubles].filter((name) => !existsSync(join(iconFolder, name)))).toEqual([])
  })

  test('the application has its icon in all sizes, and one file each for Windows and macOS', () => {
    expect(applicationSizes.every((size) => png(`application/${size}x${size}.png`).width === size)).toBe(true)
    expect(readIco(file('application.ico')).map(({ width }) => width)).toEqual([...windowsSizes])
    expect(icnsSizes).toContain(1024)
  })
})

describe('colour is never the only difference', () => {
  const pairs = standings.flatMap((one, at) => standings.slice(at + 1).map((other) => [one, other] as const))

  test.each(pairs)('%s and %s differ in black and white, at 16 pixels too', (one, other) => {
    for (const double of [false, true]) {
      const apart = difference(png(pngName(one, 'template', double)), png(pngName(other, 'template', double)))
      expect(apart).toBeGreaterThan(0.15)
    }
  })

  test('a standing has the same shape in every tone', () => {
    for (const standing of standings) {
      const [light, dark, template] = (['light', 'dark', 'template'] as const).map((tone) =>
        png(pngName(standing, tone, false)),
      )
      if (light === undefined || dark === undefined || template === undefined) throw new Error('a tone is missing')
      expect([difference(light, dark), difference(light, template)]).toEqual([0, 0])
      const [smallest] = readIco(file(`tray/light/${standing}.ico`))
      expect(smallest?.pixels.equals(light.pixels)).toBe(true)
    }
  })
})

describe('every icon can be seen on its panel', () => {
  const panels: Readonly<Record<Exclude<Tone, 'template'>, readonly string[]>> = {
    light: ['ffffff', 'f3f3f3', 'e4e4e4'],
    dark: ['000000', '1c1c1c', '2d2d2d'],
    any: ['ffffff', 'f3f3f3', '000000', '1c1c1c'],
  }

  test.each(['light', 'dark', 'any'] as const)('tone %s', (tone) => {
    const faint = standings.flatMap((standing) =>
      colours(png(pngName(standing, tone, true))).flatMap((colour) =>
        panels[tone]
          // WCAG 2.2, 1.4.11: 3 : 1 for what is not text.
          .filter((panel) => contrast(colour, panel) < 3)
          .map((panel) => `${standing} (${colour}) on ${panel}`),
      ),
    )
    expect(faint).toEqual([])
  })

  test('light and dark differ', () => {
    for (const standing of standings) {
      expect(file(pngName(standing, 'light', false)).equals(file(pngName(standing, 'dark', false)))).toBe(false)
    }
  })

  test('templates are black and nothing else, as macOS wants them', () => {
    for (const standing of standings) expect(colours(png(pngName(standing, 'template', true)))).toEqual(['000000'])
  })
})

test('vectors are drawn by hand: no text, no picture, nothing from elsewhere', () => {
  const sources = readFiles().filter(({ path }) => path.startsWith('build/icons/sources/'))
  expect(sources.map(({ path }) => path.replace(/.*\/|\.svg$/g, '')).sort()).toEqual(
    [...standings, 'application'].sort(),
  )
  for (const { text } of sources) expect(text).not.toMatch(/<(text|image|script|style|use|foreignObject)\b|href|data:/)
  for (const standing of standings) expect(sourceOf(standing)).not.toMatch(/(fill|stroke)="#(?!fff"|000")/)
})

describe('files of pictures', () => {
  const pixels = Buffer.from(Array.from({ length: 20 * 20 * 4 }, (_, at) => (at * 7919) % 256))
  const picture: Picture = { width: 20, height: 20, pixels }

  test('what is written as PNG reads the same', () => {
    expect(readPng(writePng(picture))).toEqual(picture)
  })

  test('what is written as icon of Windows reads the same, also as large as it may be', () => {
    const large: Picture = { width: 256, height: 256, pixels: Buffer.alloc(256 * 256 * 4, 77) }
    expect(readIco(writeIco([picture, large]))).toEqual([picture, large])
  })

  test('what is cut off or changed is noticed', () => {
    const written = writePng(picture)
    written[written.length - 20] = (written[written.length - 20] ?? 0) ^ 1
    expect(() => readPng(written)).toThrow('damaged')
    expect(() => readIco(writeIco([picture]).subarray(0, -1))).toThrow('cut off')
    expect(() => writeIcns([picture])).toThrow('no picture of 32 pixels')
    expect(() => readIcns(Buffer.from('icnsicns'))).toThrow('no icns')
  })
})
