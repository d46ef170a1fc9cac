/**
 * Makes a failing script as short as it gets: leaves out what is not needed for it to fail in the same way.
 *
 * Delta debugging over the list of actions: halves, quarters, single ones; then the world is made simpler. "The same way"
 * means the same kind of violation, whatever its ids and values are.
 */
import type { Script } from './script.ts'

/** Gives the violations of a script. */
export type Verdict = (script: Script) => Promise<readonly string[]>

/** What a violation says, without the ids, numbers and values in it. */
export function kindOf(violation: string): string {
  return violation
    .replaceAll(/"[^"]*"/g, '""')
    .replaceAll(/\b[0-9a-f]{8}\b/g, '#')
    .replaceAll(/\d+/g, '#')
    .slice(0, 120)
}

/** The shortest script found that still fails like this one; the same script when it does not fail. */
export async function shrink(script: Script, verdict: Verdict): Promise<Script> {
  const [first] = await verdict(script)
  if (first === undefined) return script
  const wanted = kindOf(first)
  const fails = async (candidate: Script): Promise<boolean> =>
    (await verdict(candidate)).some((each) => kindOf(each) === wanted)
  let best = await shorten(script, fails)
  for (const simpler of simplerWorlds) {
    const candidate = { ...best, world: { ...best.world, ...simpler } }
    if (JSON.stringify(candidate) !== JSON.stringify(best) && (await fails(candidate))) best = candidate
  }
  return shorten(best, fails)
}

async function shorten(script: Script, fails: (script: Script) => Promise<boolean>): Promise<Script> {
  let actions = script.actions
  for (let size = Math.max(1, Math.floor(actions.length / 2)); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < actions.length; ) {
      const shorter = [...actions.slice(0, from), ...actions.slice(from + size)]
      if (await fails({ ...script, actions: shorter })) actions = shorter
      else from += size
    }
  }
  for (const [index, action] of actions.entries()) {
    if (action.at === undefined) continue
    const { at: _dropped, ...calm } = action
    const candidate = actions.map((each, other) => (other === index ? calm : each))
    if (await fails({ ...script, actions: candidate })) actions = candidate
  }
  return { ...script, actions }
}

const simplerWorlds: readonly Partial<Script['world']>[] = [
  { computers: [1], wallErrors: [0] },
  { fields: ['Name', 'Datum', 'Beschreibung', 'Ort'], oneWay: null },
  { oneWay: null },
  { importRows: false },
  { rowCap: 10_000 },
  { rateLimit: false },
  { twoTokens: false },
  { wallErrors: [0, 0, 0] },
  { latencyMs: 200 },
  { timeZoneOnRead: 'null' },
  { timestampFilterOn: 'rounded' },
  { zone: 'UTC' },
  { onConflict: 'ask' },
  { onSharedDelete: 'unshare' },
]
