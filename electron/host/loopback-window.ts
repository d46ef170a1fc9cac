/**
 * The window for a browser on this computer: the built page, the bridge over HTTP, and pushes as server-sent events.
 *
 * The link that is printed works once and leaves a cookie behind; whoever has that cookie is the window. What changes
 * something must come from our own page (`Origin`), and no other origin is ever answered. Link and cookie are secrets:
 * they stand in no log. What is asked is checked by `host/bridge`, as on a desktop.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import { type Pushed, pushes, type Reply } from '../../shared/ipc.ts'
import { type PushName, type RequestName, requestNames } from '../../shared/ipc-names.ts'
import type { Clock } from '../engine/ports.ts'
import { answerRequest, type BridgePorts, explained } from './bridge.ts'
import type { Home } from './home.ts'
import type { LoopbackAnswer, LoopbackRequest, LoopbackStream, Route } from './loopback.ts'
import { json, text } from './loopback-answer.ts'
import { entrancePage } from './loopback-entrance.ts'
import { isSecret, newSecret } from './loopback-secret.ts'
import type { Resident } from './resident.ts'
import type { Secret } from './secret.ts'
import { loopbackFiles, loopbackScript, windowHeaders } from './window-files.ts'

export interface LoopbackWindowOptions {
  readonly ports: BridgePorts
  readonly resident: Pick<Resident, 'snapshot' | 'subscribe'>
  readonly home: Pick<Home, 'hide'>
  /** What a browser shows that was let in. */
  readonly cookie: Secret
  readonly clock: Clock
  /** The files of the built window, by their path in an address. */
  readonly files: ReadonlyMap<string, WindowFile>
}

export interface WindowFile {
  readonly type: string
  readonly body: Uint8Array
}

export interface LoopbackWindow {
  readonly route: Route
  /** The link that lets one browser in. A secret. */
  link(origin: string): string
  /** Tells every window that is open. */
  push<Name extends PushName>(name: Name, value: Pushed<Name>): void
}

const headers = windowHeaders('self')
/** Fields and texts of one appointment, or an invitation; nothing that a window asks is larger. */
const MOST_BODY_BYTES = 1_000_000
/** A browser opens six connections at most to one address, of all its tabs together: some must be left for asking. */
const MOST_STREAMS = 3
/** Something must be said now and then, or whatever lies between takes the connection for dead. */
const BEAT_MS = 15_000
/**
 * How long a browser may stay away and come back without a link, s. Not longer: every port leaves a cookie of its own, and
 * all of them are sent to all ports.
 */
const COOKIE_S = 7 * 86_400

/** Reads the built window; the failure names the first file that is missing. */
export function readWindow(folders: readonly string[]): Result<ReadonlyMap<string, WindowFile>> {
  let missing = ''
  for (const folder of folders) {
    try {
      return ok(
        new Map(
          [...loopbackFiles].map(([path, { file, type }]) => {
            missing = join(folder, file)
            const body = readFileSync(missing)
            return [path, { type, body: path === '/window.html' ? withLoopbackScript(body) : body }]
          }),
        ),
      )
    } catch {
      // The next place is asked; the last one is named.
    }
  }
  return failure('usage', `not there: ${missing}`, {
    connector: 'window',
    reason: 'window-not-built',
    subject: missing,
  })
}

/** The bridge is put into the page before the window looks for it; scripts run in the order of the page. */
function withLoopbackScript(page: Buffer): Buffer {
  const script = `<script type="module" src=".${loopbackScript}"></script>`
  return Buffer.from(page.toString('utf8').replace('<script', `${script}<script`))
}

/** Nothing is served before somebody routes requests here. */
export function createLoopbackWindow(options: LoopbackWindowOptions): LoopbackWindow {
  const { files, ports } = options
  const entrance = createEntrance(options)
  const events = createEvents(options)
  const refuse = (status: number, reason: string, name: string, more: Readonly<Record<string, string>> = {}) =>
    refusedReply(ports, status, failure('usage', name, { connector: 'window', reason, subject: name }), more)

  return {
    link: (origin) => entrance.link(origin),
    push: (name, value) => events.push(name, value),
    route: (request, origin) => {
      const { method, path } = request
      const reading = method === 'GET' || method === 'HEAD'
      const from = request.header('origin')
      if (from === undefined ? !reading : from !== origin) return refuse(403, 'origin-refused', path)
      // Browsers ask for it by themselves; there is none, and that is nothing to complain of.
      if (path === '/favicon.ico' && reading) return text(204, 'text/plain', '', headers)
      if (path === '/open' && method === 'GET') return entrance.open(request, origin)
      const known = entrance.isKnown(request, origin)
      if (path === '/' && reading) {
        return known ? page(files, '/window.html', entrance.cookie(origin)) : strangersPage()
      }
      const name = bridgeName(path)
      if (!known) return refuse(401, 'window-not-entered', path)
      if (name !== null) {
        return method === 'POST'
          ? askedOverHttp(options, name, request)
          : refuse(405, 'method-refused', method, { Allow: 'POST' })
      }
      if (path !== '/events' && !files.has(path)) return refuse(404, 'no-such-address', path)
      if (path === '/events' && method !== 'GET') return refuse(405, 'method-refused', method, { Allow: 'GET' })
      if (!reading) return refuse(405, 'method-refused', method, { Allow: 'GET, HEAD' })
      if (path !== '/events') return page(files, path)
      return events.full() ? refuse(503, 'too-many-windows', path) : events.stream()
    },
  }
}

