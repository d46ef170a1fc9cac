/** The oracle checks itself: it must cry when one of the things happens that may never happen. */
import { describe, expect, it } from 'vitest'
import type { Json } from '../../electron/sandbox/json.ts'
import type { Oracle } from './accounts.ts'
import { createOracle } from './oracle.ts'
import type { WorldPlan } from './script.ts'
import { createStage, type Stage, startOfTime } from './stage.ts'
import { createTime } from './time.ts'

const plan: WorldPlan = {
  seed: 1,
  computers: [1],
  appointments: 0,
  fields: ['Name', 'Datum', 'Beschreibung', 'Ort'],
  oneWay: null,
  onConflict: 'ask',
  onSharedDelete: 'unshare',
  importRows: false,
  rowCap: 10_000,
  pageSize: 100,
  rateLimit: false,
  twoTokens: false,
  wallErrors: [0],
  latencyMs: 200,
  timeZoneOnRead: 'null',
  timestampFilterOn: 'rounded',
  noOpPatchBumps: true,
  zone: 'UTC',
}

interface Planted {
  readonly stage: Stage
  readonly oracle: Oracle
  /** Our own bot, doing what it may not. */
  readonly bot: ReturnType<Stage['sandbox']['person']>
  readonly mine: string
  readonly copy: string
  readonly source: string
}

/** One appointment and its copy, as a sync would have left them. */
async function planted(more: Partial<WorldPlan> = {}): Promise<Planted> {
  const time = createTime(startOfTime)
  const stage = await createStage({ ...plan, ...more }, time)
  const [staged] = stage.profiles
  if (staged === undefined) throw new Error('no profile')
  const oracle = createOracle(stage, () => undefined)
  const botId = stage.sandbox.store.connections.get(staged.connections.shared)?.botId ?? ''
  const bot = stage.sandbox.person(botId)
  const mine = staged.owner.addRow(staged.privateSource, { Name: 'Zahnarzt', Ort: 'Praxis', PartnerRelevant: true })
  oracle.observe('person')
  const copy = bot.addRow(stage.sharedSource, { ...copied, SourcePrivateId: mine })
  oracle.observe('person')
  bot.edit(mine, { SyncedToSharedId: copy })
  oracle.observe('person')
  expect(oracle.violations).toEqual([])
  return { stage, oracle, bot, mine, copy, source: staged.privateSource }
}

const copied: Readonly<Record<string, Json>> = {
  Name: 'Zahnarzt',
  Ort: 'Praxis',
  PartnerRelevant: true,
  SourceUserId: 1,
}

