import { describe, expect, test } from 'vitest'
import { createAutostart, startedAtLogin } from '../../electron/desktop/autostart.ts'
import type { LoginItems } from '../../electron/desktop/login-start.ts'
import { createTestClock } from '../support/clock.ts'

type Settings = ReturnType<LoginItems['getLoginItemSettings']>

/** Login items of a system; `obey` false: a policy keeps them as they are. */
function loginItems(start: Partial<Settings> = {}, obey: Partial<Settings> | false = {}) {
  let settings: Settings = {
    openAtLogin: false,
    wasOpenedAtLogin: false,
    status: 'not-registered',
    executableWillLaunchAtLogin: false,
    launchItems: [],
    ...start,
  }
  const set: Parameters<LoginItems['setLoginItemSettings']>[0][] = []
  const asked: Parameters<LoginItems['getLoginItemSettings']>[0][] = []
  const app: LoginItems = {
    getLoginItemSettings: (options) => {
      asked.push(options)
      return settings
    },
    setLoginItemSettings: (wanted) => {
      set.push(wanted)
      if (obey === false) return
      const on = wanted.openAtLogin === true
      const status = on ? 'enabled' : 'not-registered'
      settings = { ...settings, openAtLogin: on, executableWillLaunchAtLogin: on, status, ...obey }
    },
  }
  return { app, set, asked, change: (more: Partial<Settings>) => void (settings = { ...settings, ...more }) }
}

function autostart(system: 'win32' | 'darwin', items: ReturnType<typeof loginItems>, packaged = true) {
  const clock = createTestClock()
  return { clock, ...createAutostart({ platform: { system, app: items.app }, packaged, clock }) }
}

describe('on Windows', () => {
  test('it is switched on with the flag that says “at login”, and read back with it', () => {
    const items = loginItems()
    const { state, set } = autostart('win32', items)
    expect([state(), set(true), state(), set(false), state()]).toEqual([
      'off',
      { kind: 'ok', value: 'on' },
      'on',
      { kind: 'ok', value: 'off' },
      'off',
    ])
    expect(items.set[0]).toEqual({ openAtLogin: true, args: ['--hidden'], enabled: true })
    expect(items.asked.every((options) => options?.args?.[0] === '--hidden')).toBe(true)
  })

  test('switched off in the task manager it is off, not on', () => {
    const items = loginItems({ openAtLogin: true, executableWillLaunchAtLogin: false })
    expect(autostart('win32', items).state()).toBe('off')
  })

  test('an entry of this program that is not ours is not known', () => {
    const items = loginItems({ openAtLogin: false, executableWillLaunchAtLogin: true })
    expect(autostart('win32', items).state()).toBe('unknown')
  })

  test('a policy that prevents it is a failure, not a tick', () => {
    const items = loginItems({}, false)
    expect(autostart('win32', items).set(true)).toMatchObject({ kind: 'failure', reason: 'login-start-refused' })
  })
})

describe('on macOS', () => {
  test.each([
    ['enabled', 'on'],
    ['not-registered', 'off'],
    ['not-found', 'off'],
    ['requires-approval', 'off'],
  ] as const)('the status %s is “%s”', (status, state) => {
    expect(autostart('darwin', loginItems({ status })).state()).toBe(state)
  })

  test('a status that nobody knows yet is not known', () => {
    // What a later macOS might say is no member of today's union.
    const items = loginItems({ status: 'postponed' as Settings['status'] })
    expect(autostart('darwin', items).state()).toBe('unknown')
  })

  test('it is switched on and off', () => {
    const { set, state } = autostart('darwin', loginItems())
    expect([set(true), state(), set(false), state()]).toEqual([
      { kind: 'ok', value: 'on' },
      'on',
      { kind: 'ok', value: 'off' },
      'off',
    ])
  })

  test('where the user has to allow it first, the failure says where', () => {
    const done = autostart('darwin', loginItems({}, { status: 'requires-approval' })).set(true)
    expect(done).toMatchObject({ kind: 'failure', reason: 'login-start-approval' })
  })

  test('any other refusal is told as one', () => {
    const done = autostart('darwin', loginItems({}, { status: 'not-found' })).set(true)
    expect(done).toMatchObject({ kind: 'failure', reason: 'login-start-refused' })
  })
})

describe('everywhere', () => {
  test('the system is asked once a minute at most, and anew after switching', async () => {
    const items = loginItems({ status: 'enabled' })
    const { state, set, clock } = autostart('darwin', items)
    for (let snapshot = 0; snapshot < 100; snapshot += 1) state()
    expect(items.asked).toHaveLength(1)
    items.change({ status: 'not-registered' })
    expect(state()).toBe('on')
    await clock.advance(60_000)
    expect(state()).toBe('off')
    set(true)
    expect(state()).toBe('on')
    clock.jumpWall(-3_600_000)
    items.change({ status: 'not-registered' })
    expect(state()).toBe('off')
  })

  test('a program started from its sources registers nothing', () => {
    const items = loginItems({ openAtLogin: true, executableWillLaunchAtLogin: true })
    const { state, set } = autostart('win32', items, false)
    expect(state()).toBe('unknown')
    expect(set(true)).toMatchObject({ kind: 'failure', reason: 'login-start-not-installed' })
    expect(set(false)).toEqual({ kind: 'ok', value: 'unknown' })
    expect([items.set, items.asked]).toEqual([[], []])
  })

  test('a start at login is recognised by the flag, on macOS by the system’s own word', () => {
    const byHand = loginItems().app
    const atLogin = loginItems({ wasOpenedAtLogin: true }).app
    expect(startedAtLogin('win32', ['--hidden'], byHand)).toBe(true)
    expect(startedAtLogin('linux', ['--hidden'], byHand)).toBe(true)
    expect(startedAtLogin('linux', [], atLogin)).toBe(false)
    expect(startedAtLogin('darwin', [], atLogin)).toBe(true)
    expect(startedAtLogin('darwin', [], byHand)).toBe(false)
  })
})
