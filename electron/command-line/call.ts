/**
 * One call from arguments to exit code: parse, open what is needed, carry out, and say what went wrong.
 *
 * Whatever happens ends here: a failure becomes its sentence or the JSON document of errors with the exit code of its
 * category, a signal becomes 130 or 143 after the command has stopped gracefully, a bug is told as one.
 */
import { isAbsolute, resolve } from 'node:path'
import { type Failure, failure } from '../../shared/failure.ts'
import { logLevels } from '../../shared/snapshot.ts'
import { commandLineWords } from '../../shared/words/command-line.ts'
import { type Language, languageOf } from '../../shared/words/language.ts'
import { exitCodeFor } from '../core/health.ts'
import { LedgerError } from '../engine/ledger-port.ts'
import { defaultHome } from '../host/home-folder.ts'
import { presentError } from '../host/present.ts'
import { checkBaseUrl } from '../http/exchange.ts'
import type { Typed } from './command.ts'
import { commands } from './commands.ts'
import type { Invocation, StopSignal, Surroundings } from './invocation.ts'
import { createOutput, type Output } from './output.ts'
import { parseArguments } from './program.ts'
import { createProgress } from './progress.ts'
import { orRefuse, Refusal } from './refusal.ts'
import { renderError } from './render.ts'
import { flag, parseChoice, parseWhole } from './values.ts'
import { version } from './version.ts'

const SIGNAL_CODES: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 }

/** Carries out what the arguments say; gives the exit code. Never throws. */
export async function call(surroundings: Surroundings): Promise<number> {
  const { argv, stdout, stderr } = surroundings
  const language = languageFrom(surroundings)
  const words = commandLineWords[language]
  const progress = createProgress(stderr, (step) => stepWord(words.steps, step))
  const out = createOutput({ json: argv.includes('--json'), stdout, stderr, progress })
  const stop = new AbortController()
  let stopped: StopSignal | null = null
  const release = surroundings.onStop((signal) => {
    stopped ??= signal
    stop.abort()
  })
  try {
    const parsed = await parseArguments(commands, argv, language, version)
    if (parsed.kind === 'text') {
      out.result({ text: parsed.text }, () => parsed.text)
      return 0
    }
    const invocation: Invocation = {
      surroundings,
      language,
      words,
      ...placeOf(surroundings, parsed.typed),
      out,
      progress,
      stop: stop.signal,
    }
    const code = await parsed.spec.run(invocation, parsed.typed)
    return stopped === null ? code : SIGNAL_CODES[stopped]
  } catch (thrown) {
    const wrong = failureOf(thrown)
    if (stopped !== null && wrong.category === 'stopped') return SIGNAL_CODES[stopped]
    report(out, language, wrong)
    return exitCodeFor({ failures: [wrong.category], unfinished: 0, waiting: 0 })
  } finally {
    release()
    progress.clear()
  }
}

/** `--lang`, else the locale; needed before anything is parsed, because mistakes are told in it too. */
function languageFrom({ argv, env }: Surroundings): Language {
  const position = argv.indexOf('--lang')
  const asked = position === -1 ? argv.find((word) => word.startsWith('--lang='))?.slice(7) : argv[position + 1]
  if (asked === 'de' || asked === 'en') return asked
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '')
  return languageOf(locale)
}

/** Notion allows more than 180 requests a minute on its larger plans (notion-api, section 6). */
const budgetVariable = 'PARTNER_SYNC_REQUESTS_PER_MINUTE'

function placeOf(
  { env, platform, userFolder, workingFolder }: Surroundings,
  typed: Typed,
): Pick<Invocation, 'home' | 'homeGiven' | 'profile' | 'logLevel' | 'streamLevel' | 'notionUrl' | 'requestsPerMinute'> {
  flag('--lang', typed.text('--lang'), parseChoice(['de', 'en']))
  const given = typed.text('--home') ?? nonEmpty(env['PARTNER_SYNC_HOME'])
  const home = given === undefined ? defaultHome({ platform, env, userFolder }) : absolute(given, workingFolder)
  const level = flag('--log-level', typed.text('--log-level'), parseChoice(logLevels))
  const url = nonEmpty(env['PARTNER_SYNC_NOTION_URL'])
  const budget = nonEmpty(env[budgetVariable])
  return {
    home,
    homeGiven: given !== undefined,
    profile: typed.text('--profile') ?? null,
    logLevel: level ?? null,
    streamLevel: level ?? 'error',
    notionUrl: url === undefined ? null : orRefuse(checkBaseUrl(url)),
    requestsPerMinute: flag(budgetVariable, budget, parseWhole(1)) ?? null,
  }
}

function absolute(folder: string, workingFolder: string): string {
  return isAbsolute(folder) ? folder : resolve(workingFolder, folder)
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}

function stepWord(steps: Readonly<Record<string, string>>, step: string): string {
  return steps[step] ?? step
}

function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Refusal || thrown instanceof LedgerError) return thrown.failure
  // A bug: the complete text is what helps whoever gets the report.
  return failure('unknown', thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
}

/** Says what went wrong: the document of errors with `--json`, else message, cause, remedy and the complete text. */
export function report(out: Output, language: Language, wrong: Failure): void {
  const error = presentError(wrong, language)
  if (out.json) out.result({ error }, () => '')
  else out.note(`${renderError({ words: commandLineWords[language], language }, error)}\n\n${wrong.text}`)
}
