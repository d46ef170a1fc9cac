/**
 * The screen "held".
 */
import { Page } from './parts/page.tsx'
import { useWindow } from './window-context.ts'

export function Held() {
  const { words, snapshot } = useWindow()
  return <Page title={words.screens.held}>{snapshot.sentence}</Page>
}
