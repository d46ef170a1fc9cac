/**
 * The bridge on the side that answers, whatever carries it: Electron's channels or HTTP on loopback.
 *
 * An argument that the schema does not know is refused before anybody sees it. Answers are parsed as well, so that
 * nothing leaves that the schema does not name. Whatever goes wrong is an answer; nothing is thrown across. Who may ask
 * at all is the business of the transport.
 */
import { type ErrorExplained, errorSchema } from '../../shared/contract.ts'
import { type Failure, failure, type Result } from '../../shared/failure.ts'
import { type Answer, type Argument, type Reply, requests } from '../../shared/ipc.ts'
import type { RequestName } from '../../shared/ipc-names.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import type { Language } from '../../shared/words/language.ts'

/** What answers the window; each gets an argument that fits the schema. */
export type Answers = {
  readonly [Name in RequestName]: (argument: Argument<Name>) => Result<Answer<Name>> | Promise<Result<Answer<Name>>>
}

export interface BridgePorts {
  readonly answers: Answers
  readonly language: () => Language
  /** What was refused or went wrong, for the log; never with what was asked. */
  readonly report: (failure: Failure) => void
  /** Takes out what is secret, whatever it stands in. */
  readonly redact: (text: string) => string
}

/** Gives the reply to one request; the argument may be anything. Never throws. */
export async function answerRequest(ports: BridgePorts, name: RequestName, argument: unknown): Promise<Reply<unknown>> {
  const parsed = requests[name].argument.safeParse(argument)
  if (!parsed.success) return refused(ports, wrong('request-malformed', name, paths(parsed.error.issues)))
  try {
    // The schema of this very name accepted the argument; the compiler cannot follow a name that varies.
    const ask = ports.answers[name] as (argument: unknown) => Promise<Result<unknown>>
    const result = await ask(parsed.data)
    if (result.kind === 'failure') return refused(ports, result)
    const checked = requests[name].answer.safeParse(result.value)
    if (checked.success) return { kind: 'ok', value: checked.data }
    return refused(ports, wrong('answer-malformed', name, paths(checked.error.issues)))
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return refused(ports, wrong('answer-malformed', name, text))
  }
}

/** The reply to somebody who may not ask. `why`: for the log. */
export function refuseStranger(ports: BridgePorts, name: RequestName, why: string): Reply<never> {
  return refused(ports, wrong('foreign-sender', name, why))
}

/** A failure as the window shows it. */
export function explained(wrong: Failure, language: Language, redact: (text: string) => string): ErrorExplained {
  const { reason } = wrong
  return errorSchema.parse({
    ...explainFailure(wrong, language),
    ...(reason === null ? {} : { reason }),
    detail: redact(wrong.text),
  })
}

/** Where the argument is wrong, without the argument: it may hold a token. */
function paths(issues: readonly { readonly code: string; readonly path: readonly PropertyKey[] }[]): string {
  return issues.map(({ code, path }) => `${code} at /${path.map(String).join('/')}`).join(', ')
}

function wrong(reason: string, name: RequestName, text: string): Failure {
  const category = reason === 'answer-malformed' ? 'unknown' : 'usage'
  return failure(category, `${name}: ${text}`, { reason, subject: name })
}

function refused({ language, report, redact }: BridgePorts, wrong: Failure): Reply<never> {
  report({ ...wrong, text: redact(wrong.text) })
  return { kind: 'failure', error: explained(wrong, language(), redact) }
}
