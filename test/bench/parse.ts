/**
 * What it costs to turn an answer of a hundred rows into pages: the bytes as they come, through the exchange, Notion's own
 * library, the checks at the border and the values; beside it `JSON.parse` alone, which nobody can do without.
 *
 * Processor time of this process, the middle of several rounds. The answer is the sandbox's, with every type that can be
 * mapped.
 */
import { createBudget } from '../../electron/http/budget.ts'
import { createNotionClient } from '../../electron/notion/client.ts'
import { createNotionSide } from '../../electron/notion/gateway.ts'
import type { PrivatePageId, ResourceId } from '../../shared/model.ts'
import { createTestRandom } from '../support/random.ts'
import { createWorld, privateSchema, unwrap, type World } from '../support/world.ts'
import { median } from './report.ts'
import type { Bench } from './run-shapes.ts'

const ROWS = 100
const ROUNDS = 15
/** So many answers a round: enough for a clock of the system to see them. */
const TIMES = 20

const richSchema = {
  ...privateSchema,
  Ganztags: 'checkbox',
  Kosten: 'number',
  Art: 'select',
  Schlagworte: 'multi_select',
  Stand: 'status',
  Seite: 'url',
  Post: 'email',
  Telefon: 'phone_number',
} as const

function fill(world: World): void {
  for (let at = 0; at < ROWS; at += 1) {
    world.anna.addRow(world.privateId, {
      Name: `Termin ${at}`,
      Datum: { start: '2026-12-01T10:00:00.000+01:00', end: '2026-12-01T11:30:00.000+01:00' },
      Beschreibung: 'Ein Absatz, wie er in einer Beschreibung steht, mit ein paar Umlauten: äöü. '.repeat(3),
      Ort: 'Garage',
      PartnerRelevant: true,
      SyncedToSharedId: world.sharedId,
      Ganztags: false,
      Kosten: 12.5,
      Art: 'Arzt',
      Schlagworte: ['Kinder', 'Auto'],
      Seite: 'https://beispiel.example/termin',
      Post: 'anna@beispiel.example',
      Telefon: '+49 30 1234567',
    })
  }
}

/** The one answer that lists everything, byte by byte as it would come. */
async function answerOf(world: World): Promise<Uint8Array> {
  let taken: Uint8Array | null = null
  const sides = world.connect(async (url, init) => {
    const response = await world.sandbox.fetch(url, init)
    taken = new Uint8Array(await response.clone().arrayBuffer())
    return response
  }, world.clock)
  const meter = { read: 0, write: 0, retried: 0 }
  const { private: side } = sides(world.profile, { signal: new AbortController().signal, meter, priority: 'bulk' })
  const listing = await side.list('present')
  if (listing.kind !== 'complete' || listing.pages.length !== ROWS || taken === null) throw new Error('no whole answer')
  return taken
}

/** Microseconds of processor time of one. */
async function cost(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  for (let time = 0; time < TIMES; time += 1) await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / TIMES
}

export const parseBench: Bench = {
  name: 'parse',
  run: async () => {
    const world = await createWorld({ privateSchema: richSchema })
    fill(world)
    const bytes = await answerOf(world)
    const { clock } = world
    const client = createNotionClient({
      token: 'ntn_bench',
      clock,
      random: createTestRandom(1),
      budget: createBudget({ clock, limit: 1_000_000 }),
      baseUrl: 'http://127.0.0.1:1',
      fetch: () =>
        Promise.resolve(
          new Response(bytes, {
            headers: { 'content-type': 'application/json', date: 'Sat, 21 Nov 2026 10:00:00 GMT' },
          }),
        ),
    })
    const resource = world.privateId as ResourceId // The sandbox gives its ids as text.
    const side = createNotionSide<PrivatePageId>({ client: unwrap(client), resource })
    const decoder = new TextDecoder()
    // In turn, so that both meet the same computer; the middle of the rounds, so that no single one decides.
    const rounds: { readonly rows: number; readonly bare: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const rows = await cost(() => side.list('present'))
      rounds.push({ rows, bare: await cost(() => JSON.parse(decoder.decode(bytes)) as unknown) })
    }
    const rows = median(rounds.map((each) => each.rows))
    const bare = median(rounds.map((each) => each.bare))
    const ratio = median(rounds.map((each) => each.rows / each.bare))
    world.close()
    return {
      missed: [],
      figures: { 'answer of 100 rows, x JSON.parse': { value: ratio, kind: 'ratio' } },
      tables: [
        {
          title: `An answer of ${ROWS} rows with ${Object.keys(richSchema).length} properties, ${(bytes.length / 1_024).toFixed(0)} KB, processor time`,
          columns: ['what', 'µs an answer', 'µs a row', 'x JSON.parse'],
          rows: [
            ['JSON.parse alone', bare.toFixed(0), (bare / ROWS).toFixed(1), '1.0'],
            ['bytes to pages', rows.toFixed(0), (rows / ROWS).toFixed(1), ratio.toFixed(1)],
          ],
        },
      ],
    }
  },
}
