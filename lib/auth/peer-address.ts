import 'server-only'
import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { processSingleton } from '@/lib/env/process-singleton'

/**
 * Next tells a handler nothing of the connection: it only fills in X-Forwarded-For when the caller left it out. So the address
 * travels in a header of ours, under a name that no caller can guess.
 */
const peer = processSingleton('auth.peer-address', () => ({ header: `x-peer-${randomUUID()}`, noted: false }))

/** The header in which a request carries the address of its connection. */
export const peerHeader = peer.header

/** From now on each request to a server of this process carries the address of its connection. */
export function notePeerAddresses(): void {
  if (peer.noted) return
  peer.noted = true
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[peerHeader] = request.socket.remoteAddress
  })
}
