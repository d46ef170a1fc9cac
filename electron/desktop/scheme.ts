/**
 * Where the window's page comes from: an own scheme with a fixed table of files, each with the headers that lock it in.
 *
 * No path is ever built from an address: what the table does not name is not there. Everything else on this computer and
 * in the network is out of the page's reach by its policy, whoever wrote the page.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CustomScheme, Protocol } from 'electron'
import { servedFiles, windowHeaders } from '../host/window-files.ts'

const SCHEME = 'partner-sync'
const ORIGIN = `${SCHEME}://app`

/** The page that the window shows. */
export const windowAddress = `${ORIGIN}/window.html`

/** Told to Electron before it is ready. Standard and secure, so that the page has an origin of its own, and nothing more. */
export const ownScheme: CustomScheme = { scheme: SCHEME, privileges: { standard: true, secure: true } }

const headers = windowHeaders('none')

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
