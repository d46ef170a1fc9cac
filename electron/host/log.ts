/**
 * The single sink of the log: JSON lines in `logs/partner-sync.log`, plain lines on a stream.
 *
 * Events are data and are rendered here, with run and profile on each line; ids and numbers, never contents. Known
 * secrets and whatever has the shape of a token are taken out. Never throws and never waits: a sink that fails says so
 * once through `onBroken`, and the run goes on.
 */
import { appendFileSync, chmodSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { assertNever, type Failure } from '../../shared/failure.ts'
import { type LogLevel, logLevels } from '../../shared/snapshot.ts'
import type { Signal } from '../engine/engine-port.ts'
import { redact } from '../http/redaction.ts'
import { failureOf } from '../ledger/failures.ts'
import { preparePrivateFolder } from '../ledger/files.ts'
import type { Secret } from './secret.ts'

export type LogValue = string | number | boolean | null

export interface LogEvent {
  readonly level: LogLevel
  /** What happened, as one word: `run-started`, `settings-recovered`. */
  readonly event: string
  readonly profile?: string
  readonly run?: string
  /** Ids, counts, codes; never what a page says. */
  readonly facts?: Readonly<Record<string, LogValue>>
}

export interface Log {
  write(event: LogEvent): void
  /** From now on this text appears nowhere in the log. */
  hide(secret: Secret): void
  /** A text without them, and without whatever has the shape of a token: for what is shown elsewhere. */
  clean(text: string): string
  /** ms UTC since when lines of the file are lost; null while all is well. */
  brokenSince(): number | null
  readonly path: string
}

export interface LogOptions {
  /** The home; the log lies in `logs` below it. */
  readonly folder: string
  readonly clock: { now(): number }
  /** What goes into the file; asked for each line when it may change. */
  readonly level: LogLevel | (() => LogLevel)
  /** A second place, for people; nothing below its level is printed there. */
  readonly stream?: { readonly level: LogLevel; write(text: string): void }
  /** Called once when lines begin to be lost, and again only after it had worked in between. */
  readonly onBroken?: (failure: Failure) => void
  readonly maxBytes?: number
  readonly files?: number
}

const LARGEST_FILE = 2 * 1024 * 1024
const FILES = 5

export function createLog(options: LogOptions): Log {
  const { folder, clock, level, stream, onBroken, maxBytes = LARGEST_FILE, files = FILES } = options
  const logs = join(folder, 'logs')
  const path = join(logs, 'partner-sync.log')
  const secrets = new Set<string>()
  let prepared = false
  const brokenAt: Record<'file' | 'stream', number | null> = { file: null, stream: null }

  const broke = (sink: 'file' | 'stream', error: unknown, subject: string): void => {
    if (brokenAt[sink] !== null) return
    brokenAt[sink] = clock.now()
    try {
      onBroken?.(failureOf(error, subject))
    } catch {
      // Whoever is told of a broken log may itself be broken; nothing is left to tell, and the run must go on.
    }
  }

  const append = (line: string): void => {
    if (!prepared) {
      preparePrivateFolder(folder)
      preparePrivateFolder(logs)
    }
    rotate(path, Buffer.byteLength(line), maxBytes, files)
    appendFileSync(path, line, { mode: 0o600 })
    // A file from elsewhere keeps its own mode when it is only appended to.
    if (!prepared) chmodSync(path, 0o600)
    prepared = true
  }

  const write = (event: LogEvent): void => {
    const known = [...secrets]
    const at = new Date(clock.now()).toISOString()
    if (includes(typeof level === 'function' ? level() : level, event.level)) {
      try {
        append(`${jsonLine(event, at, known)}\n`)
        brokenAt.file = null
      } catch (error) {
        prepared = false
        broke('file', error, path)
      }
    }
    if (stream === undefined || !includes(stream.level, event.level)) return
    try {
      stream.write(`${redact(plainLine(event, at), known)}\n`)
      brokenAt.stream = null
    } catch (error) {
      broke('stream', error, 'stderr')
    }
  }

  return {
    path,
    write,
    hide: (secret) => void secrets.add(secret.reveal()),
    clean: (text) => redact(text, [...secrets]),
    brokenSince: () => brokenAt.file,
  }
}

function includes(chosen: LogLevel, level: LogLevel): boolean {
  return logLevels.indexOf(level) <= logLevels.indexOf(chosen)
}

/** The present file becomes `.1`, `.1` becomes `.2`; the oldest is overwritten. */
function rotate(path: string, coming: number, maxBytes: number, files: number): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0 || size + coming <= maxBytes) return
  for (let older = files - 1; older >= 1; older -= 1) {
    const from = older === 1 ? path : `${path}.${older - 1}`
    if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, `${path}.${older}`)
  }
}

