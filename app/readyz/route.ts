import { checkReadiness } from '@/lib/sources/server/check-readiness'

/** The process can serve. Sources that are down do not count. */
export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  const readiness = await checkReadiness()
  return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
