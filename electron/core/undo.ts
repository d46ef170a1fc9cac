/**
 * Taking back one change with its own before-image, as operations like any other; what they leave in the ledger.
 *
 * A change that was overwritten since is refused, unless the user insists. An undone value is an edit like a person's: the
 * next run carries it to the other side. What the next run would only do again (a link, a one-way field) is refused with
 * its reason. Operations stand in an order in which a crash between two of them loses nothing.
 */
import type { CaseNumber, Operation, SideState, Tracking, Why } from '../../shared/decision.ts'
import { assertNever } from '../../shared/failure.ts'
import type {
  Base,
  FieldKey,
  FieldMapping,
  PageId,
  PrivatePageId,
  PrivateView,
  SharedPageId,
  SharedView,
  Side,
  View,
} from '../../shared/model.ts'
import type { Value } from '../../shared/value.ts'
import { disown, linkTo } from './decisions.ts'
import { equal } from './fields.ts'
import type { Rules } from './situation.ts'

/** What undo needs to know of a change; the ledger's record has this shape. */
export interface UndoableChange {
  readonly side: Side
  readonly pageId: PageId
  readonly privateId: PrivatePageId | null
  readonly kind: 'create' | 'update' | 'link' | 'trash' | 'restore' | 'superseded'
  readonly case: CaseNumber
  readonly why: Why
  readonly fields: readonly { readonly field: string; readonly before: Value | null; readonly after: Value | null }[]
  readonly tracking: readonly {
    readonly property: string
    readonly before: string | null
    readonly after: string | null
  }[]
}

/** The pages of the change as they were read right now. */
export interface UndoSituation {
  /** The page that the change was about. */
  readonly page: SideState<View>
  /** Its private page; for an import that is taken back `row` is the shared one. Unobserved where it is not needed. */
  readonly mine: SideState<PrivateView>
  readonly row: SharedView | null
  /** The copy that the ledger pairs the private page with, and what both last agreed on; null for none. */
  readonly pairedWith: SharedPageId | null
  readonly base: Base | null
}

export type UndoRefusal =
  /** The page is not there any more: purged by the service. */
  | 'purged'
  /** It lives in another database now, under another schema. */
  | 'moved'
  /** It is in the trash, so that it cannot be written. */
  | 'in-trash'
  /** It belongs to somebody else's appointment by now (rows 14 and 15). */
  | 'not-ours'
  /** It shows already what it showed before. */
  | 'already-so'
  /** The entry only keeps a value that gave way, of a page that went. */
  | 'superseded-only'
  /** Link, number or mark of a pair: the next run would set it again (rows 1, 2, 2b, 4, 6, 11, 16, 20). */
  | 'tracking'
  /** The field follows the private page; the next run would overwrite it again. */
  | 'one-way'
  /** The field is mapped no more, or in another type, or its value before could not be read. */
  | 'not-known'

/** An undo makes no page: what is gone comes back out of the trash. */
export type UndoOperation = Exclude<Operation, { kind: 'create' }>

export type UndoPlan =
  | { readonly kind: 'operations'; readonly operations: readonly [UndoOperation, ...UndoOperation[]] }
  | { readonly kind: 'overwritten-since'; readonly fields: readonly string[] }
  | { readonly kind: 'not-undoable'; readonly reason: UndoRefusal }

/**
 * The operations that take a change back from the pages as they are now. `insist`: also over what was written since, and
 * without the fields that cannot be taken back.
 */
export function planUndo(change: UndoableChange, now: UndoSituation, rules: Rules, insist: boolean): UndoPlan {
  const { page } = now
  if (page.kind === 'moved') return refused('moved')
  if (page.kind !== 'present' && page.kind !== 'trashed') return refused('purged')
  const view = page.page
  if (change.kind === 'trash' && !view.inTrash) return refused('already-so')
  if (!isOurs(change, view, now, rules)) return refused('not-ours')
  switch (change.kind) {
    case 'create':
    case 'restore':
      return view.inTrash ? refused('already-so') : planRemoval(change, view, now, insist)
    case 'trash':
      return operations(planReturn(change, view, now))
    case 'update':
      // A page in the trash cannot be written; bringing it back is another wish.
      return view.inTrash ? refused('in-trash') : planFields(change, view, rules, insist)
    case 'superseded':
      return view.inTrash ? refused('superseded-only') : planFields(change, view, rules, insist)
    case 'link':
      return view.inTrash ? refused('in-trash') : planTracking(change, view, insist)
    default:
      return assertNever(change.kind)
  }
}

/** Whether the private page has to be read too: what comes and goes concerns both pages. */
export function concernsBoth(change: Pick<UndoableChange, 'kind'>): boolean {
  return change.kind === 'create' || change.kind === 'restore' || change.kind === 'trash'
}

/**
 * What an undo leaves in the ledger: the copy stays away until either page shows something new (`exclude`), the two are a
 * pair again (`pair`), the copy stays though its private page is gone (`keep`), an imported page is no pair (`forget`), or
 * a value that was written back differs from the base as if a person had written it (`edited`), or a repaired link is
 * broken again because the user insists, and stays so until either page shows something new (`stay`).
 */
