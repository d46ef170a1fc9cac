/**
 * Scripted misfortune (sections 7, 8 and 14): rules that say which request meets which fault, before or after its
 * effect. Assumes the router asks once per request, in order; promises that equal seeds give equal faults.
 * The wording of the answers is in `fault-answers.ts`.
 */
import type { Random } from './clock.ts'
import type { FaultAnswer } from './fault-answers.ts'

export type Operation =
  | 'users.me'
  | 'search'
  | 'databases.retrieve'
  | 'databases.create'
  | 'dataSources.retrieve'
  | 'dataSources.update'
  | 'dataSources.query'
  | 'pages.create'
  | 'pages.retrieve'
  | 'pages.update'
  | 'pages.move'
  | 'pages.properties.retrieve'
  | 'unknown'

/** What is known about a request when rules and hooks look at it. */
export interface RequestFacts {
  readonly at: number
  readonly method: string
  readonly path: string
  readonly operation: Operation
  /** Id of the connection behind the token, or null when the token is none. */
  readonly connection: string | null
  /** The body as text, to look at. */
  readonly body: string
}

export type FaultAction =
  /** Answers with an error; `after` has done the work first. */
  | { readonly kind: 'answer'; readonly when: 'before' | 'after'; readonly answer: FaultAnswer }
  /** The connection breaks; `after` has done the work first. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** No answer until the client gives up. `late`: the work is done `afterMs` later, whether or not anybody listens. */
  | { readonly kind: 'hang'; readonly effect: 'never' | 'before' | 'late'; readonly afterMs?: number }
  /** The answer comes, but only after a while. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** A query answers from data that is this old. */
  | { readonly kind: 'stale'; readonly ms: number }
  /** An answer leaves these properties (names or ids) out of every page; `all` leaves out each of them. */
  | { readonly kind: 'omit'; readonly properties: readonly string[] | 'all' }

export interface FaultRule {
  readonly operation?: Operation | readonly Operation[]
  readonly method?: string
  readonly path?: RegExp
  readonly connection?: string
  /** Anything else one may ask of a request. */
  readonly where?: (request: RequestFacts) => boolean
  /** Only the nth request that fits, counted from 1. */
  readonly nth?: number
  /** How often it strikes: once unless told, without end for a rule with a probability. */
  readonly count?: number
  /** Strikes with this probability, by the sandbox's seed. */
  readonly probability?: number
  readonly action: FaultAction
}

export interface Faults {
  /** Adds a rule; the returned function takes it back. */
  readonly add: (rule: FaultRule) => () => void
  readonly clear: () => void
  /** From now on every query answers from data this old; 0 ends it. */
  readonly staleQueries: (ms: number) => void
  /** How often rules have struck. */
  readonly struck: () => number
}

export interface FaultBook extends Faults {
  /** What this request meets, in the order the rules were added. */
  readonly consult: (request: RequestFacts) => readonly FaultAction[]
}

/** The fault book of one sandbox. */
export function createFaults(random: Random): FaultBook {
  let rules: { readonly rule: FaultRule; seen: number; struck: number }[] = []
  let staleMs = 0
  let struck = 0
  return {
    add: (rule) => {
      const entry = { rule, seen: 0, struck: 0 }
      rules = [...rules, entry]
      return () => {
        rules = rules.filter((each) => each !== entry)
      }
    },
    clear: () => {
      rules = []
      staleMs = 0
    },
    staleQueries: (ms) => {
      staleMs = ms
    },
    struck: () => struck,
    consult: (request) => {
      const actions: FaultAction[] = []
      for (const entry of rules) {
        if (!fits(entry.rule, request)) continue
        entry.seen += 1
        if (entry.rule.nth !== undefined && entry.seen !== entry.rule.nth) continue
        if (entry.struck >= (entry.rule.count ?? (entry.rule.probability === undefined ? 1 : Infinity))) continue
        if (entry.rule.probability !== undefined && random.next() >= entry.rule.probability) continue
        entry.struck += 1
        struck += 1
        actions.push(entry.rule.action)
      }
      if (staleMs > 0 && request.operation === 'dataSources.query') actions.push({ kind: 'stale', ms: staleMs })
      return actions
    },
  }
}

function fits(rule: FaultRule, request: RequestFacts): boolean {
  const { operation } = rule
  const operations = operation === undefined ? null : typeof operation === 'string' ? [operation] : operation
  if (operations !== null && !operations.includes(request.operation)) return false
  if (rule.method !== undefined && rule.method.toUpperCase() !== request.method) return false
  if (rule.path !== undefined && !rule.path.test(request.path)) return false
  if (rule.connection !== undefined && rule.connection !== request.connection) return false
  return rule.where === undefined || rule.where(request)
}
