/**
 * What the oracle sees of a page: values by the names that properties had in the beginning, and which pages belong together.
 *
 * Reads the sandbox's own records and what the oracle knows of them; changes neither. Nothing here is built from `core`.
 */
import type { PageRecord, PageState, Property } from '../../electron/sandbox/model.ts'
import { plainValue } from '../../electron/sandbox/plain-values.ts'
import type { Known } from './accounts.ts'
import type { FieldName } from './script.ts'
import type { Stage } from './stage.ts'
import { spell } from './values.ts'

/** Readers over what is known of the pages of this stage; `linked` are the copies that their page has named at some time. */
export function createEyes(stage: Stage, known: ReadonlyMap<string, Known>, linked: ReadonlySet<string>) {
  const { plan, sandbox } = stage
  // How old may be what a write relied on: the fresh read counts for 1.5 s, and both travel.
  const gapMs = 2_500 + 3 * plan.latencyMs
  const roots = new Map<string, string>()
  const root = (name: string): string => roots.get(name) ?? name
  const privateSources = new Set(stage.profiles.map((each) => each.privateSource))
  const sourceOf = (state: PageState): string =>
    state.parent.kind === 'data-source' ? state.parent.dataSourceId : 'nowhere'
  const propertyIn = (source: string, id: string): Property | null =>
    sandbox.store.dataSources.get(source)?.properties.find((each) => each.id === id) ?? null
  const idOf = (source: string, name: string): string => stage.propertyId(source, name)
  const valueIn = (page: PageRecord, state: PageState, name: string): string => {
    const source = sourceOf(state)
    const property = propertyIn(source, idOf(source, name))
    return property === null ? '' : spell(plainValue(property, page, state), root)
  }
  const record = (id: string): PageRecord | undefined => sandbox.store.pages.get(id)
  /** Looks at the value itself: a switch whose property was deleted a moment ago was on until then. */
  const flagged = (state: PageState): boolean => {
    const value = state.values.get(idOf(sourceOf(state), 'PartnerRelevant'))
    return value?.kind === 'checkbox' && value.checked
  }
  const compact = (id: string): string => id.replaceAll('-', '')
  const pageNamed = (text: string): string => {
    const wanted = compact(text)
    if (wanted === '') return ''
    return record(text) === undefined ? ([...known.keys()].find((id) => compact(id) === wanted) ?? text) : text
  }
  const copiesOf = (privateId: string): readonly PageRecord[] =>
    [...known].flatMap(([id, each]) => {
      const page = record(id)
      return each.mirrors === privateId && page !== undefined && !each.purged ? [page] : []
    })
  const partners = (id: string): readonly string[] => {
    const mine = known.get(id)
    if (mine === undefined) return []
    if (sourceOf(mine.state) === stage.sharedSource) return mine.mirrors === '' ? [] : [mine.mirrors]
    return copiesOf(id).map((page) => page.id)
  }
  const privateOf = (id: string): string => {
    const mine = known.get(id)
    return mine !== undefined && (mine.mirrors !== '' || sourceOf(mine.state) === stage.sharedSource)
      ? mine.mirrors
      : id
  }
  const shown = (id: string, field: FieldName): string => {
    const page = record(id)
    return page === undefined || page.purgedAt !== null ? '' : valueIn(page, page.state, field)
  }

  const bornIn = (id: string): string => {
    const page = record(id)
    if (page === undefined) return 'nowhere'
    const first = page.history[0]?.parent ?? page.state.parent
    const homes = [first, page.state.parent].flatMap((each) => (each.kind === 'data-source' ? [each.dataSourceId] : []))
    return homes.find((each) => privateSources.has(each)) ?? homes[0] ?? 'nowhere'
  }
  /** Whether a row of the shared side is not this profile's: typed in, duplicated, or another person's (invariant 6). */
  const isForeign = (page: PageRecord, state: PageState, profile: number): boolean => {
    const number = valueIn(page, state, 'SourceUserId')
    const mirrored = pageNamed(valueIn(page, state, 'SourcePrivateId'))
    const mine = stage.profiles[profile]
    const info = known.get(page.id)
    if (info?.ours === true && info.madeBy === profile) return false
    if (known.has(mirrored) && record(mirrored) !== undefined && bornIn(mirrored) === mine?.privateSource) return false
    if (number !== '' && number !== String(mine?.number)) return true
    if (mirrored !== '') return bornIn(mirrored) !== mine?.privateSource && number !== String(mine?.number)
    // Paired once: its key and number went with their properties, its page into another database, and the ledger knows it.
    const paired = linked.has(page.id) && bornIn(info?.mirrors ?? '') === mine?.privateSource
    const named = [...known].some(([id, each]) => {
      const other = record(id)
      return (
        other !== undefined &&
        sourceOf(each.state) === mine?.privateSource &&
        pageNamed(valueIn(other, each.state, 'SyncedToSharedId')) === page.id
      )
    })
    return !paired && !named && !(plan.importRows && profile === 0)
  }
  /** Every state that a page has had at this time or later, as far as the sandbox remembers. */
  const statesSince = (page: PageRecord, time: number): readonly PageState[] => [
    page.state,
    ...page.history.filter(
      (state, index) => (page.history[index + 1] ?? page.state).since >= time && state !== page.state,
    ),
  ]
  /**
   * Whether a page looked like this at some time in the moments before `at` (what a machine read may be that old).
   * `at` is when the machine sent its write: one that hangs takes effect, or is seen, much later.
   */
  const lately = (
    id: string,
    holds: (page: PageRecord, state: PageState) => boolean,
    { age = 2 * gapMs, at = stage.time.now() }: { readonly age?: number; readonly at?: number } = {},
  ): boolean => {
    const page = record(id)
    if (page === undefined) return false
    return statesSince(page, at - age).some((state) => holds(page, state))
  }
  const optionRenamed = (name: string, newName: string): void => {
    roots.set(newName, root(name))
  }

  return {
    root,
    optionRenamed,
    sourceOf,
    idOf,
    hasProperty: (source: string, name: string): boolean => propertyIn(source, idOf(source, name)) !== null,
    valueIn,
    record,
    flagged,
    pageNamed,
    copiesOf,
    partners,
    privateOf,
    shown,
    bornIn,
    isForeign,
    isPrivateSource: (source: string): boolean => privateSources.has(source),
    statesSince,
    gapMs,
    lately,
  }
}
