/**
 * The sign of how things stand: the shapes of the icon in the panel, so that both are recognised as the same.
 */
import {
  CircleCheck,
  Cloud,
  CloudOff,
  type LucideIcon,
  MessageCircleQuestion,
  Pause,
  Plus,
  RefreshCw,
  TriangleAlert,
} from 'lucide-react'
import type { Standing } from '../../shared/snapshot.ts'

const icons: Readonly<Record<Standing, LucideIcon>> = {
  'not-set-up': Plus,
  syncing: RefreshCw,
  problem: TriangleAlert,
  attention: MessageCircleQuestion,
  offline: CloudOff,
  paused: Pause,
  'in-step': CircleCheck,
}

export function StandingMark({ standing, size }: { readonly standing: Standing; readonly size: number }) {
  const Icon = icons[standing] ?? Cloud
  return <Icon className={`standing standing--${standing}`} size={size} aria-hidden />
}
