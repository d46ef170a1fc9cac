/**
 * What a page takes along to another data source, and what a duplicate takes over: properties find their partner by
 * name and type, options by name (and are made where missing). What finds no partner is left behind.
 */
import { newId } from './clock.ts'
import type { DataSource, PageRecord, Property, Value } from './model.ts'
import { type Store, sourceOf } from './store.ts'
import { titleOnly } from './wire.ts'

/** The values of a page for the data source it goes to (null: it becomes a page of its own). */
export function movedValues(store: Store, page: PageRecord, target: DataSource | null): ReadonlyMap<string, Value> {
  const from = sourceOf(store, page.state.parent)?.properties ?? [titleOnly]
  const to = target?.properties ?? [titleOnly]
  const values = new Map<string, Value>()
  for (const property of to) {
    const partner = from.find((each) =>
      property.type === 'title' ? each.type === 'title' : each.name === property.name && each.type === property.type,
    )
    const value = partner === undefined ? undefined : page.state.values.get(partner.id)
    if (partner === undefined || value === undefined || property.type === 'unique_id') continue
    values.set(property.id, value.kind === 'options' ? movedOptions(store, value, partner, property, target) : value)
  }
  return values
}

function movedOptions(
  store: Store,
  value: Value & { kind: 'options' },
  from: Property,
  to: Property,
  target: DataSource | null,
): Value {
  const options = [...to.options]
  const ids = from.options
    .filter((option) => value.ids.includes(option.id))
    .flatMap((option) => {
      const known = options.find((each) => each.name === option.name)
      if (known !== undefined) return [known.id]
      if (to.type === 'status') return []
      const made = { ...option, id: newId(store.random) }
      options.push(made)
      return [made.id]
    })
  if (target !== null && options.length > to.options.length) {
    target.properties = target.properties.map((each) => (each.id === to.id ? { ...each, options } : each))
  }
  return { kind: 'options', ids }
}
