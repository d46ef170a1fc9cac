/**
 * What a profile is called: typed, then saved with its button, because every letter would be a new name.
 */
import { useEffect, useState } from 'react'
import type { ProfileSummary } from '../../shared/contract-profile.ts'
import { settingsProfilesWords } from '../../shared/words/window-settings-profiles.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { useFocusKept } from '../parts/focus-kept.ts'
import { useWindow } from '../window-context.ts'
import type { SavingProfile } from './save.ts'

export function ProfileName({ profile, saving }: { readonly profile: ProfileSummary; readonly saving: SavingProfile }) {
  const { language } = useWindow()
  const text = settingsProfilesWords(language)
  const [typed, setTyped] = useState(profile.name)
  useEffect(() => setTyped(profile.name), [profile.name])
  const form = useFocusKept<HTMLFormElement>(profile.name, 'input')
  const wanted = typed.trim()
  const changed = wanted !== '' && wanted !== profile.name
  return (
    <form
      ref={form}
      className="settings-port"
      onSubmit={(event) => {
        event.preventDefault()
        if (changed) void saving.save({ newName: wanted }, { newName: profile.name }, text.renamed(wanted))
      }}
    >
      <Field label={text.name}>
        {(ids) => (
          <input
            {...ids}
            value={typed}
            maxLength={64}
            autoComplete="off"
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
      {changed && (
        <Button type="submit" busy={saving.busy}>
          {text.rename}
        </Button>
      )}
    </form>
  )
}
