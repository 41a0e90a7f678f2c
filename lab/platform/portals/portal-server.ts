import { type RequestListener, STATUS_CODES } from 'node:http'
import { numberBetween } from '../load/seeded-number'
import type { FaultTimeline } from '../scenarios/fault-timeline'
import type { LabTenant } from '../tenants'
import type { World } from '../world'
import { tenantOfHost } from './dns-server'
import { portalPage } from './portal-page'

/** A portal answers within 8 to 45 ms: each tenant has a distance of its own, and each minute its mood. */
export function portalDelayMs({ seed }: World, tenant: string, timeMs: number): number {
  const distance = numberBetween(seed, `portal/${tenant}/distance`, 6, 30)
  return distance + numberBetween(seed, `portal/${tenant}/${Math.floor(timeMs / 60_000)}`, 2, 15)
}

/** All portals behind one port: the Host header tells whose page is wanted. */
export function portalHandler(world: World, faults: FaultTimeline, now: () => number): RequestListener {
  const tenants = new Map<string, LabTenant>(world.tenants.map((tenant) => [tenant.id, tenant]))
  return (request, response) => {
    const tenant = tenants.get(tenantOfHost(request.headers.host ?? '') ?? '')
    if (!tenant) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('No portal has this name.\n')
      return
    }
    const fault = faults.portalFault(tenant.id)
    // A browser resolves *.localhost by itself: it too must find nobody there.
    if (fault?.kind === 'refused' || fault?.kind === 'dns') {
      request.socket.resetAndDestroy()
      return
    }
    if (fault?.kind === 'timeout') return
    const timer = setTimeout(
      () => {
        if (fault) {
          response
            .writeHead(fault.code, { 'content-type': 'text/plain' })
            .end(`${STATUS_CODES[fault.code] ?? fault.code}\n`)
          return
        }
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
        response.end(request.method === 'HEAD' ? undefined : portalPage(tenant))
      },
      portalDelayMs(world, tenant.id, now()),
    )
    response.once('close', () => clearTimeout(timer))
  }
}
