import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'

const tabs = [
  { id: 'alerts', label: 'Alerts', href: '/alerts' },
  { id: 'rules', label: 'Rules', href: '/alerts/rules' },
] as const

/** What fires, and the rules that decide it: two pages side by side. */
export function AlertTabs({ current }: { current: (typeof tabs)[number]['id'] }) {
  return (
    <nav aria-label="Alerts and their rules" className="flex rounded-box border bg-sunken p-0.5">
      {tabs.map(({ id, label, href }) => (
        <Link
          key={id}
          href={href}
          aria-current={id === current ? 'page' : undefined}
          className={classNames(
            'flex h-7 items-center rounded-inner px-3 text-sm pointer-coarse:h-9',
            id === current ? 'bg-surface font-medium text-ink' : 'text-muted hover:text-ink',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
