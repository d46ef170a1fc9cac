/** The status endpoint of the application: switched in the window, there again after a start, gone with the application. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, listening } from '../host/loopback-client.ts'
import { newHome, openWindow, startApplication } from './applications.ts'

const PATH = '/api/v1/sync-status'

async function freePort(): Promise<number> {
  const server = await listening(() => ({ kind: 'complete', status: 200, headers: {}, body: '' }))
  await server.close()
  return server.port
}

test('what the window switches on answers at once and after the next start, until the application ends', async () => {
  const home = newHome()
  const first = await startApplication({ home })
  first.choose('Settings')
  const port = await freePort()
  const { webContents } = openWindow()
  expect(await webContents.invoke('partner-sync:status-endpoint', null)).toEqual({ kind: 'ok', value: { kind: 'off' } })
  expect(await webContents.invoke('partner-sync:set-status-endpoint', { port })).toMatchObject({
    kind: 'ok',
    value: { kind: 'on', port },
  })
  const headers = { Authorization: `Bearer ${readFileSync(join(home, 'status-token'), 'utf8').trim()}` }
  expect((await ask({ port }, PATH, { headers })).json()).toEqual({ profiles: [] })
  await first.quit()
  await expect(ask({ port }, PATH, { headers })).rejects.toThrow('ECONNREFUSED')

  const second = await startApplication({ home })
  await expect.poll(async () => (await ask({ port }, PATH, { headers })).status).toBe(200)
  await second.quit()
})

test('a port that is taken leaves the application running and is told in the settings', async () => {
  const home = newHome()
  const taken = await listening(() => ({ kind: 'complete', status: 200, headers: {}, body: '' }))
  const application = await startApplication({ home })
  application.choose('Settings')
  const { webContents } = openWindow()
  expect(await webContents.invoke('partner-sync:set-status-endpoint', { port: taken.port })).toMatchObject({
    value: { kind: 'failed', port: taken.port },
  })
  await application.quit()
})
