/**
 * The decision table as data: what becomes of one appointment in every combination of what P shows, what S shows, and
 * what the ledger knows. Derived from sync-semantics; policy "ask" for conflicts, "unshare" for a trashed copy.
 *
 * One field, `place`, was 'a' on both sides when they agreed; x and y are what it was changed to. A cell names an outcome
 * of the legend, with the value it carries. The legend says in the words of `brief` what is expected, and, where the
 * contract is silent, why it is the safest reading.
 */

/** `on` and `off`: the switch. A page in the trash or moved away still shows its fields. */
export const privateStates = [
  'unobserved',
  'absent',
  '404',
  'moved',
  'trashed on',
  'trashed off',
  'on a',
  'on x',
  'on y',
  'off a',
  'off x',
  'off y',
] as const
export const copyStates = ['unobserved', 'absent', '404', 'moved', 'by person', 'by us', 'a', 'x', 'y'] as const
/** What the ledger holds: a pair with its base; nothing at all; a page without a copy, and the tombstone of the pair. */
export const knowledge = ['base', 'none', 'tombstone'] as const

export type PrivateState = (typeof privateStates)[number]
export type CopyState = (typeof copyStates)[number]
export type Knowledge = (typeof knowledge)[number]

/** Outcomes by name; `$` is the value that the cell names. */
export const legend: Readonly<Record<string, string>> = {
  /** Not looked at is never absent, and a listing that lacks a page proves nothing: read first, decide then. */
  wait: '0 none',
  /** Known, private, nothing to do. */
  private: '0 note',
  'in-step': '4 settle',
  agree: '3 settle',
  'to-P': '3 P{place=$} settle #change',
  'to-S': '3 S{place=$} settle #change',
  conflict: '5 settle ?fields(place)',
  /** S known by a base and proven to be nowhere, the trash included: row 20, "gone for good". Nothing can double. */
  create: '1 S+{place=$} P[link=new] settle #create',
  adopt: '2 P[link=s] settle',
  'adopt-asking': '2 P[link=s] settle ?fields(place)',
  unshare: '6 S- P[link=-] forget #unshare',
  'unshare-fold': '6 P{place=$} S- P[link=-] forget #unshare',
  'unshare-lose': '6 S- P[link=-] forget #unshare ~place=$',
  /**
   * P names no copy, or is in the trash and cannot be written. Rows 6 and 7 both fit a page that is trashed and switched
   * off; unchecking is an act of privacy that waits for nobody, and S's values stand in the history: 6.
   */
  remove: '6 S- forget #unshare',
  'remove-lose': '6 S- forget #unshare ~place=$',
  follow: '7 S- forget #trash-copy',
  'ask-7': '7 none ?deleted-here-edited-there',
  'unshare-P': '8 P[relevant=off link=-] forget #unshare-private',
  'ask-8': '8 none ?trashed-copy',
  'P-404': '9 none !private-unreadable(keep trash-copy forget)',
  /** Both pages unreadable, or S out of reach: S cannot be written, so "forget" excludes P. */
  'P-404-S-lost': '9 none !private-unreadable(keep forget)',
  'S-404': '9 none !copy-unreadable(keep forget)',
  'S-moved': '9 none !copy-moved(keep forget)',
  leave: '10 S- forget #trash-copy',
  orphan: '13 none !orphan(keep trash-copy forget)',
  'orphan-S-lost': '9 none !orphan(keep forget)',
  /** Row 10 needs a pair: a copy that was never this ledger's is reported, never removed by itself (13). */
  'orphan-moved': '13 none !private-moved(keep trash-copy forget)',
  forget: '20 forget',
  'forget-unlink': '20 P[link=-] forget',
  /** Nothing of it stands in the ledger: nothing to forget. */
  nothing: '20 none',
  'nothing-private': '20 note',
  restore: '20 S^[relevant=on link=p number=7] settle #create',
  'restore-with': '20 S^{place=$}[relevant=on link=p number=7] settle #create',
  'restore-link': '20 S^[relevant=on link=p number=7] P[link=s] settle #create',
  'restore-link-with': '20 S^{place=$}[relevant=on link=p number=7] P[link=s] settle #create',
}

