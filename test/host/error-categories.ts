/**
 * Every error category of requirements.md: how it is provoked in the sandbox, where the user meets it, and what the product
 * does about it by itself. Read by a test that provokes each, and by the one that makes docs/error-categories.md.
 */
import type { FaultAnswer } from '../../electron/sandbox/fault-answers.ts'
import type { Operation } from '../../electron/sandbox/faults.ts'
import type { FailureCategory } from '../../shared/failure.ts'
import { addAppointments } from '../support/world.ts'
import type { Residence, Tenancy } from './residence.ts'

export interface CategoryCase {
  readonly category: FailureCategory
  /** The code of the sentence that the failure carries; null: the sentence of its category. */
  readonly reason: string | null
  /** In words. Before it two appointments are in step. */
  readonly provoked: string
  readonly provoke: (place: Residence, tenancy: Tenancy) => void
  /** Where it is met: a sync that fails, an entry of the problems, a question among the conflicts. */
  readonly met: 'sync' | 'problem' | 'conflict'
  /** By itself, in words. */
  readonly does: string
  /** For a problem: whether another try is due, or only a person can go on. */
  readonly next: 'due' | 'none' | null
  /** Takes the cause away; after it everything comes in step without anybody doing anything. Null: a person must act. */
  readonly mend: ((place: Residence) => void) | null
}

function failing(place: Residence, operation: Operation, answer: FaultAnswer): void {
  place.world.sandbox.faults.add({ operation, count: Infinity, action: { kind: 'answer', when: 'before', answer } })
}

const newAppointment = (place: Residence): void => void addAppointments(place.world, 1, { Name: 'Neu' })

const creating =
  (answer: FaultAnswer): CategoryCase['provoke'] =>
  (place) => {
    failing(place, 'pages.create', answer)
    newAppointment(place)
  }
const noFaults: CategoryCase['mend'] = ({ world }) => world.sandbox.faults.clear()
const firstCopy = ({ world }: Residence): string => world.sharedRows()[0]?.id ?? ''
const firstPage = ({ world }: Residence): string => world.privateRows()[0]?.id ?? ''

const askedToWait = 'Waits as long as Notion asked, without counting it as a try, then goes on.'
const tried =
  'Looks whether it happened all the same; if not, tries again with growing pauses, five times in all, then lists it.'
const nextRun = 'Ends the run before anything is written; the next run, at most 5 minutes later, reads again.'

