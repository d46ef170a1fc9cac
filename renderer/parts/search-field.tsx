/**
 * A field to search with: has its name, can be emptied, hands on what is typed.
 */
import { Search, X } from 'lucide-react'
import { useWindow } from '../window-context.ts'

interface SearchFieldProps {
  /** What is searched: "Search appointments". */
  readonly name: string
  readonly value: string
  readonly onChange: (value: string) => void
}

export function SearchField({ name, value, onChange }: SearchFieldProps) {
  const { words } = useWindow()
  return (
    <div className="search">
      <Search size={16} aria-hidden />
      <input
        type="search"
        aria-label={name}
        placeholder={name}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {value !== '' && (
        <button
          type="button"
          className="button button--quiet button--icon"
          aria-label={words.clearSearch}
          onClick={() => onChange('')}
        >
          <X size={16} aria-hidden />
        </button>
      )}
    </div>
  )
}
