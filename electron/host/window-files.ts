/**
 * The built window as it is served, by the application's own scheme and on loopback: a fixed table of files, and the
 * headers that lock the page in.
 *
 * No path is ever built from an address: what the table does not name is not there.
 */

/** All there is: the path of the address, the file's name in the folder of the built window, its type. */
export const servedFiles: ReadonlyMap<string, { readonly file: string; readonly type: string }> = new Map([
  ['/window.html', { file: 'window.html', type: 'text/html; charset=utf-8' }],
  ['/window.js', { file: 'window.js', type: 'text/javascript; charset=utf-8' }],
  ['/window.css', { file: 'window.css', type: 'text/css; charset=utf-8' }],
])

/** In a browser there is no preload: this script puts the bridge into the page instead. */
export const loopbackScript = '/loopback.js'

/** What a browser is served: the same, and the script that speaks to us. */
export const loopbackFiles: typeof servedFiles = new Map([
  ...servedFiles,
  [loopbackScript, { file: 'loopback.js', type: 'text/javascript; charset=utf-8' }],
])

/**
 * The page may load its own script, style and pictures, and nothing else from anywhere. `connect`: with what it may
 * speak; nothing on a desktop, where the bridge is no connection.
 */
function policy(connect: 'none' | 'self'): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src '${connect}'`,
    "object-src 'none'",
    "frame-src 'none'",
    "worker-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

const deniedFeatures = ['camera', 'microphone', 'geolocation', 'display-capture', 'usb', 'serial', 'hid', 'midi']

/** Sent with every answer, refusals too. */
export function windowHeaders(connect: 'none' | 'self'): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': policy(connect),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
    'Cache-Control': 'no-store',
  }
}
