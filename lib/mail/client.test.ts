import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { type MailRelay, startMailRelay } from '@/lib/testing/mail-relay'
import { createMailer, type MailMessage } from './client'

const message: MailMessage = {
  from: 'voicemail@example.org',
  to: 'ada@example.org',
  subject: 'New message from +1 650 555 0142',
  text: 'Mailbox 0042107 has a new message',
}

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function relay(options: Parameters<typeof startMailRelay>[0] = {}): Promise<MailRelay> {
  const started = await startMailRelay(options)
  open.push(started.close)
  return started
}

/** A server that is no mail relay: does with each connection what it is told to. */
async function strangeServer(meet: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    meet(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('It listens nowhere.')
  return `smtp://127.0.0.1:${address.port}`
}

async function failure(url: string, change: Partial<MailMessage> = {}, timeoutMs = 400): Promise<AppError> {
  const error = await createMailer({ url, timeoutMs })
    .send({ ...message, ...change })
    .catch((thrown: unknown) => thrown)
  if (error instanceof AppError) return error
  throw new Error(`It was sent, or failed otherwise: ${String(error)}`)
}

/** The decoded text of a message. */
const bodyOf = (data: string) => data.slice(data.indexOf('\r\n\r\n') + 4)
const headersOf = (data: string) => data.slice(0, data.indexOf('\r\n\r\n')).split(/\r\n(?![ \t])/)

describe('a message', () => {
  it('reaches the relay with the relay’s answer', async () => {
    const { url, messages } = await relay()
    const { response } = await createMailer({ url, timeoutMs: 2000 }).send(message)
    expect(response).toMatch(/^250 .*queued as 4711$/)
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatchObject({ from: message.from, to: [message.to] })
    const headers = headersOf(messages[0]?.data ?? '')
    expect(headers).toContain(`Subject: ${message.subject}`)
    expect(headers).toContain('Auto-Submitted: auto-generated')
    expect(bodyOf(messages[0]?.data ?? '').trim()).toBe(message.text)
  })

  it('with markup goes out as the text it is', async () => {
    const { url, messages } = await relay()
    const text = '<h1>Hi</h1><script>alert(1)</script>\n.\nQUIT\n'
    await createMailer({ url, timeoutMs: 2000 }).send({ ...message, text })
    const { data = '' } = messages[0] ?? {}
    expect(headersOf(data).filter((line) => /^content-type/i.test(line))).toEqual([
      'Content-Type: text/plain; charset=utf-8',
    ])
    expect(bodyOf(data).replaceAll('\r\n', '\n').trim()).toBe(text.trim())
  })

  it('signs in where its address says so', async () => {
    const seen: string[] = []
    const { url } = await relay({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        seen.push(`${username}:${password}`)
        done(null, { user: username })
      },
    })
    await createMailer({ url: url.replace('://', '://patch%40board:s%3Acret@'), timeoutMs: 2000 }).send(message)
    expect(seen).toEqual(['patch@board:s:cret'])
  })
})

describe('a password', () => {
  const seen: string[] = []
  /** Takes any sign-in and offers no encryption, as a relay does whose offer somebody on the line has taken out. */
  async function stripped(): Promise<string> {
    seen.length = 0
    const { url } = await relay({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) => {
        seen.push(String(password))
        done(null, { user: 'u' })
      },
    })
    return url.replace('://', '://u:hidden-word@')
  }
  // Leads to this machine without being one of its names.
  const abroad = (url: string) => url.replace('127.0.0.1', '0.0.0.0')

  it('is not sent to a relay elsewhere that does not encrypt', async () => {
    const url = await stripped()
    const { message: sentence, action } = await failure(abroad(url), {}, 2000)
    expect(sentence).toMatch(/^The mail relay 0\.0\.0\.0:\d+ does not encrypt the connection, so .* It answered: 5\d\d/)
    expect(action).toContain('?tls=optional')
    expect(seen).toEqual([])
  })

  it('is, when its address says that this may be, and on this machine', async () => {
    const url = await stripped()
    await createMailer({ url: `${abroad(url)}?tls=optional`, timeoutMs: 2000 }).send(message)
    await createMailer({ url: url.replace('127.0.0.1', 'localhost'), timeoutMs: 2000 }).send(message)
    expect(seen).toEqual(['hidden-word', 'hidden-word'])
  })

  it('is none, and nothing need be encrypted', async () => {
    const { url, messages } = await relay()
    await createMailer({ url: abroad(url), timeoutMs: 2000 }).send(message)
    expect(messages).toHaveLength(1)
  })
})

