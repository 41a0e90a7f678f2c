import { Plus } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'

type ProfileNameFieldProps = {
  name: string
  /** How many rows have it, or why it stands for another. */
  note: string
  profiles: readonly VoicemailProfile[]
  profileId: string
  isCreated?: boolean
  disabled: boolean
  busy?: boolean
  onChoose: (profileId: string) => void
  /** Absent where there is nothing to create, and for whoever may not. */
  onCreate?: () => void
}

/** One name of a profile as the file has it, and the profile of the tenant that it stands for. */
export function ProfileNameField(props: ProfileNameFieldProps) {
  const { name, note, profiles, profileId, isCreated, disabled, busy, onChoose, onCreate } = props
  return (
    <li
      data-profile={name}
      className="grid items-center gap-x-4 gap-y-1 border-b px-4 py-2 last:border-b-0 sm:grid-cols-[minmax(0,22rem)_minmax(0,26rem)]"
    >
      <p className="min-w-0 text-sm">
        <bdi className="font-medium break-words">{name}</bdi>
        <span className="block text-xs text-muted">{note}</span>
      </p>
      {isCreated ? (
        <p className="text-sm">Created. Its rows are taken at the next check.</p>
      ) : (
        <div className="flex min-w-0 items-start gap-2">
          <Field label={`Profile for ${name}`} labelHidden className="min-w-0 flex-1">
            {(control) => (
              <Select
                {...control}
                disabled={disabled}
                options={[
                  { value: '', label: 'None: its rows stay refused' },
                  ...profiles.map((profile) => ({ value: profile.id, label: profile.name })),
                ]}
                value={profileId}
                onValueChange={onChoose}
              />
            )}
          </Field>
          {onCreate ? (
            <Button
              busy={busy}
              disabled={disabled}
              icon={<Plus aria-hidden className="size-4" />}
              aria-label={`Create it: ${name}`}
              onClick={onCreate}
            >
              Create it
            </Button>
          ) : null}
        </div>
      )}
    </li>
  )
}
