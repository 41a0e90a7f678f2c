'use client'

import { Download, SlidersHorizontal } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { Menu, MenuCheckboxItem, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu'
import { formatNumber } from '@/lib/format/number'
import type { DataTableColumn } from './column'
import type { TablePreferences } from './table-preferences'

type TableMenuProps<Row> = {
  label: string
  columns: readonly DataTableColumn<Row>[]
  columnVisibility: Readonly<Record<string, boolean>>
  preferences: TablePreferences
  onPreferencesChange: (next: TablePreferences) => void
  rowCount: number
  onExport: () => void
}

/** How the table shows and how to take it along: columns, density, CSV. */
export function TableMenu<Row>(props: TableMenuProps<Row>) {
  const { label, columns, columnVisibility, preferences, onPreferencesChange, rowCount, onExport } = props
  const trigger = (
    <button type="button" aria-label={`View options of ${label}`} className={buttonClass('secondary', 'md')}>
      <SlidersHorizontal aria-hidden className="size-4" />
      View
    </button>
  )
  return (
    <Menu trigger={trigger} label={`View options of ${label}`}>
      <MenuLabel>Columns</MenuLabel>
      {columns.map((column) => (
        <MenuCheckboxItem
          key={column.id}
          checked={columnVisibility[column.id] ?? true}
          disabled={column.hideable === false}
          onCheckedChange={(checked) =>
            onPreferencesChange({ ...preferences, columns: { ...preferences.columns, [column.id]: checked } })
          }
        >
          {column.header}
        </MenuCheckboxItem>
      ))}
      <MenuSeparator />
      <MenuCheckboxItem
        checked={preferences.comfortable}
        onCheckedChange={(comfortable) => onPreferencesChange({ ...preferences, comfortable })}
      >
        Comfortable rows
      </MenuCheckboxItem>
      <MenuSeparator />
      <MenuItem icon={<Download aria-hidden className="size-4" />} disabled={rowCount === 0} onSelect={onExport}>
        Export {formatNumber(rowCount)} {rowCount === 1 ? 'row' : 'rows'} as CSV
      </MenuItem>
    </Menu>
  )
}
