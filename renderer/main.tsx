/**
 * Begins the page: finds the bridge and draws the window, or says that there is none.
 */
import { createRoot } from 'react-dom/client'
import { languageOf } from '../shared/words/language.ts'
import { windowWords } from '../shared/words/window.ts'
import { findBridge } from './bridge.ts'
import { Window } from './window.tsx'

const place = document.getElementById('window')
if (place === null) throw new Error('the page has no place for the window')
// What is dropped here would otherwise be opened in place of the page.
for (const event of ['dragover', 'drop']) document.addEventListener(event, (dropped) => dropped.preventDefault())

const bridge = findBridge(window)
createRoot(place).render(
  bridge === null ? (
    <main className="alone">
      <p role="alert">{windowWords(languageOf(navigator.language)).noBridge}</p>
    </main>
  ) : (
    <Window bridge={bridge} />
  ),
)
