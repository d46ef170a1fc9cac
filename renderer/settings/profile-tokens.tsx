/**
 * The tokens of a profile: what each opens, when it expires, and putting another one in its place.
 */
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { ProfileSummary } from '../../shared/contract-profile.ts'
import type { ProfileChanges } from '../../shared/intent.ts'
import { settingsProfilesWords } from '../../shared/words/window-settings-profiles.ts'
import { accessWords } from '../../shared/words/window-setup-access.ts'
import { useAnswer } from '../answers.ts'
import { useNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { DayField } from '../parts/day-field.tsx'
import { useFocusKept } from '../parts/focus-kept.ts'
import { TokenField } from '../parts/token-field.tsx'
import { useWindow } from '../window-context.ts'
import type { SavingProfile } from './save.ts'
import { type ProfileToken, sameToken, tokensOf } from './tokens-of.ts'

interface ProfileTokensProps {
  readonly profile: ProfileSummary
  readonly saving: SavingProfile
}

export function ProfileTokens({ profile, saving }: ProfileTokensProps) {
  return (
    <div className="settings-tokens">
      {tokensOf(profile).map((token) => (
        <Token key={token.sides.join()} token={token} profile={profile} saving={saving} />
      ))}
    </div>
  )
}

const HOUR_MS = 3_600_000

function Token({ token, profile, saving }: ProfileTokensProps & { readonly token: ProfileToken }) {
  const { language, formats, tell } = useWindow()
  const text = settingsProfilesWords(language)
  const [replacing, setReplacing] = useState(false)
  const stored = useAnswer('stored-tokens', null)
  const now = useNow(HOUR_MS)
  const part = useFocusKept<HTMLDivElement>(replacing, 'button')
  const kept = stored.kind === 'ok' ? stored.value.find((one) => sameToken(one.token, token.reference)) : undefined
  const entry = kept?.entry ?? null
  const others = (kept?.usedBy ?? []).filter((name) => name !== profile.name)
  const names = { both: text.tokenBoth, private: text.tokenPrivate, shared: text.tokenShared }
  const label = names[token.sides.length === 2 ? 'both' : (token.sides[0] ?? 'private')]
  const day = token.expiresAt === null ? null : formats.date(Date.parse(token.expiresAt), 'UTC')
  const expired = token.expiresAt !== null && Date.parse(token.expiresAt) <= now
  return (
    <div className="settings-token" ref={part}>
      <h4>{label}</h4>
      <p>{whereOf(token, text)}</p>
      {expired && day !== null && <p className="field-error">{text.tokenExpired(day)}</p>}
      <DayField
        label={accessWords(language).expires}
        {...(day === null ? { hint: text.tokenNoExpiry } : {})}
        value={token.expiresAt}
        onChange={(expiresAt) => void saving.save(expiryOf(token, expiresAt), expiryOf(token, token.expiresAt))}
      />
      <div className="row">
        <Button icon={KeyRound} aria-expanded={replacing} onClick={() => setReplacing(!replacing)}>
          {text.replaceToken}
        </Button>
      </div>
      {replacing && (
        <>
          {others.length > 0 && <p className="quiet">{text.replaceTokenShared(others)}</p>}
          <TokenField
            label={text.newToken}
            entry={entry}
            onStored={({ entry: storedAs, workspaceName }) => {
              setReplacing(false)
              if (storedAs === entry) tell({ kind: 'good', text: text.replaced(workspaceName) })
              else void saving.save(referenceOf(token, storedAs), null, text.replaced(workspaceName))
            }}
          />
        </>
      )}
    </div>
  )

  function whereOf({ reference, workspaceName }: ProfileToken, said: typeof text): string {
    switch (reference.kind) {
      case 'desktop':
        return said.tokenKept(workspaceName)
      case 'file':
        return said.tokenInFile(reference.path)
      default:
        return said.tokenInVariable(reference.variable)
    }
  }
}

function expiryOf({ sides }: ProfileToken, expiresAt: string | null): ProfileChanges {
  return {
    ...(sides.includes('private') ? { privateTokenExpiresAt: expiresAt } : {}),
    ...(sides.includes('shared') ? { sharedTokenExpiresAt: expiresAt } : {}),
  }
}

/** The day on which the one before expires says nothing about the new one. */
function referenceOf(token: ProfileToken, entry: string): ProfileChanges {
  const { sides } = token
  const reference = { kind: 'desktop', entry } as const
  return {
    ...expiryOf(token, null),
    ...(sides.includes('private') ? { privateToken: reference } : {}),
    ...(sides.includes('shared') ? { sharedToken: reference } : {}),
  }
}
