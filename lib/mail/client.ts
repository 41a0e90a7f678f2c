import { createTransport, type SentMessageInfo, type Transporter } from 'nodemailer'
import { AppError } from '@/lib/errors'
import { describeMailFailure } from './failure'

export type MailConfig = {
  /** `smtp://` or `smtps://`, with user and password where the relay wants them. */
  url: string
  /** For each step of the conversation. */
  timeoutMs: number
}

/** Addresses without names, one each; the text goes out as plain text, whatever it looks like. */
export type MailMessage = { from: string; to: string; subject: string; text: string }

/** What the relay said when it took the message. */
export type MailReceipt = { response: string }

export type Mailer = { send: (message: MailMessage) => Promise<MailReceipt> }

/** A relay that answers each step just in time must not hold a request for ever. */
const stepsOfOneMessage = 3

/** Control characters end a header and begin another; nodemailer folds them, and here they do not even get that far. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const controlCharacter = /[\u0000-\u001f\u007f]/

function refuseControlCharacters({ from, to, subject }: MailMessage): void {
  for (const [path, value] of Object.entries({ from, to, subject })) {
    if (!controlCharacter.test(value)) continue
    const message = 'must be one line without control characters'
    throw new AppError('invalid-input', `${path}: ${message}`, { fields: [{ path, message }] })
  }
}

async function within<Result>(limitMs: number, work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('deadline'), { code: 'ETIMEDOUT' })), limitMs)
  })
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * A relay that mail goes out by. Each message has a connection of its own; nothing is retried. `send` resolves once the relay has taken the
 * message, and throws AppError `upstream-failed` with what it answered, or `invalid-input` for headers that are no line.
 */
export function createMailer({ url, timeoutMs }: MailConfig): Mailer {
  const transport: Transporter<SentMessageInfo> = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // Texts are ours to send, not addresses of files and pages to attach.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (message) => {
      refuseControlCharacters(message)
      const { from, to, subject, text } = message
      const mail = {
        from: { name: '', address: from },
        to: { name: '', address: to },
        envelope: { from, to: [to] },
        subject,
        text,
        // No holiday notice should answer, RFC 3834.
        headers: { 'Auto-Submitted': 'auto-generated' },
      }
      try {
        const { response } = await within(timeoutMs * stepsOfOneMessage, transport.sendMail(mail))
        return { response: String(response) }
      } catch (error) {
        throw describeMailFailure(error, new URL(url).host)
      }
    },
  }
}