export type UndoEffect = 'none' | 'stay' | 'exclude' | 'pair' | 'keep' | 'forget' | 'edited'

/** The effect of one operation of an undo. `mine` null: the private page was not read, as when a crash is settled. */
export function effectOfUndo(
  operation: Operation,
  caseNumber: CaseNumber,
  mine: SideState<PrivateView> | null,
): UndoEffect {
  if (operation.kind === 'update') return 'edited'
  if (operation.kind === 'link' && repairCases.has(caseNumber)) return breaksAgain(operation.tracking) ? 'stay' : 'none'
  if (operation.side === 'private') return operation.kind === 'trash' && caseNumber === '15' ? 'forget' : 'none'
  switch (operation.kind) {
    case 'trash':
      return 'exclude'
    case 'restore': {
      if (operation.tracking.link === null) return 'none'
      if (mine !== null && mine.kind !== 'unobserved') return mine.kind === 'present' ? 'pair' : 'keep'
      return privateGoneCases.has(caseNumber) ? 'keep' : 'pair'
    }
    case 'link':
    case 'create':
      return 'none'
    default:
      return assertNever(operation)
  }
}

/** Rows that repair what leads from one page to the other, and nothing else (2, 2b, 4, 16, and the link that 20 clears). */
const repairCases: ReadonlySet<CaseNumber> = new Set(['2', '2b', '4', '16', '20'])

/** Switching a private page on or off again is no broken link. */
function breaksAgain(tracking: Tracking): boolean {
  return tracking.link !== undefined || tracking.number !== undefined || tracking.relevant === false
}

/** Rows in which a copy goes because its private page is gone. */
const privateGoneCases: ReadonlySet<CaseNumber> = new Set(['7', '9', '10', '13'])

function refused(reason: UndoRefusal): UndoPlan {
  return { kind: 'not-undoable', reason }
}

function operations(list: readonly [UndoOperation, ...UndoOperation[]]): UndoPlan {
  return { kind: 'operations', operations: list }
}

/** A shared page still is what the change was about: mine by number and id, or as this very change left it. */
function isOurs(change: UndoableChange, view: View, now: UndoSituation, rules: Rules): boolean {
  if (view.side === 'private') return true
  if (view.number !== null && view.number !== rules.number) return false
  const left = change.tracking.find((each) => each.property === 'link')
  const asLeft = left !== undefined && view.link === left.after
  return asLeft || view.link === change.privateId || now.pairedWith === view.id || change.kind === 'link'
}

/** Undo of a creation or of a return: the page goes again, unless somebody wrote on it since. */
function planRemoval(change: UndoableChange, view: View, now: UndoSituation, insist: boolean): UndoPlan {
  const { mine, row } = now
  // The unsharing that was taken back: switched off again, and row 6 does the rest with everything it promises.
  if (change.kind === 'restore' && change.case === '6' && view.side === 'shared' && mine.kind === 'present') {
    return mine.page.relevant ? operations([linkTo(mine.page, { relevant: false, link: null })]) : refused('already-so')
  }
  const overwritten = writtenSince(change, view, now)
  if (overwritten.length > 0 && !insist) return overwrittenSince(overwritten)
  const trash: UndoOperation = { kind: 'trash', side: change.side, pageId: change.pageId, expected: view.fields }
  // First the row: with its private page in the trash it would follow as a copy does (row 7), and somebody typed it in.
  const imported = view.side === 'private' && change.kind === 'create' && row !== null && row.link === view.id
  return operations(imported ? [disown(row), trash] : [trash])
}

/** Fields that show something else than this change, or than both pages last agreed on: nobody has carried it over yet. */
function writtenSince(change: UndoableChange, view: View, now: UndoSituation): readonly { readonly field: string }[] {
  return Object.entries<Value>(view.fields).flatMap(([field, shown]) => {
    const key = field as FieldKey // Field values are keyed by field; Object.entries widens.
    const agreed = now.pairedWith === view.id || view.side === 'private' ? now.base?.[key]?.[view.side] : undefined
    const after = change.fields.find((each) => each.field === field)?.after
    const left = [agreed, after].filter((each) => each != null && each.kind !== 'unreadable')
    return left.every((each) => each != null && equal(each, shown)) ? [] : [{ field }]
  })
}

/**
 * Undo of a trashing. First the private page is switched on, then the copy comes back: a crash in between is completed by
 * row 20. What would be one copy too many comes back as a row, or a private page, of its own.
 */
function planReturn(
  change: UndoableChange,
  view: View,
  now: UndoSituation,
): readonly [UndoOperation, ...UndoOperation[]] {
  const back = (tracking: Tracking): UndoOperation => ({
    kind: 'restore',
    side: change.side,
    pageId: change.pageId,
    values: {},
    tracking,
  })
  if (view.side === 'private') return [back(change.case === '12' ? { relevant: false, link: null } : {})]
  const tooMany = change.case === '12' || (now.pairedWith !== null && now.pairedWith !== view.id)
  if (tooMany) return [back({ relevant: true, link: null, number: null })]
  const { mine } = now
  const comes = back({ relevant: true })
  const off = mine.kind === 'present' && !mine.page.relevant
  return off ? [linkTo(mine.page, { relevant: true, link: view.id }), comes] : [comes]
}

