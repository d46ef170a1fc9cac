/**
 * Asks what listens on loopback, as anybody could: with every header in the hands of the test, `Host` too.
 */
import { request } from 'node:http'
import { connect } from 'node:net'
import { onTestFinished } from 'vitest'
import { type Loopback, type LoopbackOptions, openLoopback } from '../../electron/host/loopback.ts'
import { refusal } from '../../electron/host/loopback-answer.ts'
import type { Failure } from '../../shared/failure.ts'
import { unwrap } from '../support/world.ts'

export interface Asked {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly text: string
  json(): unknown
}

export interface Asking {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A server with these routes, until the test is over. */
export async function listening(
  answer: LoopbackOptions['answer'],
  report: (wrong: Failure) => void = () => {},
): Promise<Loopback> {
  const refuse: LoopbackOptions['refuse'] = (status, wrong) => refusal(status, wrong, 'en')
  const server = unwrap(await openLoopback({ port: 0, answer, refuse, report }))
  onTestFinished(() => server.close())
  return server
}

/** One request on a connection of its own. */
export function ask({ port }: Pick<Loopback, 'port'>, path: string, asking: Asking = {}): Promise<Asked> {
  const { method = 'GET', headers = {}, body } = asking
  return new Promise((done, fail) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (more: string) => {
        text += more
      })
      response.on('error', fail)
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: () => JSON.parse(text) as unknown,
        }),
      )
    })
    sent.on('error', fail)
    sent.end(body)
  })
}

/** A connection that stays open; `until` waits for a text of the other end. */
export async function openStream({ port }: Pick<Loopback, 'port'>, head: string) {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  let heard = ''
  const closed = new Promise<void>((done) => void socket.once('close', () => done()))
  socket.setEncoding('utf8')
  socket.on('error', () => {})
  const waiting = new Set<() => void>()
  socket.on('data', (text: string) => {
    heard += text
    for (const look of waiting) look()
  })
  await new Promise<void>((done) => void socket.once('connect', () => done()))
  socket.write(head)
  const until = (text: string): Promise<string> =>
    new Promise((done) => {
      const look = (): void => {
        if (!heard.includes(text)) return
        waiting.delete(look)
        done(heard)
      }
      waiting.add(look)
      look()
    })
  return { socket, until, closed }
}
