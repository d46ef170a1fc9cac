/**
 * Every command there is, as data: name, operands, flags, and which file carries it out.
 *
 * The files are loaded when their command is called, with all that it needs and before it opens anything: `--version` loads
 * no engine and `status` no window, and a program that runs for months never asks for a file that an update has replaced.
 */
import type { CommandSpec, FlagSpec } from './command.ts'

type Run = CommandSpec['run']

/** A function of a file that is loaded when it is called. */
function of<Commands>(load: () => Promise<Commands>): (pick: (commands: Commands) => Run) => Run {
  return (pick) => async (invocation, typed) => pick(await load())(invocation, typed)
}

const accounts = of(() => import('./commands-accounts.ts'))
const invitations = of(() => import('./commands-invitations.ts'))
const lists = of(() => import('./commands-lists.ts'))
const runs = of(() => import('./commands-runs.ts'))
const care = of(() => import('./commands-care.ts'))
const decisions = of(() => import('./commands-decisions.ts'))
const sandbox = of(() => import('./commands-sandbox.ts'))

const setupFlags: readonly FlagSpec[] = [
  { flag: '--source-user-id', value: 'N' },
  { flag: '--private', value: 'DB' },
  { flag: '--shared', value: 'DB' },
  { flag: '--private-token-env', value: 'V' },
  { flag: '--private-token-file', value: 'F' },
  { flag: '--shared-token-env', value: 'V' },
  { flag: '--shared-token-file', value: 'F' },
  { flag: '--interval', value: '2h' },
  { flag: '--on-conflict', value: 'ask|newest|private|shared' },
  { flag: '--on-shared-delete', value: 'unshare|restore|delete|ask' },
  { flag: '--field', value: 'PRIVATE=SHARED', many: true },
  { flag: '--horizon', value: '90d' },
  { flag: '--import', value: 'yes|no' },
  { flag: '--enabled', value: 'yes|no' },
  { flag: '--private-token-expires', value: 'DAY' },
  { flag: '--shared-token-expires', value: 'DAY' },
]

const accountCommands: readonly CommandSpec[] = [
  {
    name: 'profile add',
    operands: ['<name>'],
    flags: [...setupFlags, { flag: '--invite', value: 'FILE' }],
    run: accounts(({ add }) => add),
  },
  { name: 'profile list', run: accounts(({ list }) => list) },
  {
    name: 'profile set',
    operands: ['<name>'],
    flags: [...setupFlags, { flag: '--name', value: 'NEW' }],
    run: accounts(({ set }) => set),
  },
  {
    name: 'profile remove',
    operands: ['<name>'],
    flags: [{ flag: '--copies', value: 'keep|trash' }, { flag: '--confirm' }],
    run: accounts(({ remove }) => remove),
  },
  {
    name: 'profile stop-sharing',
    operands: ['<name>'],
    flags: [{ flag: '--confirm' }],
    run: accounts(({ stopSharingOf }) => stopSharingOf),
  },
  { name: 'profile invite', operands: ['<name>'], run: invitations(({ invite }) => invite) },
  {
    name: 'profile import',
    operands: ['<file>'],
    flags: [{ flag: '--confirm' }],
    run: invitations(({ importOlder }) => importOlder),
  },
]

const listCommands: readonly CommandSpec[] = [
  {
    name: 'appointments list',
    flags: [
      { flag: '--page', value: 'ID' },
      { flag: '--state', value: 'STATE' },
    ],
    run: lists(({ appointments }) => appointments),
  },
  { name: 'status', run: lists(({ status }) => status) },
  { name: 'conflicts list', run: lists(({ conflicts }) => conflicts) },
  { name: 'problems list', run: lists(({ problems }) => problems) },
  { name: 'held list', run: lists(({ held }) => held) },
  {
    name: 'history',
    flags: [
      { flag: '--limit', value: 'N' },
      { flag: '--page', value: 'ID' },
    ],
    run: lists(({ history }) => history),
  },
]

const runCommands: readonly CommandSpec[] = [
  {
    name: 'sync',
    flags: [
      { flag: '--full' },
      { flag: '--dry-run' },
      { flag: '--page', value: 'ID' },
      { flag: '--force' },
      { flag: '--no-wait' },
    ],
    run: runs(({ sync }) => sync),
  },
  { name: 'run', flags: [{ flag: '--status-port', value: 'N' }, { flag: '--ui' }], run: runs(({ run }) => run) },
  { name: 'verify', flags: [{ flag: '--repair' }], run: care(({ verify }) => verify) },
  {
    name: 'doctor',
    flags: [
      { flag: '--fix' },
      { flag: '--write-test' },
      { flag: '--bundle', value: 'FILE' },
      { flag: '--with-titles' },
    ],
    run: care(({ doctor }) => doctor),
  },
]

const decisionCommands: readonly CommandSpec[] = [
  {
    name: 'conflicts resolve',
    operands: ['[id]'],
    flags: [
      { flag: '--keep', value: 'private|shared|both|alone' },
      { flag: '--only-field', as: '--field', value: 'F' },
      { flag: '--all' },
    ],
    run: decisions(({ resolve }) => resolve),
  },
  { name: 'problems retry', operands: ['[id]'], run: decisions(({ retry }) => retry) },
  { name: 'problems dismiss', operands: ['<id>'], run: decisions(({ dismiss }) => dismiss) },
  {
    name: 'problems exclude',
    operands: ['<id>'],
    flags: [{ flag: '--reason', value: 'TEXT' }],
    run: decisions(({ exclude }) => exclude),
  },
  { name: 'answer', operands: ['<id>', '<action>'], run: decisions(({ carryOutAnswer }) => carryOutAnswer) },
  { name: 'pause', flags: [{ flag: '--for', value: '1h' }], run: decisions(({ pause }) => pause) },
  { name: 'resume', run: decisions(({ resume }) => resume) },
  { name: 'held confirm', run: decisions(({ decideHeldWith }) => decideHeldWith('confirm')) },
  { name: 'held reject', run: decisions(({ decideHeldWith }) => decideHeldWith('reject')) },
  {
    name: 'history undo',
    operands: ['<change>'],
    flags: [{ flag: '--insist' }],
    run: decisions(({ undo }) => undo),
  },
]

const sandboxCommands: readonly CommandSpec[] = [
  {
    name: 'sandbox',
    flags: [
      { flag: '--port', value: 'N' },
      { flag: '--requests-per-minute', value: 'N' },
      { flag: '--seed', value: 'FILE' },
    ],
    run: sandbox(({ serve }) => serve),
  },
  { name: 'demo', flags: [{ flag: '--once' }], run: sandbox(({ tryOut }) => tryOut) },
]

/** In the order in which the help names them. */
export const commands: readonly CommandSpec[] = [
  ...accountCommands,
  ...listCommands,
  ...runCommands,
  ...decisionCommands,
  ...sandboxCommands,
]
