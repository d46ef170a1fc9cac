/**
 * Finds the real Chromium, or installs it, or says how to get it.
 *
 * The engine is the one that Electron has inside, so that what a page may do is shown, not believed. Looked for: the
 * variable CHROMIUM, then the usual places; where `apt-get` may install (a Debian as root), it does so and says so.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const help = `There is no Chromium on this computer, and it could not be installed.
On Debian or Ubuntu:  sudo apt-get install -y chromium
Elsewhere:            install Chromium or Chrome and name it, CHROMIUM=/path/to/chrome`

function installed(): string | null {
  const named = process.env['CHROMIUM']
  if (named !== undefined && named !== '') return named
  return places.find((path) => existsSync(path)) ?? null
}

function install(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  process.stderr.write('Chromium is missing; installing it with apt-get, which takes about a minute.\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, stdio: 'ignore', timeout: 300_000 } as const
  if (spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options).status !== 0) {
    // A fresh system knows no packages yet.
    spawnSync('apt-get', ['update'], options)
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)
  }
  return installed()
}

/** A browser without a display; throws with what to do where there is none. */
export async function openChromium(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = installed() ?? install()
  if (executablePath === null) throw new Error(help)
  // Chromium's own sandbox refuses to start as root; what is tested here is the page, not the process around it.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args: [...asRoot, ...flags] })
}
