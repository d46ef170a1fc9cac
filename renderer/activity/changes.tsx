/**
 * All changes, newest first: filters, export, and a list of any length.
 */
import { Download, History, SearchX, X } from 'lucide-react'
import type { Change } from '../../shared/contract.ts'
import { activityWords } from '../../shared/words/window-activity.ts'
import { filterWords } from '../../shared/words/window-filters.ts'
import { useAct } from '../answers.ts'
import { useExported } from '../exported.ts'
import { type ParameterChange, useTyped } from '../parameters.ts'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { FilterBar } from '../parts/filter-bar.tsx'
import { PagedList } from '../parts/paged-list.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { UndoLayer } from '../parts/undo-layer.tsx'
import type { Route } from '../route.ts'
import { useWindow } from '../window-context.ts'
import { ChangeEntry } from './change-entry.tsx'
import { DaysChoice, OneOfFew, ProfileChoice } from './choices.tsx'
import { type ChangeFilter, changeFilterOf, changeKinds } from './filter.ts'
import { useUnfolded } from './unfolded.ts'

export interface TabProps {
  readonly parameters: Route['parameters']
  readonly onChange: (change: ParameterChange) => void
}

/** Of an entry whose sentence fits in one line: what is guessed right need not be measured again. */
const HEIGHT = 67
const noFilters = { search: null, profile: null, side: null, kind: null, from: null, to: null, page: null, of: null }

export function Changes({ parameters, onChange }: TabProps) {
  const { bridge, language, snapshot } = useWindow()
  const said = activityWords(language)
  const filter = changeFilterOf(
    parameters,
    snapshot.profiles.map(({ name }) => name),
  )
  const unfolded = useUnfolded()
  const narrowed = Object.values(filter).some((one) => one !== null && one !== '')
  return (
    <UndoLayer>
      <ChangeFilters {...{ parameters, onChange, filter }} />
      <div className="list-box">
        <PagedList
          name={said.tabs.changes}
          question={['changes', filter]}
          ask={(offset, limit) => bridge.ask.changes({ ...filter, offset, limit })}
          keyOf={({ id }) => id}
          height={HEIGHT}
          row={(change: Change) => (
            <ChangeEntry change={change} open={unfolded.has(change.id)} onToggle={() => unfolded.toggle(change.id)} />
          )}
          empty={
            narrowed ? (
              <NothingMatches onClear={() => onChange(noFilters)} />
            ) : (
              <Empty icon={History} title={said.none.title}>
                <p>{said.none.text}</p>
              </Empty>
            )
          }
        />
      </div>
    </UndoLayer>
  )
}

export function NothingMatches({ onClear }: { readonly onClear: () => void }) {
  const { language } = useWindow()
  const said = filterWords(language)
  return (
    <Empty icon={SearchX} title={said.nothing.title}>
      <p>{said.nothing.text}</p>
      <Button onClick={onClear}>{said.clear}</Button>
    </Empty>
  )
}

function ChangeFilters({ parameters, onChange, filter }: TabProps & { readonly filter: ChangeFilter }) {
  const { words, language } = useWindow()
  const said = activityWords(language)
  const { sides } = filterWords(language)
  const { act, busy } = useAct()
  const finish = useExported()
  const [typed, setTyped] = useTyped(filter.search, (search) => onChange({ search }))
  const active = [filter.profile, filter.side, filter.kind, filter.from, filter.to].filter((one) => one !== null).length
  const save = async (): Promise<void> => {
    const reply = await act('export-changes', filter)
    if (reply.kind === 'ok') finish(reply.value)
  }
  const exporting = (
    <Button icon={Download} busy={busy} title={said.exportHint} onClick={() => void save()}>
      {said.exportChanges}
    </Button>
  )
  const { of } = parameters
  return (
    <FilterBar
      search={<SearchField name={said.search} value={typed} onChange={setTyped} />}
      active={active}
      actions={exporting}
    >
      <ProfileChoice parameters={parameters} onChange={onChange} />
      <OneOfFew
        label={sides.name}
        all={sides.all}
        value={filter.side}
        options={['private', 'shared']}
        names={words.sides}
        onChange={(side) => onChange({ side })}
      />
      <OneOfFew
        label={said.kind}
        all={said.allKinds}
        value={filter.kind}
        options={changeKinds}
        names={said.kinds}
        onChange={(kind) => onChange({ kind })}
      />
      <DaysChoice parameters={parameters} onChange={onChange} />
      {filter.page !== null && (
        <Button icon={X} title={said.showAll} onClick={() => onChange({ page: null, of: null })}>
          {of === undefined ? said.onePage : said.onlyPage(of)}
        </Button>
      )}
    </FilterBar>
  )
}
