import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A message as the relay took it. `data` is the whole of it, headers and all, as it came over the wire. */
export type RelayedMessage = { from: string; to: string[]; data: string }

export type MailRelay = { url: string; messages: RelayedMessage[]; close: () => Promise<void> }

type Place = {
  /** A free one by default. */
  port?: number
  onMessage?: (message: RelayedMessage) => void
}

/** A real SMTP server on this machine. By default it takes any message without sign-in and offers no encryption. */
export async function startMailRelay(
  options: SMTPServerOptions = {},
  { port: wanted = 0, onMessage }: Place = {},
): Promise<MailRelay> {
  const messages: RelayedMessage[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const message = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          data: Buffer.concat(chunks).toString('utf8'),
        }
        messages.push(message)
        onMessage?.(message)
        done(null, 'queued as 4711')
      })
    },
    ...options,
  })
  // A client that hangs up in the middle is what some tests are about.
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  const scheme = options.secure ? 'smtps' : 'smtp'
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    messages,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