/** Rows: what P shows. Columns: what S shows, as in `copyStates`. */
const grids: Readonly<Record<Knowledge, string>> = {
  base: `
    unobserved  | wait    | wait          | wait         | wait         | wait          | wait           | in-step  | to-P x         | to-P y
    absent      | wait    | wait          | wait         | wait         | wait          | wait           | wait     | wait           | wait
    404         | wait    | forget        | P-404-S-lost | P-404-S-lost | forget        | forget         | P-404    | P-404          | P-404
    moved       | wait    | forget        | S-404        | S-moved      | forget        | forget         | leave    | leave          | leave
    trashed on  | wait    | forget        | S-404        | S-moved      | forget        | forget         | follow   | ask-7          | ask-7
    trashed off | wait    | forget        | S-404        | S-moved      | forget        | forget         | remove   | remove-lose x  | remove-lose y
    on a        | in-step | create a      | S-404        | S-moved      | unshare-P     | restore        | in-step  | to-P x         | to-P y
    on x        | to-S x  | create x      | S-404        | S-moved      | ask-8         | restore-with x | to-S x   | agree          | conflict
    on y        | to-S y  | create y      | S-404        | S-moved      | ask-8         | restore-with y | to-S y   | conflict       | agree
    off a       | unshare | forget-unlink | S-404        | S-moved      | forget-unlink | forget-unlink  | unshare  | unshare-fold x | unshare-fold y
    off x       | unshare | forget-unlink | S-404        | S-moved      | forget-unlink | forget-unlink  | unshare  | unshare        | unshare-lose y
    off y       | unshare | forget-unlink | S-404        | S-moved      | forget-unlink | forget-unlink  | unshare  | unshare-lose x | unshare`,
  none: `
    unobserved  | wait    | wait     | wait          | wait          | wait            | wait                | wait          | wait          | wait
    absent      | wait    | wait     | wait          | wait          | wait            | wait                | wait          | wait          | wait
    404         | wait    | nothing  | orphan-S-lost | orphan-S-lost | nothing         | nothing             | orphan        | orphan        | orphan
    moved       | wait    | nothing  | S-404         | S-moved       | nothing         | nothing             | orphan-moved  | orphan-moved  | orphan-moved
    trashed on  | wait    | nothing  | S-404         | S-moved       | nothing         | nothing             | ask-7         | ask-7         | ask-7
    trashed off | wait    | nothing  | S-404         | S-moved       | nothing         | nothing             | remove        | remove-lose x | remove-lose y
    on a        | wait    | create a | S-404         | S-moved       | ask-8           | restore-link        | adopt         | adopt-asking  | adopt-asking
    on x        | wait    | create x | S-404         | S-moved       | ask-8           | restore-link-with x | adopt-asking  | adopt         | adopt-asking
    on y        | wait    | create y | S-404         | S-moved       | ask-8           | restore-link-with y | adopt-asking  | adopt-asking  | adopt
    off a       | private | private  | S-404         | S-moved       | nothing-private | nothing-private     | remove        | remove-lose x | remove-lose y
    off x       | private | private  | S-404         | S-moved       | nothing-private | nothing-private     | remove-lose a | remove        | remove-lose y
    off y       | private | private  | S-404         | S-moved       | nothing-private | nothing-private     | remove-lose a | remove-lose x | remove`,
  tombstone: `
    unobserved  | wait    | wait     | wait          | wait          | wait                | wait                | wait          | wait          | wait
    absent      | wait    | wait     | wait          | wait          | wait                | wait                | wait          | wait          | wait
    404         | wait    | forget   | orphan-S-lost | orphan-S-lost | forget              | forget              | orphan        | orphan        | orphan
    moved       | wait    | forget   | S-404         | S-moved       | forget              | forget              | orphan-moved  | orphan-moved  | orphan-moved
    trashed on  | wait    | forget   | S-404         | S-moved       | forget              | forget              | ask-7         | ask-7         | ask-7
    trashed off | wait    | forget   | S-404         | S-moved       | forget              | forget              | remove        | remove-lose x | remove-lose y
    on a        | wait    | create a | S-404         | S-moved       | restore-link        | restore-link        | adopt         | adopt-asking  | adopt-asking
    on x        | wait    | create x | S-404         | S-moved       | restore-link-with x | restore-link-with x | adopt-asking  | adopt         | adopt-asking
    on y        | wait    | create y | S-404         | S-moved       | restore-link-with y | restore-link-with y | adopt-asking  | adopt-asking  | adopt
    off a       | private | private  | S-404         | S-moved       | nothing-private     | nothing-private     | remove        | remove-lose x | remove-lose y
    off x       | private | private  | S-404         | S-moved       | nothing-private     | nothing-private     | remove-lose a | remove        | remove-lose y
    off y       | private | private  | S-404         | S-moved       | nothing-private     | nothing-private     | remove-lose a | remove-lose x | remove`,
}

export interface Cell {
  readonly knows: Knowledge
  readonly mine: string
  readonly copy: string
  /** What `brief` must say. */
  readonly expected: string
}

function outcome(named: string): string {
  const [name = '', value = ''] = named.split(' ')
  const line = legend[name]
  if (line === undefined || line.includes('$') === (value === '')) throw new Error(`no outcome "${named}"`)
  return line.replace('$', value)
}

/** Every cell that the grids hold, as they hold them. */
export const cells: readonly Cell[] = knowledge.flatMap((knows) =>
  grids[knows]
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [mine = '', ...outcomes] = line.split('|').map((part) => part.trim())
      return outcomes.map((named, column) => ({
        knows,
        mine,
        copy: copyStates[column] ?? '',
        expected: outcome(named),
      }))
    }),
)
