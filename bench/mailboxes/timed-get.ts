import { Agent, get } from 'node:http'
import type { ConsoleSession } from '../console-session'

export type Asker = { ask: (path: string) => Promise<{ ms: number; text: string }>; close: () => void }

/** Asks the console over one kept connection, as a browser does, and says how long each whole answer took. */
export function openAsker({ baseUrl, cookie }: ConsoleSession): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = (path: string) =>
    new Promise<{ ms: number; text: string }>((resolve, reject) => {
      const startedAt = performance.now()
      get(`${baseUrl}${path}`, { agent, headers: { cookie } }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8')
          if (response.statusCode === 200) resolve({ ms: performance.now() - startedAt, text })
          else reject(new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 200)}`))
        })
      }).on('error', reject)
    })
  return { ask, close: () => agent.destroy() }
}
