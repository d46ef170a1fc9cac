/**
 * In a browser what the preload is in the application: puts the bridge where the window looks for it, before it looks.
 *
 * A script of its own, which only `run --ui` serves, so that the application's window carries none of it.
 */
import { bridgeKey } from '../shared/ipc-names.ts'
import { languageOf } from '../shared/words/language.ts'
import { createHttpBridge } from './bridge-http.ts'

const bridge = createHttpBridge({
  openEvents: (address) => new EventSource(address),
  fetch: (address, init) => fetch(address, init),
  after: (ms, call) => void setTimeout(call, ms),
  // The page speaks the language of the snapshot once it has one; before, that of the browser.
  language: () => languageOf(document.documentElement.lang || navigator.language),
})
Reflect.set(window, bridgeKey, bridge)
