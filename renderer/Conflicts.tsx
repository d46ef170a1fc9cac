/**
 * The screen "conflicts".
 */
import { Page } from './parts/page.tsx'
import { useWindow } from './window-context.ts'

export function Conflicts() {
  const { words, snapshot } = useWindow()
  return <Page title={words.screens.conflicts}>{snapshot.sentence}</Page>
}
