import { metrics } from '@/lib/metrics/registry'

/** The console's own metrics, for Prometheus to scrape. No session: they name no person and no tenant. */
export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  const { registry } = metrics()
  return new Response(await registry.metrics(), {
    headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
  })
}
