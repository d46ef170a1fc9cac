/**
 * A failure as people read it: what happened, why, what to do; the full technical text on demand, to be copied.
 */
import type { ErrorExplained } from '../../shared/contract.ts'
import type { WindowWords } from '../../shared/words/window.ts'
import { Button } from './button.tsx'
import { CopyText } from './copy-text.tsx'
import { NoticeBox } from './notice.tsx'

interface FailureNoticeProps {
  readonly error: ErrorExplained
  readonly words: WindowWords
  readonly onRetry?: () => void
}

export function FailureNotice({ error, words, onRetry }: FailureNoticeProps) {
  const retry = onRetry === undefined ? {} : { actions: <Button onClick={onRetry}>{words.retry}</Button> }
  return (
    <NoticeBox kind="bad" title={error.message} live {...retry}>
      <p>{error.cause}</p>
      <p>
        <strong>{words.whatToDo}</strong> {error.remedy}
      </p>
      {error.detail !== undefined && error.detail !== '' && <TechnicalText text={error.detail} words={words} />}
    </NoticeBox>
  )
}

/** The complete text behind a failure, folded away. */
export function TechnicalText({ text, words }: { readonly text: string; readonly words: WindowWords }) {
  return (
    <details className="technical">
      <summary>{words.details}</summary>
      {/* Can be scrolled with the keyboard. */}
      <pre tabIndex={0}>{text}</pre>
      <CopyText text={text} words={words} />
    </details>
  )
}
