/**
 * Compares both databases completely, field by field and link by link, and lists each difference; it repairs nothing.
 *
 * What is compared is what a full run would see, through the same observation; what each remedy would do is what the
 * reconciler decides. What the ledger has queued (a conflict, a held removal) shows up too, because the two databases do
 * differ. The last comparison is remembered, for whoever asks later.
 */
import type { Decision } from '../../shared/decision.ts'
import { type Failure, failure } from '../../shared/failure.ts'
import type { PrivatePageId, Profile, SharedView, View } from '../../shared/model.ts'
import { type Difference, differenceId, differencesOf, noPlan } from '../core/differences.ts'
import { checkMapping, trackingOf } from '../core/mapping.ts'
import { reconcile } from '../core/reconcile.ts'
import { seen } from '../core/situation.ts'
import { facts, type RunContext } from './context.ts'
import type { EnginePorts, VerifyReport } from './engine-port.ts'
import { complete } from './gather.ts'
import { observeAll } from './observe.ts'
import { createPicture, type Picture } from './picture.ts'
import { prepare } from './prepare.ts'

/** Lists both sides and compares them; a listing that is not complete is a failure, never a difference. */
export async function compare(
  ports: EnginePorts,
  profile: Profile,
  signal: AbortSignal,
): Promise<VerifyReport | Failure> {
  const memory = { checkpoints: null, savedAt: null }
  const request = { kind: 'full', dryRun: true, tidy: true } as const
  const { context, failure: broken } = await prepare(ports, profile, request, signal, memory)
  if (broken !== null) return (await missingProperties(context, broken)) ?? broken
  const picture = createPicture(context)
  const observed = await observeAll(context, picture)
  if (observed.kind === 'failure') return observed
  const ids = appointmentsIn(context, picture)
  await complete(context, picture, ids, false)
  if (signal.aborted) return stopped()
  const { rules } = context
  let equal = 0
  const differences: Difference[] = [...unreadableRows(context, picture)]
  for (const id of ids) {
    const situation = picture.situation(id)
    const decision = reconcile(situation, rules)
    const found = differencesOf(situation, decision, rules).map((each) => tooLong(context, each, decision))
    differences.push(...found)
    const mine = situation.private
    if (found.length > 0 || mine.kind !== 'present' || !mine.page.relevant) continue
    if (situation.copy.kind === 'present') equal += 1
  }
  return { ...countsOf(context, picture), equal, differences: sorted(differences) }
}

function stopped(): Failure {
  return failure('stopped', 'stopped before the comparison was complete', { reason: 'stopped', repeat: 'later' })
}

/** The last comparison of a profile and when it was (ms UTC); null when there was none. */
export function lastComparison(
  { ledger }: Pick<EnginePorts, 'ledger'>,
  profile: Profile,
): { readonly at: number; readonly report: VerifyReport } | null {
  const text = ledger.fact(profile.id, facts.lastComparison)
  // Written by `rememberComparison` alone, as a whole.
  return text === null ? null : (JSON.parse(text) as { readonly at: number; readonly report: VerifyReport })
}

/** Keeps a comparison for later; only the holder of the home may. */
export function rememberComparison(
  { ledger, clock }: Pick<EnginePorts, 'ledger' | 'clock'>,
  profile: Profile,
  report: VerifyReport,
): void {
  const at = clock.now()
  ledger.transaction(() => {
    ledger.saveFact(profile.id, facts.lastComparison, JSON.stringify({ at, report }))
    ledger.saveFact(profile.id, facts.comparedAt, String(at))
  })
}

/** Everything of ours that either side shows, or that the ledger knows. */
function appointmentsIn(context: RunContext, picture: Picture): readonly PrivatePageId[] {
  const { ledger, profile } = context
  const shown = picture.privateViews().map((view) => view.id)
  const mirrored = picture.sharedViews().flatMap((view) => {
    const paired = ledger.pairByShared(profile.id, view.id)?.privateId
    const named = view.number === profile.sourceUserId ? view.link : null
    return [named, paired ?? null].filter((id) => id !== null)
  })
  return [...new Set([...shown, ...picture.failed().private, ...mirrored])].toSorted()
}

