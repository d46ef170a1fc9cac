/**
 * All runs, newest first, with a switch that hides those that changed nothing.
 */
import { History } from 'lucide-react'
import type { ListedRun } from '../../shared/ipc-lists.ts'
import { activityWords } from '../../shared/words/window-activity.ts'
import { Empty } from '../parts/empty.tsx'
import { FilterBar } from '../parts/filter-bar.tsx'
import { PagedList } from '../parts/paged-list.tsx'
import { Switch } from '../parts/switch.tsx'
import { useWindow } from '../window-context.ts'
import { NothingMatches, type TabProps } from './changes.tsx'
import { DaysChoice, OneOfFew, ProfileChoice } from './choices.tsx'
import { type RunFilter, runFilterOf, runKinds, runStates } from './filter.ts'
import { RunEntry } from './run-entry.tsx'
import { useUnfolded } from './unfolded.ts'

/** Of an entry whose sentence fits in one line: what is guessed right need not be measured again. */
const HEIGHT = 62
const noFilters = { profile: null, state: null, run: null, changed: null, from: null, to: null }

export function Runs({ parameters, onChange }: TabProps) {
  const { bridge, language, snapshot } = useWindow()
  const { tabs, runs } = activityWords(language)
  const filter = runFilterOf(
    parameters,
    snapshot.profiles.map(({ name }) => name),
  )
  const unfolded = useUnfolded()
  const narrowed = Object.values(filter).some((one) => one !== null)
  return (
    <>
      <RunFilters {...{ parameters, onChange, filter }} />
      <div className="list-box">
        <PagedList
          name={tabs.runs}
          question={['runs', filter]}
          ask={(offset, limit) => bridge.ask.runs({ ...filter, offset, limit })}
          keyOf={({ id }) => id}
          height={HEIGHT}
          row={(run: ListedRun) => (
            <RunEntry run={run} open={unfolded.has(run.id)} onToggle={() => unfolded.toggle(run.id)} />
          )}
          empty={
            narrowed ? (
              <NothingMatches onClear={() => onChange(noFilters)} />
            ) : (
              <Empty icon={History} title={runs.none.title}>
                <p>{runs.none.text}</p>
              </Empty>
            )
          }
        />
      </div>
    </>
  )
}

function RunFilters({ parameters, onChange, filter }: TabProps & { readonly filter: RunFilter }) {
  const { language } = useWindow()
  const { runs } = activityWords(language)
  const active = [filter.profile, filter.state, filter.kind, filter.from, filter.to].filter(
    (one) => one !== null,
  ).length
  const hiding = (
    <Switch
      label={runs.onlyWithChanges}
      on={filter.withChanges === true}
      onChange={(on) => onChange({ changed: on ? 'only' : null })}
    />
  )
  return (
    <FilterBar search={hiding} active={active}>
      <ProfileChoice parameters={parameters} onChange={onChange} />
      <OneOfFew
        label={runs.state}
        all={runs.allStates}
        value={filter.state}
        options={runStates}
        names={runs.states}
        onChange={(state) => onChange({ state })}
      />
      <OneOfFew
        label={runs.kind}
        all={runs.allKinds}
        value={filter.kind}
        options={runKinds}
        names={runs.kinds}
        onChange={(run) => onChange({ run })}
      />
      <DaysChoice parameters={parameters} onChange={onChange} />
    </FilterBar>
  )
}
