/**
 * What travels for a profile that syncs: the direction of each field, and leaving one out.
 */
import type { ProfileSummary } from '../../shared/contract-profile.ts'
import type { FieldChoice } from '../../shared/setup.ts'
import { travelWords } from '../../shared/words/window-setup-check.ts'
import { useFocusKept } from '../parts/focus-kept.ts'
import { FieldRow } from '../profile/field-row.tsx'
import { fieldDirections, withDirection, without, withWord } from '../profile/travels.ts'
import { useWindow } from '../window-context.ts'
import type { SavingProfile } from './save.ts'

interface ProfileFieldsProps {
  readonly profile: ProfileSummary
  readonly saving: SavingProfile
}

export function ProfileFields({ profile, saving }: ProfileFieldsProps) {
  const { language } = useWindow()
  const text = travelWords(language)
  const before = profile.fields.map(choiceOf)
  const list = useFocusKept<HTMLUListElement>(before.length, 'select')
  const save = (fields: readonly FieldChoice[]): void =>
    void saving.save({ fields: [...fields], onlyFields: true }, { fields: [...before], onlyFields: true })
  return (
    <>
      <p className="quiet">{text.intro}</p>
      <ul className="travels" ref={list}>
        {profile.fields.map((field) => (
          <FieldRow
            key={field.private}
            privateLabel={field.private}
            sharedLabel={field.shared}
            direction={field.direction}
            directions={fieldDirections}
            word={field.word}
            note={null}
            onDirection={(direction) => save(withDirection(before, field.private, direction, text.wordDefault))}
            onWord={(word) => save(withWord(before, field.private, word))}
            onLeaveOut={field.type === 'title' ? null : () => save(without(before, field.private))}
          />
        ))}
      </ul>
    </>
  )
}

function choiceOf({ private: own, shared, direction, word }: ProfileSummary['fields'][number]): FieldChoice {
  return word === undefined ? { private: own, shared, direction } : { private: own, shared, direction, word }
}