/** Undo of a tracking write: of switching off (row 8), of giving a row away (7, 9, 12, 15), of claiming one (15). */
function planTracking(change: UndoableChange, view: View, insist: boolean): UndoPlan {
  const entry = (property: string) => change.tracking.find((each) => each.property === property)
  const [relevant, link, number] = [entry('relevant'), entry('link'), entry('number')]
  const linkBefore = link === undefined ? {} : { link: link.before as PageId | null } // A page id, written as text.
  const numberBefore = number === undefined ? {} : { number: number.before === null ? null : Number(number.before) }
  if (view.side === 'private') {
    if (relevant === undefined) return link === undefined ? refused('tracking') : breakAgain(change, view, insist)
    const tracking = { relevant: relevant.before === 'true', ...linkBefore }
    const linkSame = link === undefined || view.link === link.before
    if (view.relevant === tracking.relevant && linkSame) return refused('already-so')
    const foreignLink = link !== undefined && !linkSame && view.link !== link.after
    if (foreignLink && !insist) return { kind: 'overwritten-since', fields: ['link'] }
    return operations([linkTo(view, tracking)])
  }
  const gaveAway = number?.before != null && number.after === null
  if (gaveAway) {
    const back = view.number === numberBefore.number && (link === undefined || view.link === link.before)
    if (back) return refused('already-so')
    if (view.number !== null || view.link !== null) return refused('not-ours')
    return operations([linkTo(view, { ...linkBefore, ...numberBefore })])
  }
  const claimed = number !== undefined && number.before === null && link === undefined && change.case === '15'
  if (!claimed) return breakAgain(change, view, insist)
  if (view.link !== null) return refused('tracking')
  return view.number === null ? refused('already-so') : operations([disown(view)])
}

/** A repaired link or mark as it was before: the next run would repair it again, so only a user who insists gets it. */
function breakAgain(change: UndoableChange, view: View, insist: boolean): UndoPlan {
  if (!insist || !repairCases.has(change.case)) return refused('tracking')
  const tracking = Object.fromEntries(
    change.tracking.map(({ property, before }) => [property, asWritten(property, before)]),
  )
  const now: Readonly<Record<string, unknown>> = { relevant: view.relevant, link: view.link, ...numberOf(view) }
  const same = Object.entries(tracking).every(([property, before]) => now[property] === before)
  return same ? refused('already-so') : operations([linkTo(view, tracking)])
}

function numberOf(view: View): { readonly number?: number | null } {
  return view.side === 'shared' ? { number: view.number } : {}
}

/** Tracking properties stand in the history as text. */
function asWritten(property: string, text: string | null): string | number | boolean | null {
  if (property === 'relevant') return text === 'true'
  return property === 'number' && text !== null ? Number(text) : text
}

function planFields(change: UndoableChange, now: View, rules: Rules, insist: boolean): UndoPlan {
  const values: Record<FieldKey, Value> = {}
  const expected: Record<FieldKey, Value> = {}
  const overwritten: { readonly field: string }[] = []
  const left = new Set<'one-way' | 'not-known'>()
  for (const { field, before, after } of change.fields) {
    const mapped = rules.mapping.fields.find((each) => each.key === field)
    const shown = mapped === undefined ? undefined : now.fields[mapped.key]
    const why = cannotTakeBack(change, mapped, before, shown)
    if (why !== null) left.add(why)
    else if (mapped !== undefined && before !== null && shown !== undefined && !equal(shown, before)) {
      if (after === null || !equal(shown, after)) overwritten.push({ field })
      values[mapped.key] = before
      expected[mapped.key] = shown
    }
  }
  const [first] = left
  const nothing = Object.keys(values).length === 0
  if (first !== undefined && (nothing || !insist)) return refused(first)
  if (nothing) return refused('already-so')
  if (overwritten.length > 0 && !insist) return overwrittenSince(overwritten)
  const { side, pageId } = change
  return operations([{ kind: 'update', side, pageId, values, tracking: {}, expected }])
}

function cannotTakeBack(
  change: UndoableChange,
  mapped: FieldMapping | undefined,
  before: Value | null,
  shown: Value | undefined,
): 'one-way' | 'not-known' | null {
  if (mapped === undefined || shown === undefined || before === null || before.kind === 'unreadable') return 'not-known'
  if (shown.kind !== 'unreadable' && shown.kind !== before.kind) return 'not-known'
  if (mapped.direction.kind === 'both' || change.side === 'private') return null
  return equal(shown, before) ? null : 'one-way'
}

function overwrittenSince(fields: readonly { readonly field: string }[]): UndoPlan {
  return { kind: 'overwritten-since', fields: fields.map((each) => each.field).toSorted() }
}
