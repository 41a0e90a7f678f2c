import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'

export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={classNames('shrink-0', className)}>
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <g className="fill-on-accent">
        <circle cx="10" cy="10" r="3" />
        <circle cx="22" cy="22" r="3" />
        <circle cx="22" cy="10" r="2.2" opacity="0.55" />
        <circle cx="10" cy="22" r="2.2" opacity="0.55" />
      </g>
      <path
        d="M10 13v3a6 6 0 0 0 6 6h3"
        fill="none"
        strokeWidth="2.4"
        strokeLinecap="round"
        className="stroke-on-accent"
      />
    </svg>
  )
}

/** Name and sign of the console; leads to the overview. */
export function Brand({ collapsed = false }: { collapsed?: boolean }) {
  return (
    <Link href="/" className="flex items-center gap-2 rounded-box text-base font-semibold">
      <BrandMark className="size-6" />
      <span className={collapsed ? 'sr-only' : undefined}>Patchboard</span>
    </Link>
  )
}
