'use client'

import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { RelativeTime } from '@/components/ui/relative-time'

/** Says that the form opened on what was typed before, and lets one start anew. */
export function DraftNotice({ savedAt, onDiscard }: { savedAt: string; onDiscard: () => void }) {
  return (
    <Notice
      tone="info"
      title="This is what you typed before and did not save"
      action={
        <Button size="sm" onClick={onDiscard}>
          Discard it
        </Button>
      }
    >
      <p>
        Typed <RelativeTime at={savedAt} /> in this tab.
      </p>
    </Notice>
  )
}