function page(
  files: LoopbackWindowOptions['files'],
  path: string,
  more: Readonly<Record<string, string>> = {},
): LoopbackAnswer {
  const found = files.get(path)
  if (found === undefined) return text(404, 'text/plain', '', headers)
  return text(200, found.type, found.body, { ...headers, ...more })
}

function strangersPage(): LoopbackAnswer {
  return text(403, 'text/html; charset=utf-8', entrancePage(), headers)
}

/** Null: the address is none of the bridge. */
function bridgeName(path: string): RequestName | null {
  return requestNames.find((name) => path === `/bridge/${name}`) ?? null
}

async function askedOverHttp(
  { ports }: LoopbackWindowOptions,
  name: RequestName,
  request: LoopbackRequest,
): Promise<LoopbackAnswer> {
  const unusable = (text: string): Failure => failure('usage', text, { reason: 'request-malformed', subject: name })
  if (!/^application\/json\b/i.test(request.header('content-type') ?? '')) {
    return refusedReply(ports, 415, unusable('no JSON by its type'))
  }
  const body = await request.body(MOST_BODY_BYTES)
  if (body.kind === 'failure') return refusedReply(ports, 413, body)
  const argument = parsed(body.value)
  if (argument === undefined) return refusedReply(ports, 400, unusable('no JSON'))
  return json(200, await answerRequest(ports, name, argument), headers)
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // The parser's message would quote the body, which may hold a token.
    return undefined
  }
}

function refusedReply(
  { language, redact }: BridgePorts,
  status: number,
  wrong: Failure,
  more: Readonly<Record<string, string>> = {},
): LoopbackAnswer {
  const reply: Reply<never> = { kind: 'failure', error: explained(wrong, language(), redact) }
  return json(status, reply, { ...headers, ...more })
}

interface Entrance {
  link(origin: string): string
  /** Lets in whoever has the link, once, and whoever was let in before. */
  open(request: LoopbackRequest, origin: string): LoopbackAnswer
  isKnown(request: LoopbackRequest, origin: string): boolean
  /** The header by which a browser is known from then on, or for longer. */
  cookie(origin: string): Readonly<Record<string, string>>
}

function createEntrance({ home, cookie }: Pick<LoopbackWindowOptions, 'home' | 'cookie'>): Entrance {
  const ticket = newSecret()
  home.hide(ticket)
  home.hide(cookie)
  let used = false
  // Browsers share cookies between the ports of an address, so that each server needs a name of its own.
  const cookieName = (origin: string): string => `partner-sync-${new URL(origin).port}`
  const isKnown = (request: LoopbackRequest, origin: string): boolean =>
    (request.header('cookie') ?? '').split(';').some((one) => {
      const [name = '', value = ''] = one.trim().split('=')
      return name === cookieName(origin) && isSecret(value, cookie)
    })
  const goIn = (more: Readonly<Record<string, string>>): LoopbackAnswer =>
    text(302, 'text/plain', '', { ...headers, Location: '/', ...more })

  const letIn = (origin: string): Readonly<Record<string, string>> => ({
    'Set-Cookie': `${cookieName(origin)}=${cookie.reveal()}; Path=/; Max-Age=${COOKIE_S}; HttpOnly; SameSite=Strict`,
  })

  return {
    link: (origin) => `${origin}/open?token=${ticket.reveal()}`,
    isKnown,
    cookie: letIn,
    open: (request, origin) => {
      if (isKnown(request, origin)) return goIn({})
      if (used || !isSecret(request.query.get('token') ?? '', ticket)) return strangersPage()
      used = true
      return goIn(letIn(origin))
    },
  }
}

interface Events {
  full(): boolean
  stream(): LoopbackAnswer
  push<Name extends PushName>(name: Name, value: Pushed<Name>): void
}

function createEvents({ resident, clock }: Pick<LoopbackWindowOptions, 'resident' | 'clock'>): Events {
  const streams = new Set<LoopbackStream>()
  let silence: (() => void) | null = null
  const line = <Name extends PushName>(name: Name, value: Pushed<Name>): string =>
    `event: ${name}\ndata: ${JSON.stringify(pushes[name].parse(value))}\n\n`
  const push = <Name extends PushName>(name: Name, value: Pushed<Name>): void => {
    if (streams.size === 0) return
    const said = line(name, value)
    for (const stream of streams) stream.send(said)
  }
  const leave = (stream: LoopbackStream): void => {
    streams.delete(stream)
    if (streams.size > 0) return
    silence?.()
    silence = null
  }
  const beat = async (stream: LoopbackStream): Promise<void> => {
    while (!stream.gone.aborted) {
      await clock.sleep(BEAT_MS, stream.gone)
      stream.send(': still here\n\n')
    }
  }

  return {
    full: () => streams.size >= MOST_STREAMS,
    push,
    stream: () => ({
      kind: 'stream',
      headers: { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8' },
      begin: (stream) => {
        streams.add(stream)
        stream.gone.addEventListener('abort', () => leave(stream), { once: true })
        // Whoever comes back after a break must not wait for the next change.
        stream.send(`retry: 1000\n\n${line('snapshot-changed', resident.snapshot())}`)
        silence ??= resident.subscribe((snapshot) => push('snapshot-changed', snapshot))
        void beat(stream)
      },
    }),
  }
}
