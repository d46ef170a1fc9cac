/**
 * Where the window's page comes from: an own scheme with a fixed table of files, each with the headers that lock it in.
 *
 * No path is ever built from an address: what the table does not name is not there. Everything else on this computer and
 * in the network is out of the page's reach by its policy, whoever wrote the page.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CustomScheme, Protocol } from 'electron'

const SCHEME = 'partner-sync'
const ORIGIN = `${SCHEME}://app`

/** The page that the window shows. */
export const windowAddress = `${ORIGIN}/window.html`

/** Told to Electron before it is ready. Standard and secure, so that the page has an origin of its own, and nothing more. */
export const ownScheme: CustomScheme = { scheme: SCHEME, privileges: { standard: true, secure: true } }

/** All there is: the path of the address, the file's name in the folder of the built window, its type. */
export const servedFiles: ReadonlyMap<string, { readonly file: string; readonly type: string }> = new Map([
  ['/window.html', { file: 'window.html', type: 'text/html; charset=utf-8' }],
  ['/window.js', { file: 'window.js', type: 'text/javascript; charset=utf-8' }],
  ['/window.css', { file: 'window.css', type: 'text/css; charset=utf-8' }],
])

/** The page may load its own script, style and pictures, and nothing else from anywhere; it may connect to nothing. */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "object-src 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const deniedFeatures = ['camera', 'microphone', 'geolocation', 'display-capture', 'usb', 'serial', 'hid', 'midi']

/** Sent with every answer, refusals too. */
export const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
  'Cache-Control': 'no-store',
}

/** Whether an address is one of this application's pages. */
export function isOwnAddress(address: string): boolean {
  return URL.canParse(address) && address.startsWith(`${ORIGIN}/`)
}

/** Answers the scheme in a session. `folder`: where the built window lies. */
export function serveWindow(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle(SCHEME, (request) => answer(request, folder))
}

/** A file of the table, or a refusal; never throws. */
export async function answer({ url, method }: { url: string; method: string }, folder: string): Promise<Response> {
  if (method !== 'GET') return refusal(405)
  const found = isOwnAddress(url) ? servedFiles.get(new URL(url).pathname) : undefined
  if (found === undefined) return refusal(404)
  try {
    const body = await readFile(join(folder, found.file))
    return new Response(new Uint8Array(body), { headers: { ...headers, 'Content-Type': found.type } })
  } catch {
    // A file of the table that cannot be read is an installation that is not whole; the window then tells that it failed.
    return refusal(404)
  }
}

function refusal(status: 404 | 405): Response {
  return new Response(null, { status, headers })
}
