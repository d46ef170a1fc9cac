/**
 * The faults of a simulated run: each strikes the nth request of its kind from when it was announced, before or after the
 * effect. Counts how often each kind struck.
 */
import type { FaultRule } from '../../electron/sandbox/faults.ts'
import type { Sandbox } from '../../electron/sandbox/sandbox.ts'
import { assertNever } from '../../shared/failure.ts'
import { faultActions } from '../support/fault-actions.ts'
import { type Act, type FaultName, type Target, thirdPage } from './script.ts'

const actions: Readonly<Record<FaultName, FaultRule['action']>> = {
  ...faultActions,
  '400 before': { kind: 'answer', when: 'before', answer: { kind: 'bad-request' } },
  slow: { kind: 'delay', ms: 20_000 },
  omit: { kind: 'omit', properties: 'all' },
}

export interface Misfortune {
  announce(fault: Extract<Act, { do: 'fault' }>): void
  /** Looks at a request that is about to leave. */
  meet(method: string, url: string, body: string): void
  clear(): void
  readonly struck: ReadonlyMap<FaultName | typeof thirdPage, number>
}

/** No fault is announced yet. */
export function createMisfortune(sandbox: Sandbox): Misfortune {
  let announced: { readonly fault: FaultName; readonly on: Target; wait: number; left: number }[] = []
  const struck = new Map<FaultName | typeof thirdPage, number>()
  const pages = createPageCount()
  return {
    struck,
    announce: ({ fault, on, nth, times }) => announced.push({ fault, on, wait: nth, left: times }),
    meet(method, url, body) {
      const page = pages(url, body)
      for (const each of announced) {
        if (!fits(each.on, method, url, page)) continue
        each.wait -= 1
        if (each.wait > 0) continue
        each.left -= 1
        // Only a create may come true long after it was given up: two minutes of quiet are made for it.
        const late = each.fault === 'hang late' && !isCreate(method, url)
        const fault: FaultName = late ? 'hang after' : each.fault
        struck.set(fault, (struck.get(fault) ?? 0) + 1)
        if (page >= 3) struck.set(thirdPage, (struck.get(thirdPage) ?? 0) + 1)
        const path = new URL(url).pathname
        sandbox.faults.add({
          where: (request) => request.method === method && request.path === path && request.body === body,
          action: actions[fault],
        })
        break
      }
      announced = announced.filter((each) => each.left > 0)
    },
    clear() {
      announced = []
      sandbox.faults.clear()
    },
  }
}

const isCreate = (method: string, url: string): boolean => method === 'POST' && url.endsWith('/v1/pages')

/** Tells which page of its listing a query asks for, from 1; 0: it is no query. Equal listings side by side count as one. */
function createPageCount(): (url: string, body: string) => number {
  const counts = new Map<string, number>()
  return (url, body) => {
    if (!url.includes('/query')) return 0
    const listing = `${url} ${body.replace(/,?"start_cursor":"[^"]*"/, '').replace('{,', '{')}`
    const page = body.includes('start_cursor') ? (counts.get(listing) ?? 1) + 1 : 1
    counts.set(listing, page)
    return page
  }
}

function fits(target: Target, method: string, url: string, page: number): boolean {
  switch (target) {
    case 'create':
      return isCreate(method, url)
    case 'update':
      return method === 'PATCH'
    case 'query':
      return url.includes('/query')
    case 'third page':
      return page >= 3
    case 'read':
      return method === 'GET'
    case 'any':
      return true
    default:
      return assertNever(target)
  }
}
