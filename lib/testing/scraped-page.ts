import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A page that a Prometheus can scrape; what it says can change, as that of a pod does. */
export async function startScrapedPage() {
  let text = ''
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4')
    response.end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    target: `127.0.0.1:${port}`,
    /** From the next scrape on. */
    say: (next: string) => {
      text = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type ScrapedPage = Awaited<ReturnType<typeof startScrapedPage>>