export const categoryCases: readonly CategoryCase[] = [
  {
    category: 'credentials',
    reason: null,
    provoked: 'The connection is revoked.',
    provoke: ({ world }) => world.sandbox.admin.revoke(world.connectionId),
    met: 'sync',
    does: 'Ends the run before anything is written, says so in a notification, and looks again with each run.',
    next: null,
    mend: null,
  },
  {
    category: 'permission',
    reason: null,
    provoked: 'The connection may no longer insert content; an appointment is new.',
    provoke: (place) => {
      place.world.sandbox.admin.setCapabilities(place.world.connectionId, { insert: false })
      newAppointment(place)
    },
    met: 'problem',
    does: 'Keeps the appointment as due and tries again each minute, without using up its tries.',
    next: 'due',
    mend: ({ world }) => world.sandbox.admin.setCapabilities(world.connectionId, { insert: true }),
  },
  {
    category: 'not-shared',
    reason: null,
    provoked: 'The shared database is no longer shared with the connection.',
    provoke: ({ world }) => world.sandbox.admin.unshare(world.sharedId, world.connectionId),
    met: 'sync',
    does: 'Ends the run before anything is written: what cannot be seen is never taken for deleted.',
    next: null,
    mend: ({ world }) => world.sandbox.admin.share(world.sharedId, world.connectionId),
  },
  {
    category: 'schema',
    reason: 'property-missing',
    provoked: 'The property SourcePrivateId of the shared database is deleted.',
    provoke: ({ world }) => world.sandbox.admin.deleteProperty(world.sharedId, 'SourcePrivateId'),
    met: 'sync',
    does: 'Ends the run before anything is written, until the property is there again.',
    next: null,
    mend: null,
  },
  {
    category: 'validation',
    reason: null,
    provoked: 'Notion refuses the content of a new copy (400).',
    provoke: creating({ kind: 'bad-request' }),
    met: 'problem',
    does: 'Looks once whether the copy is there all the same, then lists it for good: the same content would be refused again.',
    next: 'none',
    mend: null,
  },
  {
    category: 'conflict',
    reason: null,
    provoked: 'Notion answers a new copy with 409 again and again.',
    provoke: creating({ kind: 'conflict' }),
    met: 'problem',
    does: tried,
    next: 'due',
    mend: noFaults,
  },
  {
    category: 'duplicate',
    reason: null,
    provoked: 'Somebody duplicates a copy in the shared database and edits the second one.',
    provoke: (place) => {
      const twin = place.world.partner.duplicate(firstCopy(place))
      place.world.partner.edit(twin, { Ort: 'Bonn' })
    },
    met: 'conflict',
    does: 'Asks what should become of the second copy; a second copy that is equal goes to the trash by itself.',
    next: null,
    mend: null,
  },
  {
    category: 'rate-limit',
    reason: null,
    provoked: 'Notion answers a new copy with 429 and asks to wait 400 s.',
    provoke: (place) => {
      place.world.sandbox.faults.add({
        operation: 'pages.create',
        action: { kind: 'answer', when: 'before', answer: { kind: 'rate-limited', retryAfter: 400 } },
      })
      newAppointment(place)
    },
    met: 'problem',
    does: askedToWait,
    next: 'due',
    mend: () => undefined,
  },
  {
    category: 'plan-limit',
    reason: 'block-limit',
    provoked: 'The free workspace with several members takes no further page.',
    provoke: creating({ kind: 'block-limit' }),
    met: 'problem',
    does: 'Keeps the appointment as due and tries again each minute, without using up its tries; edits go on syncing.',
    next: 'due',
    mend: noFaults,
  },
  {
    category: 'timeout',
    reason: null,
    provoked: 'Notion does not answer when the databases are read.',
    provoke: ({ world }) => {
      const action = { kind: 'hang', effect: 'never' } as const
      world.sandbox.faults.add({ operation: 'dataSources.query', count: Infinity, action })
    },
    met: 'sync',
    does: nextRun,
    next: null,
    mend: noFaults,
  },
  {
    category: 'network',
    reason: 'unreachable',
    provoked: 'The name of the server is not found.',
    provoke: ({ outside }) => {
      outside.network = 'off'
    },
    met: 'sync',
    does: 'Shows that it is offline, which is no failure, and looks again with each run; one notice after 24 hours.',
    next: null,
    mend: ({ outside }) => {
      outside.network = 'on'
    },
  },
  {
    category: 'disk',
    reason: 'disk-full',
    provoked: 'The disk takes nothing more; an appointment is new.',
    provoke: (place) => {
      place.outside.disk = 'full'
      newAppointment(place)
    },
    met: 'sync',
    does: 'Writes nothing to Notion that it could not record, says so in a notification, and tries again each minute.',
    next: null,
    mend: ({ outside }) => {
      outside.disk = 'on'
    },
  },
  {
    category: 'service',
    reason: null,
    provoked: 'Notion answers 500 when the databases are read.',
    provoke: (place) => failing(place, 'dataSources.query', { kind: 'internal' }),
    met: 'sync',
    does: nextRun,
    next: null,
    mend: noFaults,
  },
  {
    category: 'unreadable-page',
    reason: 'private-unreadable',
    provoked: 'A private page is deleted for good, out of the trash.',
    provoke: (place) => {
      const page = firstPage(place)
      place.world.anna.trash(page)
      place.world.anna.purge(page)
    },
    met: 'problem',
    does: 'Keeps the copy and asks: a page that cannot be read is never taken for deleted.',
    next: 'none',
    mend: null,
  },
  {
    category: 'missing-data',
    reason: 'tracking-unreadable',
    provoked: 'Notion leaves the property PartnerRelevant out of its answers, also when asked for it by itself.',
    provoke: (place) => {
      const { faults } = place.world.sandbox
      const operation = ['dataSources.query', 'pages.retrieve'] as const
      faults.add({ operation, count: Infinity, action: { kind: 'omit', properties: ['PartnerRelevant'] } })
      failing(place, 'pages.properties.retrieve', { kind: 'internal' })
      place.world.anna.edit(firstPage(place), { Ort: 'Bonn' })
    },
    met: 'problem',
    does: 'Neither writes nor removes the appointment, and tries again with growing pauses; what is left out is never taken for empty.',
    next: 'due',
    mend: noFaults,
  },
  {
    category: 'unknown',
    reason: null,
    provoked: 'A part of the program breaks while an appointment is new.',
    provoke: (place, { home }) => {
      newAppointment(place)
      const startRun: unknown = Reflect.get(home.journal, 'startRun')
      Reflect.set(home.journal, 'startRun', () => {
        throw new RangeError('a failure that nobody has foreseen')
      })
      repaired.set(place, () => void Reflect.set(home.journal, 'startRun', startRun))
    },
    met: 'sync',
    does: 'Ends the run before anything is written that could not be recorded, keeps the complete text, and begins anew after a minute.',
    next: null,
    mend: (place) => repaired.get(place)?.(),
  },
]

/** How the broken part is put back, by the place in which it broke. */
const repaired = new WeakMap<Residence, () => void>()
