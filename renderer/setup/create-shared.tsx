/**
 * Letting the shared database be created, like the private one, under a page that one chooses.
 */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { setupWords } from '../../shared/words/window-setup.ts'
import { databasesWords } from '../../shared/words/window-setup-databases.ts'
import { useAct } from '../answers.ts'
import { useSettled } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { Choice } from '../parts/choice.tsx'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { Field } from '../parts/field.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { useWindow } from '../window-context.ts'
import { useOnce } from './ask-once.ts'
import type { Drafting } from './draft.ts'

const SETTLED_MS = 350

export function CreateShared({ drafting, entry }: { readonly drafting: Drafting; readonly entry: string }) {
  const { language } = useWindow()
  const text = databasesWords(language)
  const [open, setOpen] = useState(false)
  const { privateDatabase } = drafting.draft
  return (
    <div className="setup-create">
      <Button icon={Plus} aria-expanded={open} onClick={() => setOpen(!open)}>
        {text.create}
      </Button>
      <p className="quiet small">{text.createHint}</p>
      {open && privateDatabase === null && (
        <p className="field-error" role="alert">
          {text.createFirst}
        </p>
      )}
      {open && privateDatabase !== null && (
        <CreateForm
          drafting={drafting}
          entry={entry}
          likeDatabaseId={privateDatabase.id}
          onDone={() => setOpen(false)}
        />
      )}
    </div>
  )
}

interface CreateFormProps {
  readonly drafting: Drafting
  readonly entry: string
  readonly likeDatabaseId: string
  readonly onDone: () => void
}

function CreateForm({ drafting, entry, likeDatabaseId, onDone }: CreateFormProps) {
  const { words, language, tell } = useWindow()
  const text = databasesWords(language)
  const { act, busy } = useAct()
  const [search, setSearch] = useState('')
  const [page, setPage] = useState<string | null>(null)
  const [title, setTitle] = useState(text.createDefault)
  const [tried, setTried] = useState(false)
  const { asked, busy: looking } = useOnce('find-pages', { entry, search: useSettled(search.trim(), SETTLED_MS) })
  const pages = asked.kind === 'ok' ? asked.value.pages : []
  const [only] = pages
  const chosen = page ?? (pages.length === 1 && only !== undefined ? only.id : null)

  const create = async (): Promise<void> => {
    setTried(true)
    const likeEntry = drafting.draft.privateEntry
    if (chosen === null || title.trim() === '' || likeEntry === null) return
    const argument = { entry, parentPageId: chosen, title: title.trim(), likeEntry, likeDatabaseId }
    const reply = await act('create-shared-database', argument)
    if (reply.kind === 'failure') return
    drafting.change({ sharedDatabase: reply.value.database, sourceUserId: null, fields: null })
    tell({ kind: 'good', text: text.created(reply.value.database.title) })
    onDone()
  }
  return (
    <div className="setup-list">
      <h3>{text.createUnder}</h3>
      <SearchField name={text.createSearch} value={search} onChange={setSearch} />
      {asked.kind === 'failure' && <FailureNotice error={asked.error} words={words} onRetry={asked.again} />}
      {asked.kind === 'ok' && pages.length === 0 && <p className="quiet">{text.noPages}</p>}
      {pages.length > 0 && (
        <div className="setup-choices">
          <Choice
            label={text.createUnder}
            value={chosen}
            options={pages.map(({ id, title: name, parentTitle }) => ({
              value: id,
              label: name,
              hint: parentTitle ?? text.atTop,
            }))}
            onChange={setPage}
          />
        </div>
      )}
      <p className="quiet small" aria-live="polite">
        {looking ? setupWords(language).looking : ''}
      </p>
      <Field label={text.createName}>
        {(ids) => <input {...ids} value={title} maxLength={200} onChange={({ target }) => setTitle(target.value)} />}
      </Field>
      {tried && chosen === null && (
        <p className="field-error" role="alert">
          {text.choosePage}
        </p>
      )}
      <div className="row">
        <Button kind="primary" busy={busy} onClick={() => void create()}>
          {text.createNow}
        </Button>
      </div>
    </div>
  )
}
