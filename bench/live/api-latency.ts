import { Agent, get } from 'node:http'
import type { ConsoleSession } from '../console-session'
import { percentile } from '../statistics'
import { openViewers } from '../viewers'

function timedGet(url: string, cookie: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now()
    get(url, { agent, headers: { cookie } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}.`))
      response.on('end', () => resolve(performance.now() - startedAt))
      response.resume()
    }).on('error', reject)
  })
}

/** p95 in milliseconds of an API answer while its feed runs, one request after the other over one connection. */
export async function measureApiLatency(session: ConsoleSession, path: string, requests: number): Promise<number> {
  const open = await openViewers(session, 1)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  try {
    const url = `${session.baseUrl}${path}`
    for (let index = 0; index < 20; index += 1) await timedGet(url, session.cookie, agent)
    const times: number[] = []
    for (let index = 0; index < requests; index += 1) times.push(await timedGet(url, session.cookie, agent))
    return percentile(times, 0.95)
  } finally {
    agent.destroy()
    open.close()
  }
}
