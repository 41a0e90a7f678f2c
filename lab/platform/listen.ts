import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'

export interface Listening {
  port: number
  close: () => Promise<void>
}

/** An HTTP server on 127.0.0.1 alone. Port 0 takes any free one. Resolves when it accepts connections. */
export async function listenOnLoopback(handler: RequestListener, port: number): Promise<Listening> {
  const server = createServer(handler)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  const close = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  return { port: address.port, close }
}
