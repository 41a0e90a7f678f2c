import {
  Bell,
  Boxes,
  Building2,
  ChartSpline,
  FileInput,
  LayoutDashboard,
  type LucideIcon,
  PhoneForwarded,
  ScrollText,
  ServerCog,
  SlidersHorizontal,
  Users,
  Voicemail,
} from 'lucide-react'

export type NavigationEntry = {
  id: string
  label: string
  href: string
  icon: LucideIcon
  /** The key after `g` that goes there. */
  key: string
  /** What else finds it in the palette. Whole words only: parts of a hyphenated one would match what is meant for services. */
  keywords?: readonly string[]
}

export type NavigationSection = { label: string | null; entries: readonly NavigationEntry[] }

/** Every page of the sidebar, in its order. An entry stands here only once its page exists. */
export const navigation: readonly NavigationSection[] = [
  {
    label: null,
    entries: [
      { id: 'overview', label: 'Overview', href: '/', icon: LayoutDashboard, key: 'o' },
      { id: 'services', label: 'Services', href: '/services', icon: Boxes, key: 's' },
      { id: 'tenants', label: 'Tenants', href: '/tenants', icon: Building2, key: 't' },
      { id: 'alerts', label: 'Alerts', href: '/alerts', icon: Bell, key: 'a' },
      { id: 'explore', label: 'Explore', href: '/explore', icon: ChartSpline, key: 'e' },
    ],
  },
  {
    label: 'Voicemail',
    entries: [
      {
        id: 'mailboxes',
        label: 'Mailboxes',
        href: '/mailboxes',
        icon: Voicemail,
        key: 'm',
        keywords: ['voicemail'],
      },
      {
        id: 'profiles',
        label: 'Profiles',
        href: '/voicemail-profiles',
        icon: SlidersHorizontal,
        key: 'p',
        keywords: ['voicemail'],
      },
      {
        id: 'dial-plan',
        label: 'Dial plan',
        href: '/dial-plan',
        icon: PhoneForwarded,
        key: 'd',
        keywords: ['voicemail'],
      },
      {
        id: 'imports',
        label: 'Imports',
        href: '/imports',
        icon: FileInput,
        key: 'i',
        keywords: ['voicemail', 'import', 'csv', 'bulk', 'upload', 'file'],
      },
    ],
  },
  {
    label: 'Console',
    entries: [
      { id: 'access', label: 'Access', href: '/access', icon: Users, key: 'c' },
      { id: 'audit', label: 'Audit log', href: '/audit', icon: ScrollText, key: 'l' },
      { id: 'sources', label: 'Sources', href: '/sources', icon: ServerCog, key: 'r' },
    ],
  },
]

export const navigationEntries: readonly NavigationEntry[] = navigation.flatMap((section) => section.entries)

/** True when `pathname` is the entry's page or one below it. */
export function isCurrent(href: string, pathname: string): boolean {
  if (href === '/') return pathname === '/'
  return pathname === href || pathname.startsWith(`${href}/`)
}
