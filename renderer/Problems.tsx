/**
 * The screen "problems".
 */
import { Page } from './parts/page.tsx'
import { useWindow } from './window-context.ts'

export function Problems() {
  const { words, snapshot } = useWindow()
  return <Page title={words.screens.problems}>{snapshot.sentence}</Page>
}
