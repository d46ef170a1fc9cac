/**
 * A setup under test: a real home in a folder of its own, a real vault, and the sandbox over HTTP in place of Notion.
 *
 * Everything is asked as the window asks it: by name, through the schemas of the bridge, from the real answers.
 */
import { onTestFinished } from 'vitest'
import { profileAnswers } from '../../electron/host/answers-profiles.ts'
import { setupAnswers } from '../../electron/host/answers-setup.ts'
import { type Answers, answerRequest } from '../../electron/host/bridge.ts'
import { openConf } from '../../electron/host/conf-store.ts'
import { openHome } from '../../electron/host/open-home.ts'
import { createSecret } from '../../electron/host/secret.ts'
import { vaultTokens } from '../../electron/host/token-keeping.ts'
import { createVault } from '../../electron/host/vault.ts'
import { virtualClock } from '../../electron/sandbox/clock.ts'
import { sampleSeed } from '../../electron/sandbox/sample.ts'
import { createSandbox } from '../../electron/sandbox/sandbox.ts'
import { furnish, type Seed } from '../../electron/sandbox/seed.ts'
import { serveSandbox } from '../../electron/sandbox/server.ts'
import type { ErrorExplained } from '../../shared/contract.ts'
import { ok } from '../../shared/failure.ts'
import type { Answer, Argument } from '../../shared/ipc.ts'
import type { profileRequests } from '../../shared/ipc-profiles.ts'
import type { setupRequests } from '../../shared/ipc-setup.ts'
import type { SetupDraft } from '../../shared/setup.ts'
import { emptyDraft } from '../../shared/setup-draft.ts'
import type { Language } from '../../shared/words/language.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestRandom } from '../support/random.ts'
import { unwrap } from '../support/world.ts'
import { keyRing } from './key-ring.ts'
import { NOW, temporaryFolder } from './stage.ts'

type Name = keyof typeof setupRequests | keyof typeof profileRequests

/** The home again after a restart: `folder` is the same, nothing else is. */
async function moveIn(folder: string, baseUrl: string, ring: ReturnType<typeof keyRing>, language: () => Language) {
  const clock = createTestClock({ start: NOW, auto: true })
  const random = createTestRandom(folder.length)
  const vault = createVault({ folder, cipher: ring.cipher, openStore: openConf, clock, random })
  const home = unwrap(
    openHome({
      folder,
      access: 'hold',
      env: {},
      platform: 'linux',
      pid: 1,
      clock,
      random,
      fetch: (url, init) => fetch(url, init),
      vault,
      openStore: openConf,
      baseUrl,
      requestsPerMinute: null,
      logLevel: null,
      signal: () => {},
    }),
  )
  unwrap(await vault.unlock())
  const refreshed: { count: number } = { count: 0 }
  const exported: string[] = []
  const options = {
    home,
    stored: vaultTokens(vault),
    language,
    stop: new AbortController().signal,
    resident: {
      refresh: () => {
        refreshed.count += 1
      },
    },
    surroundings: {
      saveFile: (file: { readonly name: string; readonly content: string }) => {
        exported.push(file.content)
        return Promise.resolve(ok({ kind: 'saved' as const, path: `/downloads/${file.name}` }))
      },
    },
  }
  // Only the names of these two groups are ever asked here.
  const answers = { ...setupAnswers(options), ...profileAnswers(options) } as unknown as Answers
  const ports = { answers, language, report: () => {}, redact: (text: string) => home.clean(text) }
  onTestFinished(() => home.close())

  const reply = (name: Name, argument: unknown) => answerRequest(ports, name, argument)
  return {
    home,
    vault,
    refreshed,
    exported,
    reply,
    /** The value of an answer; a failure fails the test. */
    ask: async <Asked extends Name>(name: Asked, argument: Argument<Asked>): Promise<Answer<Asked>> => {
      const answer = await reply(name, argument)
      if (answer.kind === 'failure') throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
      // The bridge has parsed it by the schema of this name.
      return answer.value as Answer<Asked>
    },
    /** The failure of an answer; success fails the test. */
    refused: async <Asked extends Name>(name: Asked, argument: Argument<Asked>): Promise<ErrorExplained> => {
      const answer = await reply(name, argument)
      if (answer.kind === 'ok') throw new Error(`${name} was answered: ${JSON.stringify(answer.value)}`)
      return answer.error
    },
    keep: async (token: string, entry: string): Promise<string> =>
      unwrap(await vault.save(entry, createSecret(token))).entry,
  }
}

/** The sample, with every token of it stored under the key of its connection. */
export async function setupStage(seed: Seed = sampleSeed(NOW)) {
  const sandbox = createSandbox({ clock: virtualClock(NOW) })
  const furnished = furnish(sandbox, seed)
  const server = await serveSandbox(sandbox)
  onTestFinished(() => server.close())
  const folder = temporaryFolder()
  const ring = keyRing()
  const spoken: { language: Language } = { language: 'en' }
  const enter = () => moveIn(folder, server.url, ring, () => spoken.language)
  const place = await enter()
  for (const [key, token] of Object.entries(furnished.tokens)) await place.keep(token, key)
  const database = (key: string) => ({ id: furnished.dataSources[key] ?? '', title: key })
  const source = (key: string): string => furnished.dataSources[key] ?? ''
  /** Anna's setup of the sample, chosen as far as to the check. */
  const draft = (more: Partial<SetupDraft> = {}): SetupDraft => ({
    ...emptyDraft,
    name: 'Anna',
    privateEntry: 'anna',
    privateDatabase: database('anna-private'),
    sharedDatabase: database('shared'),
    ...more,
  })
  const bensDraft = (more: Partial<SetupDraft> = {}): SetupDraft =>
    draft({
      name: 'Ben',
      privateEntry: 'ben-private',
      sharedEntry: 'ben-shared',
      privateDatabase: database('ben-private'),
      ...more,
    })
  return {
    ...place,
    sandbox,
    admin: sandbox.admin,
    furnished,
    folder,
    ring,
    spoken,
    enter,
    draft,
    bensDraft,
    source,
    database,
  }
}

/** Anna alone in a free workspace of two: a private database named her way, a page to put things under, nothing shared. */
export async function freshStage() {
  const place = await setupStage({ workspaces: [] })
  const { admin, keep } = place
  const { id: workspaceId, ownerId } = admin.addWorkspace({ name: 'Anna', plan: 'free', members: 2 })
  const connection = admin.addConnection({ workspaceId })
  const page = admin.addPage({ workspaceId, title: 'Together', by: ownerId })
  const mine = admin.addDatabase({
    workspaceId,
    title: 'My calendar',
    properties: {
      Title: 'title',
      Date: 'date',
      Ort: 'rich_text',
      Tags: { multi_select: { options: [{ name: 'family' }, { name: 'work' }] } },
      Leute: 'people',
    },
    by: ownerId,
  })
  admin.share(mine.dataSourceId, connection.id)
  admin.share(page, connection.id)
  await keep(connection.token, 'anna')
  const privateDatabase = { id: mine.dataSourceId, title: 'My calendar' }
  return { ...place, workspaceId, ownerId, connection, page, mine, privateDatabase }
}