const crimes: Readonly<Record<string, readonly [RegExp, (world: Planted) => void]>> = {
  'a second copy of a page': [
    /a second copy/,
    (w) => w.bot.addRow(w.stage.sharedSource, { ...copied, SourcePrivateId: w.mine }),
  ],
  'a copy of a page that is not relevant': [
    /not relevant/,
    (w) => {
      const other = w.stage.profiles[0]?.owner.addRow(w.source, { Name: 'nur privat' }) ?? ''
      w.oracle.observe('person')
      w.bot.addRow(w.stage.sharedSource, { ...copied, SourcePrivateId: other })
    },
  ],
  'a write to a page of somebody else': [
    /not ours/,
    (w) => {
      const theirs = w.stage.partner.addRow(w.stage.sharedSource, { Name: 'fremd', SourceUserId: 2 })
      w.oracle.observe('person')
      w.bot.edit(theirs, { Name: 'unser' })
    },
  ],
  'a write to a row that somebody typed in': [
    /not ours/,
    (w) => {
      const typed = w.stage.partner.addRow(w.stage.sharedSource, { Name: 'getippt' })
      w.oracle.observe('person')
      w.bot.edit(typed, { Ort: 'hier' })
    },
  ],
  'a write to an unmapped property': [/unmapped/, (w) => w.bot.edit(w.mine, { Notizen: 'x' })],
  'a value that nobody wrote': [/nobody ever wrote/, (w) => w.bot.edit(w.copy, { Ort: 'erfunden' })],
  'an older value over a newer one that both sides had': [
    /older value/,
    (w) => {
      w.stage.profiles[0]?.owner.edit(w.mine, { Ort: 'Klinik' })
      w.oracle.observe('person')
      w.bot.edit(w.copy, { Ort: 'Klinik' })
      w.oracle.observe('person')
      w.bot.edit(w.mine, { Ort: 'Praxis' })
    },
  ],
  'a copy in the trash although its page is relevant': [/although its page is relevant/, (w) => w.bot.trash(w.copy)],
  'a private page in the trash': [/nobody chose/, (w) => w.bot.trash(w.mine)],
  'a private page unshared without a reason': [/unshared by us/, (w) => w.bot.check(w.mine, 'PartnerRelevant', false)],
  'a deleted copy that comes back': [
    /came back/,
    (w) => {
      w.stage.partner.trash(w.copy)
      w.oracle.observe('person')
      w.bot.restore(w.copy)
    },
  ],
  'a deleted copy that is made anew': [
    /made anew/,
    (w) => {
      w.stage.partner.trash(w.copy)
      w.oracle.observe('person')
      w.bot.addRow(w.stage.sharedSource, { ...copied, SourcePrivateId: w.mine })
    },
  ],
  'a deleted private page that comes back': [
    /came back/,
    (w) => {
      w.stage.profiles[0]?.owner.trash(w.mine)
      w.oracle.observe('person')
      w.bot.restore(w.mine)
    },
  ],
  'a page that we move': [/moved by us/, (w) => w.bot.move(w.copy, w.stage.elsewhere)],
  'a copy that we disown': [/disowned/, (w) => w.bot.edit(w.copy, { SourcePrivateId: '', SourceUserId: null })],
}

