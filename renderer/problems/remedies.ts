/**
 * Where in the window a kind of failure can be put right; the page itself is opened in Notion beside it.
 *
 * Pure.
 */
import { assertNever, type FailureCategory } from '../../shared/failure.ts'

export type Remedy = 'settings' | 'checks' | 'conflicts'

/** Null: nothing in the window helps but another try. */
export function remedyOf(category: FailureCategory): Remedy | null {
  switch (category) {
    case 'credentials':
    case 'identity':
      return 'settings'
    case 'permission':
    case 'not-shared':
    case 'schema':
    case 'disk':
    case 'settings':
    case 'ledger':
    case 'locked':
      return 'checks'
    case 'duplicate':
      return 'conflicts'
    case 'validation':
    case 'conflict':
    case 'rate-limit':
    case 'plan-limit':
    case 'timeout':
    case 'network':
    case 'service':
    case 'unreadable-page':
    case 'missing-data':
    case 'unknown':
    case 'usage':
    case 'stopped':
      return null
    default:
      return assertNever(category)
  }
}
