/**
 * The screen "settings": everything that can be chosen, in parts that one jumps to; what is changed counts at once.
 */
import { useEffect, useRef } from 'react'
import { type Section, settingsWords } from '../shared/words/window-settings.ts'
import { Page } from './parts/page.tsx'
import { go, type Route } from './route.ts'
import { About } from './settings/about.tsx'
import { Endpoint } from './settings/endpoint.tsx'
import { General } from './settings/general.tsx'
import { Help } from './settings/help.tsx'
import { HistoryAndLog } from './settings/history-and-log.tsx'
import { Notifications } from './settings/notifications.tsx'
import { Profiles } from './settings/profiles.tsx'
import { useWindow } from './window-context.ts'

const sections: readonly Section[] = ['profiles', 'general', 'notifications', 'history', 'endpoint', 'help', 'about']

/** `#settings?section=help` opens at that part, `profile=anna` with that profile unfolded, `&part=tokens` at its tokens. */
export function Settings({ parameters }: Pick<Route, 'parameters'>) {
  const { words, language } = useWindow()
  const text = settingsWords(language)
  useJump(parameters['section'])
  return (
    <Page title={words.screens.settings} lead={text.lead}>
      <nav className="settings-jump" aria-label={text.sectionsName}>
        <ul>
          {sections.map((section) => (
            <li key={section}>
              <a
                href={`#settings?section=${section}`}
                onClick={(event) => {
                  event.preventDefault()
                  go('settings', { section }, true)
                  jump(section)
                }}
              >
                {text.sections[section]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Profiles opened={parameters['profile'] ?? null} atTokens={parameters['part'] === 'tokens'} />
      <General />
      <Notifications />
      <HistoryAndLog />
      <Endpoint />
      <Help />
      <About />
    </Page>
  )
}

/** Goes to the part that the address names, once when the screen is opened. */
function useJump(section: string | undefined): void {
  const wanted = useRef(section)
  useEffect(() => {
    const known = sections.find((one) => one === wanted.current)
    if (known !== undefined) jump(known)
  }, [])
}

function jump(section: Section): void {
  const heading = document.getElementById(`settings-${section}`)
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}
