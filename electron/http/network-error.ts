/**
 * Why a request came back without an answer, from whatever the platform's `fetch` throws.
 *
 * Promises to say `never-made` only when nothing of the request can have reached the service: the name was not found,
 * nobody listened, the certificate was refused. Everything in doubt is `lost`, for a write may have happened then
 * (sync-semantics, "What came back from a create").
 */

export type NetworkFault = {
  readonly kind: 'never-made' | 'certificate' | 'lost'
  readonly code: string | null
  /** Every message from the outermost error to the innermost, for the problem's text. */
  readonly text: string
}

const NEVER_MADE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  // The same from Chromium, whose fetch the desktop hands in for the system's proxy.
  'ERR_INTERNET_DISCONNECTED',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_CONNECTION_REFUSED',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_PROXY_CONNECTION_FAILED',
  'ERR_TUNNEL_CONNECTION_FAILED',
])

// Verification fails inside the handshake, before the first byte of the request is sent.
const CERTIFICATE =
  /^(CERT_|ERR_CERT_|ERR_TLS_CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|HOSTNAME_MISMATCH$|ERR_SSL_WRONG_VERSION_NUMBER$)/

const CHROMIUM_CODE = /\bnet::(ERR_[A-Z0-9_]+)/

interface Layer {
  readonly message: string
  readonly code: string | null
  readonly syscall: string | null
}

const textOf = (record: object, key: string): string | null => {
  const value: unknown = Reflect.get(record, key)
  return typeof value === 'string' && value !== '' ? value : null
}

/** An error, its causes and the parts of an aggregate (several addresses tried), outermost first. */
function layers(error: unknown, depth = 0): readonly Layer[] {
  // Six causes deep is far more than any platform nests; the limit only stops a circle.
  if (typeof error !== 'object' || error === null || depth > 6) {
    return typeof error === 'string' ? [{ message: error, code: null, syscall: null }] : []
  }
  const message = textOf(error, 'message') ?? textOf(error, 'name') ?? 'error without a message'
  const own: Layer = {
    message,
    code: textOf(error, 'code') ?? CHROMIUM_CODE.exec(message)?.[1] ?? null,
    syscall: textOf(error, 'syscall'),
  }
  const parts: unknown = Reflect.get(error, 'errors')
  const inner = Array.isArray(parts) ? parts.flatMap((part: unknown) => layers(part, depth + 1)) : []
  const cause: unknown = Reflect.get(error, 'cause')
  return [own, ...inner, ...(cause === undefined ? [] : layers(cause, depth + 1))]
}

const isCertificate = (layer: Layer): boolean => layer.code !== null && CERTIFICATE.test(layer.code)

// A connect that timed out has the same code as a connection that died; the system call tells them apart.
const isNeverMade = (layer: Layer): boolean =>
  (layer.code !== null && NEVER_MADE.has(layer.code)) || layer.syscall === 'connect' || layer.syscall === 'getaddrinfo'

/** Judges what `fetch` threw. The innermost code is the system's own and names the cause best. */
export function networkFault(error: unknown): NetworkFault {
  const all = layers(error)
  const code = all.findLast((layer) => layer.code !== null)?.code ?? null
  const text = [...new Set(all.map((layer) => layer.message))].join(': ')
  if (all.some(isCertificate)) return { kind: 'certificate', code, text }
  return { kind: all.some(isNeverMade) ? 'never-made' : 'lost', code, text }
}
