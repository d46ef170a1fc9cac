/**
 * The open problems with their filters, put together by cause.
 */
import { PartyPopper, RotateCw, SearchX } from 'lucide-react'
import { failureCategories } from '../../shared/failure.ts'
import { healthWords } from '../../shared/words/health.ts'
import { problemsWords } from '../../shared/words/window-problems.ts'
import { useAnswer } from '../answers.ts'
import { changeParameters, oneOf } from '../parameters.ts'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { Select } from '../parts/field.tsx'
import { go, type Route } from '../route.ts'
import { useWindow } from '../window-context.ts'
import { useProblemActs } from './acting.ts'
import { BeingChecked } from './being-checked.tsx'
import { categoriesOf, groupsOf, matching, pastFilters } from './groups.ts'
import { ProblemGroupCard } from './problem-group.tsx'
import { useTroubledProfiles, WholeProfileTrouble } from './whole-profile.tsx'

export function ProblemList({ parameters }: Pick<Route, 'parameters'>) {
  const { words, language } = useWindow()
  const said = problemsWords(language)
  const profile = parameters['profile'] ?? null
  const troubled = useTroubledProfiles().length > 0
  const asked = useAnswer('problems', { profile })
  const filter = {
    category: oneOf(failureCategories, parameters['category']),
    past: oneOf(pastFilters, parameters['past']) ?? 'all',
  }
  if (asked.kind === 'waiting') return <p className="quiet">{words.loading}</p>
  if (asked.kind === 'failure') return <FailureNotice error={asked.error} words={words} onRetry={asked.again} />
  const groups = groupsOf(matching(asked.value, filter))
  const narrowed = profile !== null || filter.category !== null || filter.past !== 'all'
  if (asked.value.length === 0 && !narrowed && troubled) {
    return (
      <>
        <WholeProfileTrouble />
        <BeingChecked profile={profile} />
      </>
    )
  }
  if (asked.value.length === 0 && !narrowed) {
    return (
      <>
        <Empty icon={PartyPopper} title={said.empty.title}>
          <p>{said.empty.text}</p>
        </Empty>
        <BeingChecked profile={profile} />
      </>
    )
  }
  return (
    <>
      <WholeProfileTrouble />
      <Filters parameters={parameters} />
      {groups.length === 0 && (
        <Empty icon={SearchX} title={said.foundNothing.title}>
          <Button onClick={() => go('problems')}>{said.foundNothing.clear}</Button>
        </Empty>
      )}
      {groups.map((group) => (
        <ProblemGroupCard key={group.key} group={group} />
      ))}
      <BeingChecked profile={profile} />
    </>
  )
}

function Filters({ parameters }: Pick<Route, 'parameters'>) {
  const { words, language, formats, snapshot } = useWindow()
  const said = problemsWords(language)
  const acts = useProblemActs()
  const asked = useAnswer('problems', { profile: parameters['profile'] ?? null })
  const problems = asked.kind === 'ok' ? asked.value : []
  const category = oneOf(failureCategories, parameters['category'])
  const past = oneOf(pastFilters, parameters['past']) ?? 'all'
  const shown = matching(problems, { category, past })
  const names = healthWords(language).category
  const change = (key: string, value: string) =>
    changeParameters('problems', parameters, { [key]: key === 'past' && value === 'all' ? null : value })
  const categories = [...new Set([...categoriesOf(problems), ...(category === null ? [] : [category])])]
  const pastNames = { all: said.filters.pastAll, hidden: said.filters.pastHidden, only: said.filters.pastOnly }
  return (
    <div className="filters problem-filters">
      {snapshot.profiles.length > 1 && (
        <Select
          bare
          label={words.profile}
          value={parameters['profile'] ?? ''}
          options={[
            { value: '', label: words.allProfiles },
            ...snapshot.profiles.map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(value) => change('profile', value)}
        />
      )}
      {categories.length > 1 && (
        <Select
          bare
          label={said.filters.category}
          value={category ?? ''}
          options={[
            { value: '', label: said.filters.allCategories },
            ...categories.map((value) => ({ value, label: names[value] })),
          ]}
          onChange={(value) => change('category', value)}
        />
      )}
      {problems.some((one) => one.past) && (
        <Select
          bare
          label={said.filters.past}
          value={past}
          options={pastFilters.map((value) => ({ value, label: pastNames[value] }))}
          onChange={(value) => change('past', value)}
        />
      )}
      {shown.length > 1 && (
        <span className="problem-retry-all">
          <Button icon={RotateCw} busy={acts.busy} onClick={() => void acts.retry(shown)}>
            {said.retryAll(formats, shown.length)}
          </Button>
        </span>
      )}
    </div>
  )
}
