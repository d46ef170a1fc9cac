/**
 * The screen "activity".
 */
import { Page } from './parts/page.tsx'
import { useWindow } from './window-context.ts'

export function Activity() {
  const { words, snapshot } = useWindow()
  return <Page title={words.screens.activity}>{snapshot.sentence}</Page>
}
