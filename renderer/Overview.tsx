/**
 * The screen "overview".
 */
import { Page } from './parts/page.tsx'
import { useWindow } from './window-context.ts'

export function Overview() {
  const { words, snapshot } = useWindow()
  return <Page title={words.screens.overview}>{snapshot.sentence}</Page>
}
