/**
 * The frame around every screen: where one can go, how things stand, and the button that syncs now.
 *
 * Wide: a column at the side. Narrow: a bar at the top with a menu. Counts beside a screen say that somebody is waited for.
 */
import {
  Activity,
  CalendarDays,
  CircleAlert,
  House,
  type LucideIcon,
  Menu,
  Plus,
  Settings,
  ShieldQuestion,
  Split,
} from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import type { Screen, Snapshot } from '../shared/snapshot.ts'
import { Count } from './parts/count.tsx'
import { StandingMark } from './parts/standing-mark.tsx'
import { SyncNow } from './parts/sync-now.tsx'
import { go } from './route.ts'
import { useWindow } from './window-context.ts'

interface Entry {
  readonly screen: Screen
  readonly icon: LucideIcon
  readonly count: number
}

function entriesOf(snapshot: Snapshot): readonly Entry[] {
  const settings: Entry = { screen: 'settings', icon: Settings, count: 0 }
  if (snapshot.profiles.length === 0) return [{ screen: 'setup', icon: Plus, count: 0 }, settings]
  return [
    { screen: 'overview', icon: House, count: 0 },
    { screen: 'appointments', icon: CalendarDays, count: 0 },
    { screen: 'conflicts', icon: Split, count: snapshot.conflicts },
    { screen: 'held', icon: ShieldQuestion, count: snapshot.held },
    { screen: 'problems', icon: CircleAlert, count: snapshot.problems },
    { screen: 'activity', icon: Activity, count: 0 },
    settings,
  ]
}

export function Shell({ screen, children }: { readonly screen: Screen; readonly children: ReactNode }) {
  const { words, snapshot } = useWindow()
  const entries = entriesOf(snapshot)
  return (
    <div className="shell">
      <a
        className="shell-skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
      >
        {words.skipToContent}
      </a>
      <header className="shell-side">
        <p className="shell-name">
          <TwoCircles /> Partner Sync
        </p>
        <nav className="shell-wide" aria-label={words.navigation}>
          <ul>
            {entries.map((entry) => (
              <li key={entry.screen}>
                <a href={`#${entry.screen}`} aria-current={entry.screen === screen ? 'page' : undefined}>
                  <entry.icon size={18} aria-hidden />
                  <span>{words.screens[entry.screen]}</span>
                  <Count value={entry.count} />
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <NarrowMenu screen={screen} entries={entries} />
        <div className="shell-standing">
          <p>
            <StandingMark standing={snapshot.standing} size={16} /> {words.standing[snapshot.standing]}
          </p>
          {snapshot.profiles.length > 0 && <SyncNow kind="plain" />}
        </div>
      </header>
      <main id="content" tabIndex={0} className="shell-content">
        {children}
      </main>
    </div>
  )
}

function NarrowMenu({ screen, entries }: { readonly screen: Screen; readonly entries: readonly Entry[] }) {
  const { words } = useWindow()
  return (
    <nav className="shell-narrow" aria-label={words.navigation}>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="button button--plain">
          <Menu size={18} aria-hidden />
          <span className="unseen">{words.openNavigation}: </span>
          <span>{words.screens[screen]}</span>
          <Count value={entries.reduce((sum, { count }) => sum + count, 0)} />
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          {entries.map((entry) => (
            <DropdownMenu.Item key={entry.screen} className="menu-entry" onSelect={() => go(entry.screen)}>
              <entry.icon size={18} aria-hidden />
              <span>{words.screens[entry.screen]}</span>
              <Count value={entry.count} />
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Root>
    </nav>
  )
}

/** The sign of the product: what mine and the shared one have in common. */
function TwoCircles() {
  return (
    <svg className="shell-sign" viewBox="0 0 24 16" width="27" height="18" aria-hidden="true">
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="var(--private)" strokeWidth="2.4" />
      <circle cx="16" cy="8" r="6.2" fill="none" stroke="var(--shared)" strokeWidth="2.4" />
    </svg>
  )
}
