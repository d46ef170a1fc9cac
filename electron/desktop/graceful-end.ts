/**
 * The end of the application: whatever asks it to quit, what is being written is recorded first.
 */
import type * as Electron from 'electron'

/** The first quit waits until everything is recorded; the second, which is ours, goes through. */
export function endGracefully(app: Pick<Electron.App, 'on' | 'quit' | 'exit'>, end: () => Promise<void>): void {
  let state: 'running' | 'ending' | 'ended' = 'running'
  const finish = async (): Promise<void> => {
    state = 'ending'
    try {
      await end()
    } finally {
      state = 'ended'
      app.quit()
    }
  }
  app.on('before-quit', (event) => {
    if (state === 'ended') return
    event.preventDefault()
    if (state === 'running') void finish()
  })
}
