/**
 * What kind of failure it is: a sign and a word, the same everywhere.
 */
import {
  CircleDollarSign,
  CircleHelp,
  CircleStop,
  Clock,
  Copy,
  Database,
  EyeOff,
  FileQuestion,
  Fingerprint,
  Gauge,
  HardDrive,
  KeyRound,
  Lock,
  type LucideIcon,
  PencilOff,
  ServerCrash,
  Settings,
  ShieldX,
  SquareX,
  TableProperties,
  TriangleAlert,
  UserRoundPen,
  WifiOff,
} from 'lucide-react'
import type { FailureCategory } from '../../shared/failure.ts'
import { healthWords } from '../../shared/words/health.ts'
import { useWindow } from '../window-context.ts'

const icons: Readonly<Record<FailureCategory, LucideIcon>> = {
  credentials: KeyRound,
  permission: ShieldX,
  'not-shared': EyeOff,
  schema: TableProperties,
  validation: PencilOff,
  conflict: UserRoundPen,
  duplicate: Copy,
  'rate-limit': Gauge,
  'plan-limit': CircleDollarSign,
  timeout: Clock,
  network: WifiOff,
  disk: HardDrive,
  service: ServerCrash,
  'unreadable-page': FileQuestion,
  'missing-data': SquareX,
  unknown: CircleHelp,
  usage: TriangleAlert,
  settings: Settings,
  ledger: Database,
  locked: Lock,
  identity: Fingerprint,
  stopped: CircleStop,
}

export function CategoryMark({ category, calm }: { readonly category: FailureCategory; readonly calm: boolean }) {
  const { language } = useWindow()
  const Icon = icons[category]
  return (
    <span className={calm ? 'problem-category problem-category--calm' : 'problem-category'}>
      <Icon size={16} aria-hidden /> {healthWords(language).category[category]}
    </span>
  )
}
