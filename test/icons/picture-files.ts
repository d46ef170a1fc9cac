/**
 * Pictures as files: PNG (ISO/IEC 15948), and the two containers that Windows and macOS want around them.
 *
 * Pixels are RGBA, 8 bits each, not premultiplied, row by row from the top. Equal pixels give equal bytes.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

export interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: Buffer
}

const PNG_MARK = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Reads what Chromium and `writePng` write: 8 bits, with or without alpha, not interlaced. Throws at anything else. */
export function readPng(file: Buffer): Picture {
  if (!file.subarray(0, 8).equals(PNG_MARK)) throw new Error('this is no PNG')
  const parts = new Map<string, Buffer[]>()
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at)
    const name = file.toString('latin1', at + 4, at + 8)
    const data = file.subarray(at + 8, at + 8 + length)
    if (crc32(file.subarray(at + 4, at + 8 + length)) !== file.readUInt32BE(at + 8 + length)) {
      throw new Error(`the part ${name} is damaged`)
    }
    parts.set(name, [...(parts.get(name) ?? []), data])
    at += 12 + length
  }
  const header = parts.get('IHDR')?.[0]
  if (header === undefined) throw new Error('the PNG has no header')
  const [depth, colours, , , interlaced] = header.subarray(8)
  if (depth !== 8 || (colours !== 6 && colours !== 2) || interlaced !== 0) throw new Error('a PNG of another kind')
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const channels = colours === 6 ? 4 : 3
  const rows = unfiltered(inflateSync(Buffer.concat(parts.get('IDAT') ?? [])), width * channels, height, channels)
  return { width, height, pixels: channels === 4 ? rows : withAlpha(rows) }
}

/** Undoes the five filters of PNG, row by row. */
function unfiltered(data: Buffer, stride: number, height: number, channels: number): Buffer {
  const rows = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y += 1) {
    const filter = data[y * (stride + 1)] ?? 0
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x
      const left = x < channels ? 0 : (rows[at - channels] ?? 0)
      const up = y === 0 ? 0 : (rows[at - stride] ?? 0)
      const corner = x < channels || y === 0 ? 0 : (rows[at - stride - channels] ?? 0)
      const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)]
      rows[at] = (data[y * (stride + 1) + 1 + x] ?? 0) + (guesses[filter] ?? 0)
    }
  }
  return rows
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

function withAlpha(rgb: Buffer): Buffer {
  const pixels = Buffer.alloc((rgb.length / 3) * 4, 255)
  for (let at = 0; at < rgb.length / 3; at += 1) rgb.copy(pixels, at * 4, at * 3, at * 3 + 3)
  return pixels
}

export function writePng({ width, height, pixels }: Picture): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.concat([Buffer.from([0]), pixels.subarray(y * width * 4, (y + 1) * width * 4)]),
  )
  const data = deflateSync(Buffer.concat(rows), { level: 9 })
  return Buffer.concat([PNG_MARK, part('IHDR', header), part('IDAT', data), part('IEND', Buffer.alloc(0))])
}

function part(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** From this size on an icon of Windows holds a PNG; smaller ones are bitmaps, which every reader of icons knows. */
const PNG_FROM = 256

/** An icon of Windows: a directory of 16 bytes an entry, then the pictures. Sizes up to 256. */
export function writeIco(pictures: readonly Picture[]): Buffer {
  const head = Buffer.alloc(6)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  const contents = pictures.map((picture) => (picture.width >= PNG_FROM ? writePng(picture) : bitmap(picture)))
  let offset = head.length + 16 * pictures.length
  const entries = pictures.map(({ width, height }, index) => {
    const size = contents[index]?.length ?? 0
    const entry = Buffer.alloc(16)
    // 0 stands for 256.
    entry.set([width % 256, height % 256, 0, 0])
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(size, 8)
    entry.writeUInt32LE(offset, 12)
    offset += size
    return entry
  })
  return Buffer.concat([head, ...entries, ...contents])
}

/** BITMAPINFOHEADER, then BGRA from the bottom up, then a mask of one bit a pixel, rows filled to 32 bits. */
function bitmap({ width, height, pixels }: Picture): Buffer {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0)
  header.writeInt32LE(width, 4)
  // Colours and mask together.
  header.writeInt32LE(height * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  const colours = Buffer.alloc(width * height * 4)
  const maskRow = Math.ceil(width / 32) * 4
  const mask = Buffer.alloc(maskRow * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = ((height - 1 - y) * width + x) * 4
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(from, from + 4)
      colours.set([blue, green, red, alpha], (y * width + x) * 4)
      const at = y * maskRow + (x >> 3)
      if (alpha === 0) mask[at] = (mask[at] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return Buffer.concat([header, colours, mask])
}

/** The pictures of an icon of Windows. Throws where it contradicts itself. */
export function readIco(file: Buffer): readonly Picture[] {
  if (file.readUInt16LE(0) !== 0 || file.readUInt16LE(2) !== 1) throw new Error('this is no icon')
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const entry = file.subarray(6 + index * 16, 22 + index * 16)
    const [size, offset] = [entry.readUInt32LE(8), entry.readUInt32LE(12)]
    if (offset + size > file.length) throw new Error('the icon is cut off')
    const content = file.subarray(offset, offset + size)
    const picture = content.subarray(0, 8).equals(PNG_MARK) ? readPng(content) : fromBitmap(content)
    const wide = entry[0] === 0 ? 256 : entry[0]
    if (picture.width !== wide || picture.height !== wide) throw new Error('the directory says another size')
    return picture
  })
}

function fromBitmap(content: Buffer): Picture {
  const [width, height] = [content.readInt32LE(4), content.readInt32LE(8) / 2]
  const pixels = Buffer.alloc(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [blue = 0, green = 0, red = 0, alpha = 0] = content.subarray(40 + (y * width + x) * 4)
      pixels.set([red, green, blue, alpha], ((height - 1 - y) * width + x) * 4)
    }
  }
  return { width, height, pixels }
}

/** What macOS calls its sizes, in pixels; those below 32 it makes itself. */
const icnsNames = new Map([
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
])

export const icnsSizes: readonly number[] = [...new Set(icnsNames.values())]

/** An icon of macOS: `icns`, the whole length, then PNGs, each behind its name and length. */
export function writeIcns(pictures: readonly Picture[]): Buffer {
  const parts = [...icnsNames].map(([name, size]) => {
    const picture = pictures.find(({ width }) => width === size)
    if (picture === undefined) throw new Error(`no picture of ${size} pixels for ${name}`)
    return icnsPart(name, writePng(picture))
  })
  return icnsPart('icns', Buffer.concat(parts))
}

function icnsPart(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}

/** Names and pictures of an icon of macOS. Throws where it contradicts itself. */
export function readIcns(file: Buffer): readonly (readonly [string, Picture])[] {
  if (file.toString('latin1', 0, 4) !== 'icns' || file.readUInt32BE(4) !== file.length) throw new Error('no icns')
  const found: (readonly [string, Picture])[] = []
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at + 4)
    found.push([file.toString('latin1', at, at + 4), readPng(file.subarray(at + 8, at + length))])
    at += length
  }
  return found
}
