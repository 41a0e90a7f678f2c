import { get } from 'node:http'
import type { ConsoleSession } from './console-session'

export type Viewers = { close: () => void }

const topics = 'services,alerts,tenants,sources,changes'
const reads = ['/api/services', '/api/alerts', '/api/tenants', '/api/sources']

async function readPage({ baseUrl, cookie }: ConsoleSession): Promise<void> {
  for (const path of reads) {
    const response = await fetch(`${baseUrl}${path}`, { headers: { cookie } })
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`)
  }
}

function openStream({ baseUrl, cookie }: ConsoleSession): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const request = get(`${baseUrl}/api/live?topics=${topics}`, { headers: { cookie }, agent: false }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`/api/live answered ${response.statusCode}.`))
      response.resume()
      response.on('error', () => {})
      resolve(() => request.destroy())
    })
    request.on('error', reject)
  })
}

/** People who look: each reads what the Overview reads, then holds its live stream open. */
export async function openViewers(session: ConsoleSession, count: number): Promise<Viewers> {
  const closers: (() => void)[] = []
  for (let index = 0; index < count; index += 1) {
    await readPage(session)
    closers.push(await openStream(session))
  }
  return { close: () => closers.splice(0).map((close) => close()) }
}
