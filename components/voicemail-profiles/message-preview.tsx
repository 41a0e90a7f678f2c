import { DescriptionList } from '@/components/ui/description-list'
import { NoValue } from '@/components/ui/no-value'
import { renderTemplate } from '@/lib/voicemail-profiles/template'
import { sampleTokenValues } from '@/lib/voicemail-profiles/vocabulary'

export type PreviewedMessage = { emailFromAddress: string; emailSubject: string; emailBody: string }

/** The notification as its recipient would read it, with sample values. Plain text, as it is sent. */
export function MessagePreview({ message }: { message: PreviewedMessage }) {
  const { emailFromAddress, emailSubject, emailBody } = message
  return (
    <div className="flex flex-col gap-3">
      <DescriptionList
        className="[&_dt]:w-16"
        items={[
          { term: 'From', detail: emailFromAddress.trim() || <NoValue reason="No sender yet" /> },
          { term: 'To', detail: sampleTokenValues.UserEmail },
          { term: 'Subject', detail: renderTemplate(emailSubject, sampleTokenValues) },
        ]}
      />
      <p className="rounded-box border bg-canvas p-3 text-sm break-words whitespace-pre-wrap">
        {renderTemplate(emailBody, sampleTokenValues)}
      </p>
      <p className="text-xs text-muted">With sample values. It is sent as plain text: markup stands as it is typed.</p>
    </div>
  )
}
