import { describe, expect, it } from 'vitest'
import { envSchema } from '@/lib/env/schema'
import { freshPortalStatuses, portalStaleAfterSeconds, shippedStaleAfterSeconds } from './portal-freshness'

describe('freshness of portal statuses', () => {
  it('is judged by the rules that ship as late as the longest probe interval needs', () => {
    const accepts = (seconds: number) => envSchema.shape.PROBE_INTERVAL_SECONDS.safeParse(String(seconds)).success
    const longest = Math.max(...Array.from({ length: 3600 }, (_, at) => at + 1).filter(accepts))
    expect(shippedStaleAfterSeconds).toBe(portalStaleAfterSeconds(longest))
  })

  it('is asked of the series given', () => {
    const asked = freshPortalStatuses(90, 'Portal_HTTP_Status{instance="t1"}')
    expect(asked.match(/Portal_HTTP_Status(?!\{instance="t1"\})/g)).toBeNull()
    expect(asked).toContain('<= 90')
  })
})
