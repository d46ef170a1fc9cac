import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { array, assert, constantFrom, property } from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLinuxAutostart, execLine, type LinuxPlace } from '../../electron/desktop/autostart-linux.ts'
import { explainFailure } from '../../shared/words/failures.ts'

let config = ''
beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), 'autostart-'))
})
afterEach(() => rmSync(config, { recursive: true }))

const program = '/opt/Partner Sync/partner-sync'

function autostart(more: Partial<LinuxPlace> = {}) {
  return createLinuxAutostart({
    configHome: config,
    userFolder: join(config, 'user'),
    executable: program,
    appImage: undefined,
    appDir: undefined,
    ...more,
  })
}

const entry = () => join(config, 'autostart/partner-sync.desktop')
const written = (): string => readFileSync(entry(), 'utf8')

function write(text: string): void {
  mkdirSync(dirname(entry()), { recursive: true })
  writeFileSync(entry(), text)
}

function execOf(text: string): string {
  return /^Exec=(.*)$/m.exec(text)?.[1] ?? ''
}

/** The command as a desktop reads it: first the escapes of a value, then field codes, then quotes. */
function commandIn(exec: string): readonly string[] {
  const value = exec.replace(/\\(.)/g, (_, sign: string) => (sign === 's' ? ' ' : sign)).replaceAll('%%', '%')
  return [...value.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)].map(([, quoted, plain = '']) =>
    quoted === undefined ? plain : quoted.replace(/\\(["`$\\])/g, '$1'),
  )
}

describe('switching it', () => {
  test('is off on a new computer, and on after it was switched on', () => {
    expect(autostart().state()).toBe('off')
    expect(autostart().set(true)).toEqual({ kind: 'ok', value: 'on' })
    expect(autostart().state()).toBe('on')
    expect(commandIn(execOf(written()))).toEqual([program, '--hidden'])
  })

  test('off again leaves nothing behind, and twice is the same as once', () => {
    autostart().set(true)
    expect(autostart().set(false)).toEqual({ kind: 'ok', value: 'off' })
    expect(autostart().set(false)).toEqual({ kind: 'ok', value: 'off' })
    expect([autostart().state(), readdirSync(join(config, 'autostart'))]).toEqual(['off', []])
  })

  test('writes an entry that a desktop accepts: its group first, each key once, nothing in a terminal', () => {
    autostart().set(true)
    const [group, ...lines] = written().trimEnd().split('\n')
    expect(group).toBe('[Desktop Entry]')
    const keys = lines.map((line) => line.split('=')[0])
    expect(new Set(keys).size).toBe(keys.length)
    expect(lines).toEqual(expect.arrayContaining(['Type=Application', 'Name=Partner Sync', 'Terminal=false']))
    expect(readdirSync(join(config, 'autostart'))).toEqual(['partner-sync.desktop'])
  })

  test('without an absolute XDG_CONFIG_HOME it goes to .config of the user', () => {
    for (const configHome of [undefined, '', 'relative']) {
      rmSync(join(config, 'user'), { recursive: true, force: true })
      autostart({ configHome }).set(true)
      expect(readdirSync(join(config, 'user/.config/autostart'))).toEqual(['partner-sync.desktop'])
    }
  })
})

describe('what to start', () => {
  const mounted = { executable: '/tmp/.mount_x/usr/partner-sync', appDir: '/tmp/.mount_x' }

  test('an AppImage is started itself, not its unpacked program', () => {
    autostart({ ...mounted, appImage: '/home/anna/Partner Sync.AppImage' }).set(true)
    expect(commandIn(execOf(written()))).toEqual(['/home/anna/Partner Sync.AppImage', '--hidden'])
  })

  test('the variables of another AppImage, which started us, count for nothing', () => {
    autostart({ appDir: '/tmp/.mount_y', appImage: '/home/anna/Files.AppImage' }).set(true)
    expect(commandIn(execOf(written()))).toEqual([program, '--hidden'])
  })

  test('after the program has moved the old entry is not taken for “on”, and switching on renews it', () => {
    autostart().set(true)
    const moved = autostart({ executable: '/opt/elsewhere/partner-sync' })
    expect(moved.state()).toBe('unknown')
    moved.set(true)
    expect(moved.state()).toBe('on')
  })

  test.each(['/opt/a b/c', '/opt/50%/c', '/opt/$HOME/`id`/"q"/back\\slash', "/opt/it's/ü & <x>;(y)|*?#~"])(
    'the path %s reaches the desktop as it is',
    (path) => {
      expect(commandIn(execLine([path, '--hidden']) ?? '')).toEqual([path, '--hidden'])
    },
  )

  test('whatever signs a path is made of, it reaches it', () => {
    const signs = constantFrom(...'abc /"`$\\%\'~#&;|<>()[]{}*?!.,:+@-äß漢'.split(''), '😀')
    assert(
      property(array(signs), (parts) => {
        const path = `/${parts.join('')}`
        expect(commandIn(execLine([path, '--hidden']) ?? '')).toEqual([path, '--hidden'])
      }),
    )
  })

  test('special signs are quoted as the standard spells it', () => {
    expect(execLine(['/opt/$x/a\\b', '--hidden'])).toBe(String.raw`"/opt/\\$x/a\\\\b" --hidden`)
    expect(execLine(['/opt/100%', '--hidden'])).toBe('"/opt/100%%" --hidden')
  })

  test('a path that no entry can hold is refused with a remedy, and nothing is written', () => {
    for (const executable of ['/opt/a=b/partner-sync', '/opt/line\nHidden=true/partner-sync']) {
      const done = autostart({ executable }).set(true)
      expect(done).toMatchObject({ kind: 'failure', reason: 'login-start-path', subject: executable })
      expect(autostart({ executable }).state()).toBe('off')
    }
  })
})

describe('what others have set', () => {
  const foreign = '[Desktop Entry]\nType=Application\nName=Partner Sync\nExec=/home/anna/start.sh\n'

  test('an entry of another make is neither “on” nor “off”, and is never touched', () => {
    write(foreign)
    expect(autostart().state()).toBe('unknown')
    for (const on of [true, false]) {
      expect(autostart().set(on)).toMatchObject({ kind: 'failure', reason: 'login-start-foreign', subject: entry() })
    }
    expect(written()).toBe(foreign)
  })

  test('a hidden entry of another make is “off” and stays', () => {
    write(`${foreign}Hidden=true\n`)
    expect([autostart().state(), autostart().set(false)]).toEqual(['off', { kind: 'ok', value: 'off' }])
    expect(autostart().set(true)).toMatchObject({ kind: 'failure', reason: 'login-start-foreign' })
    expect(written()).toBe(`${foreign}Hidden=true\n`)
  })

  test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
    'our entry switched off by the desktop (%s) is “off”, until the user ticks it here',
    (line) => {
      autostart().set(true)
      write(`${written()}${line}\n`)
      expect(autostart().state()).toBe('off')
      expect(autostart().set(true)).toEqual({ kind: 'ok', value: 'on' })
      expect(autostart().state()).toBe('on')
    },
  )

  test('keys of another group mean nothing', () => {
    autostart().set(true)
    write(`${written()}\n[Desktop Action x]\nHidden=true\nExec=/bin/other\n`)
    expect(autostart().state()).toBe('on')
  })

  test('a link to a file that is kept elsewhere is not replaced', () => {
    autostart().set(true)
    const kept = join(config, 'kept.desktop')
    writeFileSync(kept, written())
    rmSync(entry())
    symlinkSync(kept, entry())
    expect(autostart().set(false)).toMatchObject({ kind: 'failure', reason: 'login-start-foreign' })
    expect(readFileSync(kept, 'utf8')).toContain('Exec=')
  })
})

describe('a computer that refuses', () => {
  test('a folder where a folder cannot be made is a failure with a remedy', () => {
    writeFileSync(join(config, 'autostart'), 'a file')
    const done = autostart().set(true)
    expect(done).toMatchObject({
      kind: 'failure',
      category: 'disk',
      reason: 'login-start-unwritable',
      subject: entry(),
    })
    if (done.kind !== 'failure') throw new Error('it was written')
    expect(explainFailure(done, 'en').remedy).toContain('Allow your user to write there')
  })

  test('a folder in place of the entry is not known, and no failure is thrown', () => {
    mkdirSync(entry(), { recursive: true })
    expect(autostart().state()).toBe('unknown')
    expect(autostart().set(true)).toMatchObject({ kind: 'failure', reason: 'login-start-unwritable' })
  })

  test('a folder that nobody may write to, not even the administrator, is a failure and no crash', () => {
    const { state, set } = autostart({ configHome: '/proc/self' })
    expect([state(), set(true).kind, set(false)]).toEqual(['off', 'failure', { kind: 'ok', value: 'off' }])
    expect(set(true)).toMatchObject({
      reason: 'login-start-unwritable',
      subject: '/proc/self/autostart/partner-sync.desktop',
    })
  })

  test('a full disk is a failure, and what was begun is swept away', () => {
    autostart().set(true)
    symlinkSync('/dev/full', `${entry()}.new`)
    expect(autostart().set(true)).toMatchObject({ kind: 'failure', code: 'ENOSPC', reason: 'login-start-unwritable' })
    expect([readdirSync(join(config, 'autostart')), autostart().state()]).toEqual([['partner-sync.desktop'], 'on'])
  })

  test('a new entry that cannot be written leaves the old one as it was', () => {
    const old = autostart({ executable: '/opt/old/partner-sync' })
    old.set(true)
    const before = written()
    mkdirSync(`${entry()}.new`)
    expect(autostart().set(true)).toMatchObject({ kind: 'failure', code: 'EISDIR', reason: 'login-start-unwritable' })
    expect([written(), old.state()]).toEqual([before, 'on'])
  })
})
