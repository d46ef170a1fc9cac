/**
 * Ending the sharing: says how many copies go, asks, and tells what could not go.
 */
import { settingsProfilesWords } from '../../shared/words/window-settings-profiles.ts'
import { useAct } from '../answers.ts'
import { Confirm } from '../parts/confirm.tsx'
import { useOnce } from '../setup/ask-once.ts'
import { useWindow } from '../window-context.ts'
import { RemovalPreview } from './removal-preview.tsx'

export function StopSharing({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const { language, tell } = useWindow()
  const text = settingsProfilesWords(language)
  const { asked: preview } = useOnce('preview-removal', { name, copies: 'trash' })
  const { act, busy } = useAct()
  const stop = async (): Promise<void> => {
    const reply = await act('stop-sharing', { profile: name })
    if (reply.kind === 'ok') {
      const { left } = reply.value
      tell(left > 0 ? { kind: 'bad', text: text.left(left) } : { kind: 'good', text: text.stopped })
    }
    onClose()
  }
  return (
    <Confirm
      open
      title={text.stopTitle(name)}
      confirm={text.stopNow}
      danger
      busy={busy}
      disabled={preview.kind !== 'ok'}
      onConfirm={() => void stop()}
      onClose={onClose}
    >
      <p>{text.stopHint}</p>
      {preview.kind === 'ok' && <p>{text.stopText(preview.value.total)}</p>}
      <RemovalPreview preview={preview} />
    </Confirm>
  )
}
