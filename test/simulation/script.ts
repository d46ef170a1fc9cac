/**
 * A script: the world and the actions of one simulated run, as plain JSON.
 *
 * Generated from a seed, shrunk when it fails, kept in `seeds/`. Actions name appointments by number, so that a script
 * stays playable when others of its actions are left out.
 */
import type { ConflictPolicy, SharedDeletePolicy } from '../../shared/model.ts'

/** The fields that a world may map, with their Notion type. */
export const fieldTypes = {
  Name: 'title',
  Datum: 'date',
  Beschreibung: 'rich_text',
  Ort: 'rich_text',
  Zahl: 'number',
  Haken: 'checkbox',
  Art: 'select',
  Stand: 'status',
  Marken: 'multi_select',
  Adresse: 'url',
  Mail: 'email',
  Telefon: 'phone_number',
} as const
export type FieldName = keyof typeof fieldTypes

/** The tracking properties of each side, with their Notion type. */
export const trackingTypes = {
  private: { PartnerRelevant: 'checkbox', SyncedToSharedId: 'rich_text' },
  shared: { PartnerRelevant: 'checkbox', SourcePrivateId: 'rich_text', SourceUserId: 'number' },
} as const

export interface WorldPlan {
  readonly seed: number
  /** Computers of each profile: one to three of them, each of another person. */
  readonly computers: readonly number[]
  readonly appointments: number
  readonly fields: readonly FieldName[]
  /** One of the fields that travels one way only, or shows a fixed word. */
  readonly oneWay: { readonly field: FieldName; readonly how: 'to-shared' | 'busy' } | null
  readonly onConflict: ConflictPolicy
  readonly onSharedDelete: SharedDeletePolicy
  readonly importRows: boolean
  readonly rowCap: number
  /** Rows that one answer to a query holds at most. */
  readonly pageSize: number
  readonly rateLimit: boolean
  /** Anna has a token for each side. */
  readonly twoTokens: boolean
  /** ms each that the computers' walls are wrong. */
  readonly wallErrors: readonly number[]
  readonly latencyMs: number
  readonly timeZoneOnRead: 'null' | 'echo-with-offset' | 'echo-naive'
  readonly timestampFilterOn: 'rounded' | 'raw'
  readonly noOpPatchBumps: boolean
  /** `TZ` of the process. */
  readonly zone: string
}

export const faultNames = [
  '409 before',
  '409 after',
  '429 short',
  '429 long',
  '500 before',
  '500 after',
  '502 before',
  '502 after',
  '503 before',
  '503 after',
  '503 named',
  '504 before',
  '504 after',
  '529',
  'not JSON',
  '400 before',
  '400 after',
  'drop before',
  'drop after',
  'hang',
  'hang after',
  'hang late',
  'slow',
  'omit',
] as const
export type FaultName = (typeof faultNames)[number]
export type Side = 'private' | 'shared'
/** Counted beside the faults themselves: a listing failed on its third page or a later one. */
export const thirdPage = 'fault on a third page'
export type Target = 'create' | 'update' | 'query' | 'third page' | 'read' | 'any'

/** What happens. A third edit is one by somebody whose profile nobody keeps. `n`: number of the appointment; `k`: number of the value, unique in a script. */
export type Act =
  | { readonly do: 'add'; readonly profile: number; readonly relevant: boolean; readonly k: number }
  | {
      readonly do: 'edit' | 'third edit'
      readonly n: number
      readonly side: Side
      readonly field: FieldName
      readonly k: number
    }
  | { readonly do: 'clear'; readonly n: number; readonly side: Side; readonly field: FieldName }
  | { readonly do: 'flag' | 'unflag' | 'uncheck copy'; readonly n: number }
  | {
      readonly do: 'trash' | 'restore' | 'purge' | 'duplicate' | 'move' | 'move back'
      readonly n: number
      readonly side: Side
    }
  | { readonly do: 'type row' | 'edit row'; readonly k: number }
  | { readonly do: 'note'; readonly n: number; readonly side: Side; readonly k: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'run'; readonly computers: readonly number[]; readonly kind: 'auto' | 'full' | 'sweep' }
  | { readonly do: 'page'; readonly computer: number; readonly n: number }
  | { readonly do: 'suspend' | 'jump'; readonly computer: number; readonly ms: number }
  | { readonly do: 'zone'; readonly zone: string }
  | { readonly do: 'undo'; readonly computer: number; readonly choice: number }
  | { readonly do: 'stop'; readonly computer: number }
  | { readonly do: 'restart'; readonly computer: number }
  | {
      readonly do: 'kill'
      readonly computer: number
      readonly where: 'before' | 'after' | 'ledger'
      readonly nth: number
    }
  | { readonly do: 'lose ledger' | 'back up' | 'put back'; readonly computer: number }
  | {
      readonly do: 'fault'
      readonly fault: FaultName
      readonly on: Target
      readonly nth: number
      readonly times: number
    }
  | { readonly do: 'stale'; readonly ms: number }
  | {
      readonly do: 'revoke' | 'new token' | 'unshare' | 'share'
      readonly profile: number
      readonly side: Side
    }
  | {
      readonly do: 'rename property' | 'retype property' | 'delete property'
      readonly side: Side
      readonly field: FieldName
    }
  | { readonly do: 'delete tracking'; readonly side: Side; readonly k: number }
  | {
      readonly do: 'rename option' | 'delete option'
      readonly side: Side
      readonly field: FieldName
      readonly k: number
    }
  | { readonly do: 'answer'; readonly computer: number; readonly choice: number }

/** Every kind of action, so that a table of what happened can show what never did. */
const happenings = {
  add: true,
  edit: true,
  'third edit': true,
  clear: true,
  flag: true,
  unflag: true,
  'uncheck copy': true,
  trash: true,
  restore: true,
  purge: true,
  duplicate: true,
  move: true,
  'move back': true,
  'type row': true,
  'edit row': true,
  note: true,
  'run page': true,
  suspend: true,
  jump: true,
  zone: true,
  undo: true,
  stop: true,
  restart: true,
  kill: true,
  'lose ledger': true,
  'back up': true,
  'put back': true,
  stale: true,
  revoke: true,
  'new token': true,
  unshare: true,
  share: true,
  'rename property': true,
  'retype property': true,
  'delete property': true,
  'delete tracking': true,
  'rename option': true,
  'delete option': true,
  answer: true,
} satisfies Record<Exclude<Act['do'], 'wait' | 'run' | 'page' | 'fault'> | 'run page', true>
export const actionNames = Object.keys(happenings)

/** `at`: happens right before the nth request from now on, when a run is that long; else when the run is over. */
export type Action = Act & { readonly at?: number }

export interface Script {
  readonly world: WorldPlan
  readonly actions: readonly Action[]
}
