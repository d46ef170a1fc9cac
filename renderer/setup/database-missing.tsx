/**
 * What to do when a database is not in the list: how it is shared with the connection, drawn; and what guests do.
 */
import { useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { databasesWords } from '../../shared/words/window-setup-databases.ts'
import { Button } from '../parts/button.tsx'
import { useWindow } from '../window-context.ts'
import { ShareTheDatabase } from './drawings.tsx'

export function DatabaseMissing() {
  const { language } = useWindow()
  const text = databasesWords(language)
  const client = useQueryClient()
  return (
    <details className="fold">
      <summary>{text.missing}</summary>
      <div className="fold-content">
        <div className="setup-guide-how">
          <ol className="setup-numbered">
            {text.missingSteps.map((step) => (
              <li key={step}>
                <p>{step}</p>
              </li>
            ))}
          </ol>
          <ShareTheDatabase label={text.picture} entry={text.pictureMenu} />
        </div>
        <p className="quiet">{text.missingGuest}</p>
        <div className="row">
          <Button icon={RefreshCw} onClick={() => void client.resetQueries({ queryKey: ['once', 'find-databases'] })}>
            {text.missingAgain}
          </Button>
        </div>
      </div>
    </details>
  )
}
