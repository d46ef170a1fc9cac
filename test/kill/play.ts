/**
 * Plays the story with one home and kills the program where the plan says, then lets it come to rest and judges.
 *
 * A plan is data: the same plan meets the same boundaries. Each kill ends one `sync`; the next kill of the same act meets
 * the one after it, so that a home dies several times before it is allowed to finish.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Crossing } from './border.ts'
import { cutLog, type LogCut } from './log-cut.ts'
import {
  type Act,
  expectedAfter,
  foreignOf,
  judgeAlways,
  judgeForeign,
  judgeHistory,
  judgeRest,
  judgeRestOfLoss,
  overwrittenUntil,
} from './oracle.ts'
import { appointments, diaryKey, type Shown } from './story.ts'
import { createWorld, playAct, type World } from './world.ts'

/** `answered`, `unrecorded`, `recorded`: see `inside.ts`. */
export type Boundary = Crossing | 'answered' | 'unrecorded' | 'recorded'

export interface Kill {
  readonly act: Act
  readonly boundary: Boundary
  /** Counted from 1 within the life that it ends; for `late` among creates. */
  readonly nth: number
  /** The next life begins at once, while nobody can know yet whether a copy was made. */
  readonly atOnce?: boolean
  /** What the power took of the ledger's log besides. */
  readonly cut?: LogCut
}

export interface Plan {
  readonly kills: readonly Kill[]
  /** The last act that is played. */
  readonly until: Act
  /** The killed lives look at everything (`--full`), not only at what changed; the last one always does. */
  readonly full: boolean
  /** Minutes between what people write and the next sync. */
  readonly gapMinutes: number
  readonly realTime?: boolean
}

export interface Played {
  /** Empty: all invariants hold. */
  readonly violations: readonly string[]
  /** The boundaries at which the program really died. */
  readonly struck: readonly Kill[]
  readonly lives: number
}

interface Stage {
  readonly world: World
  readonly plan: Plan
  readonly violations: string[]
  readonly struck: Kill[]
  diary: Partial<Shown>
  lives: number
}

/** Plays one plan with the program at `entry`. */
export async function play(entry: string, plan: Plan): Promise<Played> {
  const world = await createWorld({ entry, realTime: plan.realTime ?? false })
  const stage: Stage = { world, plan, violations: [], struck: [], diary: {}, lives: 0 }
  try {
    for (const act of [0, 1, 2] as const) if (act <= plan.until) await playOneAct(stage, act)
    await judgeLast(stage)
  } finally {
    await world.close()
  }
  return { violations: [...new Set(stage.violations)], struck: stage.struck, lives: stage.lives }
}

async function playOneAct(stage: Stage, act: Act): Promise<void> {
  const { world, plan, violations } = stage
  if (act > 0) world.passMinutes(plan.gapMinutes)
  if (act === 1) commentOnCopies(world)
  playAct(world, act)
  const foreign = foreignOf(world)
  if (act === 2) await answerQuestions(stage)
  for (const kill of plan.kills) {
    if (kill.act !== act) continue
    await killedLife(stage, kill)
    violations.push(...judgeAlways(world))
    writeDiary(stage, act)
  }
  await world.passQuietTime()
  await finish(stage)
  const expected = expectedAfter(act, stage.diary)
  const rest = losesRecords(plan)
    ? judgeRestOfLoss(world, expected, await askedAbout(world))
    : judgeRest(world, expected)
  violations.push(...rest, ...judgeForeign(world, foreign))
}

/** Keys of the appointments that wait for the user. */
async function askedAbout(world: World): Promise<ReadonlySet<string>> {
  const ids = new Set((await questionsOf(world)).map(({ privateId }) => privateId))
  return new Set([...world.pages].flatMap(([key, id]) => (ids.has(id) ? [key] : [])))
}

function losesRecords({ kills }: Plan): boolean {
  return kills.some(({ cut }) => cut !== undefined)
}

/** Ben writes beside each copy, where the program has no business. */
function commentOnCopies(world: World): void {
  for (const key of world.pages.keys()) {
    const values = { Kommentar: `Ben zu ${key}` }
    if (world.copies(key, 'live').length > 0) world.act(key, { kind: 'edit', side: 'shared', values })
  }
}

/**
 * After each kill somebody goes on writing: Anna the description, Ben the place. In the first act it is Anna alone: a copy
 * that Ben edits before the ledger has seen it once is a question to the user, rightly (case 2).
 */
function writeDiary(stage: Stage, act: Act): void {
  const { world, diary } = stage
  const turn = stage.struck.length
  const values = turn % 2 === 0 || act === 0 ? { Beschreibung: `Stand ${turn}` } : { Ort: `Lokal ${turn}` }
  world.act(diaryKey, { kind: 'edit', side: 'Ort' in values ? 'shared' : 'private', values })
  stage.diary = { ...diary, ...values }
}