describe('the oracle', () => {
  it.each(Object.entries(crimes))('cries over %s', async (_name, [expected, crime]) => {
    const world = await planted()
    crime(world)
    world.oracle.observe('person')
    expect(world.oracle.violations.join('\n')).toMatch(expected)
  })

  it('keeps account of every value of a person that a write of ours replaced', async () => {
    const world = await planted()
    world.stage.partner.edit(world.copy, { Ort: 'Bern' })
    world.oracle.observe('person')
    world.stage.profiles[0]?.owner.edit(world.mine, { Ort: 'Basel' })
    world.oracle.observe('person')
    world.bot.edit(world.copy, { Ort: 'Basel' })
    world.oracle.observe('person')
    expect(world.oracle.debts).toMatchObject([{ page: world.copy, field: 'Ort', value: 'Bern', reached: false }])
  })

  it('cries over a write to a copy that has lived elsewhere for a while, and not over one that was on its way', async () => {
    const world = await planted()
    world.stage.partner.move(world.copy, world.stage.elsewhere)
    world.oracle.observe('person')
    world.bot.edit(world.copy, { Name: '' })
    world.oracle.observe('person')
    expect(world.oracle.violations.join('\n')).not.toMatch(/lives elsewhere/)
    await world.stage.time.sleep(60_000)
    world.bot.edit(world.copy, { Name: 'Zahnarzt' })
    world.oracle.observe('person')
    expect(world.oracle.violations.join('\n')).toMatch(/shared page .* lives elsewhere/)
  })

  it.each(['ask', 'shared'] as const)(
    'lets nobody bring back an older value (policy %s), unless the policy chose it before both sides had the newer',
    async (onConflict) => {
      const world = await planted({ onConflict })
      world.stage.profiles[0]?.owner.edit(world.mine, { Ort: 'Klinik' })
      world.oracle.observe('person')
      world.bot.edit(world.mine, { Ort: 'Praxis' })
      world.oracle.observe('person')
      world.bot.edit(world.copy, { Ort: 'Klinik' })
      world.oracle.observe('person')
      expect(world.oracle.violations).toEqual([])
      world.bot.edit(world.copy, { Ort: 'Praxis' })
      world.oracle.observe('person')
      expect(world.oracle.violations.join('\n')).toMatch(onConflict === 'ask' ? /older value/ : /^$/)
      world.stage.profiles[0]?.owner.edit(world.mine, { Ort: 'Spital' })
      world.oracle.observe('person')
      world.bot.edit(world.copy, { Ort: 'Spital' })
      world.oracle.observe('person')
      await world.stage.time.sleep(120_000)
      world.bot.edit(world.copy, { Ort: 'Praxis' })
      world.oracle.observe('person')
      expect(world.oracle.violations.join('\n')).toMatch(/"Spital" -> "Praxis": an older value/)
    },
  )

  it('keeps account of a cleared value that was filled again, unless its property went with it', async () => {
    const filled = async (deleted: boolean) => {
      const { stage, oracle, bot, copy } = await planted()
      stage.partner.edit(copy, { Ort: '' })
      oracle.observe('person')
      if (deleted) {
        stage.sandbox.admin.deleteProperty(stage.sharedSource, 'Ort')
        oracle.observe('schema')
        stage.sandbox.admin.addProperty(stage.sharedSource, 'Ort', 'rich_text')
        stage.propertyMade(stage.sharedSource, 'Ort')
        oracle.observe('schema')
      }
      bot.edit(copy, { Ort: 'Praxis' })
      oracle.observe('person')
      return oracle.debts
    }
    expect(await filled(true)).toEqual([])
    expect(await filled(false)).toMatchObject([{ field: 'Ort', value: '' }])
  })

  it.each(['heard', 'killed', 'no answer'] as const)(
    'knows that a person who shows again what a write replaced has changed something, if its answer was heard (%s)',
    async (end) => {
      const { stage, oracle, bot, mine, copy } = await planted()
      stage.partner.edit(copy, { Ort: 'Bern' })
      oracle.observe('person')
      bot.edit(mine, { Ort: 'Bern' })
      oracle.observe('person')
      if (end === 'no answer') oracle.unheard(0, mine)
      if (end === 'killed') oracle.unheard(0, null)
      else oracle.settled(0)
      stage.profiles[0]?.owner.edit(mine, { Ort: 'Praxis' })
      oracle.observe('person')
      bot.edit(mine, { Ort: 'Bern' })
      oracle.observe('person')
      expect(oracle.debts.at(-1)).toMatchObject({ page: mine, value: 'Praxis', reached: end !== 'heard' })
    },
  )

  it.each([true, false])(
    'knows a second copy beside one that came back (its private id was deleted: %s)',
    async (deleted) => {
      const { stage, oracle, bot, mine, copy } = await planted()
      const [staged] = stage.profiles
      staged?.owner.check(mine, 'PartnerRelevant', false)
      oracle.observe('person')
      bot.trash(copy)
      oracle.observe('person')
      stage.partner.restore(copy)
      staged?.owner.check(mine, 'PartnerRelevant', true)
      oracle.observe('person')
      if (deleted) {
        stage.sandbox.admin.deleteProperty(stage.sharedSource, 'SourcePrivateId')
        stage.sandbox.admin.addProperty(stage.sharedSource, 'SourcePrivateId', 'rich_text')
        stage.propertyMade(stage.sharedSource, 'SourcePrivateId')
        oracle.observe('schema')
      }
      bot.addRow(stage.sharedSource, { ...copied, SourcePrivateId: mine })
      oracle.observe('person')
      expect(oracle.violations.join('\n')).toMatch(deleted ? /^$/ : /a second copy/)
    },
  )

  it('never lets a one-way field be written into a private page', async () => {
    const world = await planted({ oneWay: { field: 'Ort', how: 'to-shared' } })
    world.stage.partner.edit(world.copy, { Ort: 'Bern' })
    world.oracle.observe('person')
    world.bot.edit(world.mine, { Ort: 'Bern' })
    world.oracle.observe('person')
    expect(world.oracle.violations.join('\n')).toMatch(/one-way/)
  })
})
