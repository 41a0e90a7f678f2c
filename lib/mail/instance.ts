import 'server-only'
import { envPart } from '@/lib/env/env'
import { upstreamLimits } from '@/lib/env/limits'
import { AppError } from '@/lib/errors'
import { createMailer, type Mailer } from './client'

const variable = 'SMTP_URL'

/** Whether a relay is configured at all; whether it works shows only when something is sent. */
export function isMailConfigured(): boolean {
  return envPart([variable]).SMTP_URL !== undefined
}

/** The relay of this console. Throws `unavailable` without one. */
export function mailer(): Mailer {
  const url = envPart([variable]).SMTP_URL
  if (url === undefined) {
    throw new AppError('unavailable', `This console sends no mail: ${variable} is not set.`, {
      action: `Ask whoever runs the console to set ${variable} to the address of a mail relay.`,
    })
  }
  return createMailer({ url, timeoutMs: upstreamLimits().timeoutMs })
}
