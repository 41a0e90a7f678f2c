'use client'

import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { navigationEntries } from './navigation'

const general: { keys: string[]; does: string }[] = [
  { keys: ['Ctrl', 'K'], does: 'Search pages, services, tenants and mailboxes, or run an action' },
  { keys: ['Ctrl', 'S'], does: 'Save the form of this page' },
  { keys: ['/'], does: 'Go to the filter of this page' },
  { keys: ['↑', '↓'], does: 'Walk the rows of a table (also k and j), once a row has the focus' },
  { keys: ['Enter'], does: 'Open the row' },
  { keys: ['Left', 'Right'], does: 'Walk a status history, Page keys jump to the next change' },
  { keys: ['Esc'], does: 'Close what is open' },
  { keys: ['?'], does: 'Show this sheet' },
]

function KeyList({ rows }: { rows: { keys: string[]; does: string }[] }) {
  return (
    <dl className="flex flex-col gap-1.5">
      {rows.map((row) => (
        <div key={row.keys.join(' ')} className="flex items-center gap-3 text-sm">
          <dt className="flex w-24 shrink-0 gap-1">
            {row.keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd className="min-w-0 text-muted">{row.does}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Every key the console listens to. */
export function HelpSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard" size="lg">
      <div className="grid gap-6 sm:grid-cols-2">
        <section className="flex flex-col gap-2">
          <h3 className="text-sm font-medium">Everywhere</h3>
          <KeyList rows={general} />
        </section>
        <section className="flex flex-col gap-2">
          <h3 className="text-sm font-medium">Go to a page</h3>
          <KeyList rows={navigationEntries.map((entry) => ({ keys: ['g', entry.key], does: entry.label }))} />
        </section>
      </div>
    </Dialog>
  )
}
