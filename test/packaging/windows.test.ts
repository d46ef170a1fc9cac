/**
 * What is packed for Windows, with a stand-in for Electron: its fuses, and the sum of the archive that they rest on.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { getRawHeader } from '@electron/asar'
import { beforeAll, expect, test } from 'vitest'
import { root } from '../../build/pack.ts'
import { faultsOf, filesIn, type Place, placeIn } from '../../build/packed.ts'
import { iconOf } from '../../electron/desktop/tray-picture.ts'
import { standings } from '../../shared/snapshot.ts'
import { packWithStandIn, scratchFolder } from './packing.ts'
import { resedit } from './stand-in.ts'

const scratch = scratchFolder()
let place: Place

beforeAll(async () => {
  // Setting the icon and signing need a tool that runs on Windows.
  const { folder } = await packWithStandIn('win32', scratch, { overrides: { win: { signAndEditExecutable: false } } })
  place = placeIn(folder, 'win32')
})

test('what is packed has no fault: fuses, entries, tokens, source maps, paths of this computer, size', () => {
  expect(faultsOf(place, [root, scratch])).toEqual([])
})

test('every icon that the panel can be given lies in the archive, and none of another platform', () => {
  const icons = standings.flatMap((standing) =>
    [true, false].map((darkPanel) => iconOf(standing, { system: 'win32', darkPanel, zone: 'UTC' }).file),
  )
  const packed = filesIn(place.archive).flatMap(({ path }) => /^out\/icons\/(tray\/.*)$/.exec(path)?.[1] ?? [])
  expect(packed).toEqual(icons.sort())
})

test('the program carries the sum that the archive must have', () => {
  const { NtExecutable, NtExecutableResource } = resedit()
  const resource = NtExecutableResource.from(NtExecutable.from(readFileSync(place.executable)))
  const sums = resource.entries.filter(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')
  const value = createHash('sha256').update(getRawHeader(place.archive).headerString).digest('hex')
  expect(sums.map(({ bin }) => JSON.parse(Buffer.from(bin).toString('utf8')) as unknown)).toEqual([
    [{ file: 'resources\\app.asar', alg: 'SHA256', value }],
  ])
})
