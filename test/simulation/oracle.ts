/**
 * The oracle of a simulated run: what people wrote, what our computers did to it, and whether that was right.
 *
 * It looks at the sandbox's pages alone, compares each with what it knew, and attributes every difference to who acted.
 * Nothing here is built from `core`. Violations are collected as sentences; an empty list is the proof.
 * After each step: no foreign page and no unmapped property changes, nothing is removed or brought back without a
 * reason, no value of a person is overwritten by an older one, no second copy. At the end: see `verdict.ts`.
 */
import type { PageRecord, PageState } from '../../electron/sandbox/model.ts'
import type { Actor, Cell, Debt, Known, Oracle } from './accounts.ts'
import { createBirths } from './births.ts'
import { createEyes } from './eyes.ts'
import { createReadings } from './readings.ts'
import { type FieldName, fieldTypes } from './script.ts'
import type { Stage } from './stage.ts'

/** Types whose values never come twice, so that an older one can be told from a newer one. */
const uniqueTypes: ReadonlySet<string> = new Set([
  'title',
  'rich_text',
  'date',
  'number',
  'url',
  'email',
  'phone_number',
])
const optionTypes: ReadonlySet<string> = new Set(['select', 'status', 'multi_select'])
/** A create relies on an observation of at most 60 s, and then it travels. */
const freshMs = 75_000

