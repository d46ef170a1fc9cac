/**
 * The rules of a profile, to be chosen: what happens when both sides differ, when somebody deletes, how far back, how often.
 */
import type { ProfileSummary } from '../../shared/contract-profile.ts'
import { longSpan } from '../../shared/words/long-span.ts'
import { type RuleWords, ruleWords } from '../../shared/words/window-rules.ts'
import { Select } from '../parts/field.tsx'
import { Switch } from '../parts/switch.tsx'
import { useWindow } from '../window-context.ts'

export type Rules = Pick<ProfileSummary, 'onConflict' | 'onSharedDelete' | 'horizonMs' | 'importRows' | 'intervalMs'>

interface RuleFieldsProps {
  readonly rules: Rules
  readonly onChange: (part: Partial<Rules>) => void
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const intervals = [15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, DAY]
const horizons = [7 * DAY, 30 * DAY, 90 * DAY, 365 * DAY]

export function RuleFields({ rules, onChange }: RuleFieldsProps) {
  const { language, formats } = useWindow()
  const text = ruleWords(language)
  const { onConflict, onSharedDelete, horizonMs, importRows, intervalMs } = rules
  return (
    <div className="rules">
      <Select
        label={text.onConflict}
        hint={text.onConflictHint}
        value={onConflict}
        options={conflictRules.map((value) => ({ value, label: text.conflictRules[value] }))}
        onChange={(value) => onChange({ onConflict: value })}
      />
      <Select
        label={text.onSharedDelete}
        hint={text.onSharedDeleteHint}
        value={onSharedDelete}
        options={deleteRules.map((value) => ({ value, label: text.deleteRules[value] }))}
        onChange={(value) => onChange({ onSharedDelete: value })}
      />
      <Select
        label={text.horizon}
        hint={text.horizonHint}
        value={String(horizonMs)}
        options={[null, ...withCurrent(horizons, horizonMs)].map((ms) => ({
          value: String(ms),
          label: ms === null ? text.noHorizon : text.horizonOf(longSpan(ms, language)),
        }))}
        onChange={(value) => onChange({ horizonMs: value === 'null' ? null : Number(value) })}
      />
      <Select
        label={text.interval}
        hint={text.intervalHint}
        value={String(intervalMs)}
        options={withCurrent(intervals, intervalMs).map((ms) => ({
          value: String(ms),
          label: text.every(formats.duration(ms)),
        }))}
        onChange={(value) => onChange({ intervalMs: Number(value) })}
      />
      <Switch
        label={text.importRows}
        hint={text.importRowsHint}
        on={importRows}
        onChange={(on) => onChange({ importRows: on })}
      />
    </div>
  )
}

const conflictRules: readonly (keyof RuleWords['conflictRules'])[] = ['ask', 'newest', 'private', 'shared']
const deleteRules: readonly (keyof RuleWords['deleteRules'])[] = ['unshare', 'restore', 'delete', 'ask']

/** What is offered, and what is set although it is not offered: by the command line. */
export function withCurrent(offered: readonly number[], current: number | null): readonly number[] {
  if (current === null || offered.includes(current)) return offered
  return [...offered, current].toSorted((one, other) => one - other)
}