describe('nothing but the message', () => {
  it.each([
    [{ subject: 'Hi\r\nBcc: eve@example.org' }, 'subject'],
    [{ from: 'a@example.org\nX: y' }, 'from'],
    [{ to: 'a@example.org\u0000' }, 'to'],
    [{ to: 'ada@example.org, eve@example.org' }, 'to'],
    [{ to: 'Ada <eve@example.org>' }, 'to'],
    [{ from: 'nobody' }, 'from'],
  ])('gets into the headers: %j', async (change, path) => {
    const { url, messages } = await relay()
    expect(await failure(url, change)).toMatchObject({ code: 'invalid-input', fields: [{ path }] })
    expect(messages).toEqual([])
  })
})

describe('a relay that will not', () => {
  const refuse = (text: string, responseCode: number) => Object.assign(new Error(text), { responseCode })

  it('take the sender is quoted', async () => {
    const { url } = await relay({
      onMailFrom: (_address, _session, done) => done(refuse('5.7.1 Sender not ours', 550)),
    })
    expect((await failure(url)).message).toMatch(/refuses the sender\. It answered: 550 5\.7\.1 Sender not ours$/)
  })

  it('take the recipient is quoted', async () => {
    const { url } = await relay({ onRcptTo: (_address, _session, done) => done(refuse('No such person', 550)) })
    expect((await failure(url)).message).toMatch(/refuses the recipient\. It answered: .*550 No such person/)
  })

  it('take the message is quoted, on one line and not without end', async () => {
    const { url } = await relay({
      onData: (stream, _session, done) => {
        stream.resume()
        stream.on('end', () => done(refuse(`Spam ${'x'.repeat(2000)}`, 554)))
      },
    })
    const { message: sentence, code } = await failure(url)
    expect(code).toBe('upstream-failed')
    expect(sentence).toMatch(/refuses the message\. It answered: 554 Spam x+ …$/)
    expect(sentence.length).toBeLessThan(450)
  })

  it('accept the sign-in says which variable to look at, and the password stays unsaid', async () => {
    const { url } = await relay({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(refuse('Bad credentials', 535)),
    })
    const error = await failure(url.replace('://', '://someone:hidden-word@'))
    expect(error.message).toMatch(/refuses the console’s sign-in\. It answered: 535/)
    expect(error.action).toMatch(/SMTP_URL/)
    expect(JSON.stringify([error.message, error.action])).not.toContain('hidden-word')
  })
})

describe('a relay that cannot be talked to', () => {
  it('because nothing listens', async () => {
    const { url, close } = await relay()
    await close()
    open.length = 0
    expect((await failure(url)).message).toMatch(/^Nothing listens at the mail relay 127\.0\.0\.1:\d+/)
  })

  it('because it never greets', async () => {
    expect((await failure(await strangeServer(() => {}))).message).toMatch(/does not answer in time/)
  })

  it('because it falls silent, or goes on for ever', async () => {
    const silent = await strangeServer((socket) => void socket.write('220 hello\r\n'))
    expect((await failure(silent)).message).toMatch(/does not answer in time/)
    const endless = await strangeServer((socket) => {
      const drip = setInterval(() => socket.write('220-still here\r\n'), 50)
      socket.on('close', () => clearInterval(drip))
    })
    expect((await failure(endless)).message).toMatch(/does not answer in time/)
  })

  it('because it hangs up, or speaks something else', async () => {
    const rude = await strangeServer((socket) => socket.end('220 hello\r\n'))
    expect((await failure(rude)).message).toMatch(/conversation with the mail relay .* broke off/)
    const other = await strangeServer((socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))
    expect((await failure(other)).message).toMatch(/the mail relay 127\.0\.0\.1/)
  })

  it('because its certificate is nobody’s, or it speaks no TLS at all', async () => {
    const selfSigned = await relay({ secure: true, disabledCommands: [] })
    const untrusted = await failure(selfSigned.url)
    expect(untrusted.message).toMatch(/^No secure connection to the mail relay .* can be made: .*certificate/)
    const plain = await relay()
    expect((await failure(plain.url.replace('smtp:', 'smtps:'))).message).toMatch(/^No secure connection/)
  })

  it('because its name leads nowhere', async () => {
    const { message: sentence } = await failure('smtp://no-such-host.invalid:2525', {}, 5000)
    expect(sentence).toBe('No address is known for the mail relay no-such-host.invalid:2525.')
  })
})
