/**
 * The end of a step: back on the left, the one way on at the right, and why it does not go on yet.
 */
import { ArrowLeft, ArrowRight, type LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Button } from '../parts/button.tsx'
import { useWindow } from '../window-context.ts'
import { BeginAnew } from './begin-anew.tsx'
import type { Drafting } from './draft.ts'

interface StepFootProps {
  readonly drafting: Pick<Drafting, 'beginAnew'>
  readonly onBack: () => void
  readonly onNext: () => void
  /** What the way on does, where it is more than going on. */
  readonly next?: string
  readonly icon?: LucideIcon
  readonly busy?: boolean
  /** Why it does not go on; null: it does. Said when somebody tries. */
  readonly obstacle?: string | null
  readonly disabled?: boolean
  readonly children?: ReactNode
  readonly nextRef?: Ref<HTMLDivElement>
}

export function StepFoot(props: StepFootProps) {
  const {
    drafting,
    onBack,
    onNext,
    next,
    icon = ArrowRight,
    busy = false,
    obstacle = null,
    disabled = false,
    children,
    nextRef,
  } = props
  const { words } = useWindow()
  return (
    <div className="setup-foot">
      <div className="row">
        <Button kind="quiet" icon={ArrowLeft} onClick={onBack}>
          {words.back}
        </Button>
        <BeginAnew onBeginAnew={drafting.beginAnew} />
      </div>
      <div className="setup-next" ref={nextRef}>
        {obstacle !== null && (
          <p className="field-error" role="alert">
            {obstacle}
          </p>
        )}
        {children}
        <Button kind="primary" icon={icon} busy={busy} disabled={disabled} onClick={onNext}>
          {next ?? words.next}
        </Button>
      </div>
    </div>
  )
}
