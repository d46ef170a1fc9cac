/**
 * The plain frame of the window: how things stand, in one sentence, and a button that syncs now.
 *
 * Draws the latest snapshot whole; keeps nothing of its own and decides nothing.
 */
import type { Snapshot } from '../shared/snapshot.ts'
import { frameWords } from '../shared/words/frame.ts'
import { type Language, languageOf } from '../shared/words/language.ts'
import { findBridge } from './bridge.ts'

function part(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no ${id}`)
  return found
}

function draw({ language, sentence, lastSyncedAt, standing }: Snapshot): void {
  const words = frameWords(language)
  document.documentElement.lang = language
  part('sentence').textContent = sentence
  part('sentence').dataset['standing'] = standing
  part('synced').textContent = lastSyncedAt === null ? '' : words.lastSynced(new Date(lastSyncedAt))
  part('sync').textContent = words.syncNow
  part('sync').hidden = standing === 'not-set-up'
}

async function begin(language: Language): Promise<void> {
  const bridge = findBridge(window)
  if (bridge === null) {
    part('failure').textContent = frameWords(language).noBridge
    return
  }
  bridge.listen['snapshot-changed'](draw)
  part('sync').addEventListener('click', () => {
    void bridge.ask['sync-now']({ profile: null, kind: 'auto' }).then((reply) => {
      part('failure').textContent = reply.kind === 'ok' ? '' : `${reply.error.message} ${reply.error.remedy}`
      return reply
    })
  })
  const first = await bridge.ask.snapshot(null)
  if (first.kind === 'ok') draw(first.value)
  else part('failure').textContent = `${first.error.message} ${first.error.remedy}`
}

// What is dropped here would otherwise be opened in place of the page.
for (const event of ['dragover', 'drop']) document.addEventListener(event, (dropped) => dropped.preventDefault())
void begin(languageOf(navigator.language))
