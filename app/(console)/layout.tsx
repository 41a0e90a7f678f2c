import { dehydrate } from '@tanstack/react-query'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import type { PaletteGroup } from '@/components/layout/palette-model'
import { Shell } from '@/components/layout/shell'
import { isSidebarCollapsed, sidebarCookie } from '@/components/layout/sidebar-cookie'
import { inTime } from '@/components/query-state/in-time'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { readTimeZoneCookie, timeZoneCookie } from '@/components/ui/time-zone-cookie'
import { alertsQuery } from '@/lib/alerts/queries'
import { alertFilterSchema } from '@/lib/alerts/schema'
import { listAlerts } from '@/lib/alerts/server/list-alerts'
import { requireSignedIn } from '@/lib/auth/session'
import { services } from '@/lib/catalogue/services'
import { FiringCount, FiringFavicon } from './_components/firing-count'
import { Providers } from './providers'

const paletteGroups: readonly PaletteGroup[] = [
  {
    id: 'services',
    label: 'Services',
    entries: services.map(({ id, name, aliases }) => ({
      id,
      label: name,
      href: `/services/${id}`,
      keywords: [id, ...aliases],
    })),
  },
  {
    id: 'alert-rules',
    label: 'Alert rules',
    entries: [
      {
        id: 'all',
        label: 'Alert rules',
        href: '/alerts/rules',
        keywords: ['rules', 'runbook', 'threshold', 'expression', 'recording rules', 'coverage'],
      },
    ],
    search: { path: '/api/alert-rules/search', href: '/alerts/rules?rule=:id', what: 'alert rules' },
  },
  {
    id: 'tenants',
    label: 'Tenants',
    entries: [],
    search: { path: '/api/tenants', href: '/tenants/:id', what: 'tenants' },
  },
  {
    id: 'mailboxes',
    label: 'Mailboxes',
    entries: [],
    search: { path: '/api/mailboxes/search', href: '/mailboxes', what: 'mailboxes' },
  },
]

/**
 * The sidebar's count reads the alerts before any page does. Without them here it would make an empty entry in the cache, and a
 * page that brings its alerts along would find that one, draw nothing, and differ from what the server sent.
 */
async function alertsOfShell() {
  const client = makeQueryClient()
  await inTime(client.prefetchQuery({ ...alertsQuery(), queryFn: () => listAlerts(alertFilterSchema.parse({})) }))
  return dehydrate(client)
}

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireSignedIn()
  const jar = await cookies()
  const timeZone = readTimeZoneCookie(jar.get(timeZoneCookie)?.value)
  return (
    <div data-signed-in={actor.id} className="contents">
      <Providers timeZone={timeZone} renderedAtMs={Date.now()}>
        <ServedQueries state={await alertsOfShell()}>
          <Shell
            user={{ name: actor.name, email: actor.email, roles: actor.roles }}
            badges={{ alerts: <FiringCount /> }}
            paletteGroups={paletteGroups}
            initiallyCollapsed={isSidebarCollapsed(jar.get(sidebarCookie)?.value)}
          >
            <FiringFavicon />
            {children}
          </Shell>
        </ServedQueries>
      </Providers>
    </div>
  )
}
