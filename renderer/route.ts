/**
 * Which screen is shown, and what of it, kept in the address behind `#`: `#activity?profile=anna`.
 *
 * So the screen outlasts a reload, and going back works as people know it. An address that names no screen is the overview.
 */
import { useSyncExternalStore } from 'react'
import { screens } from '../shared/screens.ts'
import type { Screen } from '../shared/snapshot.ts'

export interface Route {
  readonly screen: Screen
  /** What the screen is to show of itself: a profile, a page, a state. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Reads the part of the address behind `#`. */
export function routeOf(hash: string): Route {
  const [name = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
  const screen = screens.find((one) => one === name) ?? 'overview'
  return { screen, parameters: Object.fromEntries(new URLSearchParams(query)) }
}

export function hashOf({ screen, parameters }: Route): string {
  const query = new URLSearchParams(parameters).toString()
  return query === '' ? `#${screen}` : `#${screen}?${query}`
}

/** Goes to a screen; `replace`: without a step to go back to, for a filter that changed. */
export function go(screen: Screen, parameters: Route['parameters'] = {}, replace = false): void {
  const hash = hashOf({ screen, parameters })
  if (replace) history.replaceState(null, '', hash)
  else history.pushState(null, '', hash)
  dispatchEvent(new HashChangeEvent('hashchange'))
}

function listen(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  addEventListener('popstate', changed)
  return () => {
    removeEventListener('hashchange', changed)
    removeEventListener('popstate', changed)
  }
}

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(listen, () => location.hash))
}
