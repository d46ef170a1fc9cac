/** The bridge of a window in a browser: what it believes, and what it says when nobody answers. */
import { beforeEach, describe, expect, test } from 'vitest'
import { type ConnectionState } from '../../renderer/bridge.ts'
import { createHttpBridge, type EventStream, type HttpBridge } from '../../renderer/bridge-http.ts'
import { snapshotWith } from '../support/snapshots.ts'

/** A browser's own stream of events, in the hands of the test. */
class Events implements EventStream {
  static made: Events[] = []
  readyState = 0
  readonly address: string
  readonly #listeners: { readonly name: string; readonly listener: (event: { readonly data?: unknown }) => void }[] = []
  constructor(address: string) {
    this.address = address
    Events.made.push(this)
  }
  addEventListener(name: string, listener: (event: { readonly data?: unknown }) => void): void {
    this.#listeners.push({ name, listener })
  }
  says(name: string, data: unknown): void {
    for (const one of this.#listeners) if (one.name === name) one.listener({ data })
  }
  opens(): void {
    this.readyState = 1
    this.says('open', null)
  }
  breaks(readyState: 0 | 2): void {
    this.readyState = readyState
    this.says('error', null)
  }
}

interface Sent {
  readonly address: string
  readonly init: RequestInit
}

let answer: () => Promise<Response> = () => Promise.reject(new TypeError('Failed to fetch'))
let sent: Sent[] = []

let waiting: (() => void)[] = []

beforeEach(() => {
  Events.made = []
  sent = []
  waiting = []
})

/** What was to happen later happens now. */
function later(): void {
  for (const call of waiting.splice(0)) call()
}

function connected(): { readonly bridge: HttpBridge; readonly events: Events; readonly states: ConnectionState[] } {
  const bridge = createHttpBridge({
    openEvents: (address) => new Events(address),
    fetch: (address, init) => {
      sent.push({ address, init })
      return answer()
    },
    after: (_ms, call) => void waiting.push(call),
    language: () => 'de',
  })
  const [events] = Events.made
  if (events === undefined) throw new Error('nobody listens for events')
  const states: ConnectionState[] = []
  bridge.connection((state) => states.push(state))
  return { bridge, events, states }
}

describe('asking', () => {
  test('sends the argument as JSON to the name, and gives what is answered', async () => {
    const { bridge } = connected()
    answer = async () => Response.json({ kind: 'ok', value: snapshotWith() })
    expect(await bridge.ask.snapshot(null)).toEqual({ kind: 'ok', value: snapshotWith() })
    expect(sent).toMatchObject([{ address: '/bridge/snapshot', init: { method: 'POST', body: 'null' } }])
    expect(new Headers(sent[0]?.init.headers).get('Content-Type')).toBe('application/json')
  })

  test('a refusal is a failure as the other end words it, whatever its status', async () => {
    const { bridge } = connected()
    const error = { category: 'usage', message: 'a', cause: 'b', remedy: 'c' } as const
    answer = async () => Response.json({ kind: 'failure', error }, { status: 401 })
    expect(await bridge.ask.conflicts({ profile: null })).toEqual({ kind: 'failure', error })
  })

  test('when nobody answers that is said in the language of the window, with what to do', async () => {
    const { bridge } = connected()
    answer = () => Promise.reject(new TypeError('Failed to fetch'))
    const reply = await bridge.ask.snapshot(null)
    expect(reply).toMatchObject({ kind: 'failure', error: { category: 'network' } })
    expect(JSON.stringify(reply)).toContain('Partner Sync ist nicht zu erreichen.')
  })

  test.each([
    ['a page of somebody else', async () => new Response('<html>')],
    ['an answer to another question', async () => Response.json({ kind: 'ok', value: [] })],
    ['nothing', async () => new Response('')],
  ])('%s is no answer', async (_what, other) => {
    const { bridge } = connected()
    answer = other
    expect(await bridge.ask.snapshot(null)).toMatchObject({ kind: 'failure', error: { category: 'unknown' } })
  })
})

describe('hearing', () => {
  test('what is told reaches everybody who listens, until they stop', () => {
    const { bridge, events } = connected()
    const heard: string[] = []
    const stop = bridge.listen['snapshot-changed'](({ sentence }) => heard.push(sentence))
    events.says('snapshot-changed', JSON.stringify(snapshotWith({ sentence: 'one' })))
    events.says('snapshot-changed', '{"sentence":"no snapshot"}')
    events.says('snapshot-changed', 'no JSON')
    events.says('open-screen', '"problems"')
    stop()
    events.says('snapshot-changed', JSON.stringify(snapshotWith({ sentence: 'two' })))
    expect(heard).toEqual(['one'])
    expect(events.address).toBe('/events')
  })
})

describe('the connection', () => {
  test('is told when it stands and when it breaks, once each, also to whoever comes later', () => {
    const { bridge, events, states } = connected()
    events.opens()
    events.breaks(0)
    events.breaks(0)
    events.opens()
    expect(states).toEqual(['connected', 'lost', 'connected'])
    const told: ConnectionState[] = []
    bridge.connection((state) => told.push(state))()
    events.breaks(0)
    expect(told).toEqual(['connected'])
  })

  test('is tried again after a refusal, which a browser takes for final', () => {
    const { events, states } = connected()
    events.opens()
    events.breaks(2)
    expect([states.at(-1), Events.made.length]).toEqual(['lost', 1])
    later()
    const [, again] = Events.made
    again?.breaks(2)
    later()
    Events.made[2]?.opens()
    expect(states).toEqual(['connected', 'lost', 'connected'])
  })

  test('a break from which the browser comes back by itself opens no second one', () => {
    const { events } = connected()
    events.breaks(0)
    later()
    expect([Events.made.length, waiting.length]).toEqual([1, 0])
  })

  test('one request without an answer does not call it lost', async () => {
    const { bridge, events, states } = connected()
    events.opens()
    answer = () => Promise.reject(new TypeError('Failed to fetch'))
    await bridge.ask.snapshot(null)
    expect(states).toEqual(['connected'])
  })
})
