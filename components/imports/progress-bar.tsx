import { classNames } from '@/components/ui/class-names'

type ProgressBarProps = {
  /** Absent where a text beside it says the same. */
  label?: string
  /** 0 to 1. */
  share: number
  className?: string
}

/** How far something is. */
export function ProgressBar({ label, share, className = 'h-2 w-full' }: ProgressBarProps) {
  return (
    <progress
      aria-label={label}
      aria-hidden={label === undefined || undefined}
      value={share}
      className={classNames(
        'overflow-hidden rounded-full bg-line accent-accent [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent',
        className,
      )}
    />
  )
}
