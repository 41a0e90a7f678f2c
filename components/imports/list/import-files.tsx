'use client'

import { ChevronDown, Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { download } from '@/components/ui/download'
import { Menu, MenuItem } from '@/components/ui/menu'
import { importFilePaths } from '@/lib/imports/queries'
import { mailboxExportPath } from '@/lib/mailboxes/list-queries'

const filesOf = (tenantId: string) => [
  { label: 'Template', path: importFilePaths.template(tenantId) },
  { label: 'Example', path: importFilePaths.example(tenantId) },
  { label: 'Export all mailboxes', path: mailboxExportPath(tenantId, '') },
]

/** The files to start from, as a menu. */
export function ImportFiles({ tenantId }: { tenantId: string }) {
  return (
    <Menu
      label="Files to start from"
      trigger={
        <Button icon={<Download aria-hidden className="size-4" />}>
          Files
          <ChevronDown aria-hidden className="size-3.5" />
        </Button>
      }
    >
      {filesOf(tenantId).map(({ label, path }) => (
        <MenuItem key={label} onSelect={() => download(path)}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  )
}

/** The same, side by side. */
export function ImportFileLinks({ tenantId }: { tenantId: string }) {
  return filesOf(tenantId).map(({ label, path }) => (
    <a key={label} href={path} download="" className={buttonClass()}>
      {label}
    </a>
  ))
}