/** An oracle that has seen nothing yet. */
export function createOracle(stage: Stage, say: (text: string) => void): Oracle {
  const { sandbox, plan } = stage
  const known = new Map<string, Known>()
  /** Copies that their page has named at some time: from then on the link back is not the only one. */
  const linked = new Set<string>()
  const eyes = createEyes(stage, known, linked)
  const { copiesOf, flagged, hasProperty, idOf, isPrivateSource, optionRenamed, pageNamed, partners, privateOf } = eyes
  const { bornIn, gapMs, isForeign, lately, record, root, shown, sourceOf, statesSince, valueIn } = eyes
  const cells = new Map<string, Cell>()
  const births = createBirths()
  const readings = createReadings(stage, known)
  /** By the page that is written; by the ids that the body of a create names. */
  const writers = new Map<string, number>()
  const departures = new Map<string, number>()
  /** For each machine and page, whether the page could be taken for relevant when the create for it left. */
  const relevantWhenSent = new Map<string, boolean>()
  /** When the run of each machine began; ms UTC. */
  const runsSince = new Map<number, number>()
  const forgetful = new Set<number>()
  let debts: Debt[] = []
  /** The value of a cell that both sides last showed: a person who writes it again changes nothing. */
  const synced = new Map<string, string>()
  /** The value that a machine last brought to both sides: the base. Who writes it again has changed nothing, whatever was between. */
  const agreed = new Map<string, string>()
  /**
   * What one of our writes replaced, by cell, until its machine has heard the answer and written that down. Where it never
   * does, nobody can tell whether who shows that value again has written it or the write never arrived (rail "Own echoes").
   */
  const unsettled = new Map<string, { readonly value: string; readonly machine: number; unheard: boolean }>()
  const violations: string[] = []
  const decidedAbout = new Set<string>()
  /** What the policy replaced by what before both sides had shown it, with the birth of the value that gave way. */
  const chosenByPolicy = new Map<string, number>()
  /** Copies that we moved to the trash at some time: their pair is forgotten (row 20). */
  const forgotten = new Set<string>()
  /** Rows that an answer made nobody's: taking that back makes them copies again. */
  const disowned = new Set<string>()
  const excused = { gap: 0 }
  /** Private page -> when a person last deleted its copy and nothing has called it back since. */
  const copyDeleted = new Map<string, number>()
  let undoing = false
  let staleNow = { ms: 0 }
  let staleBefore = { ms: 0, until: 0 }
  let turn = 0

  const fail = (text: string): void => {
    violations.push(text)
    say(`VIOLATION ${text}`)
  }
  const short = (id: string): string => id.slice(0, 8)
  const cellKey = (page: string, field: string): string => `${page}|${field}`
  const bear = (id: string, field: string, value: string): void => births.bear(privateOf(id), field, value)

  const disown = (id: string): void => {
    disowned.add(id)
    linked.delete(id)
  }

  /** A person or the schema changed a field: the newest value of this appointment. */
  const wrote = (id: string, field: FieldName, value: string, by: Cell['by'], fresh = true): void => {
    const key = cellKey(id, field)
    const echo = unsettled.get(key)
    const again =
      synced.get(key) === value ||
      (!undoing && (agreed.get(key) === value || (echo?.unheard === true && echo.value === value)))
    // Who writes what both sides showed already has changed nothing, and no newer value is born.
    if (fresh && !again) bear(id, field, value)
    // Where a write was never heard of, a ledger may or may not know that this is somebody's: neither value is the newer one.
    else if (fresh && synced.get(key) !== value && agreed.get(key) !== value)
      births.bearAs(privateOf(id), field, value, cells.get(key)?.value ?? '')
    const reached = again || partners(id).some((other) => shown(other, field) === value)
    cells.set(cellKey(id, field), { value, by, turn: (turn += 1), reached })
    if (reached) for (const other of partners(id)) reach(other, field, value)
  }
  const reach = (id: string, field: string, value: string): void => {
    const cell = cells.get(cellKey(id, field))
    if (cell !== undefined && cell.value === value) cell.reached = true
    synced.set(cellKey(id, field), value)
  }
  const machineWrote = (
    page: PageRecord,
    before: PageState,
    after: PageState,
    actor: Actor & { kind: 'machine' },
  ): void => {
    // A copy that was moved away under a write is a copy all the same.
    const side = [sourceOf(after), bornIn(page.id)].includes(stage.sharedSource) ? 'shared' : 'private'
    const mine = stage.profiles[actor.profile]
    if (mine === undefined) return
    const where = `${side} page ${short(page.id)}`
    const home = side === 'private' ? mine.privateSource : stage.sharedSource
    if (sourceOf(before) !== sourceOf(after)) fail(`${where} was moved by us`)
    // Moved away between the fresh read and the write, which nobody can close (rail "Fresh read").
    const here = (_: PageRecord, state: PageState): boolean => sourceOf(state) === home
    if (!lately(page.id, here, { at: sentAt(page.id) })) fail(`${where} lives elsewhere and was written by us`)
    const takenBack = undoing && disowned.has(page.id)
    // What says again what stands there already, on an old listing, changes nobody's page.
    const same =
      before.trashedAt === after.trashedAt && [...after.values].every(([id, value]) => isSame(before, id, value))
    if (side === 'shared' && known.has(page.id) && !same && !takenBack && isForeign(page, before, actor.profile)) {
      fail(`${where} is not ours and was written by us (invariant 6)`)
    }
    const tracking =
      side === 'shared'
        ? ['PartnerRelevant', 'SourcePrivateId', 'SourceUserId']
        : ['PartnerRelevant', 'SyncedToSharedId']
    const allowed = new Map<string, string>(
      [...plan.fields, ...tracking].map((name) => [idOf(sourceOf(after), name), name]),
    )
    for (const [id, value] of after.values) {
      if (isSame(before, id, value)) continue
      const name = allowed.get(id)
      if (name === undefined) fail(`${where}: the unmapped property ${id} was written by us (invariant 6)`)
      else if (!tracking.includes(name))
        overwrote(page, before, after, name as FieldName, side, actor) // Allowed names that are no tracking are fields.
      else if (name === 'PartnerRelevant' && side === 'private') relevanceChanged(page, before, after)
    }
    if (side === 'shared' && valueIn(page, after, 'SourcePrivateId') === '' && after.trashedAt === null) disown(page.id)
    const link = side === 'private' ? pageNamed(valueIn(page, after, 'SyncedToSharedId')) : ''
    if (link !== '') {
      linked.add(link)
      readings.linked(actor.index, page.id)
    }
    if (before.trashedAt === null && after.trashedAt !== null) trashed(page, before, side, actor)
    if (before.trashedAt !== null && after.trashedAt === null) restored(page, side)
  }

  /**
   * A copy is adopted that never showed the value: there is no base to tell who is newer, and a policy that does not ask
   * decides (rows 2 and 5). What gave way must stand in the history, which the debts see to.
   */
  const adoptedByPolicy = (page: PageRecord, field: FieldName, was: string): boolean => {
    if (plan.onConflict === 'ask') return false
    const others = partners(page.id).flatMap((id) => record(id) ?? [])
    const inPlace = (source: string): boolean => source === stage.sharedSource || isPrivateSource(source)
    const present = others.filter(({ state }) => state.trashedAt === null && inPlace(sourceOf(state)))
    // What another computer carried over within the last minute this one need not have seen: only the target is read again.
    const seenBefore = sentAt(page.id) - freshMs
    return present.every((other) =>
      [...other.history, other.state].every(
        (state) => state.since > seenBefore || valueIn(other, state, field) !== was,
      ),
    )
  }

  const overwrote = (
    page: PageRecord,
    before: PageState,
    after: PageState,
    field: FieldName,
    side: 'private' | 'shared',
    actor: Actor & { kind: 'machine' },
  ): void => {
    const was = valueIn(page, before, field)
    const now = valueIn(page, after, field)
    const key = cellKey(page.id, field)
    const cell = cells.get(key)
    const privateId = privateOf(page.id)
    const oneWay = plan.oneWay?.field === field
    if (side === 'private' && oneWay)
      fail(`${field} of the private page ${short(page.id)} is one-way and was written by us`)
    if (was !== now) {
      const where = `${side} page ${short(page.id)} ${field}: "${was}" -> "${now}"`
      const seen = readings.last(actor.index, [page.id]) ?? { at: Number.NEGATIVE_INFINITY, turn: 0 }
      // Between the fresh read and the write remain moments that nobody can close (rail "Fresh read"). A request that is long
      // on its way cannot be called back either.
      const inGap = cell !== undefined && cell.turn > seen.turn && sentAt(page.id) - seen.at <= gapMs
      if (cell?.by === 'person' && cell.value === was) {
        if (inGap) {
          excused.gap += 1
          say(`gap: ${where}`)
        } else {
          debts.push({
            page: page.id,
            privateId,
            field,
            value: was,
            reached: cell.reached || oneWay,
            at: stage.time.elapsed(),
            machine: actor.index,
            how: 'overwritten',
          })
        }
      }
      if (undoing) {
        wrote(page.id, field, now, 'person')
        return
      }
      const born = births.of(privateId, field, now)
      const bornBefore = births.of(privateId, field, was) ?? 0
      const invented = born === null && !oneWay && !decidedAbout.has(privateId) && now !== ''
      if (invented) fail(`${where}: nobody ever wrote this value (invariant 3)`)
      const reverted =
        uniqueTypes.has(fieldTypes[field]) && born !== null && born < bornBefore && cell?.reached === true && !oneWay
      const choice = `${privateId}|${field}|${was}|${now}`
      if (cell?.reached === false && adoptedByPolicy(page, field, was)) chosenByPolicy.set(choice, bornBefore)
      if (overtaken(page, field, was, actor)) births.bearAs(privateId, field, now, was)
      else if (reverted && !inGap && !decidedAbout.has(privateId) && chosenByPolicy.get(choice) !== bornBefore) {
        // The policy has chosen it: from here on it is the newest, also for a computer that only sees a later edit beside it.
        // What another computer meanwhile brought over the other way is not settled by it: the two changed places.
        if (!adoptedByPolicy(page, field, was))
          fail(`${where}: an older value replaced a synced newer one (invariant 3)`)
        else if (partners(page.id).some((other) => shown(other, field) === now)) bear(page.id, field, now)
      }
    }
    unsettled.set(key, { value: was, machine: actor.index, unheard: false })
    cells.set(key, { value: now, by: 'machine', turn: (turn += 1), reached: true })
    synced.set(key, now)
    agreed.set(key, now)
    for (const other of partners(page.id)) {
      reach(other, field, now)
      agreed.set(cellKey(other, field), now)
    }
  }

  /**
   * Another machine wrote the value that gave way onto the other side after this one had read that side, moments before. The
   * two values change places then, and nobody can tell any more which of them is the newer one.
   */
  const overtaken = (page: PageRecord, field: FieldName, was: string, { index }: { readonly index: number }): boolean =>
    partners(page.id).some((other) => {
      const theirs = cells.get(cellKey(other, field))
      const source = known.get(other)?.state
      const seen = readings.last(index, source === undefined ? [other] : [other, sourceOf(source)])
      if (theirs?.by !== 'machine' || theirs.value !== was || seen === null) return false
      return theirs.turn > seen.turn && sentAt(page.id) - seen.at <= gapMs
    })

  /** Whether a create for this page may leave now: what it relies on was so within the age that a reading may have. */
  const mayBeShared = (privateId: string, machine: number): boolean => {
    const at = stage.time.now()
    // An observation is brought up to date by one query for changes, which shows no page in the trash (rail "Fresh").
    const listedFor = freshMs + at - (runsSince.get(machine) ?? at)
    const standing = lately(privateId, (_, state) => flagged(state) && state.trashedAt === null, { age: listedFor, at })
    return standing && lately(privateId, (_, state) => flagged(state), { age: freshMs, at })
  }

  /** When the last write to this page, or the create for this private page, was sent; ms UTC. */
  const sentAt = (id: string): number => departures.get(`${writers.get(id) ?? ''} ${id}`) ?? stage.time.now()

  /** Which page a copy mirrored right before its key was cleared: between a fresh read and the write nobody can tell. */
  const namedLately = (page: PageRecord): string =>
    statesSince(page, sentAt(page.id) - 2 * gapMs)
      .map((state) => pageNamed(valueIn(page, state, 'SourcePrivateId')))
      .find((id) => id !== '') ?? ''

  const trashed = (
    page: PageRecord,
    before: PageState,
    side: 'private' | 'shared',
    actor: Actor & { kind: 'machine' },
  ): void => {
    const privateId = privateOf(page.id) || namedLately(page)
    const where = `${side} page ${short(page.id)}`
    if (side === 'private') {
      // Of several private pages that name one imported row, row 12 keeps one.
      const row = pageNamed(valueIn(page, before, 'SyncedToSharedId'))
      const twin = plan.importRows && twinsOf(page.id, sourceOf(before), row).length > 0
      const chosen = decidedAbout.has(privateId) || plan.onSharedDelete === 'delete' || twin
      if (!chosen) fail(`${where} was moved to the trash by us, which nobody chose`)
    } else {
      forgotten.add(page.id)
      const mine = stage.profiles[actor.profile]
      const due = lately(
        privateId,
        (_, state) => !flagged(state) || state.trashedAt !== null || sourceOf(state) !== mine?.privateSource,
        { at: sentAt(page.id) },
      )
      // Row 12, on what was read moments ago: the other copy may have left right after it was read.
      const another = copiesOf(privateId).some(
        (copy) =>
          copy.id !== page.id && lately(copy.id, (_, state) => state.trashedAt === null, { at: sentAt(page.id) }),
      )
      if (!due && !another && !decidedAbout.has(privateId))
        fail(`${where} was moved to the trash by us although its page is relevant`)
    }
    for (const field of plan.fields) {
      const cell = cells.get(cellKey(page.id, field))
      if (cell === undefined || cell.by !== 'person' || cell.reached) continue
      debts.push({
        page: page.id,
        privateId,
        field,
        value: valueIn(page, before, field),
        reached: false,
        at: stage.time.elapsed(),
        machine: actor.index,
        how: 'trashed',
      })
    }
  }

  const restored = (page: PageRecord, side: 'private' | 'shared'): void => {
    const privateId = privateOf(page.id)
    // It shows again what it showed: nothing is lost.
    debts = debts.filter((debt) => debt.page !== page.id || debt.how !== 'trashed')
    if (decidedAbout.has(privateId)) return
    const info = known.get(page.id)
    if (side === 'private') {
      if (info?.deletedAt !== null)
        fail(`private page ${short(page.id)} came back out of the trash, which nobody chose (invariant 5)`)
      return
    }
    if (info?.deletedAt != null && plan.onSharedDelete !== 'restore' && copyDeleted.has(privateId)) {
      fail(`shared page ${short(page.id)}, which a person deleted, came back (invariant 5)`)
    }
  }

  const relevanceChanged = (page: PageRecord, before: PageState, after: PageState): void => {
    if (!flagged(before) || flagged(after) || decidedAbout.has(page.id)) return
    // A direct reading said so, moments before: the copy may have been brought back since.
    const gone = (_: PageRecord, state: PageState): boolean => state.trashedAt !== null
    const deleted =
      copyDeleted.has(page.id) || copiesOf(page.id).some((copy) => lately(copy.id, gone, { at: sentAt(page.id) }))
    if (plan.onSharedDelete !== 'unshare' || !deleted)
      fail(`private page ${short(page.id)} was unshared by us, which nobody chose`)
  }

  /** Other private pages that we made for the same row and that stand outside the trash. */
  const twinsOf = (page: string, source: string, row: string): readonly string[] =>
    [...known].flatMap(([id, each]) => {
      const other = record(id)
      const stands = each.madeBy !== null && !each.purged && each.state.trashedAt === null
      const here = id !== page && other !== undefined && sourceOf(each.state) === source
      return stands && here && pageNamed(valueIn(other, each.state, 'SyncedToSharedId')) === row ? [id] : []
    })

  const created = (page: PageRecord, actor: Actor & { kind: 'machine' }): void => {
    const source = sourceOf(page.state)
    const mine = stage.profiles[actor.profile]
    if (source === mine?.privateSource) {
      if (!plan.importRows) fail(`a private page ${short(page.id)} was made by us without import`)
      const row = pageNamed(valueIn(page, page.state, 'SyncedToSharedId'))
      for (const field of plan.fields) bear(page.id, field, valueIn(page, page.state, field))
      const twins = twinsOf(page.id, source, row)
      if (twins.length > 0 && onlyMachine(actor.profile))
        fail(`a second private page was made for the row ${short(row)} (invariant 4)`)
      return
    }
    if (source !== stage.sharedSource) {
      fail(`a page was made by us in a strange database`)
      return
    }
    const privateId = privateOf(page.id)
    const original = record(privateId)
    if (original === undefined) {
      fail(`a copy ${short(page.id)} of no page was made`)
      return
    }
    if (!(relevantWhenSent.get(`${actor.index} ${privateId}`) ?? mayBeShared(privateId, actor.index))) {
      fail(`a copy of ${short(privateId)} was made, which is not relevant`)
    }
    const older = copiesOf(privateId).filter((copy) => copy.id !== page.id)
    // A ledger that forgot, or never knew, and a copy that was deleted for good: nothing is left that could tell (row 1).
    if (
      copyDeleted.has(privateId) &&
      !(older.length > 0 && older.every((copy) => unseenBy(actor.profile, page, copy))) &&
      !forgetful.has(actor.profile) &&
      readings.knewCopy(actor.index, privateId) &&
      plan.onSharedDelete !== 'restore' &&
      !decidedAbout.has(privateId)
    ) {
      fail(`the copy of ${short(privateId)}, which a person deleted, was made anew (invariant 5)`)
    }
    const twins = copiesOf(privateId).filter(
      (copy) =>
        copy.id !== page.id &&
        known.get(copy.id)?.madeBy !== null &&
        !unseenBy(actor.profile, page, copy) &&
        !isNobodys(copy) &&
        copy.state.trashedAt === null &&
        sourceOf(copy.state) === stage.sharedSource,
    )
    if (twins.length > 0 && onlyMachine(actor.profile))
      fail(
        `a second copy of ${short(privateId)} was made: ${short(page.id)} beside ${twins.map((each) => short(each.id)).join(', ')} (invariant 4)`,
      )
    for (const field of plan.fields) {
      const value = valueIn(page, page.state, field)
      cells.set(cellKey(page.id, field), { value, by: 'machine', turn: (turn += 1), reached: true })
      synced.set(cellKey(page.id, field), value)
      agreed.set(cellKey(page.id, field), value)
      agreed.set(cellKey(privateId, field), value)
      reach(privateId, field, value)
    }
  }
  /**
   * A copy that need not have shown in any query that a create relied on. A listing may be 60 s old, which only another
   * computer's copy can fall into; after an error of Notion itself the look-ups end after 10 s (rail "Before a create"), and
   * queries that lag longer hide one's own. Row 12 takes such a second copy back: the end tells.
   */
  const unseenBy = (profile: number, page: PageRecord, copy: PageRecord): boolean => {
    const lag = Math.max(staleNow.ms, stage.time.elapsed() - staleBefore.until < freshMs ? staleBefore.ms : 0)
    const counts = lag > 10_000 || !onlyMachine(profile)
    return counts && sentAt(privateOf(page.id)) - copy.createdAt <= lag + freshMs
  }
  /**
   * Its property with the private id was deleted, and nothing else tells whose it is (row 15): it went and somebody brought
   * it back, or we were killed before its answer was recorded.
   */
  const isNobodys = (copy: PageRecord): boolean =>
    (forgotten.has(copy.id) || !linked.has(copy.id)) && valueIn(copy, copy.state, 'SourcePrivateId') === ''
  const onlyMachine = (profile: number): boolean =>
    // A look-up may be as old as a listing: a ledger that knows nothing any more can make a copy that row 12 takes back.
    (plan.computers[profile] ?? 1) === 1 && !forgetful.has(profile)

  /** What a create's body names: the private page of a copy, the row of an import. */
  const creationOf = (page: PageRecord): string =>
    pageNamed(valueIn(page, page.state, 'SourcePrivateId') || valueIn(page, page.state, 'SyncedToSharedId'))

  const actorOf = (page: PageRecord, by: 'person' | 'schema'): Actor => {
    const profile = stage.profiles.findIndex(({ connections }) =>
      Object.values(connections).some((id) => sandbox.store.connections.get(id)?.botId === page.state.editedBy),
    )
    if (by === 'schema' || profile < 0) return { kind: by }
    const writer = writers.get(known.has(page.id) ? page.id : creationOf(page))
    return { kind: 'machine', index: writer ?? 0, profile }
  }
  const enter = (page: PageRecord, actor: Actor): void => {
    const source = sourceOf(page.state)
    const mirrors = source === stage.sharedSource ? pageNamed(valueIn(page, page.state, 'SourcePrivateId')) : ''
    const madeBy = actor.kind === 'machine' ? actor.profile : null
    known.set(page.id, {
      state: page.state,
      purged: false,
      madeBy,
      mirrors,
      deletedAt: null,
      ours: madeBy !== null || mirrors !== '',
    })
    if (actor.kind === 'machine') {
      created(page, actor)
      return
    }
    for (const field of plan.fields) {
      const value = valueIn(page, page.state, field)
      // A duplicate shows values that are older than it.
      if (value !== '') wrote(page.id, field, value, 'person', births.of(privateOf(page.id), field, value) === null)
    }
  }

  /** What people typed into a row is as old as it is, now that the row belongs to an appointment. */
  const adoptedRow = (page: PageRecord, state: PageState, privateId: string): void => {
    for (const field of plan.fields) {
      const value = valueIn(page, state, field)
      births.adopt(privateId, field, value)
    }
  }

  const changed = (page: PageRecord, info: Known, actor: Actor): void => {
    const before = info.state
    const after = page.state
    if (sourceOf(after) === stage.sharedSource) {
      const mirrors = pageNamed(valueIn(page, after, 'SourcePrivateId'))
      if (mirrors !== '') {
        if (info.mirrors === '') adoptedRow(page, after, mirrors)
        info.mirrors = mirrors
      } else if (actor.kind === 'machine' && valueIn(page, before, 'SourcePrivateId') !== '') {
        // Disowned: from here on it is a row of its own.
        if (!decidedAbout.has(info.mirrors))
          fail(`shared page ${short(page.id)} was disowned by us, which nobody chose`)
        info.mirrors = ''
      }
      if (mirrors !== '' && actor.kind === 'machine') info.ours = true
    }
    if (actor.kind === 'machine') machineWrote(page, before, after, actor)
    else {
      for (const field of plan.fields) {
        const now = valueIn(page, after, field)
        if (valueIn(page, before, field) !== now) wrote(page.id, field, now, actor.kind)
      }
      peopleMoved(page, info, before, after)
    }
    info.state = after
  }

  /**
   * A property that is deleted takes every value with it. What a person had cleared before looks no different then, and the
   * field that is made anew and mapped again is filled from the other side (sync-semantics, "The mapping may change later").
   */
  const propertiesWent = (page: PageRecord): void => {
    for (const field of plan.fields) {
      const cell = cells.get(cellKey(page.id, field))
      const empty = fieldTypes[field] === 'checkbox' ? 'false' : ''
      if (cell?.value === empty && !hasProperty(sourceOf(page.state), field)) cell.by = 'schema'
    }
  }

  /**
   * A deleted option is gone from every page without any of them being written. The schema is read in full runs alone (rail
   * "Before a whole run"): until then what is left on a page that was edited otherwise looks like somebody's choice.
   */
  const optionsWent = (page: PageRecord): void => {
    for (const field of plan.fields.filter((each) => optionTypes.has(fieldTypes[each]))) {
      const cell = cells.get(cellKey(page.id, field))
      const now = shown(page.id, field)
      if (cell !== undefined && cell.value !== now) wrote(page.id, field, now, 'schema')
    }
  }

  /** Trash, restore, moves and flags of people: what they delete must stay away, what they call back may come. */
  const peopleMoved = (page: PageRecord, info: Known, before: PageState, after: PageState): void => {
    const shared = sourceOf(before) === stage.sharedSource || sourceOf(after) === stage.sharedSource
    const privateId = privateOf(page.id)
    const left = before.trashedAt === null && after.trashedAt !== null
    const back = (before.trashedAt !== null && after.trashedAt === null) || sourceOf(before) !== sourceOf(after)
    if (left) {
      info.deletedAt = stage.time.elapsed()
      const others = copiesOf(privateId).some((copy) => copy.id !== page.id && copy.state.trashedAt === null)
      if (shared && privateId !== '' && !others) copyDeleted.set(privateId, stage.time.elapsed())
    } else if (back) {
      info.deletedAt = null
      copyDeleted.delete(privateId)
    }
    if (!shared && !flagged(before) && flagged(after)) copyDeleted.delete(page.id)
  }

  return {
    began: (machine) => runsSince.set(machine, stage.time.now()),
    sent(machine, pageId, creates) {
      const id = pageNamed(pageId)
      departures.set(`${machine} ${id}`, stage.time.now())
      if (creates) relevantWhenSent.set(`${machine} ${id}`, mayBeShared(id, machine))
    },
    arrived: (machine, pageId) => writers.set(pageNamed(pageId), machine),
    observe(by) {
      for (const page of sandbox.store.pages.values()) {
        const info = known.get(page.id)
        if (info === undefined) enter(page, actorOf(page, by))
        else if (info.state !== page.state) changed(page, info, actorOf(page, by))
        // No request deletes for good: it was a person, or time.
        if (page.purgedAt !== null && info !== undefined) info.purged = true
        if (by === 'schema') {
          optionsWent(page)
          propertiesWent(page)
        }
      }
    },
    served: (machine, id) => readings.served(machine, id, (turn += 1)),
    unheard(machine, pageId) {
      for (const [key, each] of unsettled)
        if (each.machine === machine && (pageId === null || key.startsWith(`${pageId}|`))) each.unheard = true
    },
    settled(machine) {
      for (const [key, each] of unsettled) if (each.machine === machine && !each.unheard) unsettled.delete(key)
    },
    forgot: (profile) => forgetful.add(profile),
    decided: (privateId) => decidedAbout.add(privateId),
    undoing(on) {
      undoing = on
    },
    stale(ms) {
      if (ms < staleNow.ms) staleBefore = { ms: staleNow.ms, until: stage.time.elapsed() }
      staleNow = { ms }
    },
    optionRenamed,
    root,
    violations,
    get debts() {
      return debts
    },
    decidedAbout,
    excused,
    shown,
    privateOf,
    madeByUs: (id) => known.get(id)?.madeBy != null,
  }
}

function isSame(before: PageState, id: string, value: unknown): boolean {
  return before.values.get(id) === value || JSON.stringify(before.values.get(id)) === JSON.stringify(value)
}
