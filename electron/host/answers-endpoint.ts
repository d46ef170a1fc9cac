/**
 * What the window gets to know of the status endpoint, and how it switches it.
 */
import { ok, type Result } from '../../shared/failure.ts'
import type { EndpointState } from '../../shared/ipc-endpoint.ts'
import type { Answers } from './bridge.ts'

/** The status endpoint of this process. */
export interface EndpointControl {
  state(): EndpointState
  /** Null: off. Kept for the next start; a port that cannot be had is a state, not a failure. */
  set(port: number | null): Promise<Result<EndpointState>>
}

export function endpointAnswers(endpoint: EndpointControl): Pick<Answers, 'status-endpoint' | 'set-status-endpoint'> {
  return {
    'status-endpoint': () => ok(endpoint.state()),
    'set-status-endpoint': ({ port }) => endpoint.set(port),
  }
}
