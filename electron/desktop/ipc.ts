/**
 * Binds the bridge of `shared/ipc` to what answers it.
 *
 * Who asks is looked at first, then what is asked: only the main frame of a page of our own scheme is heard, and an
 * argument that the schema does not know is refused before anybody sees it. Answers are parsed as well, so that nothing
 * leaves that the schema does not name. Whatever goes wrong is an answer; nothing is thrown across.
 */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import { type ErrorExplained, errorSchema } from '../../shared/contract.ts'
import { type Failure, failure, type Result } from '../../shared/failure.ts'
import { type Answer, type Argument, type Pushed, pushes, type Reply, requests } from '../../shared/ipc.ts'
import { channelOf, type PushName, type RequestName, requestNames } from '../../shared/ipc-names.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import type { Language } from '../../shared/words/language.ts'
import { isOwnAddress } from './scheme.ts'

/** What answers the window; each gets an argument that fits the schema. */
export type Answers = {
  readonly [Name in RequestName]: (argument: Argument<Name>) => Result<Answer<Name>> | Promise<Result<Answer<Name>>>
}

export interface BridgeOptions {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>
  readonly answers: Answers
  readonly language: () => Language
  /** What was refused or went wrong, for the log; never with what was asked. */
  readonly report: (failure: Failure) => void
  /** Takes out what is secret, whatever it stands in. */
  readonly redact: (text: string) => string
}

/** From now on the window is answered; returns how to stop. */
export function bindBridge(options: BridgeOptions): () => void {
  for (const name of requestNames) {
    options.ipcMain.handle(channelOf(name), (event, argument: unknown) => answer(options, name, event, argument))
  }
  return () => {
    for (const name of requestNames) options.ipcMain.removeHandler(channelOf(name))
  }
}

/** Tells the window; one that is gone is not told. */
export function push<Name extends PushName>(
  to: Pick<WebContents, 'send' | 'isDestroyed'>,
  name: Name,
  value: Pushed<Name>,
): void {
  if (!to.isDestroyed()) to.send(channelOf(name), pushes[name].parse(value))
}

async function answer(
  options: BridgeOptions,
  name: RequestName,
  event: Pick<IpcMainInvokeEvent, 'senderFrame'>,
  argument: unknown,
): Promise<Reply<unknown>> {
  const refusal = strangerAt(event)
  if (refusal !== null) return refused(options, wrong('foreign-sender', name, refusal))
  const parsed = requests[name].argument.safeParse(argument)
  if (!parsed.success) return refused(options, wrong('request-malformed', name, paths(parsed.error.issues)))
  try {
    // The schema of this very name accepted the argument; the compiler cannot follow a name that varies.
    const ask = options.answers[name] as (argument: unknown) => Promise<Result<unknown>>
    const result = await ask(parsed.data)
    if (result.kind === 'failure') return refused(options, result)
    const checked = requests[name].answer.safeParse(result.value)
    if (checked.success) return { kind: 'ok', value: checked.data }
    return refused(options, wrong('answer-malformed', name, paths(checked.error.issues)))
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return refused(options, wrong('answer-malformed', name, text))
  }
}

/** Why this sender is none of ours; null when it is. A frame that is gone has nobody to answer to. */
function strangerAt({ senderFrame }: Pick<IpcMainInvokeEvent, 'senderFrame'>): string | null {
  if (senderFrame === null) return 'the frame is gone'
  if (senderFrame.parent !== null) return 'not the main frame'
  return isOwnAddress(senderFrame.url) ? null : 'not a page of this application'
}

/** Where the argument is wrong, without the argument: it may hold a token. */
function paths(issues: readonly { readonly code: string; readonly path: readonly PropertyKey[] }[]): string {
  return issues.map(({ code, path }) => `${code} at /${path.map(String).join('/')}`).join(', ')
}

function wrong(reason: string, name: RequestName, text: string): Failure {
  const category = reason === 'answer-malformed' ? 'unknown' : 'usage'
  return failure(category, `${name}: ${text}`, { reason, subject: name })
}

function refused({ language, report, redact }: BridgeOptions, wrong: Failure): Reply<never> {
  report({ ...wrong, text: redact(wrong.text) })
  return { kind: 'failure', error: explained(wrong, language(), redact) }
}

/** A failure as the window shows it. */
export function explained(wrong: Failure, language: Language, redact: (text: string) => string): ErrorExplained {
  return errorSchema.parse({ ...explainFailure(wrong, language), detail: redact(wrong.text) })
}
