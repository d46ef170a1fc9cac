/**
 * The installers for Linux, up to the tools that make them: those are fetched from the network, and are not called here.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { packWithStandIn, scratchFolder } from './packing.ts'

const scratch = scratchFolder()

/** What AppImage is made of, and what fpm is called with for a .deb: its arguments, and the file of the desktop entry. */
const appImageSchema = z.object({ desktop: z.string(), desktopFileName: z.string() })
const debSchema = z.tuple([z.array(z.string()), z.string()])

let appImage: z.infer<typeof appImageSchema>
let debArguments: readonly string[]
let debEntry: string
/** By the name of the option that hands it over. */
const debScripts = new Map<string, string>()

beforeAll(async () => {
  await packWithStandIn('linux', scratch, {
    make: 'installers',
    overrides: {
      directories: { output: join(scratch, 'release') },
      extraMetadata: { homepage: 'https://partner-sync.invalid' },
    },
    atTool: (calledWith) => {
      if (!Array.isArray(calledWith)) {
        appImage = appImageSchema.parse(calledWith)
        return true
      }
      const [called, entry] = debSchema.parse(calledWith)
      debArguments = called
      // These files go when electron-builder ends.
      debEntry = readFileSync(entry, 'utf8')
      for (const option of ['--after-install', '--after-remove']) {
        debScripts.set(option, readFileSync(valueOf(option), 'utf8'))
      }
      return true
    },
  })
})

function valueOf(option: string): string {
  return debArguments[debArguments.indexOf(option) + 1] ?? ''
}

/** Where files of the .deb end up. */
function installed(ending: string): readonly string[] {
  return debArguments.flatMap((one) => one.split('=')[1] ?? []).filter((path) => path.endsWith(ending))
}

test('the desktop knows the windows of the program by the name of its entry', () => {
  const { desktopName } = z
    .object({ desktopName: z.string() })
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')))
  expect(appImage.desktopFileName).toBe(desktopName)
  expect(installed('.desktop')).toEqual([`/usr/share/applications/${desktopName}`])
  for (const entry of [appImage.desktop, debEntry]) {
    expect(entry).toContain(`\nStartupWMClass=${desktopName.replace('.desktop', '')}\n`)
    expect(entry).toContain('\nName=Partner Sync\n')
  }
})

test('nothing starts the program without its sandbox, and no links are taken from other programs', () => {
  expect(appImage.desktop).toMatch(/^Exec=AppRun %U$/m)
  expect(debEntry).toMatch(/^Exec="\/opt\/Partner Sync\/partner-sync" %U$/m)
  for (const entry of [appImage.desktop, debEntry]) expect(entry).not.toMatch(/MimeType|x-scheme-handler/)
})

test('the .deb brings icons of every size that panels ask for, and needs what Electron needs', () => {
  const sizes = [16, 24, 32, 48, 64, 128, 256, 512]
  const icons = sizes.map((size) => `/usr/share/icons/hicolor/${size}x${size}/apps/partner-sync.png`)
  expect(installed('.png')).toEqual(expect.arrayContaining(icons))
  expect(valueOf('--name')).toBe('partner-sync')
  expect(valueOf('--package')).toMatch(/Partner-Sync-\d+\.\d+\.\d+-linux-amd64\.deb$/)
})

test('what the .deb does at installing is about its own folder', () => {
  expect(debScripts.get('--after-install')).toContain('/opt/Partner Sync/')
  expect(debScripts.get('--after-remove')).toContain('partner-sync')
  // What was synced belongs to the people, not to the package.
  expect(debScripts.get('--after-remove')).not.toMatch(/\.config|\$HOME|\/home/)
})
