/**
 * Compares both databases completely, field by field and link by link, and lists each difference; it repairs nothing.
 *
 * A difference is what a person would call wrong: a relevant page without its copy, a copy that shows something else, a
 * broken link, an orphan, a duplicate. What the ledger has queued (a conflict, a held removal) shows up here too, because
 * the two databases do differ.
 */

import type { Failure } from '../../shared/failure.ts'
import type { FieldMapping, PrivateView, Profile, SharedView } from '../../shared/model.ts'
import { derive, describe, equal, equalAcross } from '../core/fields.ts'
import { groupByPrivateId, isUnreadable, viewPrivate, viewShared } from '../core/observe.ts'
import { chooseCopy, type Rules } from '../core/situation.ts'
import type { Difference, EnginePorts, VerifyReport } from './engine-port.ts'
import { prepare } from './prepare.ts'

/** Lists both sides and compares them; a listing that is not complete is a failure, never a difference. */
export async function compare(
  ports: EnginePorts,
  profile: Profile,
  signal: AbortSignal,
): Promise<VerifyReport | Failure> {
  const memory = { checkpoints: null, savedAt: null }
  const { context, failure } = await prepare(ports, profile, { kind: 'full', dryRun: true }, signal, memory)
  if (failure !== null) return failure
  const [mine, theirs] = await Promise.all([context.private.list('present'), context.shared.list('present')])
  if (mine.kind === 'incomplete') return mine.failure
  if (theirs.kind === 'incomplete') return theirs.failure
  const unreadable: Difference[] = []
  const privateViews: PrivateView[] = []
  for (const page of mine.pages) {
    const view = viewPrivate(page, context.rules.mapping)
    if (isUnreadable(view)) unreadable.push(difference('unreadable', page.id, null, ''))
    else privateViews.push(view)
  }
  const sharedViews: SharedView[] = []
  for (const page of theirs.pages) {
    const view = viewShared(page, context.rules.mapping)
    if (isUnreadable(view)) unreadable.push(difference('unreadable', null, page.id, ''))
    else sharedViews.push(view)
  }
  return report(privateViews, sharedViews, unreadable, context.rules)
}

function report(
  privateViews: readonly PrivateView[],
  sharedViews: readonly SharedView[],
  unreadable: readonly Difference[],
  rules: Rules,
): VerifyReport {
  const copies = groupByPrivateId(sharedViews)
  const differences: Difference[] = [...unreadable]
  let equalPairs = 0
  const known = new Set<string>()
  for (const mine of privateViews) {
    known.add(mine.id)
    const { winner, others } = chooseCopy(copies.get(mine.id) ?? [])
    const found = differencesOf(mine, winner, rules)
    if (mine.relevant && winner !== null && found.length === 0) equalPairs += 1
    differences.push(...found, ...others.map((each) => difference('duplicate-copy', mine.id, each.id, each.title)))
  }
  for (const copy of sharedViews) {
    // Another person's rows are none of ours to judge (case 14); a row without a key was typed in (case 15).
    if (copy.link === null || known.has(copy.link) || copy.number !== rules.number) continue
    differences.push(difference('orphan-copy', copy.link, copy.id, copy.title))
  }
  return {
    privateRelevant: privateViews.filter((each) => each.relevant).length,
    copies: sharedViews.filter((each) => each.link !== null && (known.has(each.link) || each.number === rules.number))
      .length,
    equal: equalPairs,
    foreign: sharedViews.filter((each) => each.link === null || (!known.has(each.link) && each.number !== rules.number))
      .length,
    differences: differences.toSorted((a, b) => differenceId(a).localeCompare(differenceId(b), 'en')),
  }
}

function differencesOf(mine: PrivateView, copy: SharedView | null, rules: Rules): readonly Difference[] {
  if (!mine.relevant) {
    return copy === null ? [] : [difference('copy-of-irrelevant', mine.id, copy.id, mine.title)]
  }
  if (copy === null) return [difference('missing-copy', mine.id, null, mine.title)]
  const found: Difference[] = []
  if (mine.link !== copy.id) {
    found.push({ ...difference('link', mine.id, copy.id, mine.title), private: mine.link, shared: copy.id })
  }
  if (copy.number !== rules.number) {
    const shared = copy.number === null ? null : String(copy.number)
    found.push({ ...difference('number', mine.id, copy.id, mine.title), private: String(rules.number), shared })
  }
  for (const field of rules.mapping.fields) {
    const ours = mine.fields[field.key]
    const theirs = copy.fields[field.key]
    if (ours === undefined || theirs === undefined || agree(field, ours, theirs, rules)) continue
    const place = field.private.kind === 'single' ? field.private.property.name : field.private.start.name
    found.push({
      ...difference('field', mine.id, copy.id, mine.title),
      field: place,
      private: describe(ours),
      shared: describe(theirs),
    })
  }
  return found
}

function agree(
  field: FieldMapping,
  ours: PrivateView['fields'][keyof PrivateView['fields']],
  theirs: PrivateView['fields'][keyof PrivateView['fields']],
  rules: Rules,
): boolean {
  return field.direction.kind === 'both'
    ? equalAcross(ours, theirs, field, rules.optionPairs)
    : equal(derive(ours, field, rules.optionPairs), theirs)
}

function difference(
  kind: Difference['kind'],
  privateId: Difference['privateId'],
  sharedId: Difference['sharedId'],
  title: string,
): Difference {
  return { kind, privateId, sharedId, title, field: null, private: null, shared: null }
}

/** The same for the same difference in every comparison. */
export function differenceId(each: Difference): string {
  return [each.kind, each.privateId ?? '', each.sharedId ?? '', each.field ?? ''].join(':')
}