/** Pages whose tracking properties no answer showed: nobody can tell whose they are. */
function unreadableRows(context: RunContext, picture: Picture): readonly Difference[] {
  return picture.failed().shared.flatMap((id) => {
    const known = context.ledger.pairByShared(context.profile.id, id)
    // The appointment itself says that its copy could not be read.
    if (known !== null) return []
    return [difference('unreadable', { sharedId: id })]
  })
}

function difference(kind: Difference['kind'], more: Partial<Difference>): Difference {
  const nothing = { privateId: null, sharedId: null, title: '', field: null, private: null, shared: null, plan: noPlan }
  return { kind, ...nothing, ...more }
}

/** A text that was refused for its length is no matter of one click: only its author can shorten it. */
function tooLong(context: RunContext, found: Difference, decision: Decision): Difference {
  if (found.kind !== 'field' || found.plan.level !== 'click' || decision.privateId === null) return found
  const refused = context.journal
    .problems(context.profile.id)
    .some((each) => each.privateId === decision.privateId && each.failure.reason === 'text-too-long')
  const long = [found.private, found.shared].some((text) => (text ?? '').length > mostLetters)
  return refused && long ? { ...found, kind: 'too-long', plan: { ...noPlan, level: 'person' } } : found
}

/** Below this no connector refuses a text for its length. */
const mostLetters = 1000

function countsOf(context: RunContext, picture: Picture): Pick<VerifyReport, 'privateRelevant' | 'copies' | 'foreign'> {
  const { ledger, profile } = context
  const outside = (view: View): boolean => !view.inTrash
  const copies = picture.sharedViews().filter(outside)
  const isOurs = (view: SharedView): boolean =>
    ledger.pairByShared(profile.id, view.id) !== null ||
    (view.link !== null && (view.number === profile.sourceUserId || isMine(picture, view.link)))
  const ours = copies.filter(isOurs).length
  return {
    privateRelevant: picture.privateViews().filter((view) => outside(view) && view.relevant).length,
    copies: ours,
    foreign: copies.length - ours,
  }
}

function isMine(picture: Picture, id: PrivatePageId): boolean {
  const state = picture.private(id)?.state
  return state !== undefined && seen(state) !== null
}

function sorted(differences: readonly Difference[]): readonly Difference[] {
  return differences.toSorted((a, b) => differenceId(a).localeCompare(differenceId(b), 'en'))
}

/** Without its tracking properties nothing can be compared; that they are missing is the one difference then. */
async function missingProperties(context: RunContext, broken: Failure): Promise<VerifyReport | null> {
  if (broken.category !== 'schema') return null
  const [mine, theirs] = await Promise.all([context.private.schema(), context.shared.schema()])
  if (mine.kind === 'failure' || theirs.kind === 'failure') return null
  const { mapping } = context.profile
  const wrong = checkMapping(mapping, mine.value, theirs.value)
  const missing = (['private', 'shared'] as const).flatMap((side) => {
    const schema = side === 'private' ? mine.value : theirs.value
    return trackingOf(mapping, side).filter(({ id }) => schema.properties.every((each) => each.id !== id))
  })
  if (missing.length === 0 || wrong.length > missing.length) return null
  const { relevant, paired } = context.ledger.pairCounts(context.profile.id)
  return {
    privateRelevant: relevant,
    copies: paired,
    equal: 0,
    foreign: 0,
    differences: sorted(
      missing.map(({ side, name }) =>
        difference('missing-property', {
          title: context.profile[side].title,
          field: `${name} (${side})`,
          plan: { ...noPlan, level: 'click' },
        }),
      ),
    ),
  }
}
