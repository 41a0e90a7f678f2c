import { classNames } from './class-names'

/** A grey block in the size of what is coming. Give it the final height, so that nothing shifts. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames('pulse-soft rounded-inner bg-line', className)} />
}

/** The same for a block with a name: announced once as busy. */
export function SkeletonBlock({ label, className }: { label: string; className?: string }) {
  return (
    <div role="status" className={className}>
      <span className="sr-only">{label}</span>
      <Skeleton className="size-full" />
    </div>
  )
}
