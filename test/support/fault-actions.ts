/** What a request may meet with, before or after its effect, after which the write must all the same be done once. */
import type { FaultRule } from '../../electron/sandbox/faults.ts'

/** By the name that logs and scripts give it. */
export const faultActions = {
  '409 before': { kind: 'answer', when: 'before', answer: { kind: 'conflict' } },
  '409 after': { kind: 'answer', when: 'after', answer: { kind: 'conflict' } },
  '429 short': { kind: 'answer', when: 'before', answer: { kind: 'rate-limited', retryAfter: 2 } },
  '429 long': { kind: 'answer', when: 'before', answer: { kind: 'rate-limited', retryAfter: 400 } },
  '500 before': { kind: 'answer', when: 'before', answer: { kind: 'internal' } },
  '500 after': { kind: 'answer', when: 'after', answer: { kind: 'internal' } },
  '502 before': { kind: 'answer', when: 'before', answer: { kind: 'bad-gateway' } },
  '502 after': { kind: 'answer', when: 'after', answer: { kind: 'bad-gateway' } },
  '503 before': { kind: 'answer', when: 'before', answer: { kind: 'unavailable' } },
  '503 after': { kind: 'answer', when: 'after', answer: { kind: 'unavailable' } },
  '503 named': {
    kind: 'answer',
    when: 'after',
    answer: { kind: 'unavailable', guidance: ['verify'], namesCommitted: true },
  },
  '504 before': { kind: 'answer', when: 'before', answer: { kind: 'gateway-timeout' } },
  '504 after': { kind: 'answer', when: 'after', answer: { kind: 'gateway-timeout', html: true } },
  '529': { kind: 'answer', when: 'before', answer: { kind: 'overloaded' } },
  'not JSON': { kind: 'answer', when: 'after', answer: { kind: 'not-json' } },
  '400 after': { kind: 'answer', when: 'after', answer: { kind: 'bad-request' } },
  'drop before': { kind: 'drop', when: 'before' },
  'drop after': { kind: 'drop', when: 'after' },
  hang: { kind: 'hang', effect: 'never' },
  'hang after': { kind: 'hang', effect: 'before' },
  'hang late': { kind: 'hang', effect: 'late', afterMs: 90_000 },
} as const satisfies Readonly<Record<string, FaultRule['action']>>
