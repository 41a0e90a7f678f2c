import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { describeSaveFailure, type SaveFailure } from '@/components/forms/save-failure'
import { toCreateProfile } from '@/components/voicemail-profiles/profile-form-values'
import { createProfileCall, profilesQuery } from '@/lib/voicemail-profiles/queries'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'

/** Creates profiles by names of the file, with the settings of the built-in one, and says why when it cannot. */
export function useCreateProfile(tenantId: string, profiles: readonly VoicemailProfile[]) {
  const client = useQueryClient()
  const [busyWith, setBusyWith] = useState<string | null>(null)
  const [failure, setFailure] = useState<SaveFailure | null>(null)
  const [created, setCreated] = useState<ReadonlySet<string>>(new Set())
  async function create(name: string): Promise<void> {
    const builtIn = profiles.find((profile) => profile.builtIn)
    if (!builtIn) return
    setBusyWith(name)
    setFailure(null)
    try {
      await createProfileCall(tenantId, { ...toCreateProfile(builtIn), name })
      await client.invalidateQueries({ queryKey: profilesQuery(tenantId).queryKey })
      setCreated((all) => new Set([...all, name]))
    } catch (error) {
      setFailure(describeSaveFailure(error))
    } finally {
      setBusyWith(null)
    }
  }
  return { busyWith, failure, created, create }
}
