/** A whole setup over the bridge of a running program: from a token to the first copies, and back to nothing. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Answer, type Argument, replyOf } from '../../shared/ipc.ts'
import type { RequestName } from '../../shared/ipc-names.ts'
import { emptyDraft } from '../../shared/setup-draft.ts'
import { ask } from '../host/loopback-client.ts'
import { type Going, smallSeed, stage } from './stage.ts'

const windowLine = z.object({ event: z.literal('window'), url: z.url() })

/** Opens the printed link as a browser does; from then on every answer must be one. */
async function enter(going: Going) {
  const told = await going.said(/"event":"window","url":"[^"]+"/)
  const [line = ''] = /\{"event":"window"[^\n]*\}/.exec(told) ?? []
  const link = new URL(windowLine.parse(JSON.parse(line)).url)
  const server = { port: Number(link.port) }
  const opened = await ask(server, link.pathname + link.search)
  const cookie = (opened.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
  return async <Name extends RequestName>(name: Name, argument: Argument<Name>): Promise<Answer<Name>> => {
    const headers = { 'Content-Type': 'application/json', Origin: link.origin, Cookie: cookie }
    const reply = await ask(server, `/bridge/${name}`, { method: 'POST', headers, body: JSON.stringify(argument) })
    const answer = z.object({ kind: z.literal('ok'), value: z.unknown() }).parse(replyOf(name).parse(reply.json()))
    // Parsed by the schema of this very name.
    return answer.value as Answer<Name>
  }
}

test('a newcomer comes from a token to the first copies, over a restart in between, and takes everything back', async () => {
  const { begin, home, furnished, rows } = await stage(smallSeed(5))
  const first = begin(['run', '--ui', '--json'])
  const before = await enter(first)
  expect(await before('setup-draft', null)).toBeNull()
  await before('accept-unprotected', { agree: true })
  const { entry } = await before('save-token', { entry: null, token: furnished.tokens['anna'] ?? '' })
  const { databases } = await before('find-databases', { entry, search: '' })
  const chosen = (looks: 'private' | 'shared') => {
    const found = databases.find(({ looksLike }) => looksLike === looks)
    return found === undefined ? null : { id: found.id, title: found.title }
  }
  const draft = {
    ...emptyDraft,
    step: 'check',
    name: 'Anna',
    privateEntry: entry,
    privateDatabase: chosen('private'),
    sharedDatabase: chosen('shared'),
  }
  await before('save-setup-draft', { draft })
  first.kill('SIGTERM')
  expect((await first.ended).code).toBe(143)

  const second = begin(['run', '--ui', '--json'])
  const bridge = await enter(second)
  const resumed = await bridge('setup-draft', null)
  expect(resumed).toEqual(draft)
  if (resumed === null) throw new Error('the draft is gone')
  expect(await bridge('check-setup', { draft: resumed })).toMatchObject({ ready: true, obstacles: [] })
  expect(await bridge('preview-setup', { draft: resumed })).toMatchObject({ creates: 5, complete: true })
  expect(rows('shared')).toHaveLength(0)
  await bridge('add-profile', { draft: resumed })
  // Nobody asked for a sync: the profile is taken up by itself.
  await expect.poll(() => rows('shared').length, { timeout: 60_000 }).toBe(5)
  expect(await bridge('stored-tokens', null)).toMatchObject([{ entry, usedBy: ['Anna'] }])

  const removed = await bridge('remove-profile', { name: 'Anna', copies: 'trash' })
  expect(removed).toMatchObject({ left: 0, run: { stats: { removed: 5 } } })
  expect([rows('shared').length, await bridge('profiles', null), await bridge('stored-tokens', null)]).toEqual([
    0,
    [],
    [],
  ])
  second.kill('SIGTERM')
  const { stdout, stderr } = await second.ended
  const logs = readdirSync(join(home, 'logs')).map((file) => readFileSync(join(home, 'logs', file), 'utf8'))
  const everything = [stdout, stderr, ...logs, readFileSync(join(home, 'settings.json'), 'utf8')].join('')
  expect(everything).not.toContain(furnished.tokens['anna'])
})
