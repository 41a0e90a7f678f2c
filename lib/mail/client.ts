import { createTransport, type SentMessageInfo, type Transporter } from 'nodemailer'
import { AppError } from '@/lib/errors'
import { oneLineMessage, oneLinePattern } from '@/lib/format/one-line'
import { describeMailFailure } from './failure'

export type MailConfig = {
  /**
   * `smtp://` or `smtps://`, with user and password where the relay wants them. On `smtp://` they are sent only once the connection is encrypted,
   * unless the relay is on this machine or the address ends with `?tls=optional`.
   */
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

/** One address, without a name and without what would begin a second one or a header. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
const oneAddress = /^[^\s\u0000-\u001f\u007f,;:<>()"\\@]+@[^\s\u0000-\u001f\u007f,;:<>()"\\@]+$/

/** nodemailer folds and splits what it is given; what is no single address or line does not even get that far. */
function refuseMore({ from, to, subject }: MailMessage): void {
  const rules = [
    { path: 'from', value: from, rule: oneAddress, message: 'must be one e-mail address' },
    { path: 'to', value: to, rule: oneAddress, message: 'must be one e-mail address' },
    { path: 'subject', value: subject, rule: oneLinePattern, message: oneLineMessage },
  ]
  for (const { path, value, rule, message } of rules) {
    if (!rule.test(value)) throw new AppError('invalid-input', `${path}: ${message}`, { fields: [{ path, message }] })
  }
}

const standardPorts = { 'smtp:': 587, 'smtps:': 465 }

/** What is sent there leaves this machine by no wire. */
const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host)

/** Where the relay is and who signs in there. nodemailer reads a `url` itself, but then forgets every other option. */
function relayOf(url: string) {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url)
  const secure = protocol === 'smtps:'
  const host = hostname.replace(/^\[|\]$/g, '')
  return {
    host,
    // Whoever sits on the line can take STARTTLS out of what the relay offers, and would be handed the password.
    requireTLS: !secure && username !== '' && !isLoopback(host) && searchParams.get('tls') !== 'optional',
    port: port === '' ? standardPorts[secure ? 'smtps:' : 'smtp:'] : Number(port),
    secure,
    auth: username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
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
 * message, and throws AppError `upstream-failed` with what it answered, or `invalid-input` for what is no single address or line.
 */
export function createMailer({ url, timeoutMs }: MailConfig): Mailer {
  const transport: Transporter<SentMessageInfo> = createTransport({
    ...relayOf(url),
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
      refuseMore(message)
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
