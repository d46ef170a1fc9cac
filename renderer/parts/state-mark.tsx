/**
 * The state of an appointment: a sign and a word, in the colour that says whether somebody is waited for.
 */
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  EyeOff,
  Hand,
  LoaderCircle,
  type LucideIcon,
  ShieldQuestion,
  Split,
} from 'lucide-react'
import type { AppointmentState } from '../../shared/contract.ts'
import { appointmentWords } from '../../shared/words/window-appointments.ts'
import { useWindow } from '../window-context.ts'

const icons: Readonly<Record<AppointmentState, LucideIcon>> = {
  'in-step': CircleCheck,
  'being-checked': LoaderCircle,
  waiting: Clock,
  conflict: Split,
  held: ShieldQuestion,
  problem: CircleX,
  kept: Hand,
  excluded: Ban,
  'not-relevant': EyeOff,
  unknown: CircleDashed,
}

/** `bare`: the sign alone, where the word stands beside it. */
export function StateMark({ state, bare = false }: { readonly state: AppointmentState; readonly bare?: boolean }) {
  const { language } = useWindow()
  const Icon = icons[state]
  if (bare) return <Icon className={`state-sign state--${state}`} size={20} aria-hidden />
  return (
    <span className={`state-mark state--${state}`}>
      <Icon size={14} aria-hidden /> {appointmentWords(language).states[state]}
    </span>
  )
}
