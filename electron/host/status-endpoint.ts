/**
 * The status endpoint of a process that keeps a home: opened and closed as the user wishes, now and at the next start.
 *
 * Where the window is served on loopback, an endpoint on the same port is answered by the same server. Whatever becomes of
 * the endpoint, nothing else suffers: a port that cannot be had is told and reported.
 */
import { join } from 'node:path'
import { type Failure, ok, type Result } from '../../shared/failure.ts'
import type { EndpointState } from '../../shared/ipc-endpoint.ts'
import type { Language } from '../../shared/words/language.ts'
import { listStatuses } from './actions-lists.ts'
import type { EndpointControl } from './answers-endpoint.ts'
import type { Home } from './home.ts'
import { keptSecret } from './kept-secret.ts'
import { type Loopback, openLoopback, type Route } from './loopback.ts'
import { refusal } from './loopback-answer.ts'
import { statusPath, statusRoutes } from './loopback-status.ts'
import { presentError } from './present.ts'

export interface StatusEndpointOptions {
  readonly home: Home
  readonly language: () => Language
  /** `process.platform`. */
  readonly platform: string
}

export interface StatusEndpoint extends EndpointControl {
  /** Opens it without keeping that for the next start. The failure says why it could not be. */
  open(port: number): Promise<Result<null>>
  /** A server that is there for something else: on its port no other is opened, and it asks `route`. */
  share(port: number): void
  /** What answers on the shared server; null: the endpoint is not there. */
  route(): Route | null
  close(): Promise<void>
}

/** Where the token of the endpoint lies. */
function statusTokenPath(folder: string): string {
  return join(folder, 'status-token')
}

type Standing =
  | { readonly kind: 'off' }
  | { readonly kind: 'own'; readonly port: number; readonly server: Loopback }
  | { readonly kind: 'shared'; readonly port: number; readonly route: Route }
  | { readonly kind: 'failed'; readonly port: number; readonly why: Failure }

/** Nothing listens before `open` or `set`. */
export function createStatusEndpoint(options: StatusEndpointOptions): StatusEndpoint {
  const { home, language } = options
  let standing: Standing = { kind: 'off' }
  let sharedPort: number | null = null
  let turn: Promise<unknown> = Promise.resolve()

  /** One after the other, so that no server is left behind. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }
  const leave = async (): Promise<void> => {
    const before = standing
    standing = { kind: 'off' }
    if (before.kind === 'own') await before.server.close()
  }
  const enter = async (port: number): Promise<Result<null>> => {
    await leave()
    const found = await standingAt(options, port, port === sharedPort)
    standing = found
    if (found.kind !== 'failed') return ok(null)
    home.report(found.why)
    return found.why
  }

  return {
    state: () => stateOf(standing, home, language()),
    set: (port) =>
      inTurn(async () => {
        const saved = home.saveStatusPort(port)
        if (saved.kind === 'failure') return saved
        if (port === null) await leave()
        else await enter(port)
        return ok(stateOf(standing, home, language()))
      }),
    open: (port) => inTurn(() => enter(port)),
    share: (port) => {
      sharedPort = port
    },
    route: () => (standing.kind === 'shared' ? standing.route : null),
    close: () => inTurn(leave),
  }
}

async function standingAt(options: StatusEndpointOptions, port: number, shared: boolean): Promise<Standing> {
  const { home, language, platform } = options
  const token = keptSecret(statusTokenPath(home.folder), platform)
  if (token.kind === 'failure') return { kind: 'failed', port, why: token }
  home.hide(token.value)
  const report = (wrong: Failure): void => home.report(wrong)
  const route = statusRoutes({
    statuses: () => listStatuses(home, null, language()),
    clock: home.clock,
    token: token.value,
    tokenFile: statusTokenPath(home.folder),
    language,
    report,
  })
  if (shared) return { kind: 'shared', port, route }
  const refuse = (status: number, wrong: Failure) => refusal(status, wrong, language())
  const server = await openLoopback({ port, answer: route, refuse, report })
  return server.kind === 'failure'
    ? { kind: 'failed', port, why: server }
    : { kind: 'own', port: server.value.port, server: server.value }
}

function stateOf(standing: Standing, home: Home, language: Language): EndpointState {
  switch (standing.kind) {
    case 'off':
      return { kind: 'off' }
    case 'failed':
      return { kind: 'failed', port: standing.port, error: presentError(standing.why, language) }
    default: {
      const address = `http://127.0.0.1:${standing.port}${statusPath}`
      return { kind: 'on', port: standing.port, address, tokenFile: statusTokenPath(home.folder) }
    }
  }
}
