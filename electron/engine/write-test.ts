/**
 * The write test: a round trip with one marked page, so that nobody has to believe that syncing works.
 *
 * The private page is made as a person would make it; everything after that is the ordinary run for one page. Edits are
 * written with an intent and stand in the history, so that no other computer is suspected of them. Whatever fails, both
 * pages are moved to the trash; one that cannot be is named. A test that was cut off is cleaned up by the next one.
 */
import type { Operation } from '../../shared/decision.ts'
import { type Failure, failure, ok, type Result } from '../../shared/failure.ts'
import type { FieldKey, FieldMapping, PrivatePageId, Profile, SharedPageId, Side, View } from '../../shared/model.ts'
import { plainText, type Value } from '../../shared/value.ts'
import { derive, equal, equalAcross } from '../core/fields.ts'
import { toWrites } from '../core/mapping.ts'
import { seen } from '../core/situation.ts'
import { facts, type RunContext } from './context.ts'
import type { EnginePorts, RunReport, RunRequest, WriteTestReport } from './engine-port.ts'
import { readDirectly } from './pages.ts'
import { createPicture } from './picture.ts'
import { prepare } from './prepare.ts'
import { closeUndone, recordWrite } from './record-write.ts'
import { createQuietMs, intentFor, privateViewOf, valuesIn, write } from './write.ts'

type Step = WriteTestReport['steps'][number]

/** What a test has made; kept in the ledger until it is gone again. */
interface Trace {
  readonly title: string
  /** The service's clock before the page was made, ms UTC. */
  readonly since: number
  readonly privateId: PrivatePageId | null
}

/** How long a stopped test may go on taking away what it has made. */
const graceMs = 5_000

/** Runs the test; `title` tells whoever meets the page what it is. Ends with both pages in the trash, or says which not. */
export async function testWriting(
  ports: EnginePorts,
  profile: Profile,
  title: string,
  signal: AbortSignal,
  runOnce: (request: RunRequest) => Promise<RunReport>,
): Promise<WriteTestReport> {
  const over = new AbortController()
  const ended = new AbortController()
  const onStop = (): void => void ports.clock.sleep(graceMs, ended.signal).then(() => over.abort())
  if (signal.aborted) onStop()
  else signal.addEventListener('abort', onStop, { once: true })
  try {
    return await roundTrip(ports, profile, title, { stop: signal, over: over.signal }, runOnce)
  } finally {
    signal.removeEventListener('abort', onStop)
    ended.abort()
  }
}

/** `stop`: no further step is begun. `over`: that is the end of cleaning up as well. */
async function roundTrip(
  ports: EnginePorts,
  profile: Profile,
  title: string,
  { stop, over }: { readonly stop: AbortSignal; readonly over: AbortSignal },
  runOnce: (request: RunRequest) => Promise<RunReport>,
): Promise<WriteTestReport> {
  const { clock, ledger } = ports
  const steps: Step[] = []
  const timed = async (step: Step['step'], work: () => Promise<Failure | null>): Promise<boolean> => {
    const began = clock.monotonic()
    const wrong = stop.aborted && step !== 'clean-up' ? stopped() : await work()
    steps.push({ step, durationMs: Math.max(0, clock.monotonic() - began), failure: wrong })
    return wrong === null
  }
  // Cleaning up is not stopped at once: what was made must go again.
  const { context, failure: broken } = await prepare(ports, profile, { kind: 'full' }, over, noMemory)
  if (broken !== null) return { steps: [{ step: 'create', durationMs: 0, failure: broken }], left: [] }
  const stage: Stage = { context, profile, trace: null, runPage: (id) => runPage(context, id, runOnce) }
  await cleanUp(stage, traceIn(context))
  const removalsBefore = ledger.fact(profile.id, facts.removals)
  const field = carriedField(profile)
  const marked = `${title} ${ports.random.id().slice(0, 8)}`
  const works: readonly (readonly [Step['step'], () => Promise<Failure | null>])[] = [
    ['create', () => makePage(stage, marked)],
    ['copy', () => sync(stage, null)],
    ...(field === null
      ? []
      : ([
          ['to-shared', () => carry(stage, 'private', field, `${marked} →`)],
          ['to-private', () => carry(stage, 'shared', field, `${marked} ←`)],
        ] as const)),
  ]
  for (const [step, work] of works) if (!(await timed(step, work))) break
  const made = stage.trace
  if (made === null) return { steps, left: [] }
  let left: readonly string[] = []
  await timed('clean-up', async () => {
    left = await cleanUp(stage, made)
    return left.length === 0 ? null : failure('unknown', `left over: ${left.join(', ')}`, { reason: 'write-test-left' })
  })
  // A removal of the test is nobody's: it must not count towards the guard.
  ledger.saveFact(profile.id, facts.removals, removalsBefore)
  return { steps, left }
}

function stopped(): Failure {
  return failure('stopped', 'stopped before the write test was complete', { reason: 'stopped', repeat: 'later' })
}

const noMemory = { checkpoints: null, savedAt: null }