/** Secrets are taken out of values as they are, and out of the whole line as JSON escapes them. */
function jsonLine({ level, event, profile, run, facts }: LogEvent, at: string, secrets: readonly string[]): string {
  const line = { at, level, event, profile: profile ?? null, run: run ?? null, ...facts }
  const json = JSON.stringify(line, (_, value: unknown) => (typeof value === 'string' ? redact(value, secrets) : value))
  return redact(
    json,
    secrets.map((secret) => JSON.stringify(secret).slice(1, -1)),
  )
}

function plainLine({ level, event, profile, run, facts = {} }: LogEvent, at: string): string {
  const parts = [at, level.padEnd(5), ...(profile === undefined ? [] : [`[${profile}]`]), event]
  if (run !== undefined) parts.push(`run=${run}`)
  for (const [name, value] of Object.entries(facts)) parts.push(`${name}=${value}`)
  // Control characters would move the cursor of a terminal, or begin a line that nobody wrote.
  return parts.join(' ').replaceAll(/\p{Control}+/gu, ' ')
}

/**
 * What the engine signals, as an event. Progress is for bars, so it stays in the debug level; so do looks that nobody asked
 * for and that find nothing: a computer at rest does not write to its disk every 20 seconds.
 */
export function eventOf(signal: Signal): LogEvent {
  const about = { event: signal.kind, profile: signal.profile }
  switch (signal.kind) {
    case 'run-started': {
      const byItself = signal.asked === 'auto' || signal.asked === 'sweep'
      return { ...about, level: byItself ? 'debug' : 'info', run: signal.runId }
    }
    case 'step':
      return { ...about, level: 'debug', run: signal.runId, facts: { step: signal.step } }
    case 'progress':
      return { ...about, level: 'debug', run: signal.runId, facts: { done: signal.done, total: signal.total } }
    case 'failed':
      return {
        ...about,
        level: 'error',
        run: signal.runId,
        facts: { page: signal.pageId, ...failureFacts(signal.failure) },
      }
    case 'noticed':
      return { ...about, level: 'info', run: signal.runId, facts: { what: signal.what, page: signal.pageId } }
    case 'run-finished': {
      const { id, kind, state, startedAt, finishedAt, statistics, requests, falseAlarms, failure } = signal.run
      const facts = {
        kind,
        state,
        durationMs: finishedAt === null ? null : finishedAt - startedAt,
        ...statistics,
        reads: requests.read,
        writes: requests.write,
        retried: requests.retried,
        falseAlarms,
        ...(failure === null ? {} : failureFacts(failure)),
      }
      const quiet = signal.silent ? 'debug' : 'info'
      return { ...about, level: failure === null ? quiet : 'error', run: id, facts }
    }
    default:
      return assertNever(signal)
  }
}

const ownParts: ReadonlySet<string> = new Set([
  'partner-sync',
  'command-line',
  'credentials',
  'engine',
  'ledger',
  'settings',
])

/** A failure without its text: an answer of a service may quote what a page says. That stands in the problems list. */
export function failureFacts(failure: Failure): Readonly<Record<string, LogValue>> {
  const { category, connector, code, status, requestId, reason, outcome } = failure
  // What this program says of itself (a bug, its own files) quotes no page, and is the only trace there is.
  const own = ownParts.has(connector) ? { text: failure.text } : {}
  return { category, connector, code, status, requestId, reason, outcome, ...own }
}
