/**
 * Which icons there are: each standing in each tone and size, and the icon of the application; and where they lie.
 *
 * `draw.ts` makes them from the vectors in `build/icons/sources`, `icons.test.ts` holds the files against this list.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Standing, standings } from '../../shared/snapshot.ts'
import { root } from '../architecture/source.ts'
import { icnsSizes } from './picture-files.ts'

export const iconFolder = join(root, 'build/icons')

/**
 * `light` and `dark`: for panels of that kind. `any`: where nobody knows the panel, tones that can be seen on white and
 * on black. `template`: black, coloured by macOS.
 */
export const tones = ['light', 'dark', 'any', 'template'] as const
export type Tone = (typeof tones)[number]

const calm: Readonly<Record<Tone, string>> = {
  light: '#24292f',
  dark: '#f2f4f6',
  any: '#7d8790',
  template: '#000000',
}
const colours: Readonly<Record<Standing, Readonly<Record<Tone, string>>>> = {
  'in-step': calm,
  paused: calm,
  offline: calm,
  'not-set-up': calm,
  syncing: { ...calm, light: '#0a5bb5', dark: '#7cc0ff', any: '#2f86e0' },
  attention: { ...calm, light: '#8a5200', dark: '#ffc14d', any: '#c07a08' },
  problem: { ...calm, light: '#b3201f', dark: '#ff8a80', any: '#e0483e' },
}

/** Pixels of the single and the double picture. Panels of Linux are 22 to 24 high, the others draw 16. */
export const pngSizes: Readonly<Record<Tone, readonly [number, number]>> = {
  light: [16, 32],
  dark: [16, 32],
  any: [24, 48],
  template: [16, 32],
}

/** What Windows draws at 100, 125, 150, 200 and 300 %. */
export const traySizes = [16, 20, 24, 32, 48] as const
export const applicationSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const
export const windowsSizes = [16, 24, 32, 48, 64, 128, 256] as const

export function pngName(standing: Standing, tone: Tone, double: boolean): string {
  return `tray/${tone}/${standing}${tone === 'template' ? 'Template' : ''}${double ? '@2x' : ''}.png`
}

export interface Export {
  readonly file: string
  /** Name of the vector. */
  readonly source: string
  readonly colour: string
  /** The part of the vector that is drawn; null: all of it. */
  readonly part: string | null
  readonly sizes: readonly number[]
  readonly kind: 'png' | 'ico' | 'icns'
}

function trayExports(standing: Standing): readonly Export[] {
  return tones.flatMap((tone) => {
    const colour = colours[standing][tone]
    const made = (file: string, sizes: readonly number[], kind: Export['kind']): Export => {
      return { source: standing, colour, part: null, file, sizes, kind }
    }
    const [single, double] = pngSizes[tone]
    const pngs = [
      made(pngName(standing, tone, false), [single], 'png'),
      made(pngName(standing, tone, true), [double], 'png'),
    ]
    const windows = tone === 'light' || tone === 'dark'
    return windows ? pngs.concat(made(`tray/${tone}/${standing}.ico`, traySizes, 'ico')) : pngs
  })
}

/** Without the margin that only macOS wants around the plate. */
function applicationExport(file: string, sizes: readonly number[], kind: Export['kind']): Export {
  return { source: 'application', colour: '#000000', part: kind === 'icns' ? null : '92 92 840 840', file, sizes, kind }
}

export const exported: readonly Export[] = [
  ...standings.flatMap(trayExports),
  ...applicationSizes.map((size) => applicationExport(`application/${size}x${size}.png`, [size], 'png')),
  applicationExport('application.ico', windowsSizes, 'ico'),
  applicationExport('application.icns', icnsSizes, 'icns'),
]

export function sourceOf(name: string): string {
  return readFileSync(join(iconFolder, 'sources', `${name}.svg`), 'utf8').replaceAll('\r\n', '\n')
}

/** Of everything that the exported files are made from: another one means that they are out of date. */
export function fingerprint(): string {
  const hash = createHash('sha256')
  for (const one of exported) hash.update(JSON.stringify(one)).update(sourceOf(one.source))
  return hash.digest('hex')
}
