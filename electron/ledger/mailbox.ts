/**
 * What users decide while another process holds the home: posted here, carried out and answered by the holder.
 *
 * Posting and discarding are the only writes that a process without the lock makes: one small statement each, which
 * waits for the holder's transaction. A reader opens its writing connection only when it has something to post.
 */
import type { Mailbox, MailRecord } from '../engine/ledger-port.ts'
import { type Database, numberOf, type Row, textOf } from './database.ts'

/** `writing` is called for each write, so that a reader can open its writing connection late. */
export function createMailbox(reading: Database, writing: () => Database): Mailbox {
  const columns = 'SELECT id, at, request, answer FROM mail'
  const unanswered = reading.statement(`${columns} WHERE answer IS NULL ORDER BY seq`)
  const byId = reading.statement(`${columns} WHERE id = ?`)
  return {
    // The same mail posted twice is one mail: a poster that is not sure may post again.
    post: ({ id, at, request }) =>
      void writing()
        .statement('INSERT INTO mail (id, at, request) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING')
        .run(id, at, request),
    unanswered: () => [...unanswered.rows()].map(mailOf),
    answer: (id, answer) => void writing().statement('UPDATE mail SET answer = ?2 WHERE id = ?1').run(id, answer),
    mail: (id) => {
      const row = byId.row(id)
      return row === null ? null : mailOf(row)
    },
    discard: (id) => void writing().statement('DELETE FROM mail WHERE id = ?').run(id),
  }
}

function mailOf(row: Row): MailRecord {
  return {
    id: textOf(row, 'id', 'mail'),
    at: numberOf(row, 'at', 'mail'),
    request: textOf(row, 'request', 'mail'),
    answer: row['answer'] === null ? null : textOf(row, 'answer', 'mail'),
  }
}