interface Stage {
  readonly context: RunContext
  readonly profile: Profile
  trace: Trace | null
  readonly runPage: (id: PrivatePageId) => Promise<Failure | null>
}

/** The field whose edits travel both ways: the title, else a text; null when none does. */
function carriedField(profile: Profile): FieldMapping | null {
  const fields = profile.mapping.fields.filter(({ direction }) => direction.kind === 'both')
  return fields.find(({ type }) => type === 'title') ?? fields.find(({ type }) => type === 'rich-text') ?? null
}

/** As a person would: a new page with the switch on. An answer that fails is not believed before it was looked for. */
async function makePage(stage: Stage, title: string): Promise<Failure | null> {
  const { context, profile } = stage
  const field = profile.mapping.fields.find(({ type }) => type === 'title')
  const since = context.private.serverNow() ?? context.clock.now()
  const trace: Trace = { title, since, privateId: null }
  saveTrace(stage, trace)
  const values = field === undefined ? {} : { [field.key]: plainText(title) }
  const writes = toWrites(context.rules.mapping, 'private', values, { relevant: true }, () => null)
  const answer = await context.private.create(writes)
  const id = answer.kind === 'ok' ? answer.value.id : (await findMarked(context, trace)).id
  saveTrace(stage, { ...trace, privateId: id })
  if (id !== null) return null
  if (answer.kind === 'failure' && answer.outcome === 'not-done') saveTrace(stage, null)
  return answer.kind === 'failure' ? answer : null
}

/**
 * The page with this very title, made since; a title is unique here because it ends in a random number. `certain`: where
 * there is none, none will come any more; a look-up that failed, or came before a late create could, proves nothing.
 */
async function findMarked(
  context: RunContext,
  trace: Trace,
): Promise<{ readonly id: PrivatePageId | null; readonly certain: boolean }> {
  await context.clock.sleep(2_000, context.stop)
  const listing = await context.private.changesSince(trace.since - 120_000)
  const found = listing.pages.find((page) => privateViewOf(context, page).title.startsWith(trace.title))
  const certain = listing.kind === 'complete' && listing.serverAt - trace.since > createQuietMs
  return { id: found?.id ?? null, certain }
}

async function runPage(
  context: RunContext,
  id: PrivatePageId,
  runOnce: (request: RunRequest) => Promise<RunReport>,
): Promise<Failure | null> {
  const { record } = await runOnce({ kind: 'page', pageId: id, force: true })
  if (record.failure !== null) return record.failure
  const problem = context.journal.problems(context.profile.id).find((each) => each.privateId === id)
  if (problem !== undefined) return problem.failure
  const held = context.journal.held(context.profile.id).some((each) => each.privateId === id)
  return held ? failure('conflict', 'a guard holds the copy', { reason: 'write-test-held' }) : null
}

/** Runs for the page, then reads both: they must name each other and show the same; `shown` in the given field. */
async function sync(
  stage: Stage,
  shown: { readonly field: FieldMapping; readonly value: Value } | null,
): Promise<Failure | null> {
  const { context, trace } = stage
  if (trace?.privateId == null) return differs('no page')
  const failed = await stage.runPage(trace.privateId)
  if (failed !== null) return failed
  const sharedId = context.ledger.pair(context.profile.id, trace.privateId)?.sharedId ?? null
  if (sharedId === null) return differs('there is no copy')
  const pages = await readBoth(context, trace.privateId, sharedId)
  if (pages.kind === 'failure') return pages
  const { mine, copy } = pages.value
  if (mine.side !== 'private' || copy.side !== 'shared') return differs('wrong sides')
  const linked = mine.link === copy.id && copy.link === mine.id && copy.number === stage.profile.sourceUserId
  if (!linked || copy.inTrash) return differs('the two pages do not name each other')
  for (const field of context.rules.mapping.fields) {
    const a = mine.fields[field.key]
    const b = copy.fields[field.key]
    if (a === undefined || b === undefined) continue
    const same =
      field.direction.kind === 'both'
        ? equalAcross(a, b, field, context.rules.optionPairs)
        : equal(derive(a, field, context.rules.optionPairs), b)
    if (!same) return differs(`the field ${field.key} differs`)
  }
  const value = shown === null ? undefined : mine.fields[shown.field.key]
  if (shown !== null && (value === undefined || !equal(value, shown.value))) return differs('the edit did not arrive')
  return null
}

function differs(text: string): Failure {
  return failure('missing-data', `write test: ${text}`, { connector: 'engine', reason: 'write-test-differs' })
}

async function readBoth(
  context: RunContext,
  privateId: PrivatePageId,
  sharedId: SharedPageId,
): Promise<Result<{ readonly mine: View; readonly copy: View }>> {
  const picture = createPicture(context)
  await readDirectly(context, picture, 'private', privateId)
  await readDirectly(context, picture, 'shared', sharedId)
  const [left, right] = [picture.private(privateId)?.state, picture.shared(sharedId)?.state]
  for (const state of [left, right]) if (state?.kind === 'failed') return state.failure
  const mine = left === undefined ? null : seen<View>(left)
  const copy = right === undefined ? null : seen<View>(right)
  return mine === null || copy === null ? differs('a page cannot be read') : ok({ mine, copy })
}

