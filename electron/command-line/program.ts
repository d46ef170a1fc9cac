/**
 * The parser: builds commander's commands from our list and turns whatever it refuses into a `Refusal` in our words.
 *
 * Parses completely before anything is done. Help and version go to standard output and end with 0.
 */
import { Command, CommanderError, Option } from 'commander'
import { failure } from '../../shared/failure.ts'
import { type FlagName, helpWords } from '../../shared/words/command-line-help.ts'
import type { Language } from '../../shared/words/language.ts'
import type { CommandSpec, FlagSpec, Typed } from './command.ts'
import { Refusal } from './refusal.ts'

/** What was typed, parsed: the command and its flags, or a text that was asked for (help, version). */
export type Parsed =
  | { readonly kind: 'command'; readonly spec: CommandSpec; readonly typed: Typed }
  | { readonly kind: 'text'; readonly text: string }

const GLOBAL_FLAGS: readonly FlagSpec[] = [
  { flag: '--home', value: 'DIR' },
  { flag: '--profile', value: 'NAME' },
  { flag: '--json' },
  { flag: '--lang', value: 'de|en' },
  { flag: '--log-level', value: 'LEVEL' },
]

/** Throws `Refusal` for what cannot be understood. */
export async function parseArguments(
  specs: readonly CommandSpec[],
  argv: readonly string[],
  language: Language,
  version: string,
): Promise<Parsed> {
  const words = helpWords[language]
  let parsed: Parsed | null = null
  let printed = ''
  const dress = (command: Command): Command =>
    command
      .exitOverride()
      .configureOutput({ writeOut: (text) => (printed += text), writeErr: () => {} })
      .configureHelp({ styleTitle: (title) => translateHeading(title, language), showGlobalOptions: true })
      .helpOption('-h, --help', words.flag['--help'])
      .helpCommand(false)
      .usage(`${words.headings.anyOptions} ${words.headings.anyCommand}`)
      .allowExcessArguments(false)

  const program = dress(new Command('partner-sync')).description(words.program)
  program.version(version, '-V, --version', words.flag['--version'])
  for (const spec of GLOBAL_FLAGS) program.addOption(option(spec, language))

  for (const spec of specs) {
    const path = spec.name.split(' ')
    const name = path.at(-1) ?? spec.name
    const group = path.length === 1 ? program : groupNamed(program, path[0] ?? '', language, dress)
    const command = dress(group.command(name)).description(words.command[spec.name])
    for (const operand of spec.operands ?? []) command.argument(operand)
    command.usage([words.headings.anyOptions, ...(spec.operands ?? [])].join(' '))
    for (const flag of spec.flags ?? []) command.addOption(option(flag, language))
    command.action(() => {
      parsed = { kind: 'command', spec, typed: typedOf(command) }
    })
  }

  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown
    if (thrown.exitCode === 0) return { kind: 'text', text: printed }
    throw new Refusal(usageFailure(thrown, argv))
  }
  if (parsed === null) throw new Refusal(noCommand())
  return parsed
}

function groupNamed(program: Command, name: string, language: Language, dress: (command: Command) => Command): Command {
  const known = program.commands.find((command) => command.name() === name)
  if (known !== undefined) return known
  const descriptions: Readonly<Record<string, string>> = helpWords[language].command
  return dress(program.command(name)).description(descriptions[name] ?? '')
}

function option(spec: FlagSpec, language: Language): Option {
  const long = spec.as ?? spec.flag
  const made = new Option(
    spec.value === undefined ? long : `${long} <${spec.value}>`,
    helpWords[language].flag[spec.flag],
  )
  if (spec.many === true) {
    made.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value])
  }
  return made
}

function typedOf(command: Command): Typed {
  const flags: Readonly<Record<string, unknown>> = command.optsWithGlobals()
  const valueOf = (flag: string): unknown => flags[attributeName(flag)]
  return {
    operand: (position) => command.args[position],
    text: (flag) => {
      const value = valueOf(flag)
      return typeof value === 'string' ? value : undefined
    },
    texts: (flag) => {
      const value = valueOf(flag)
      return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
    },
    // `--no-wait` is stored by commander as `wait: false`.
    given: (flag) => (flag.startsWith('--no-') ? valueOf(`--${flag.slice(5)}`) === false : valueOf(flag) === true),
  }
}

function attributeName(flag: string): string {
  return flag.replace(/^--/, '').replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function translateHeading(title: string, language: Language): string {
  const words = helpWords[language].headings
  switch (title) {
    case 'Usage:':
      return words.usage
    case 'Arguments:':
      return words.arguments
    case 'Commands:':
      return words.commands
    case 'Global Options:':
      return words.global
    default:
      return words.options
  }
}

/** Commander says what it is about in quotes; its code says what kind of mistake it is. */
function usageFailure(error: CommanderError, argv: readonly string[]) {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? argv.join(' ')
  const about = (reason: string, subject = quoted) =>
    failure('usage', error.message.replace(/^error: /, ''), { reason, subject, connector: 'command-line' })
  switch (error.code) {
    case 'commander.unknownOption':
      return about('unknown-flag')
    case 'commander.unknownCommand':
      return about('unknown-command')
    case 'commander.missingArgument':
    case 'commander.optionMissingArgument':
    case 'commander.missingMandatoryOptionValue':
      return about('missing-argument')
    case 'commander.excessArguments':
      return about('invalid-argument', argv.at(-1))
    case 'commander.help':
      return noCommand()
    default:
      return about('invalid-argument')
  }
}

function noCommand() {
  return failure('usage', 'no command was given', {
    reason: 'missing-argument',
    subject: 'COMMAND',
    connector: 'command-line',
  })
}

/** Every name of a flag, for completeness checks in tests. */
export const globalFlags: readonly FlagName[] = GLOBAL_FLAGS.map((spec) => spec.flag)
