/**
 * The screen "activity": what was changed, and the runs that did it.
 */
import { Tabs } from 'radix-ui'
import { activityWords } from '../shared/words/window-activity.ts'
import { Changes } from './activity/changes.tsx'
import { Runs } from './activity/runs.tsx'
import { changeParameters, type ParameterChange } from './parameters.ts'
import { Page } from './parts/page.tsx'
import type { Route } from './route.ts'
import { useWindow } from './window-context.ts'

export function Activity({ parameters }: Pick<Route, 'parameters'>) {
  const { words, language } = useWindow()
  const said = activityWords(language)
  const tab = parameters['tab'] === 'runs' ? 'runs' : 'changes'
  const change = (next: ParameterChange): void => changeParameters('activity', parameters, next)
  return (
    <Page title={words.screens.activity} lead={said.lead} filling>
      <Tabs.Root
        className="activity"
        value={tab}
        onValueChange={(next) => change({ tab: next === 'runs' ? 'runs' : null })}
      >
        <Tabs.List className="tabs" aria-label={said.tabs.name}>
          <Tabs.Trigger value="changes">{said.tabs.changes}</Tabs.Trigger>
          <Tabs.Trigger value="runs">{said.tabs.runs}</Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content className="activity-tab" value="changes" tabIndex={-1}>
          <Changes parameters={parameters} onChange={change} />
        </Tabs.Content>
        <Tabs.Content className="activity-tab" value="runs" tabIndex={-1}>
          <Runs parameters={parameters} onChange={change} />
        </Tabs.Content>
      </Tabs.Root>
    </Page>
  )
}
