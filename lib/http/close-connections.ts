import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { Server, ServerResponse } from 'node:http'
import { processSingleton } from '@/lib/env/process-singleton'
import { isStopping } from '@/lib/env/stopping'

const state = processSingleton('http.close-connections', () => ({ subscribed: false }))

/**
 * Once the process stops, each connection ends with the answer that is on its way. `server.close()` itself waits for kept-alive
 * connections as long as their browsers go on asking.
 */
export function closeConnectionsWhenStopping(): void {
  if (state.subscribed) return
  state.subscribed = true
  subscribe('http.server.request.start', (message) => {
    const { response } = message as { response: ServerResponse }
    if (isStopping()) response.setHeader('connection', 'close')
  })
  // Answers that began before, such as live streams, promised to keep the connection; it is idle right after.
  subscribe('http.server.response.finish', (message) => {
    const { server } = message as { server: Server }
    if (isStopping()) setImmediate(() => server.closeIdleConnections())
  })
}
