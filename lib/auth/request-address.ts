import 'server-only'
import { env } from '@/lib/env/env'
import { processSingleton } from '@/lib/env/process-singleton'
import { log } from '@/lib/log/log'
import { clientAddress } from './client-address'
import { peerHeader } from './peer-address'

const hinted = processSingleton('auth.proxy-hint', () => ({ done: false }))

/** Whoever forgot to count the proxies finds the reason in the log before everybody shares one limit. */
function hintAtProxy(peer: string, forwardedFor: string | null | undefined): void {
  if (hinted.done || !forwardedFor || forwardedFor === peer) return
  hinted.done = true
  log('auth').warn('A request carries X-Forwarded-For, which does not count. Behind a proxy, set TRUSTED_PROXIES.')
}

/** The address that a request comes from, as the number of our proxies lets us know it; null when nothing is known. */
export function requestAddress(header: (name: string) => string | null | undefined): string | null {
  const { TRUSTED_PROXIES: trustedProxies } = env()
  const peer = header(peerHeader)
  const forwardedFor = header('x-forwarded-for')
  if (trustedProxies === 0 && peer) hintAtProxy(peer, forwardedFor)
  return clientAddress({ peer, forwardedFor, trustedProxies })
}
