/**
 * Which copies would go, before they do.
 */
import type { Answer } from '../../shared/ipc.ts'
import { settingsProfilesWords } from '../../shared/words/window-settings-profiles.ts'
import { setupWords } from '../../shared/words/window-setup.ts'
import type { Asked } from '../answers.ts'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { useWindow } from '../window-context.ts'

const SHOWN = 50

export function RemovalPreview({ preview }: { readonly preview: Asked<Answer<'preview-removal'>> }) {
  const { words, language } = useWindow()
  const text = settingsProfilesWords(language)
  switch (preview.kind) {
    case 'waiting':
      return <p role="status">{text.looking}</p>
    case 'failure':
      return <FailureNotice error={preview.error} words={words} onRetry={preview.again} />
    default: {
      const { entries, total } = preview.value
      if (total === 0) return null
      const shown = entries.slice(0, SHOWN)
      const more = total - shown.length
      return (
        <details className="settings-preview">
          <summary>{text.previewTitle(total)}</summary>
          <ul tabIndex={0} aria-label={text.previewTitle(total)}>
            {shown.map((entry) => (
              <li key={`${entry.privateId ?? ''}-${entry.sharedId ?? ''}`}>
                <strong>{entry.title}</strong>{' '}
                <span className="quiet small">{setupWords(language).preview.actions[entry.action]}</span>
              </li>
            ))}
          </ul>
          {more > 0 && <p className="quiet small">{text.more(more)}</p>}
        </details>
      )
    }
  }
}
