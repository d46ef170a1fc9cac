/**
 * What the user does about problems, carried out and told: another try, an answer, hiding, leaving out.
 */
import type { Problem } from '../../shared/contract.ts'
import type { AnswerAction } from '../../shared/decision.ts'
import type { Intent } from '../../shared/intent.ts'
import { problemsWords } from '../../shared/words/window-problems.ts'
import { useAct } from '../answers.ts'
import { useWindow } from '../window-context.ts'

export interface ProblemActs {
  readonly busy: boolean
  readonly retry: (problems: readonly Problem[]) => Promise<void>
  readonly answer: (problem: Problem, choice: AnswerAction) => Promise<void>
  readonly hide: (problem: Problem) => Promise<void>
  readonly exclude: (problem: Problem, reason: string) => Promise<void>
}

export function useProblemActs(): ProblemActs {
  const { bridge, language, formats, tell } = useWindow()
  const { act, busy } = useAct()
  const said = problemsWords(language)

  /** Tells what became of it; one that is settled already is told as such, not as a failure. */
  const carryOut = async (intent: Intent, ids: readonly string[], done: () => Promise<string> | string) => {
    const reply = await act('submit', intent, { quiet: true })
    if (reply.kind === 'failure') {
      const open = await openOf(ids)
      if (open?.length === 0) tell({ kind: 'info', text: said.gone })
      else tell({ kind: 'bad', text: reply.error.message, error: reply.error })
      return
    }
    const { obstacle } = reply.value
    if (obstacle === null) tell({ kind: 'good', text: await done() })
    else tell({ kind: 'info', text: said.later(obstacle.message) })
  }
  const openOf = async (ids: readonly string[]): Promise<readonly string[] | null> => {
    const reply = await bridge.ask.problems({ profile: null })
    if (reply.kind === 'failure') return null
    return reply.value.map(({ id }) => id).filter((id) => ids.includes(id))
  }

  return {
    busy,
    retry: async (problems) => {
      const ids = problems.map(({ id }) => id)
      await carryOut({ action: 'retry-problems', id: null, profile: null, ids }, ids, async () => {
        const left = (await openOf(ids))?.length ?? ids.length
        return left === 0 ? said.retried.solved(formats, ids.length) : said.retried.left(formats, left)
      })
    },
    answer: ({ id }, choice) => carryOut({ action: 'answer', id, choice }, [id], () => said.answered),
    hide: ({ id }) => carryOut({ action: 'dismiss-problem', id }, [id], () => said.hide.done),
    exclude: ({ id, title = said.untitled }, reason) =>
      carryOut({ action: 'exclude-problem', id, reason }, [id], () => said.exclude.done(formats.quote(title))),
  }
}
