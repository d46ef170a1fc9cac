/** The status endpoint as the user switches it: its token, its port, and what becomes of both at the next start. */
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { listStatuses } from '../../electron/host/actions-lists.ts'
import { createStatusEndpoint } from '../../electron/host/status-endpoint.ts'
import { statusSchema } from '../../shared/contract.ts'
import { aProfile, newFolder } from './homes.ts'
import { ask, listening } from './loopback-client.ts'
import { heldHome } from './opened-home.ts'

function endpointIn(folder: string) {
  const home = heldHome(folder)
  const endpoint = createStatusEndpoint({ home, language: () => 'en', platform: 'linux' })
  onTestFinished(() => endpoint.close())
  const token = (): string => readFileSync(join(folder, 'status-token'), 'utf8').trim()
  const told = (port: number, key = token()) =>
    ask({ port }, '/api/v1/sync-status', { headers: { Authorization: `Bearer ${key}` } })
  return { home, endpoint, token, told }
}

/** Some free port. */
async function freePort(): Promise<number> {
  const server = await listening(() => ({ kind: 'complete', status: 200, headers: {}, body: '' }))
  await server.close()
  return server.port
}

test('nothing listens until somebody wants it', () => {
  const { endpoint, home } = endpointIn(newFolder())
  expect([endpoint.state(), home.statusPort(), endpoint.route()]).toEqual([{ kind: 'off' }, null, null])
})

test('switched on it tells what the command line tells, and stays on for the next start', async () => {
  const folder = newFolder()
  const { endpoint, home, told } = endpointIn(folder)
  home.saveProfiles([aProfile()])
  const port = await freePort()
  const set = await endpoint.set(port)
  expect(set).toMatchObject({
    value: {
      kind: 'on',
      port,
      address: `http://127.0.0.1:${port}/api/v1/sync-status`,
      tokenFile: join(folder, 'status-token'),
    },
  })
  const { profiles } = (await told(port)).json() as { profiles: readonly unknown[] } // The status is judged below.
  expect(profiles.map((one) => statusSchema.parse(one))).toEqual(listStatuses(home, null, 'en'))
  expect(home.statusPort()).toBe(port)
  home.close()
  expect(heldHome(folder).statusPort()).toBe(port)
})

test('switched off it is gone at once, now and for the next start', async () => {
  const { endpoint, home, told } = endpointIn(newFolder())
  const port = await freePort()
  await endpoint.set(port)
  expect(await endpoint.set(null)).toMatchObject({ value: { kind: 'off' } })
  await expect(told(port)).rejects.toThrow('ECONNREFUSED')
  expect(home.statusPort()).toBeNull()
})

test('another port takes the place of the first', async () => {
  const { endpoint, told } = endpointIn(newFolder())
  const [first, second] = [await freePort(), await freePort()]
  await Promise.all([endpoint.set(first), endpoint.set(second)])
  expect((await told(second)).status).toBe(200)
  await expect(told(first)).rejects.toThrow('ECONNREFUSED')
})

test('a port that is taken is a state with its sentence, and no failure of anything else', async () => {
  const { endpoint, home } = endpointIn(newFolder())
  const other = await listening(() => ({ kind: 'complete', status: 200, headers: {}, body: '' }))
  expect(await endpoint.set(other.port)).toMatchObject({
    kind: 'ok',
    value: { kind: 'failed', port: other.port, error: { message: expect.stringContaining(`${other.port}`) as string } },
  })
  expect(await endpoint.open(other.port)).toMatchObject({ kind: 'failure', reason: 'status-port-taken' })
  expect(home.statusPort()).toBe(other.port)
})

test('on the port of a server that is there already no second one is opened', async () => {
  const { endpoint, token } = endpointIn(newFolder())
  const server = await listening((request, origin) => {
    const route = endpoint.route()
    return route === null ? { kind: 'complete', status: 404, headers: {}, body: '' } : route(request, origin)
  })
  endpoint.share(server.port)
  const headers = () => ({ Authorization: `Bearer ${token()}` })
  await endpoint.set(server.port)
  expect((await ask(server, '/api/v1/sync-status', { headers: headers() })).status).toBe(200)
  await endpoint.set(null)
  expect((await ask(server, '/api/v1/sync-status', { headers: headers() })).status).toBe(404)
})

test('the token is made once, for its owner alone, and is the same after a restart', async () => {
  const folder = newFolder()
  const first = endpointIn(folder)
  const port = await freePort()
  await first.endpoint.open(port)
  expect(statSync(join(folder, 'status-token')).mode & 0o777).toBe(0o600)
  const token = first.token()
  expect(token).toMatch(/^[\w-]{43}$/)
  await first.endpoint.close()
  first.home.close()
  const second = endpointIn(folder)
  await second.endpoint.open(port)
  expect((await second.told(port, token)).status).toBe(200)
})

test.each([
  ['that others can read', (path: string) => chmodSync(path, 0o644)],
  ['that is empty', (path: string) => writeFileSync(path, '')],
  ['that holds a word to be guessed', (path: string) => writeFileSync(path, 'secret\n')],
  ['that holds several words', (path: string) => writeFileSync(path, 'one two three four five six\n')],
])('a token file %s is not used, and removing it helps', async (_what, spoil) => {
  const folder = newFolder()
  const { endpoint } = endpointIn(folder)
  const port = await freePort()
  await endpoint.open(port)
  await endpoint.close()
  spoil(join(folder, 'status-token'))
  expect(await endpoint.open(port)).toMatchObject({ kind: 'failure', reason: 'status-token-unusable' })
  expect(endpoint.state()).toMatchObject({ kind: 'failed' })
  rmSync(join(folder, 'status-token'))
  expect(await endpoint.open(port)).toMatchObject({ kind: 'ok' })
})
