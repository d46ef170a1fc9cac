/**
 * The screen "appointments".
 */
import { Page } from './parts/page.tsx'
import { useWindow } from './window-context.ts'

export function Appointments() {
  const { words, snapshot } = useWindow()
  return <Page title={words.screens.appointments}>{snapshot.sentence}</Page>
}
