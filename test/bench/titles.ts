/** Titles for the appointments of a bench: words of real length, with accents, of which some match a search. */
const titles = [
  'Dachzelt',
  'Zahnärztin',
  'Café mit Anna',
  'Elternabend',
  'Konzert',
  'Müllabfuhr',
  'Geburtstag',
  'Urlaub',
]

/** A few words and the number, so that none comes twice. */
export function titleOf(at: number): string {
  return `${titles[at % titles.length]} ${at}`
}
