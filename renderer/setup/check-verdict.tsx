/**
 * The outcome of the check in one box: everything there, something to create, or what has to be settled first.
 */
import { RefreshCw, WandSparkles } from 'lucide-react'
import type { ErrorExplained } from '../../shared/contract.ts'
import type { SetupCheck } from '../../shared/setup.ts'
import { checkWords } from '../../shared/words/window-setup-check.ts'
import { Button } from '../parts/button.tsx'
import { TechnicalText } from '../parts/failure-notice.tsx'
import { NoticeBox } from '../parts/notice.tsx'
import { useWindow } from '../window-context.ts'

interface CheckVerdictProps {
  readonly check: SetupCheck
  readonly busy: boolean
  readonly creating: boolean
  readonly onCreate: () => void
  readonly onAgain: () => void
}

export function CheckVerdict({ check, busy, creating, onCreate, onAgain }: CheckVerdictProps) {
  const { language } = useWindow()
  const text = checkWords(language)
  const properties = [...(check.private?.properties ?? []), ...(check.shared?.properties ?? [])]
  const missing = properties.filter(({ state }) => state === 'missing').length
  const created = properties.filter((one) => one.created).length
  // What is missing stands in the list and has its button; it need not be told once more as an obstacle.
  const obstacles = check.creatable ? check.obstacles.filter(({ category }) => category !== 'schema') : check.obstacles
  const again = (
    <Button icon={RefreshCw} busy={busy} onClick={onAgain}>
      {text.again}
    </Button>
  )
  return (
    <div className="stack" aria-live="polite">
      {check.ready && (
        <NoticeBox kind="good" title={text.allFound}>
          <p>{created > 0 ? text.created(created) : text.allFoundText}</p>
        </NoticeBox>
      )}
      {check.creatable && (
        <NoticeBox
          kind="warning"
          title={text.somethingMissing}
          actions={
            <>
              <Button kind="primary" icon={WandSparkles} busy={creating} onClick={onCreate}>
                {text.create(missing)}
              </Button>
              {again}
            </>
          }
        >
          <p>{text.somethingMissingText}</p>
          <p className="quiet">{text.createHint}</p>
        </NoticeBox>
      )}
      {obstacles.length > 0 && (
        <NoticeBox kind="bad" title={text.cannotGoOn} {...(check.creatable ? {} : { actions: again })}>
          <Explained errors={obstacles} />
        </NoticeBox>
      )}
      {check.notes.length > 0 && (
        <NoticeBox kind="info" title={text.notes}>
          <Explained errors={check.notes} />
        </NoticeBox>
      )}
    </div>
  )
}

function Explained({ errors }: { readonly errors: readonly ErrorExplained[] }) {
  const { words } = useWindow()
  return (
    <ul className="setup-explained">
      {errors.map((error) => (
        <li key={error.message}>
          <p>
            <strong>{error.message}</strong> {error.cause} {error.remedy}
          </p>
          {error.detail !== undefined && error.detail !== '' && <TechnicalText text={error.detail} words={words} />}
        </li>
      ))}
    </ul>
  )
}
