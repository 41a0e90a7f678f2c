import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { unknownProfilesQuery } from '@/lib/imports/queries'
import type { MailboxImport, UnknownProfiles } from '@/lib/imports/schema'
import { profilesQuery } from '@/lib/voicemail-profiles/queries'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import { ProfilesPanel } from './profiles-panel'

const [sales, support] = ['01a1fa73-d073-71cf-bcbc-c38e6167fc29', '01a1fa73-d073-71cf-bcbc-c38e6167fc30']
const record = { tenantId: 't1', id: '01a1fa73-d073-71cf-bcbc-c38e6167fc31' } as MailboxImport
const profiles = [
  { id: sales, name: 'Sales' },
  { id: support, name: 'Support' },
] as VoicemailProfile[]

function drawn(names: UnknownProfiles, canImport = true): string {
  const client = new QueryClient()
  client.setQueryData(unknownProfilesQuery('t1', record.id).queryKey, names)
  client.setQueryData(profilesQuery('t1').queryKey, { items: profiles })
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <ProfilesPanel tenantId="t1" record={record} canImport={canImport} canWrite />
    </QueryClientProvider>,
  )
}

const chosen = [{ name: 'Vertrieb', profileId: sales, profileName: 'Sales', from: 'memory' as const }]

it('shows what was chosen, also when no name is unknown any more, with the way to take it back', () => {
  const html = drawn({ items: [], total: 0, chosen })
  expect(html).toContain('data-profile="Vertrieb"')
  expect(html).toContain('as said for an earlier file')
  expect(html).toContain('None: its rows stay refused')
  expect(html).toMatch(new RegExp(`<option value="${sales}" selected=""`))
  expect(html).toContain('Forget what was remembered')
  expect(html).not.toContain('Unknown voicemail profiles')
  expect(drawn({ items: [], total: 0, chosen }, false)).not.toContain('<button')
})

it('says how many names there are beyond those it shows', () => {
  const items = [{ name: 'Einkauf', rows: 7 }]
  expect(drawn({ items, total: 4, chosen: [] })).toContain('And 3 more names')
  expect(drawn({ items, total: 1, chosen: [] })).not.toContain('more name')
})
