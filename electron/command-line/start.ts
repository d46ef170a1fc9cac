/**
 * What the entry loads once the Node is known to do: adds real time, chance and the user's folder, and calls.
 */
import { homedir } from 'node:os'
import { createRealClock, createRealRandom } from '../host/real-clock.ts'
import { call } from './call.ts'
import type { Surroundings } from './invocation.ts'

export function start(parts: Omit<Surroundings, 'clock' | 'random' | 'userFolder'>): Promise<number> {
  return call({ ...parts, clock: createRealClock(), random: createRealRandom(), userFolder: homedir() })
}
