/**
 * What concerns others: inviting, ending the sharing, removing the profile. The last two are asked about first.
 */
import { DoorOpen, Trash2, UserPlus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { ProfileSummary } from '../../shared/contract-profile.ts'
import { settingsProfilesWords } from '../../shared/words/window-settings-profiles.ts'
import { useAct } from '../answers.ts'
import { useExported } from '../exported.ts'
import { Button } from '../parts/button.tsx'
import { useWindow } from '../window-context.ts'
import { RemoveProfile } from './remove-profile.tsx'
import { StopSharing } from './stop-sharing.tsx'

export function ProfileEnds({ profile }: { readonly profile: ProfileSummary }) {
  const { language } = useWindow()
  const text = settingsProfilesWords(language)
  const { act, busy } = useAct()
  const exported = useExported()
  const [asked, setAsked] = useState<'stop' | 'remove' | null>(null)
  const invite = async (): Promise<void> => {
    const reply = await act('export-invitation', { profile: profile.name })
    if (reply.kind === 'ok') exported(reply.value)
  }
  return (
    <div className="settings-ends">
      <End hint={text.inviteHint}>
        <Button icon={UserPlus} busy={busy} onClick={() => void invite()}>
          {text.invite}
        </Button>
      </End>
      <End hint={text.stopHint}>
        <Button icon={DoorOpen} onClick={() => setAsked('stop')}>
          {text.stop}
        </Button>
      </End>
      <End hint={text.removeHint}>
        <Button icon={Trash2} onClick={() => setAsked('remove')}>
          {text.remove}
        </Button>
      </End>
      {asked === 'stop' && <StopSharing name={profile.name} onClose={() => setAsked(null)} />}
      {asked === 'remove' && <RemoveProfile name={profile.name} onClose={() => setAsked(null)} />}
    </div>
  )
}

function End({ hint, children }: { readonly hint: string; readonly children: ReactNode }) {
  return (
    <div className="settings-end">
      <p className="quiet">{hint}</p>
      {children}
    </div>
  )
}
