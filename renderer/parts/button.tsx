/**
 * A button that says what it does; while it does it, it stays where it is and cannot be pressed twice.
 */
import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, ReactNode } from 'react'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  /** `primary`: the one thing to do here. `danger`: cannot simply be taken back. `quiet`: without a border. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly icon?: LucideIcon
  readonly busy?: boolean
  readonly children: ReactNode
}

export function Button({ kind = 'plain', icon: Icon, busy = false, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button button--${kind}`}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <LoaderCircle className="turning" size={16} aria-hidden /> : Icon && <Icon size={16} aria-hidden />}
      <span>{children}</span>
    </button>
  )
}

/** A button that is a picture alone; its name is read out and shown on pointing. */
export function IconButton({
  icon: Icon,
  name,
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'children'> & {
  readonly icon: LucideIcon
  readonly name: string
}) {
  return (
    <button type="button" {...rest} className="button button--quiet button--icon" aria-label={name} title={name}>
      <Icon size={18} aria-hidden />
    </button>
  )
}
