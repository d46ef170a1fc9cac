/**
 * What the filters above the window's lists say.
 */
import type { Language } from './language.ts'

export interface FilterWords {
  readonly filters: string
  readonly clear: string
  readonly from: string
  readonly to: string
  readonly sides: { readonly name: string; readonly all: string }
  readonly nothing: { readonly title: string; readonly text: string }
}

const english: FilterWords = {
  filters: 'Filters',
  clear: 'Clear the filters',
  from: 'From',
  to: 'Until',
  sides: { name: 'Side', all: 'Both sides' },
  nothing: { title: 'Nothing matches', text: 'There are entries, but none that fit the filters.' },
}

const german: FilterWords = {
  filters: 'Filter',
  clear: 'Filter entfernen',
  from: 'Von',
  to: 'Bis',
  sides: { name: 'Seite', all: 'Beide Seiten' },
  nothing: { title: 'Nichts passt', text: 'Es gibt Einträge, aber keine, die zu den Filtern passen.' },
}

export function filterWords(language: Language): FilterWords {
  return language === 'de' ? german : english
}
