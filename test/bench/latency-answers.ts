/**
 * How long a service's answers take. An assumption: Notion publishes no times, and none could be measured here.
 *
 * The network included: reading a page 300 ms, asking for rows 450 ms and 6 ms for each row, writing 600 ms. Spread so that
 * one answer in six takes more than 1.6 times that, and one in a hundred five times as long. Most of it passes before the
 * effect.
 */
import { createTestRandom } from '../support/random.ts'

export interface AnswerTime {
  /** Until it takes effect, ms. */
  readonly beforeMs: number
  /** From then until the answer is there, ms, by the length of its text. */
  readonly afterMs: (length: number) => number
}

const READ_MS = 300
const QUERY_MS = 450
const ROW_MS = 6
const WRITE_MS = 600
/** About what a row takes of an answer's text. */
const ROW_LENGTH = 1_450
const SPREAD = 0.5
const STRAGGLERS = { share: 0.01, factor: 5 }
const BEFORE = 0.7

/** Each call is one answer. The same seed gives the same times. */
export function answerTimes(seed: number): (method: string, url: string) => AnswerTime {
  const random = createTestRandom(seed * 101 + 11)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  return (method, url) => {
    const query = url.includes('/query')
    const usual = method === 'GET' ? READ_MS : query ? QUERY_MS : WRITE_MS
    const straggles = random.next() < STRAGGLERS.share ? STRAGGLERS.factor : 1
    const all = usual * Math.exp(SPREAD * normal()) * straggles
    return {
      beforeMs: all * BEFORE,
      afterMs: (length) => all * (1 - BEFORE) + (query ? (length / ROW_LENGTH) * ROW_MS : 0),
    }
  }
}
