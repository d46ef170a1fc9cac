/**
 * The screen "settings".
 */
import { Page } from './parts/page.tsx'
import { useWindow } from './window-context.ts'

export function Settings() {
  const { words, snapshot } = useWindow()
  return <Page title={words.screens.settings}>{snapshot.sentence}</Page>
}
