'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Check, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { useSettled } from '@/components/forms/use-settled'
import { voicemailTenantsQuery } from '@/lib/dial-plan/queries'
import type { VoicemailTenant } from '@/lib/dial-plan/schema'
import { type VoicemailSection, voicemailPath } from './sections'

type TenantPickerListProps = { tenantId: string; section: VoicemailSection; onChosen: () => void }

const typingRestsMs = 150

/** What `TenantPicker` loads: the server searches, as there may be thousands. */
export function TenantPickerList({ tenantId, section, onChosen }: TenantPickerListProps) {
  const router = useRouter()
  const [text, setText] = useState('')
  const query = useQuery(voicemailTenantsQuery(useSettled(text.trim(), typingRestsMs)))
  const items = query.data?.items ?? []
  const [moved, setMoved] = useState('')
  // What the server finds comes after the key that asked for it, when the one marked before may be gone.
  const marked = items.some(({ id }) => id === moved) ? moved : (items[0]?.id ?? '')
  const input = useRef<HTMLInputElement>(null)
  // The panel looked for something to focus before this list was loaded.
  useEffect(() => input.current?.focus(), [])

  function choose(tenant: VoicemailTenant) {
    onChosen()
    if (tenant.id !== tenantId) router.push(voicemailPath(section, tenant.id))
  }

  return (
    <Command label="Tenants" shouldFilter={false} loop value={marked} onValueChange={setMoved} className="-m-3">
      <div className="flex items-center gap-2 border-b px-3">
        <Search aria-hidden className="size-4 shrink-0 text-faint" />
        <Command.Input
          ref={input}
          value={text}
          onValueChange={setText}
          maxLength={200}
          placeholder="Name or id of a tenant"
          className="h-10 w-full bg-transparent text-sm outline-none placeholder:text-faint"
        />
      </div>
      <Command.List label="Tenants found" className="max-h-72 overflow-y-auto p-1">
        {items.map((tenant) => (
          <Command.Item
            key={tenant.id}
            value={tenant.id}
            onSelect={() => choose(tenant)}
            className="flex min-h-8 items-center gap-2 rounded-inner px-2 py-1 text-sm data-[selected=true]:bg-accent-tint pointer-coarse:min-h-10"
          >
            <Check aria-hidden className={tenant.id === tenantId ? 'size-4 text-accent-text' : 'size-4 opacity-0'} />
            <span className="min-w-0 flex-1 truncate">
              {tenant.name}
              {tenant.id === tenantId ? <span className="sr-only"> (this one)</span> : null}
            </span>
            {tenant.voicemailEnabled ? null : <span className="shrink-0 text-xs text-muted">voicemail off</span>}
            <span className="mono shrink-0 text-xs text-muted">{tenant.id}</span>
          </Command.Item>
        ))}
      </Command.List>
      <p role="status" className="px-3 pb-2 text-xs text-muted empty:hidden">
        {summary(query.isPending, query.error, items.length, query.data?.more ?? false)}
      </p>
    </Command>
  )
}

function summary(pending: boolean, error: Error | null, found: number, more: boolean): string {
  if (error) return `The tenants cannot be searched now: ${error.message}`
  if (pending) return 'Reading the tenants …'
  if (found === 0) return 'No tenant has these words in its name or id.'
  return more ? `The first ${found}. Type more of the name or id to find others.` : ''
}
