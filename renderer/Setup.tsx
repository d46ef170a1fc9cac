/**
 * The screen "setup".
 */
import { Page } from './parts/page.tsx'
import { useWindow } from './window-context.ts'

export function Setup() {
  const { words, snapshot } = useWindow()
  return <Page title={words.screens.setup}>{snapshot.sentence}</Page>
}
