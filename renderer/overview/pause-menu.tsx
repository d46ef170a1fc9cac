/**
 * Pausing everything for a while, as the icon in the panel offers it; and going on.
 */
import { ChevronDown, Pause, Play } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useEffect, useRef } from 'react'
import { type PauseEnd, pauseLength, tomorrowMorning } from '../../shared/pause.ts'
import { overviewWords } from '../../shared/words/window-overview.ts'
import { useAct } from '../answers.ts'
import { pageClock, useNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { useWindow } from '../window-context.ts'

const HOUR_MS = 3_600_000
const MOVES_ON_MS = 60_000

export function PauseMenu() {
  const { snapshot, language } = useWindow()
  const { act, busy } = useAct()
  const said = overviewWords(language)
  const paused = snapshot.pausedUntil !== null
  const place = useFocusKept(paused)
  const pause = (until: PauseEnd): void => {
    const forMs = pauseLength(until, pageClock.now())
    void act('submit', { action: 'pause', profile: null, forMs })
  }
  return (
    <div ref={place}>
      {paused ? (
        <Button
          kind="primary"
          icon={Play}
          busy={busy}
          onClick={() => void act('submit', { action: 'resume', profile: null })}
        >
          {said.resume}
        </Button>
      ) : (
        <Menu onPause={pause} />
      )}
    </div>
  )
}

function Menu({ onPause }: { readonly onPause: (until: PauseEnd) => void }) {
  const { formats, language } = useWindow()
  const said = overviewWords(language)
  const tomorrow = tomorrowMorning(useNow(MOVES_ON_MS), pageClock.zone)
  const entries: readonly { readonly label: string; readonly until: PauseEnd }[] = [
    { label: said.pauseHour, until: { kind: 'for', ms: HOUR_MS } },
    {
      label: said.pauseUntilTomorrow(formats.dateTime(tomorrow, pageClock.zone)),
      until: { kind: 'at', at: tomorrow },
    },
    { label: said.pauseUntilResumed, until: { kind: 'resumed' } },
  ]
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button button--plain">
        <Pause size={16} aria-hidden />
        <span>{said.pause}</span>
        <ChevronDown size={16} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="start" sideOffset={4} collisionPadding={12}>
        {entries.map(({ label, until }) => (
          <DropdownMenu.Item key={label} className="menu-entry" onSelect={() => onPause(until)}>
            <span>{label}</span>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}

/** Pausing replaces one control by another: the new one takes over the focus that would be lost with the old one. */
function useFocusKept(paused: boolean) {
  const place = useRef<HTMLDivElement>(null)
  const before = useRef(paused)
  useEffect(() => {
    if (before.current === paused) return
    before.current = paused
    if (document.activeElement === document.body) place.current?.querySelector('button')?.focus()
  }, [paused])
  return place
}
