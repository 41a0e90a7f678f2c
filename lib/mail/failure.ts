import { z } from 'zod'
import { AppError } from '@/lib/errors'

/** What nodemailer's errors carry; none of it is promised. */
const failureSchema = z.object({
  code: z.string().optional(),
  message: z.string().default(''),
  /** The relay's last answer, such as `550 5.7.1 relaying denied`. */
  response: z.string().optional(),
  responseCode: z.number().optional(),
  command: z.string().optional(),
})
type Failure = z.infer<typeof failureSchema>

const maxAnswerLength = 300

/** The relay's words on one line: they are foreign text, and shown as such. */
function quote(answer: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters of a foreign server do not reach the screen.
  const line = answer.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').trim()
  return line.length > maxAnswerLength ? `${line.slice(0, maxAnswerLength)} …` : line
}

const isTlsTrouble = ({ code, message }: Failure): boolean =>
  code === 'ETLS' || /certificate|\btls\b|\bssl\b|alert|wrong version number|altnames/i.test(message)

function explain(failure: Failure, host: string): { message: string; action: string } {
  const { code, message, response, command } = failure
  const answer = response ? ` It answered: ${quote(response)}` : ''
  if (code === 'EAUTH') {
    return {
      message: `The mail relay ${host} refuses the console’s sign-in.${answer}`,
      action: 'Look at the user and the password in SMTP_URL.',
    }
  }
  if (code === 'EENVELOPE') {
    const who = command === 'MAIL FROM' ? 'the sender' : command === 'RCPT TO' ? 'the recipient' : 'the addresses'
    return {
      message: `The mail relay ${host} refuses ${who}.${answer}`,
      action: 'Try another address, or ask whoever runs the relay.',
    }
  }
  if (code === 'ETLS' && command === 'STARTTLS' && response) {
    return {
      message: `The mail relay ${host} does not encrypt the connection, so the console does not sign in there.${answer}`,
      action: 'Give SMTP_URL an address with smtps://, or end it with ?tls=optional to send the password unencrypted.',
    }
  }
  if (response && failure.responseCode !== undefined) {
    return { message: `The mail relay ${host} refuses the message.${answer}`, action: 'Ask whoever runs the relay.' }
  }
  if (code === 'ETIMEDOUT' || /timeout|timed out/i.test(message)) {
    return {
      message: `The mail relay ${host} does not answer in time.`,
      action: 'Try again; if it stays so, look whether the relay is overloaded or a firewall swallows the connection.',
    }
  }
  if (code === 'EDNS' || /ENOTFOUND|EAI_AGAIN/.test(message)) {
    return { message: `No address is known for the mail relay ${host}.`, action: 'Look at the host in SMTP_URL.' }
  }
  if (isTlsTrouble(failure)) {
    return {
      message: `No secure connection to the mail relay ${host} can be made: ${quote(message)}`,
      action: 'Look at the relay’s certificate, and whether SMTP_URL should begin with smtp:// or smtps://.',
    }
  }
  if (/ECONNREFUSED/.test(message)) {
    return {
      message: `Nothing listens at the mail relay ${host}: the connection was refused.`,
      action: 'Look whether the relay runs, and at host and port in SMTP_URL.',
    }
  }
  return {
    message: `The conversation with the mail relay ${host} broke off.${answer}`,
    action: 'Try again. The log has the details.',
  }
}

/** What a failed delivery means, as a sentence with the relay's own answer. The password in the relay's address is never part of it. */
export function describeMailFailure(error: unknown, host: string): AppError {
  const { message, action } = explain(failureSchema.safeParse(error).data ?? { message: '' }, host)
  return new AppError('upstream-failed', message, { action, cause: error })
}
