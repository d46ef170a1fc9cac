/**
 * One cause and everything it hit: what happened, why, what helps, and each appointment by itself.
 */
import { Clock, RotateCw } from 'lucide-react'
import type { Problem } from '../../shared/contract.ts'
import { problemsWords } from '../../shared/words/window-problems.ts'
import { Button } from '../parts/button.tsx'
import { TechnicalText } from '../parts/failure-notice.tsx'
import { useGrowing } from '../parts/growing.tsx'
import { useLeavingFocus } from '../parts/leaving-focus.ts'
import { Moment } from '../parts/moment.tsx'
import { go } from '../route.ts'
import { useWindow } from '../window-context.ts'
import { useProblemActs } from './acting.ts'
import { CategoryMark } from './category-mark.tsx'
import { isTriedByItself, type ProblemGroup } from './groups.ts'
import { ProblemActions } from './problem-actions.tsx'
import { remedyOf } from './remedies.ts'
import { technicalText } from './technical.ts'

const FIRST = 8

export function ProblemGroupCard({ group }: { readonly group: ProblemGroup }) {
  const { words, language, formats, snapshot } = useWindow()
  const said = problemsWords(language)
  const { first, problems } = group
  const acts = useProblemActs()
  const card = useLeavingFocus<HTMLElement>()
  const { shown, button } = useGrowing(problems, FIRST)
  const calm = isTriedByItself(first)
  const count = problems.length
  return (
    <section ref={card} className="card problem" aria-label={first.message}>
      <div className="problem-head small">
        <CategoryMark category={first.category} calm={calm} />
        {calm && (
          <span className="quiet problem-itself">
            <Clock size={14} aria-hidden /> {said.byItself}
          </span>
        )}
        {snapshot.profiles.length > 1 && <span className="quiet problem-profile">{first.profile}</span>}
      </div>
      <h2>{first.message}</h2>
      <p>{first.cause}</p>
      <p>
        <strong>{words.whatToDo}</strong> {first.remedy}
      </p>
      <RemedyButton problem={first} />
      {count === 1 ? (
        <One problem={first} />
      ) : (
        <>
          <div className="problem-count">
            <h3>{said.affected(formats, count)}</h3>
            <Button icon={RotateCw} busy={acts.busy} onClick={() => void acts.retry(problems)}>
              {said.retryGroup(formats, count)}
            </Button>
          </div>
          <ul className="problem-many">
            {shown.map((problem) => (
              <Member key={problem.id} problem={problem} />
            ))}
          </ul>
          {button !== null && <div>{button}</div>}
        </>
      )}
    </section>
  )
}

/** One of several that the same cause hit. */
function Member({ problem }: { readonly problem: Problem }) {
  const { language } = useWindow()
  const said = problemsWords(language)
  const entry = useLeavingFocus<HTMLLIElement>()
  return (
    <li ref={entry}>
      <details>
        <summary>
          <span className="problem-title">{nameOf(problem, said.untitled, said.wholeProfile)}</span>{' '}
          <span className="quiet small">
            <Facts problem={problem} />
          </span>
        </summary>
        <div className="problem-one">
          <Rest problem={problem} />
        </div>
      </details>
    </li>
  )
}

/** A button that leads to where the cause can be put right. */
function RemedyButton({ problem }: { readonly problem: Problem }) {
  const { language } = useWindow()
  const said = problemsWords(language).remedy
  const { profile } = problem
  const remedy = remedyOf(problem.category)
  if (remedy === null) return null
  const open = {
    // What belongs to the settings of a profile and fails is its token.
    settings: () => go('settings', { profile, part: 'tokens' }),
    checks: () => go('problems', { view: 'checks', profile }),
    conflicts: () => go('conflicts'),
  }[remedy]
  return (
    <div>
      <Button kind="primary" onClick={open}>
        {remedy === 'settings' ? said.settings(profile) : said[remedy]}
      </Button>
    </div>
  )
}

function One({ problem }: { readonly problem: Problem }) {
  const { language } = useWindow()
  const said = problemsWords(language)
  return (
    <div className="problem-one">
      <p>
        <strong>{nameOf(problem, said.untitled, said.wholeProfile)}</strong>{' '}
        <span className="quiet small">
          <Facts problem={problem} />
        </span>
      </p>
      <Rest problem={problem} />
    </div>
  )
}

function Rest({ problem }: { readonly problem: Problem }) {
  const { words, language, snapshot } = useWindow()
  const said = problemsWords(language)
  return (
    <>
      <ProblemActions problem={problem} about={nameOf(problem, said.untitled, said.wholeProfile)} />
      <TechnicalText text={technicalText(problem, snapshot.version, said.technical)} words={words} />
    </>
  )
}

/** Tries, next try, age. */
function Facts({ problem }: { readonly problem: Problem }) {
  const { language, formats } = useWindow()
  const said = problemsWords(language)
  const { tries, firstAt, lastAt, nextTryAt, past } = problem
  return (
    <>
      {past && `${said.past} · `}
      {tries > 0 && `${said.tries(formats, tries)} · `}
      {said.openSince} <Moment at={firstAt} as="exact" />
      {lastAt !== firstAt && (
        <>
          {' · '}
          {said.lastTry} <Moment at={lastAt} />
        </>
      )}
      {nextTryAt !== undefined && (
        <>
          {' · '}
          {said.nextTry} <Moment at={nextTryAt} />
        </>
      )}
    </>
  )
}

function nameOf({ title, privateId, sharedId }: Problem, untitled: string, wholeProfile: string): string {
  if (privateId === undefined && sharedId === undefined) return title ?? wholeProfile
  return title === undefined || title.trim() === '' ? untitled : title
}
