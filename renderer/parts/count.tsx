/**
 * How many wait for somebody, beside a name; nothing when nobody does.
 */
import { useWindow } from '../window-context.ts'

export function Count({ value }: { readonly value: number }) {
  const { formats } = useWindow()
  return value === 0 ? null : <span className="count">{formats.number(value)}</span>
}
