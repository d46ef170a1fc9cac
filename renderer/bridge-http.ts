/**
 * The bridge of a window in a browser: requests over HTTP and pushes as server-sent events, from the page's own origin.
 *
 * What comes back is parsed before anybody sees it; the schemas come along only here, because the window of the
 * application does without them. A connection that breaks is told and tried again until it stands; nothing that was asked
 * is asked a second time by itself. The browser's own comes in as parts, so that the rest can be tried without one.
 */
import type { ErrorExplained } from '../shared/contract.ts'
import type { Bridge, Pushed, Reply } from '../shared/ipc.ts'
import { type PushName, pushNames, type RequestName, requestNames } from '../shared/ipc-names.ts'
import { connectionWords } from '../shared/words/connection.ts'
import type { Explanation } from '../shared/words/explanation.ts'
import type { Language } from '../shared/words/language.ts'
import type { ConnectionState, PageBridge } from './bridge.ts'
import { parsePush, parseReply } from './replies.ts'

export type HttpBridge = Required<PageBridge>

/** What is used of an EventSource. */
export interface EventStream {
  readonly readyState: number
  addEventListener(name: string, listener: (event: { readonly data?: unknown }) => void): void
}

export interface BrowserParts {
  /** Opens a stream of server-sent events. */
  readonly openEvents: (address: string) => EventStream
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>
  /** Calls once after so many ms. */
  readonly after: (ms: number, call: () => void) => void
  /** What the page speaks now. */
  readonly language: () => Language
}

/** EventSource.CLOSED: it was refused, and the browser does not try again. */
const CLOSED = 2

/** A browser comes back by itself after a break, but not after a refusal: then it is tried again after so long. */
const AGAIN_MS = 2000

/** Connects at once and stays connected for as long as the page is there. */
export function createHttpBridge(parts: BrowserParts): HttpBridge {
  const listeners = new Map<PushName, Set<(value: unknown) => void>>(pushNames.map((name) => [name, new Set()]))
  const watchers = new Set<(state: ConnectionState) => void>()
  let state: ConnectionState | null = null

  const become = (next: ConnectionState): void => {
    if (state === next) return
    state = next
    for (const watcher of watchers) watcher(next)
  }
  const connect = (): void => {
    const source = parts.openEvents('/events')
    source.addEventListener('open', () => become('connected'))
    source.addEventListener('error', () => {
      become('lost')
      if (source.readyState === CLOSED) parts.after(AGAIN_MS, connect)
    })
    for (const name of pushNames) {
      source.addEventListener(name, (event) => {
        const value = hear(name, event.data)
        if (value !== null) for (const listener of listeners.get(name) ?? []) listener(value)
      })
    }
  }
  connect()

  const ask = requestNames.map((name) => [
    name,
    async (argument: unknown) => {
      const reply = await askOverHttp(parts, name, argument)
      // Whether the connection stands is what the events say: they would not tell a second time that it does.
      return reply === 'unreached' ? failed('network', connectionWords(parts.language()).lost) : reply
    },
  ])
  const listen = pushNames.map((name) => [
    name,
    (listener: (value: unknown) => void) => {
      const heard = listeners.get(name)
      heard?.add(listener)
      return () => void heard?.delete(listener)
    },
  ])
  return {
    // Every name is there; the compiler cannot follow names that vary, and each reply is parsed by its own schema.
    ask: Object.fromEntries(ask) as Bridge['ask'],
    listen: Object.fromEntries(listen) as Bridge['listen'],
    connection: (watcher) => {
      watchers.add(watcher)
      if (state !== null) watcher(state)
      return () => void watchers.delete(watcher)
    },
  }
}

async function askOverHttp(
  parts: BrowserParts,
  name: RequestName,
  argument: unknown,
): Promise<Reply<unknown> | 'unreached'> {
  let text: string
  try {
    const response = await parts.fetch(`/bridge/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(argument ?? null),
      credentials: 'same-origin',
    })
    text = await response.text()
  } catch {
    // The browser tells no more than that there was no answer.
    return 'unreached'
  }
  return parseReply(name, parseJson(text)) ?? failed('unknown', connectionWords(parts.language()).unreadable)
}

/** Null: not what was declared; a later push makes up for it. */
function hear(name: PushName, data: unknown): Pushed<PushName> | null {
  return parsePush(name, typeof data === 'string' ? parseJson(data) : null)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The schema says that it is no answer.
    return null
  }
}

function failed(category: ErrorExplained['category'], why: Explanation): Reply<never> {
  return { kind: 'failure', error: { category, ...why } }
}
