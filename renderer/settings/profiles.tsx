/**
 * The profiles: each folded to how it stands, unfolded to everything that can be set about it; and a way to another one.
 */
import { ChevronRight, Pause, Play, Plus } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { ProfileSummary } from '../../shared/contract-profile.ts'
import { settingsProfilesWords } from '../../shared/words/window-settings-profiles.ts'
import { useAct, useAnswer } from '../answers.ts'
import { pageClock } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { Card } from '../parts/page.tsx'
import { SideMark } from '../parts/side-mark.tsx'
import { Switch } from '../parts/switch.tsx'
import { RuleFields } from '../profile/rule-fields.tsx'
import { go } from '../route.ts'
import { useWindow } from '../window-context.ts'
import { Part } from './part.tsx'
import { partOf } from './part-of.ts'
import { ProfileEnds } from './profile-ends.tsx'
import { ProfileFields } from './profile-fields.tsx'
import { ProfileName } from './profile-name.tsx'
import { ProfileTokens } from './profile-tokens.tsx'
import { type SavingProfile, useSaveProfile } from './save.ts'
import { UnusedTokens } from './unused-tokens.tsx'

interface ProfilesProps {
  /** Name of the profile that is unfolded; null: none. */
  readonly opened: string | null
  /** Goes to the tokens of that profile. */
  readonly atTokens: boolean
}

export function Profiles({ opened, atTokens }: ProfilesProps) {
  const { words, language } = useWindow()
  const text = settingsProfilesWords(language)
  const profiles = useAnswer('profiles', null)
  return (
    <Part
      section="profiles"
      actions={
        <Button icon={Plus} onClick={() => go('setup')}>
          {text.add}
        </Button>
      }
    >
      {profiles.kind === 'failure' && <FailureNotice error={profiles.error} words={words} onRetry={profiles.again} />}
      {profiles.kind === 'ok' && profiles.value.length === 0 && (
        <Card>
          <p>{text.none}</p>
        </Card>
      )}
      {profiles.kind === 'ok' &&
        profiles.value.map((profile) => (
          <ProfileFold
            key={`${profile.private.resource} ${profile.shared.resource}`}
            profile={profile}
            unfolded={profile.name === opened}
            atTokens={atTokens && profile.name === opened}
          />
        ))}
      <UnusedTokens />
    </Part>
  )
}

interface ProfileFoldProps {
  readonly profile: ProfileSummary
  readonly unfolded: boolean
  readonly atTokens: boolean
}

function ProfileFold({ profile, unfolded, atTokens }: ProfileFoldProps) {
  const { language } = useWindow()
  const text = settingsProfilesWords(language)
  const saving = useSaveProfile(profile)
  return (
    <details className="fold settings-profile" open={unfolded}>
      <summary>
        <ChevronRight className="settings-chevron" size={18} aria-hidden />
        <span className="settings-profile-name">{profile.name}</span>
        <State profile={profile} />
      </summary>
      <div className="fold-content">
        <Databases profile={profile} />
        <Group title={text.parts.basics}>
          <ProfileName profile={profile} saving={saving} />
          <Switch
            label={text.enabled}
            hint={text.enabledHint}
            on={profile.enabled}
            disabled={saving.busy}
            onChange={(enabled) => void saving.save({ enabled }, { enabled: !enabled })}
          />
          <PauseOrResume profile={profile} />
        </Group>
        <Group title={text.parts.rules}>
          <Rules profile={profile} saving={saving} />
        </Group>
        <Group title={text.parts.travels}>
          <ProfileFields profile={profile} saving={saving} />
        </Group>
        <Group title={text.parts.tokens} here={atTokens}>
          <ProfileTokens profile={profile} saving={saving} />
        </Group>
        <Group title={text.parts.sharing}>
          <ProfileEnds profile={profile} />
        </Group>
      </div>
    </details>
  )
}

interface GroupProps {
  readonly title: string
  readonly children: ReactNode
  /** Whoever comes here comes for this. */
  readonly here?: boolean
}

function Group({ title, children, here = false }: GroupProps) {
  const part = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!here) return
    part.current?.scrollIntoView({ block: 'start' })
    part.current?.focus({ preventScroll: true })
  }, [here])
  return (
    <section className="settings-group" aria-label={title} ref={part} tabIndex={here ? -1 : undefined}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function State({ profile }: { readonly profile: ProfileSummary }) {
  const { language, formats } = useWindow()
  const { states } = settingsProfilesWords(language)
  const { enabled, pausedUntil } = profile
  const state = !enabled
    ? states.off
    : pausedUntil === null
      ? states.on
      : pausedUntil === 'resumed'
        ? states.paused
        : states.pausedUntil(formats.dateTime(Date.parse(pausedUntil), pageClock.zone))
  return (
    <span className="settings-state" data-on={enabled && pausedUntil === null}>
      {state}
    </span>
  )
}

function Databases({ profile }: { readonly profile: ProfileSummary }) {
  const { language } = useWindow()
  const text = settingsProfilesWords(language)
  return (
    <div className="settings-databases">
      {(['private', 'shared'] as const).map((side) => (
        <p key={side}>
          <SideMark side={side} /> <strong>{profile[side].title}</strong>{' '}
          <span className="quiet">{text.in(profile[side].workspaceName)}</span>
        </p>
      ))}
      <p className="quiet small">{text.number(profile.sourceUserId)}</p>
    </div>
  )
}

function PauseOrResume({ profile: { name, pausedUntil } }: { readonly profile: ProfileSummary }) {
  const { language, tell } = useWindow()
  const text = settingsProfilesWords(language)
  const { act, busy } = useAct()
  const paused = pausedUntil !== null
  const toggle = async (): Promise<void> => {
    const reply = await act(
      'submit',
      paused ? { action: 'resume', profile: name } : { action: 'pause', profile: name, forMs: null },
    )
    if (reply.kind === 'ok') tell({ kind: 'good', text: paused ? text.resumed : text.paused })
  }
  return (
    <div className="row">
      <Button icon={paused ? Play : Pause} busy={busy} onClick={() => void toggle()}>
        {paused ? text.resume : text.pause}
      </Button>
    </div>
  )
}

function Rules({ profile, saving }: { readonly profile: ProfileSummary; readonly saving: SavingProfile }) {
  const { onConflict, onSharedDelete, horizonMs, importRows, intervalMs } = profile
  const before = { onConflict, onSharedDelete, horizonMs, importRows, intervalMs }
  return <RuleFields rules={before} onChange={(part) => void saving.save(part, partOf(before, part))} />
}
