import { DescriptionList } from '@/components/ui/description-list'
import { Panel } from '@/components/ui/panel'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import { type ProfileField, profileLabels } from '@/lib/voicemail-profiles/vocabulary'
import { MessagePreview } from './message-preview'
import { profileValueText, toCreateProfile, toProfileFormValues } from './profile-form-values'

const shown: readonly ProfileField[] = [
  'maxDurationSeconds',
  'maxMessageCount',
  'retentionDays',
  'voicemailForwarding',
  'emailNotification',
]

/** A profile for those who may look and not change. */
export function ProfileFacts({ profile }: { profile: VoicemailProfile }) {
  const values = toProfileFormValues(toCreateProfile(profile))
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Panel title="Options" note="Changing them needs another role">
        <DescriptionList
          className="[&_dt]:w-44"
          items={shown.map((field) => ({ term: profileLabels[field], detail: profileValueText(field, values[field]) }))}
        />
      </Panel>
      <Panel title="Notification">
        <MessagePreview message={values} />
      </Panel>
    </div>
  )
}
