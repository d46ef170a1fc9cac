/**
 * Opening an invitation: a file is opened as soon as it is chosen, pasted text when the button is pressed.
 */
import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { setupWords } from '../../shared/words/window-setup.ts'
import { useAct } from '../answers.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { useWindow } from '../window-context.ts'
import type { Drafting } from './draft.ts'

export function Invitation({ drafting }: { readonly drafting: Drafting }) {
  const { language } = useWindow()
  const text = setupWords(language).welcome
  const { act, busy } = useAct()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const file = useRef<HTMLInputElement>(null)

  const open = async (content: string): Promise<void> => {
    if (content.trim() === '') {
      setWrong(text.invitationEmpty)
      return
    }
    const reply = await act('read-invitation', { text: content }, { quiet: true })
    if (reply.kind === 'failure') {
      setWrong(`${reply.error.message} ${reply.error.cause} ${reply.error.remedy}`)
      return
    }
    drafting.put(reply.value.draft)
    drafting.goTo('access')
  }
  const openFile = async (chosen: File): Promise<void> => {
    try {
      await open(await chosen.text())
    } catch {
      // The file was moved or may not be read: the user chooses again, there is nothing else to know.
      setWrong(text.invitationUnreadable)
    }
  }
  return (
    <form
      className="setup-invitation"
      onSubmit={(event) => {
        event.preventDefault()
        void open(typed)
      }}
    >
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={({ target }) => {
          const [chosen] = target.files ?? []
          if (chosen !== undefined) void openFile(chosen)
          target.value = ''
        }}
      />
      <div className="row">
        <Button icon={FileUp} busy={busy} onClick={() => file.current?.click()}>
          {text.invitationFile}
        </Button>
      </div>
      <Field label={text.invitationText} hint={text.invitationTextHint} error={wrong}>
        {(ids) => (
          <textarea
            {...ids}
            rows={4}
            spellCheck={false}
            autoComplete="off"
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value)
              setWrong(null)
            }}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" busy={busy}>
          {text.openInvitation}
        </Button>
      </div>
    </form>
  )
}
