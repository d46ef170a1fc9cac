/**
 * Short cuts into a data source: which rows hold a given text, and which were edited since a given time.
 * Assumes that every change of a row is reported; promises candidates that contain every true match, perhaps more,
 * so the filter still decides. Kept because tests send tens of thousands of queries against ten thousand rows.
 */
import { floorToMinute } from './clock.ts'
import type { PageRecord, PageState, RowIndex } from './model.ts'

interface Edit {
  readonly at: number
  readonly row: PageRecord
}

/** The text of a value that `equals` can be asked about, or null. */
function plainText(state: PageState, propertyId: string): string {
  const value = state.values.get(propertyId)
  if (value?.kind === 'text') return value.plain
  if (value?.kind === 'line') return value.text ?? ''
  return ''
}

/** An empty index; it learns about a property when it is first asked for it. */
export function createRowIndex(): RowIndex {
  const texts = new Map<string, Map<string, Set<PageRecord>>>()
  let edits: Edit[] = []
  let ordered = true

  const put = (byText: Map<string, Set<PageRecord>>, text: string, row: PageRecord): void => {
    const rows = byText.get(text)
    if (rows === undefined) byText.set(text, new Set([row]))
    else rows.add(row)
  }

  return {
    changed: (row, before, after) => {
      for (const [propertyId, byText] of texts) {
        const old = before === null ? null : plainText(before, propertyId)
        const now = after === null ? null : plainText(after, propertyId)
        if (old === now) continue
        if (old !== null) byText.get(old)?.delete(row)
        if (now !== null) put(byText, now, row)
      }
      if (after === null) return
      // A clock that was set back breaks the order; from then on every query looks at all rows.
      if ((edits.at(-1)?.at ?? 0) > after.editedAt) ordered = false
      edits.push({ at: after.editedAt, row })
    },
    withText: (propertyId, text, rows) => {
      let byText = texts.get(propertyId)
      if (byText === undefined) {
        byText = new Map()
        texts.set(propertyId, byText)
        for (const row of rows.values()) put(byText, plainText(row.state, propertyId), row)
      }
      return byText.get(text) ?? []
    },
    editedSince: (time, rows) => {
      if (!ordered) return rows.values()
      if (edits.length > 2 * rows.size + 1000) {
        edits = edits.filter((edit) => rows.get(edit.row.id) === edit.row && edit.row.state.editedAt === edit.at)
      }
      const found = new Set<PageRecord>()
      const since = floorToMinute(time)
      for (let index = edits.length - 1; index >= 0; index -= 1) {
        const edit = edits[index]
        if (edit === undefined || edit.at < since) break
        if (rows.get(edit.row.id) === edit.row) found.add(edit.row)
      }
      return found
    },
  }
}
