/**
 * Appointments whose last write got no answer: told calmly, because they are no failures.
 */
import { SearchCheck } from 'lucide-react'
import { problemsWords } from '../../shared/words/window-problems.ts'
import { useAnswer } from '../answers.ts'
import { useWindow } from '../window-context.ts'

const SHOWN = 20

export function BeingChecked({ profile }: { readonly profile: string | null }) {
  const { language, formats } = useWindow()
  const said = problemsWords(language)
  const asked = useAnswer('appointments', {
    profile,
    state: 'being-checked',
    search: '',
    past: null,
    offset: 0,
    limit: SHOWN,
  })
  if (asked.kind !== 'ok' || asked.value.total === 0) return null
  const { total, entries } = asked.value
  return (
    <section className="card problem-checking" aria-label={said.checking.title(formats, total)}>
      <h2>
        <SearchCheck size={18} aria-hidden /> {said.checking.title(formats, total)}
      </h2>
      <p className="quiet">{said.checking.text}</p>
      <p>{formats.list(entries.map(({ title }) => (title.trim() === '' ? said.untitled : title)))}</p>
    </section>
  )
}
