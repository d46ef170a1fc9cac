import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, Notification } from 'electron'
import { beforeEach, expect, test } from 'vitest'
import { alertOfFailure, applicationId, createAlerts, nameApplication } from '../../electron/desktop/alerts.ts'
import type { LogEvent } from '../../electron/host/log.ts'
import type { DueAlert } from '../../electron/host/resident.ts'
import { failure } from '../../shared/failure.ts'
import { root } from '../architecture/source.ts'
import { desk } from '../support/electron-desk.ts'

beforeEach(() => desk.startAnew())

function due(more: Partial<DueAlert> = {}): DueAlert {
  return {
    kind: 'raised',
    key: 'anna/conflicts',
    alert: 'conflicts',
    title: 'One conflict waits for your choice.',
    body: 'Open the conflicts and choose what stays.',
    screen: 'conflicts',
    ...more,
  }
}

function desktop(system: 'win32' | 'darwin' | 'linux' = 'linux') {
  const opened: string[] = []
  const unshown: DueAlert[] = []
  const logged: LogEvent[] = []
  const alerts = createAlerts({
    Notification,
    system,
    open: (screen) => opened.push(screen),
    unshown: (alert) => unshown.push(alert),
    log: { write: (event) => void logged.push(event) },
  })
  return { alerts, opened, unshown, logged, all: desk.happened.notifications }
}

test('an alert is shown as a notification with its title and body', () => {
  const { alerts, all, unshown } = desktop()
  alerts.show(due())
  expect(all).toHaveLength(1)
  expect(all[0]).toMatchObject({ shown: true, options: { title: due().title, body: due().body } })
  expect(unshown).toEqual([])
})

test('a click opens the screen of that alert, also when others came later', () => {
  const { alerts, all, opened } = desktop()
  alerts.show(due())
  alerts.show(due({ key: 'anna/held', screen: 'held' }))
  all[0]?.click()
  all[1]?.click()
  expect(opened).toEqual(['conflicts', 'held'])
})

test('a later one of the same cause takes the place of the earlier', () => {
  const { alerts, all } = desktop()
  alerts.show(due())
  alerts.show(due({ title: '2 conflicts wait for your choice.' }))
  alerts.show(due({ key: 'anna/held' }))
  expect(all.map(({ closed }) => closed)).toEqual([true, false, false])
})

test.each(['win32', 'darwin'] as const)('on %s it does so by its id, and across restarts', (system) => {
  const { alerts, all } = desktop(system)
  alerts.show(due())
  alerts.show(due({ kind: 'recovered' }))
  expect(all.map(({ options }) => options.id)).toEqual(['anna/conflicts', 'anna/conflicts'])
  expect(all.map(({ closed }) => closed)).toEqual([false, false])
})

test('a key that is too long for an id still replaces', () => {
  const { alerts, all } = desktop('win32')
  const key = 'x'.repeat(65)
  alerts.show(due({ key }))
  alerts.show(due({ key }))
  expect(all.map(({ options, closed }) => [options.id, closed])).toEqual([
    [undefined, true],
    [undefined, false],
  ])
})

test('one that went to the list of Windows can still be clicked, and replaced', () => {
  const { alerts, all, opened } = desktop('win32')
  alerts.show(due())
  all[0]?.events.fire('close', { reason: 'timedOut' })
  all[0]?.click()
  expect(opened).toEqual(['conflicts'])
})

test('not more than the last 32 are held in memory', () => {
  const { alerts, all } = desktop()
  for (let number = 0; number < 33; number += 1) alerts.show(due({ key: `changes/${number}` }))
  alerts.show(due({ key: 'changes/0' }))
  alerts.show(due({ key: 'changes/32' }))
  // The first was let go, so nothing of it is closed; the last was still known.
  expect([all[0]?.closed, all[32]?.closed]).toEqual([false, true])
})

test('what the system fails to show goes to the log and to the window', () => {
  const { alerts, all, logged, unshown } = desktop('darwin')
  alerts.show(due())
  all[0]?.events.fire('failed', {}, 'UNErrorDomain 1')
  expect(logged).toEqual([
    { level: 'error', event: 'notification-failed', facts: { alert: 'conflicts', why: 'UNErrorDomain 1' } },
  ])
  expect(unshown).toEqual([due()])
})

test('without notifications on this computer the window alone tells it', () => {
  desk.computer.notifications = false
  const { alerts, all, logged, unshown } = desktop()
  alerts.show(due())
  expect([all.length, unshown.length, logged[0]?.event]).toEqual([0, 1, 'notifications-unsupported'])
})

test('a log line about a notification never says what stands in it', () => {
  desk.computer.notifications = false
  const { alerts, logged } = desktop()
  alerts.show(due({ kind: 'partner-changes', alert: null, body: 'Anna moved “Dachzelt” to 18:00.' }))
  expect(JSON.stringify(logged)).not.toContain('Dachzelt')
})

test('what failed from the menu is an alert that says what happened and what to do', () => {
  const wrong = failure('settings', 'detail', { reason: 'login-start-approval' })
  expect(alertOfFailure(wrong, 'start-at-login', 'settings', 'en')).toEqual({
    kind: 'raised',
    key: 'start-at-login',
    alert: null,
    title: 'macOS waits for your permission to start Partner Sync at login.',
    body: 'Allow it in System Settings, General, Login Items.',
    screen: 'settings',
  })
})

test('on Windows, and only there, the application is named as in its package', () => {
  nameApplication(app, 'linux')
  nameApplication(app, 'darwin')
  expect(desk.happened.userModelIds).toEqual([])
  nameApplication(app, 'win32')
  expect(desk.happened.userModelIds).toEqual([applicationId])
  expect(readFileSync(join(root, 'electron-builder.yml'), 'utf8').split('\n')).toContain(`appId: ${applicationId}`)
})
