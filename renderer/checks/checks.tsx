/**
 * Looking after both databases: the checks, comparing everything, the write test; for one profile or for all.
 */
import { useState } from 'react'
import { Select } from '../parts/field.tsx'
import { useWindow } from '../window-context.ts'
import { CompareCard } from './compare-card.tsx'
import { DoctorCard } from './doctor-card.tsx'
import { WriteTestCard } from './write-test-card.tsx'

/** `profile`: the one to begin with; null means all. */
export function Checks({ profile }: { readonly profile: string | null }) {
  const { words, snapshot } = useWindow()
  const names = snapshot.profiles.map(({ name }) => name)
  const [chosen, setChosen] = useState(names.find((name) => name === profile) ?? '')
  const shown = chosen === '' ? names : [chosen]
  return (
    <>
      {names.length > 1 && (
        <div className="filters">
          <Select
            bare
            label={words.profile}
            value={chosen}
            options={[{ value: '', label: words.allProfiles }, ...names.map((name) => ({ value: name, label: name }))]}
            onChange={setChosen}
          />
        </div>
      )}
      <DoctorCard key={`doctor ${chosen}`} profile={chosen === '' ? null : chosen} />
      <CompareCard key={`compare ${chosen}`} profiles={shown} />
      <WriteTestCard key={`write ${chosen}`} profiles={shown} />
    </>
  )
}