async function killedLife(stage: Stage, kill: Kill): Promise<void> {
  const { world, struck } = stage
  const flags = [...(kill.atOnce === true ? ['--no-wait'] : []), ...(stage.plan.full ? ['--full'] : [])]
  if (kill.atOnce !== true) await world.passQuietTime()
  stage.lives += 1
  const outside = kill.boundary === 'before' || kill.boundary === 'after' || kill.boundary === 'late'
  const life = world.begin(
    ['sync', '--json', ...flags],
    outside ? {} : { watched: true, env: { KILL_INSIDE: `${kill.boundary}:${kill.nth}` } },
  )
  if (outside) {
    const late = kill.boundary === 'late'
    const { boundary: crossing, nth } = kill as Kill & { boundary: Crossing } // `outside` says so.
    world.border.watch(life, { crossing, nth, counts: ({ operation }) => !late || operation === 'pages.create' })
  }
  const { signal, code, stderr } = await life.ended
  world.border.unwatch()
  if (signal === 'SIGKILL') struck.push(kill)
  else if (code !== 0 && code !== 3 && !(kill.atOnce === true && code === 1)) {
    stage.violations.push(`7: a sync that was to be killed ended with ${code}: ${stderr}`)
  }
  if (kill.cut !== undefined) cutLog(world.home, kill.cut)
  if (kill.boundary === 'late' && signal === 'SIGKILL') await liveBesideLateCreate(stage)
}

/** A whole life while the create of the one before is still on its way: it must not make the copy a second time. */
async function liveBesideLateCreate({ world, violations }: Stage): Promise<void> {
  const { code, stderr } = await world.run(['sync', '--json', '--no-wait'])
  if (code !== 1) violations.push(`7: a create may still be on its way, and sync ended with ${code}: ${stderr}`)
  await world.passQuietTime()
}

/** The program is let alone until it says that it is done. */
async function finish(stage: Stage, flags: readonly string[] = ['--full']): Promise<void> {
  const { world, violations } = stage
  stage.lives += 1
  const { code, signal, stderr } = await world.run(['sync', '--json', ...flags])
  if (code !== 0 && code !== 3) violations.push(`1: the last sync ended with ${code ?? signal}: ${stderr}`)
}

interface Question {
  readonly id: string
  readonly privateId: string | null
}

/** The user chooses; a kill in the middle of it does not make the choice undone, or it is asked again. */
async function answerQuestions(stage: Stage): Promise<void> {
  const { world } = stage
  for (const question of await questionsOf(world)) {
    const key = [...world.pages].find(([, id]) => id === question.privateId)?.[0]
    const answer = appointments.find((each) => each.key === key)?.answer
    if (answer === undefined) stage.violations.push(`7: a question that nobody expects: ${JSON.stringify(question)}`)
    else await world.run(['conflicts', 'resolve', question.id, '--keep', answer, '--json'])
  }
}

async function questionsOf(world: World): Promise<readonly Question[]> {
  const { conflicts } = await told<{ readonly conflicts: readonly Question[] }>(world, ['conflicts', 'list'])
  return conflicts
}

async function told<Answer>(world: World, argv: readonly string[]): Promise<Answer> {
  const { stdout, stderr } = await world.run([...argv, '--json'])
  if (stdout === '') throw new Error(`${argv.join(' ')} said nothing: ${stderr}`)
  return JSON.parse(stdout) as Answer // The shapes of docs/command-line.md; e2e tests check them.
}

/** Invariants 2, 3, 7 and 8, and the state of the home. */
async function judgeLast(stage: Stage): Promise<void> {
  const { world, plan, violations } = stage
  const before = databasesOf(world)
  world.sandbox.resetRequests()
  await finish(stage, [])
  await finish(stage, ['--full'])
  const writes = world.sandbox.requests.filter(
    ({ operation }) => operation === 'pages.create' || operation === 'pages.update',
  )
  if (writes.length > 0 || databasesOf(world) !== before)
    violations.push(`2: the next sync wrote ${writes.length} times`)

  const { profiles } = await told<{ readonly profiles: readonly Record<string, unknown>[] }>(world, ['status'])
  const expected = expectedAfter(plan.until, stage.diary)
  const asks = expected.filter(({ rest }) => rest.copy === 'asks')
  const questions = await askedAbout(world)
  const conflicts = losesRecords(plan) ? questions.size : asks.length
  for (const [name, count] of Object.entries({ pending: 0, problems: 0, held: 0, conflicts })) {
    const is = profiles[0]?.[name]
    if (is !== count) violations.push(`7: the status says ${name} ${String(is)} instead of ${count}`)
  }
  for (const { key } of asks) if (!questions.has(key)) violations.push(`7: nobody is asked about ${key}`)
  const { changes } = await told<{ readonly changes: Parameters<typeof judgeHistory>[1] }>(world, [
    'history',
    '--limit',
    '1000',
  ])
  if (!losesRecords(plan)) violations.push(...judgeHistory(world, changes, overwrittenUntil(plan.until)))
  violations.push(...judgeHome(world.home))
}

function databasesOf(world: World): string {
  return JSON.stringify([world.rows('private'), world.rows('shared')])
}

/** The ledger is whole, nothing of it was set aside, and nothing is left under way. */
function judgeHome(home: string): readonly string[] {
  const aside = readdirSync(home).filter((name) => name.includes('corrupt') || name.includes('damaged'))
  const database = new DatabaseSync(join(home, 'ledger.sqlite'), { readOnly: true })
  const check = JSON.stringify(database.prepare('PRAGMA integrity_check').all())
  const intents = Number(database.prepare('SELECT count(*) AS count FROM intents').get()?.['count'])
  database.close()
  return [
    ...aside.map((name) => `8: a file was set aside: ${name}`),
    ...(check === '[{"integrity_check":"ok"}]' ? [] : [`8: the ledger is damaged: ${check}`]),
    ...(intents === 0 ? [] : [`7: ${intents} intents are open for ever`]),
    ...(existsSync(join(home, 'lock.json')) ? ['8: the home is still described as held'] : []),
  ]
}
