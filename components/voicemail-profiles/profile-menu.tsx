'use client'

import { Copy, Ellipsis, Pencil, ScrollText, Trash2 } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import { newProfilePath, profilePath } from './profile-paths'

type ProfileMenuProps = { row: VoicemailProfile; canReadAudit: boolean; onDelete: () => void }

const icon = 'size-4'

/** What an administrator can do with a profile. */
export function ProfileMenu({ row, canReadAudit, onDelete }: ProfileMenuProps) {
  const label = `Acts on ${row.name}`
  return (
    <Menu
      label={label}
      trigger={
        <button type="button" aria-label={label} className={buttonClass('quiet', 'sm', true)}>
          <Ellipsis aria-hidden className={icon} />
        </button>
      }
    >
      <MenuLink href={profilePath(row)} icon={<Pencil aria-hidden className={icon} />}>
        Change
      </MenuLink>
      <MenuLink href={newProfilePath(row.tenantId, row.id)} icon={<Copy aria-hidden className={icon} />}>
        Copy
      </MenuLink>
      {canReadAudit ? (
        <MenuLink
          href={`/audit?${new URLSearchParams({ entityType: 'voicemail-profile', entityId: row.id })}`}
          icon={<ScrollText aria-hidden className={icon} />}
        >
          What was done to it
        </MenuLink>
      ) : null}
      <MenuSeparator />
      <MenuItem
        tone="danger"
        disabled={row.builtIn || row.replacement !== null}
        icon={<Trash2 aria-hidden className={icon} />}
        onSelect={onDelete}
      >
        {row.builtIn ? 'The built-in profile stays' : row.replacement ? 'It is being replaced' : 'Delete'}
      </MenuItem>
    </Menu>
  )
}
