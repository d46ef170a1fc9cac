/**
 * Giving up what was chosen so far, after a question; nothing changes in Notion.
 */
import { useState } from 'react'
import { setupWords } from '../../shared/words/window-setup.ts'
import { Button } from '../parts/button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { useWindow } from '../window-context.ts'

export function BeginAnew({ onBeginAnew }: { readonly onBeginAnew: () => void }) {
  const { language } = useWindow()
  const text = setupWords(language)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {text.beginAnew}
      </Button>
      <Confirm
        open={asking}
        title={text.beginAnewTitle}
        confirm={text.beginAnew}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          onBeginAnew()
        }}
      >
        <p>{text.beginAnewText}</p>
      </Confirm>
    </>
  )
}
