/**
 * The window: gets one snapshot, then each new one as it is pushed, and draws the screen that the address names.
 *
 * Owns what all screens share: bridge, snapshot, language, notices. What screens have asked for is asked again at most once
 * a second while snapshots come in.
 */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ErrorExplained } from '../shared/contract.ts'
import type { Screen, Snapshot } from '../shared/snapshot.ts'
import { formatsFor } from '../shared/words/format.ts'
import { languageOf } from '../shared/words/language.ts'
import { windowWords } from '../shared/words/window.ts'
import type { ConnectionState, PageBridge } from './bridge.ts'
import { pageClock } from './clock.ts'
import { Broken } from './parts/broken.tsx'
import { FailureNotice } from './parts/failure-notice.tsx'
import { NoticeBox } from './parts/notice.tsx'
import { Notices, useNotices } from './parts/notices.tsx'
import { go, useRoute } from './route.ts'
import { screenOf } from './screens.tsx'
import { Shell } from './shell.tsx'
import { type WindowContext, windowContext } from './window-context.ts'

/** What screens ask for is fresh until a snapshot or an action says otherwise; nothing is fetched from a network here. */
function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
      },
    },
  })
}

const ASK_AGAIN_MS = 1000

export function Window({ bridge }: { readonly bridge: PageBridge }) {
  const [client] = useState(createClient)
  const latest = useSnapshot(bridge, client)
  if (latest.kind === 'waiting') return <main className="alone" aria-busy="true" />
  const language = latest.kind === 'ok' ? latest.snapshot.language : languageOf(navigator.language)
  if (latest.kind === 'failure') {
    return (
      <main className="alone">
        <FailureNotice error={latest.error} words={windowWords(language)} onRetry={() => location.reload()} />
      </main>
    )
  }
  return (
    <QueryClientProvider client={client}>
      <Drawn bridge={bridge} snapshot={latest.snapshot} />
    </QueryClientProvider>
  )
}

function Drawn({ bridge, snapshot }: { readonly bridge: PageBridge; readonly snapshot: Snapshot }) {
  const { language } = snapshot
  const { theme } = snapshot.preferences
  const { notices, tell, dismiss } = useNotices()
  const words = windowWords(language)
  const route = useRoute()
  const context = useMemo<WindowContext>(
    () => ({ bridge, snapshot, language, words, formats: formatsFor(language), tell }),
    [bridge, snapshot, language, words, tell],
  )
  useEffect(() => bridge.listen['open-screen']((screen) => go(screen)), [bridge])
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dataset['theme'] = theme
    document.title = `${words.screens[route.screen]} · Partner Sync`
  }, [language, theme, words, route.screen])
  useFocusOnScreen(route.screen)
  const connection = useConnection(bridge)
  const Screen = screenOf(route.screen)
  return (
    <windowContext.Provider value={context}>
      <Shell screen={route.screen}>
        {connection === 'lost' && (
          <div className="shell-lost">
            <NoticeBox kind="warning" live>
              <p>{words.connectionLost}</p>
            </NoticeBox>
          </div>
        )}
        <Broken key={route.screen} words={words}>
          <Screen parameters={route.parameters} />
        </Broken>
      </Shell>
      <Notices notices={notices} onDismiss={dismiss} words={words} />
    </windowContext.Provider>
  )
}

/** What led to another screen may be gone with the one before: then the content gets the focus, not the page. */
function useFocusOnScreen(screen: Screen): void {
  const shown = useRef(screen)
  useEffect(() => {
    if (shown.current === screen) return
    shown.current = screen
    if (document.activeElement === document.body) document.getElementById('content')?.focus({ preventScroll: true })
  }, [screen])
}

/** A preload is never lost; HTTP is, while the other end starts again. */
function useConnection(bridge: PageBridge): ConnectionState {
  const [state, setState] = useState<ConnectionState>('connected')
  useEffect(() => bridge.connection?.(setState), [bridge])
  return state
}

type Latest =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ok'; readonly snapshot: Snapshot }
  | { readonly kind: 'failure'; readonly error: ErrorExplained }

function useSnapshot(bridge: PageBridge, client: QueryClient): Latest {
  const [latest, setLatest] = useState<Latest>({ kind: 'waiting' })
  const cancelAsking = useRef<(() => void) | null>(null)
  const askAgain = useCallback(() => {
    cancelAsking.current ??= pageClock.after(ASK_AGAIN_MS, () => {
      cancelAsking.current = null
      void client.invalidateQueries()
    })
  }, [client])
  useEffect(() => {
    const silence = bridge.listen['snapshot-changed']((snapshot) => {
      setLatest({ kind: 'ok', snapshot })
      askAgain()
    })
    void bridge.ask.snapshot(null).then((reply) => {
      // What was pushed meanwhile is newer than what was asked for.
      setLatest((before) => {
        if (before.kind === 'ok') return before
        return reply.kind === 'ok' ? { kind: 'ok', snapshot: reply.value } : reply
      })
      return reply
    })
    return () => {
      silence()
      cancelAsking.current?.()
      cancelAsking.current = null
    }
  }, [bridge, askAgain])
  return latest
}
