/**
 * The screen of problems: what failed and what helps; and beside it, looking after both databases (`view=checks`).
 */
import { problemsWords } from '../shared/words/window-problems.ts'
import { Checks } from './checks/checks.tsx'
import { Page } from './parts/page.tsx'
import { ProblemList } from './problems/problem-list.tsx'
import { hashOf, type Route } from './route.ts'
import { useWindow } from './window-context.ts'

export function Problems({ parameters }: Pick<Route, 'parameters'>) {
  const { words, language, snapshot } = useWindow()
  const said = problemsWords(language)
  const checks = parameters['view'] === 'checks'
  const views = [
    { name: said.views.open, hash: hashOf({ screen: 'problems', parameters: {} }), current: !checks },
    { name: said.views.checks, hash: hashOf({ screen: 'problems', parameters: { view: 'checks' } }), current: checks },
  ]
  return (
    <Page title={words.screens.problems} {...(snapshot.problems > 0 && !checks ? { lead: said.lead } : {})}>
      <nav className="problem-views" aria-label={said.views.name}>
        {views.map(({ name, hash, current }) => (
          <a key={hash} href={hash} aria-current={current ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      {checks ? <Checks profile={parameters['profile'] ?? null} /> : <ProblemList parameters={parameters} />}
    </Page>
  )
}
