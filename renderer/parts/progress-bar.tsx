/**
 * How far a run is, as a bar and in words, for eyes and for screen readers.
 */
import { Progress } from 'radix-ui'

interface ProgressBarProps {
  /** What is under way. */
  readonly name: string
  /** 0 to 100; null: not known yet. */
  readonly percent: number | null
  /** "12 of 40 · 30 % · about 1 minute left". */
  readonly text: string
}

export function ProgressBar({ name, percent, text }: ProgressBarProps) {
  return (
    <div className="progress">
      <Progress.Root className="progress-track" value={percent} aria-label={name} aria-valuetext={text}>
        <Progress.Indicator className="progress-done" style={{ width: `${percent ?? 0}%` }} />
      </Progress.Root>
      <p className="progress-text">{text}</p>
    </div>
  )
}
