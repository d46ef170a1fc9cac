/**
 * Packs the built application around a stand-in for Electron, into a folder of its own that goes with the test file.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Configuration } from 'electron-builder'
import { afterAll } from 'vitest'
import { type Packed, type PackOptions, pack } from '../../build/pack.ts'
import { standInFor } from './stand-in.ts'

/** An empty folder until the tests of this file have ended. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'partner-sync-packing-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function packWithStandIn(
  platform: 'linux' | 'win32',
  scratch: string,
  { overrides, ...options }: Partial<PackOptions> = {},
): Promise<Packed> {
  const kept: Configuration = { directories: { output: join(scratch, 'release') }, ...overrides }
  return pack({
    platform,
    make: 'folder',
    electronDist: standInFor(platform, join(scratch, 'electron')),
    ...options,
    overrides: kept,
  })
}
