/**
 * Removing a profile: what happens to the copies is chosen first, and the button says it again.
 */
import { useState } from 'react'
import { settingsProfilesWords } from '../../shared/words/window-settings-profiles.ts'
import { useAct } from '../answers.ts'
import { Choice } from '../parts/choice.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { useOnce } from '../setup/ask-once.ts'
import { useWindow } from '../window-context.ts'
import { RemovalPreview } from './removal-preview.tsx'

export function RemoveProfile({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const { language, tell } = useWindow()
  const text = settingsProfilesWords(language)
  const [copies, setCopies] = useState<'keep' | 'trash'>('keep')
  const trashing = copies === 'trash'
  const { asked: preview } = useOnce('preview-removal', { name, copies: 'trash' }, { enabled: trashing })
  const { act, busy } = useAct()
  const total = preview.kind === 'ok' ? preview.value.total : 0
  const remove = async (): Promise<void> => {
    const reply = await act('remove-profile', { name, copies })
    if (reply.kind === 'ok') {
      const { left } = reply.value
      tell(left > 0 ? { kind: 'bad', text: text.left(left) } : { kind: 'good', text: text.removed(name) })
    }
    onClose()
  }
  return (
    <Confirm
      open
      title={text.removeTitle(name)}
      confirm={trashing ? text.removeTrash(total) : text.removeKeep}
      danger
      busy={busy}
      disabled={trashing && preview.kind !== 'ok'}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{text.removeText}</p>
      <p>
        <strong>{text.copies}</strong>
      </p>
      <Choice
        label={text.copies}
        value={copies}
        options={[
          { value: 'keep', label: text.keep, hint: text.keepHint },
          { value: 'trash', label: text.trash, hint: text.trashHint },
        ]}
        onChange={setCopies}
      />
      {trashing && <RemovalPreview preview={preview} />}
    </Confirm>
  )
}
