/**
 * The unknowns of section 13 (and a few the documents leave open) as switches. The defaults are the documented reading,
 * or, where nothing is documented, the one that asks more of a client. A product must work with every setting.
 */

export interface Switches {
  /** 13.1: does a default query return rows in the newer "Archive" state? Unknown. */
  readonly archivedRowsInQuery: boolean
  /** 13.2: `null` folds a named zone into an offset (changelog 2021); the others echo the name, with or without offset. */
  readonly timeZoneOnRead: 'null' | 'echo-with-offset' | 'echo-naive'
  /** 13.3: does a PATCH that changes nothing move `last_edited_time`? */
  readonly noOpPatchBumps: boolean
  /** 13.3: does a schema change (rename, delete, option) move the `last_edited_time` of the rows? */
  readonly schemaChangeBumpsRows: boolean
  /** 13.4: are timestamp filters and sorts evaluated on the minute or on the true time? */
  readonly timestampFilterOn: 'rounded' | 'raw'
  /** 13.5: how old the data is that a query sees, always; faults can add to it. */
  readonly queryLagMs: number
  /** 13.6: editing the properties of a trashed page without restoring it in the same request. */
  readonly editTrashed: 'refuse' | 'allow'
  /** 13.6: trashing a trashed page. */
  readonly trashTrashed: 'idempotent' | 'refuse'
  /** 13.7: `page_size` above 100. */
  readonly pageSizeOver100: 'refuse' | 'clamp'
  /** 13.8: one bad property fails the whole PATCH, or only itself (and silently). */
  readonly patchIsAtomic: boolean
  /** 13.10: whether the budget's window is fixed or slides. */
  readonly rateWindow: 'fixed' | 'sliding'
  /** No sort given: no order is promised (section 4). `by-id` looks random and is stable. */
  readonly defaultOrder: 'by-id' | 'created-ascending' | 'created-descending'
  /** A row that carries keys only answers have (`plain_text`, `href`, `id`) in a write: strict bodies refuse it. */
  readonly echoedKeys: 'refuse' | 'accept'
  /** Pages show at most this many references per relation, people or mention-bearing text (section 5). */
  readonly inlineReferences: number
  /** A mention of a page or user that this workspace does not have. */
  readonly unresolvableMention: 'refuse' | 'accept'
  /** Whether date properties keep seconds; Notion's window shows minutes only. */
  readonly dateSeconds: 'keep' | 'drop'
  /** A database in the trash answers 404 to every call (section 7, inferred) or stays readable. */
  readonly trashedDatabase: 'not-found' | 'readable'
  /** How long the trash keeps a page before it is purged (section 9.8). */
  readonly trashRetentionMs: number
  /** How long old versions of rows are kept for stale queries. */
  readonly historyMs: number
}

export const defaultSwitches: Switches = {
  archivedRowsInQuery: true,
  timeZoneOnRead: 'null',
  noOpPatchBumps: true,
  schemaChangeBumpsRows: false,
  timestampFilterOn: 'rounded',
  queryLagMs: 0,
  editTrashed: 'refuse',
  trashTrashed: 'idempotent',
  pageSizeOver100: 'refuse',
  patchIsAtomic: true,
  rateWindow: 'fixed',
  defaultOrder: 'by-id',
  echoedKeys: 'refuse',
  inlineReferences: 25,
  unresolvableMention: 'refuse',
  dateSeconds: 'keep',
  trashedDatabase: 'not-found',
  trashRetentionMs: 30 * 24 * 3_600_000,
  historyMs: 10 * 60_000,
}
