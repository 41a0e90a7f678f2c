'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { describeSaveFailure } from '@/components/forms/save-failure'
import { useToast } from '@/components/ui/toast'
import {
  activateGreetingCall,
  greetingsQuery,
  type MailboxPlace,
  mailboxKey,
  removeGreetingCall,
  restoreGreetingCall,
} from '@/lib/greetings/queries'
import type { Greeting, GreetingList } from '@/lib/greetings/schema'
import { greetingTypeLabels } from '@/lib/mailboxes/vocabulary'

/** What can be done with a greeting that is there. A failure is told in a toast, and in the dialog that asked. */
export function useGreetingActs(place: MailboxPlace, greeting: Greeting, mailboxVersion: number) {
  const client = useQueryClient()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const { type, version } = greeting
  const name = greetingTypeLabels[type]

  async function act(done: string, run: () => Promise<GreetingList | null>): Promise<void> {
    setBusy(true)
    try {
      const list = await run()
      if (list) client.setQueryData(greetingsQuery(place).queryKey, list)
      toast({ tone: 'done', title: done })
    } catch (error) {
      const { message, action } = describeSaveFailure(error)
      throw new Error([message, action].filter(Boolean).join(' '), { cause: error })
    } finally {
      setBusy(false)
      // Also after a failure: it may have come of what somebody else did meanwhile.
      void client.invalidateQueries({ queryKey: mailboxKey(place) })
    }
  }

  const tell = (title: string) => (error: unknown) =>
    toast({ tone: 'failed', title, text: error instanceof Error ? error.message : undefined })

  return {
    busy,
    /** Throws an Error with the sentence to show. */
    remove: (isActive: boolean) =>
      act(`Removed the ${name} greeting`, () =>
        removeGreetingCall(place, type, version, isActive ? 'standard' : 'refuse'),
      ),
    restore: (versionId: string) =>
      void act(`Restored the ${name} greeting`, () => restoreGreetingCall(place, type, version, versionId)).catch(
        tell(`The ${name} greeting was not restored`),
      ),
    activate: (active: boolean) =>
      void act(
        active ? `Callers hear the ${name} greeting now` : 'Callers hear the Standard greeting now',
        async () => {
          // Standard is what every mailbox inherits: no value of its own, as when the active greeting is removed.
          await activateGreetingCall(place, mailboxVersion, active ? type : null)
          return null
        },
      ).catch(tell('The active greeting was not changed')),
  }
}

export type GreetingActs = ReturnType<typeof useGreetingActs>
