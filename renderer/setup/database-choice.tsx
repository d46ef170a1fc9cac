/**
 * Choosing one of the two databases: the chosen one by name, or a list with a search that takes a link as well.
 */
import { Database } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Side } from '../../shared/model.ts'
import type { ChosenDatabase, FoundDatabase } from '../../shared/setup.ts'
import { setupWords } from '../../shared/words/window-setup.ts'
import { databasesWords } from '../../shared/words/window-setup-databases.ts'
import { useSettled } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { Choice } from '../parts/choice.tsx'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { Card } from '../parts/page.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { SideMark } from '../parts/side-mark.tsx'
import { useWindow } from '../window-context.ts'
import { useOnce } from './ask-once.ts'
import { likeliestFirst } from './steps.ts'

const SETTLED_MS = 350

interface DatabaseChoiceProps {
  readonly side: Side
  readonly entry: string
  readonly chosen: ChosenDatabase | null
  /** Where the choice comes from. */
  readonly note?: string | null
  readonly onChoose: (database: ChosenDatabase) => void
  /** Another way to get one. */
  readonly children?: ReactNode
}

export function DatabaseChoice({ side, entry, chosen, note = null, onChoose, children }: DatabaseChoiceProps) {
  const { language } = useWindow()
  const text = databasesWords(language)
  // What was there when the step began is shown by name; whoever chooses here keeps the list before their eyes.
  const [open, setOpen] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const listed = open || choosing || chosen === null
  return (
    <Card title={text.titles[side]} actions={<SideMark side={side} />}>
      <p className="quiet">{text.leads[side]}</p>
      {listed ? (
        <DatabaseList
          side={side}
          entry={entry}
          chosen={chosen}
          onChoose={(database) => {
            setChoosing(true)
            onChoose(database)
          }}
        />
      ) : (
        <div className="setup-chosen">
          <Database size={18} aria-hidden />
          <p>
            <strong>{chosen.title}</strong> {note !== null && <span className="quiet">{note}</span>}
          </p>
          <Button kind="quiet" onClick={() => setOpen(true)}>
            {text.change}
          </Button>
        </div>
      )}
      {listed && children}
    </Card>
  )
}

type DatabaseListProps = Pick<DatabaseChoiceProps, 'side' | 'entry' | 'chosen' | 'onChoose'>

function DatabaseList({ side, entry, chosen, onChoose }: DatabaseListProps) {
  const { words, language } = useWindow()
  const text = databasesWords(language)
  const [search, setSearch] = useState('')
  const { asked, busy } = useOnce('find-databases', { entry, search: useSettled(search.trim(), SETTLED_MS) })
  const found = asked.kind === 'ok' ? likeliestFirst(asked.value.databases, side) : []
  return (
    <div className="setup-list">
      <SearchField name={text.search} value={search} onChange={setSearch} />
      {asked.kind === 'failure' && <FailureNotice error={asked.error} words={words} onRetry={asked.again} />}
      {asked.kind === 'ok' && found.length === 0 && (
        <p>
          <strong>{text.nothing}</strong> <span className="quiet">{text.nothingHint}</span>
        </p>
      )}
      {found.length > 0 && (
        <div className="setup-choices">
          <Choice
            label={text.titles[side]}
            value={chosen?.id ?? null}
            options={found.map((database) => ({
              value: database.id,
              label: database.title,
              hint: <About database={database} />,
            }))}
            onChange={(id) => {
              const database = found.find((one) => one.id === id)
              if (database !== undefined) onChoose({ id: database.id, title: database.title })
            }}
          />
        </div>
      )}
      <p className="quiet small" aria-live="polite">
        {busy ? setupWords(language).looking : asked.kind === 'ok' && !asked.value.complete ? text.more : ''}
      </p>
    </div>
  )
}

function About({ database }: { readonly database: FoundDatabase }) {
  const { language } = useWindow()
  const text = databasesWords(language)
  const { parentTitle, workspaceName, looksLike, hint } = database
  return (
    <>
      {text.where(parentTitle, workspaceName)}
      <span className={`setup-looks setup-looks--${looksLike}`}>{text.looksLike[looksLike]}</span>
      {hint !== '' && <span className="setup-hint">{hint}</span>}
    </>
  )
}