/** Writes into one page and sees that the other shows it after a run. */
async function carry(stage: Stage, side: Side, field: FieldMapping, text: string): Promise<Failure | null> {
  const { context, trace } = stage
  const privateId = trace?.privateId ?? null
  const sharedId = privateId === null ? null : (context.ledger.pair(context.profile.id, privateId)?.sharedId ?? null)
  if (privateId === null || sharedId === null) return differs('there is no copy')
  const pageId = side === 'private' ? privateId : sharedId
  const value = plainText(text)
  const values: Readonly<Record<FieldKey, Value>> = { [field.key]: value }
  const operation: Operation = { kind: 'update', side, pageId, values, tracking: {}, expected: {} }
  const wrong = await perform(context, privateId, sharedId, operation)
  return wrong ?? sync(stage, { field, value })
}

/** One write of the test, recorded like any other; the base stays, so that it counts as an edit. */
async function perform(
  context: RunContext,
  privateId: PrivatePageId,
  sharedId: SharedPageId | null,
  operation: Exclude<Operation, { kind: 'create' }>,
): Promise<Failure | null> {
  const picture = createPicture(context)
  await readDirectly(context, picture, operation.side, operation.pageId)
  // The side of the operation says which ids these are.
  const state =
    operation.side === 'private'
      ? picture.private(operation.pageId as PrivatePageId)?.state
      : picture.shared(operation.pageId as SharedPageId)?.state
  if (state?.kind === 'failed') return state.failure
  const before = state === undefined ? null : seen<View>(state)
  if (before === null) return operation.kind === 'trash' ? null : differs('a page cannot be read')
  if (operation.kind === 'trash' && before.inTrash) return null
  const keys = 'values' in operation ? (Object.keys(operation.values) as FieldKey[]) : [] // Keys of field values.
  const images = { before: operation.kind === 'trash' ? before.fields : valuesIn(before.fields, keys), counterpart: {} }
  const about = { privateId, sharedId, case: '0' as const, why: 'write-test' as const }
  const intent = intentFor(context, operation, about, images, {})
  if (intent.kind === 'failure') return intent
  const result = await write(context, operation, intent.value)
  if (result.kind === 'failed') closeUndone(context, intent.value, result.page)
  if (result.kind !== 'done') return result.failure
  recordWrite(context, {
    decision: { title: before.title, ...about, operations: [operation], effect: { kind: 'none' } },
    operation,
    intent: intent.value,
    before,
    after: result.view,
    lookedUp: result.falseAlarm,
  })
  return null
}

/** Both pages to the trash, the private one first: then a run would do the rest. Gives the addresses of what is left. */
async function cleanUp(stage: Stage, trace: Trace | null): Promise<readonly string[]> {
  if (trace === null) return []
  const { context, profile } = stage
  const { ledger } = context
  const found = trace.privateId === null ? await findMarked(context, trace) : { id: trace.privateId, certain: true }
  const privateId = found.id
  if (privateId === null) {
    if (found.certain) saveTrace(stage, null)
    return []
  }
  const paired = ledger.pair(profile.id, privateId)?.sharedId ?? null
  const carriers = await context.shared.findByKey(context.rules.mapping.shared.link.id, [privateId], 'present')
  const copies = new Set([...(paired === null ? [] : [paired]), ...carriers.pages.map((page) => page.id)])
  const left: string[] = []
  const remove = async (operation: Extract<Operation, { kind: 'trash' }>): Promise<void> => {
    if ((await perform(context, privateId, paired, operation)) !== null) left.push(operation.pageId)
  }
  await remove({ kind: 'trash', side: 'private', pageId: privateId, expected: {} })
  for (const pageId of copies) await remove({ kind: 'trash', side: 'shared', pageId, expected: {} })
  if (left.length === 0 && carriers.kind === 'complete') forgetAll(stage, privateId)
  return left
}

/** The ledger knows nothing of a test that left nothing behind; its history stays. */
function forgetAll(stage: Stage, privateId: PrivatePageId): void {
  const { ledger, journal, clock } = stage.context
  const { id } = stage.profile
  ledger.transaction(() => {
    for (const each of journal.openConflicts(id, privateId)) journal.closeConflict(each.id, clock.now())
    for (const each of journal.problems(id))
      if (each.privateId === privateId) journal.closeProblem(each.id, clock.now())
    journal.removeHeld(id, privateId)
    ledger.removePair(id, privateId)
    saveTrace(stage, null)
  })
}

function saveTrace(stage: Stage, trace: Trace | null): void {
  stage.trace = trace
  const text = trace === null ? null : JSON.stringify(trace)
  stage.context.ledger.saveFact(stage.profile.id, facts.writeTest, text)
}

function traceIn(context: RunContext): Trace | null {
  const text = context.ledger.fact(context.profile.id, facts.writeTest)
  // Written by `saveTrace` alone, as a whole.
  return text === null ? null : (JSON.parse(text) as Trace)
}
