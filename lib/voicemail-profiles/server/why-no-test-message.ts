import 'server-only'
import { isMailConfigured } from '@/lib/mail/instance'

/** Why no test message can be sent from this console; null when one can be tried. */
export function whyNoTestMessage(): string | null {
  if (isMailConfigured()) return null
  return 'This console sends no mail: SMTP_URL is not set. Whoever runs the console can set it to the address of a mail relay.'
}
