/**
 * Whether this computer can keep a token as it should; where it cannot encrypt, one may agree to do without.
 *
 * Doing nothing means no. The application's own window asks once more, in a dialog of the system.
 */
import { accessWords } from '../../shared/words/window-setup-access.ts'
import { useAct } from '../answers.ts'
import { Button } from '../parts/button.tsx'
import { NoticeBox } from '../parts/notice.tsx'
import { useWindow } from '../window-context.ts'

export function KeychainNotice() {
  const { language, snapshot } = useWindow()
  const text = accessWords(language)
  const { act, busy } = useAct()
  const { state, message, remedy } = snapshot.credentials
  if (state === 'available') return null
  const agree = async (): Promise<void> => {
    const reply = await act('accept-unprotected', { agree: true })
    // The button goes with the notice; what is to be done next gets the focus.
    if (reply.kind === 'ok') document.querySelector<HTMLInputElement>('.token input')?.focus()
  }
  const action =
    state === 'unprotected' ? (
      <Button busy={busy} onClick={() => void agree()}>
        {text.agreeUnprotected}
      </Button>
    ) : null
  return (
    <NoticeBox kind="warning" title={text.keychain} {...(action === null ? {} : { actions: action })}>
      <p>{message}</p>
      <p>{remedy}</p>
    </NoticeBox>
  )
}
