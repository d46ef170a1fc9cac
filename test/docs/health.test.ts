/** docs/health.md names every threshold with the value that counts unless the settings say otherwise. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { usualThresholds } from '../../electron/core/health.ts'
import { parseSettings } from '../../electron/host/settings-schema.ts'

const thresholdsIn = (healthThresholds: unknown) => {
  const parsed = parseSettings(JSON.stringify({ version: 1, healthThresholds }), 'settings.json')
  if (parsed.kind !== 'ok') throw new Error('not read')
  return parsed.value.healthThresholds
}

test('every threshold stands there with its usual value', () => {
  const page = readFileSync(new URL('../../docs/health.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| `(\w+)` \| ([\d.]+) \|/gm)].map(([, key, value]) => [key, Number(value)])
  expect(Object.fromEntries(rows)).toEqual(usualThresholds)
})

test.each([[undefined], ['much'], [{ healthyRate: 7, stuckMs: 'long', enoughActions: -1 }]])(
  'settings that say %j are as usual',
  (said) => {
    expect(thresholdsIn(said)).toEqual(usualThresholds)
  },
)

test('what the settings say counts, each by itself', () => {
  expect(thresholdsIn({ healthyRate: 0.5, degradedRate: 'low' })).toEqual({ ...usualThresholds, healthyRate: 0.5 })
})
