/**
 * Where a token is put in: pasting tries it at once, typing it wants the button. It is never shown and never kept here.
 *
 * In the application's own window it can also come from a file. A pasted token does not even reach the field; a typed one leaves it before anybody is asked. What comes back is where it
 * is stored and whose workspace it opens.
 */
import { FolderOpen, KeyRound } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ErrorExplained } from '../../shared/contract.ts'
import type { Answer } from '../../shared/ipc.ts'
import { accessWords } from '../../shared/words/window-setup-access.ts'
import { useAct } from '../answers.ts'
import { useWindow } from '../window-context.ts'
import { Button } from './button.tsx'
import { TechnicalText } from './failure-notice.tsx'
import { Field } from './field.tsx'

interface TokenFieldProps {
  readonly label: string
  /** In whose place it is stored; null: under a new name. */
  readonly entry: string | null
  readonly onStored: (stored: Answer<'save-token'>) => void
}

export function TokenField({ label, entry, onStored }: TokenFieldProps) {
  const { words, language, bridge } = useWindow()
  const text = accessWords(language)
  const { act, busy } = useAct()
  const [error, setError] = useState<ErrorExplained | 'missing' | null>(null)
  const input = useRef<HTMLInputElement>(null)

  const store = async (token: string): Promise<void> => {
    if (busy) return
    if (token === '') {
      setError('missing')
      input.current?.focus()
      return
    }
    setError(null)
    const reply = await act('save-token', { entry, token }, { quiet: true })
    if (reply.kind === 'ok') return onStored(reply.value)
    setError(reply.error)
    input.current?.focus()
  }
  const importFile = async (): Promise<void> => {
    setError(null)
    const reply = await act('import-token-file', null, { quiet: true })
    if (reply.kind === 'failure') return setError(reply.error)
    // Null: no file was chosen after all.
    if (reply.value !== null) onStored(reply.value)
  }
  // Only a page in a browser has a connection that can be lost, and there is no dialog of the system there.
  const onDesktop = bridge.connection === undefined
  const sentence = error === null ? null : error === 'missing' ? text.tokenMissing : error.message
  return (
    <form
      className="token"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        const field = input.current
        if (field === null) return
        const token = field.value.trim()
        field.value = ''
        void store(token)
      }}
    >
      <Field label={label} hint={text.tokenHint} error={sentence}>
        {(ids) => (
          <div className="token-line">
            <input
              {...ids}
              ref={input}
              type="password"
              autoComplete="off"
              spellCheck={false}
              maxLength={4096}
              onPaste={(event) => {
                event.preventDefault()
                event.currentTarget.value = ''
                void store(event.clipboardData.getData('text').trim())
              }}
            />
            <Button type="submit" icon={KeyRound} busy={busy}>
              {text.check}
            </Button>
            {onDesktop && (
              <Button icon={FolderOpen} kind="quiet" busy={busy} onClick={() => void importFile()}>
                {text.fromFile}
              </Button>
            )}
          </div>
        )}
      </Field>
      <p className="quiet small" aria-live="polite">
        {busy ? text.checking : ''}
      </p>
      {error !== null && error !== 'missing' && (
        <div className="token-trouble">
          <p>{error.cause}</p>
          <p>
            <strong>{words.whatToDo}</strong> {error.remedy}
          </p>
          {error.detail !== undefined && error.detail !== '' && <TechnicalText text={error.detail} words={words} />}
        </div>
      )}
    </form>
  )
}
