import type { QueryClient } from '@tanstack/react-query'
import type { inferParserType } from 'nuqs/server'
import { inTime } from '@/components/query-state/in-time'
import { chooseAll } from '@/components/services/chart-choice'
import type { Service } from '@/lib/catalogue/schema'
import { changesQuery } from '@/lib/changes/queries'
import { listChanges } from '@/lib/changes/server/list-changes'
import { serviceCharts } from '@/lib/services/charts'
import { serviceQuery, serviceSeriesQuery } from '@/lib/services/queries'
import { getService } from '@/lib/services/server/get-service'
import { getServiceSeries } from '@/lib/services/server/get-service-series'
import type { serviceParams } from './service-params'

type Params = ReturnType<typeof serviceParams>
type Search = inferParserType<Params['serviceDetailParams'] & Params['chartChoiceParams'] & Params['rangeParams']>

/** A Prometheus that takes longer than this must not hold up what is known without it; the browser asks then. */
const chartPatienceMs = 250

/** The first chart that the page shows, asked for while the page is made: the browser then has nothing to wait for. */
async function prefetchFirstChart(client: QueryClient, service: Service, region: string, search: Search) {
  const isDefaultRange = search.range === null && search.from === null && search.to === null
  const chart = chooseAll(serviceCharts(service), search).groups[0]?.shown[0]
  if (!chart || search.tab !== 'status' || !isDefaultRange) return
  const asked = {
    serviceId: service.id,
    region,
    chartId: chart.id,
    split: search.split,
    range: { range: '1h' } as const,
  }
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, chartPatienceMs)
  })
  const fetched = client.prefetchQuery({
    ...serviceSeriesQuery(asked),
    queryFn: () => getServiceSeries(asked, Date.now()),
  })
  await Promise.race([fetched, patience])
  clearTimeout(timer)
}

/** What a service's page shows first. A failure is not thrown: the browser asks again and shows it. */
export async function prefetchService(client: QueryClient, service: Service, search: Search): Promise<void> {
  const { region } = search
  const detail = serviceQuery(service.id, region)
  await inTime(
    client.prefetchQuery({ ...detail, queryFn: () => getService(service.id, region ?? undefined) }),
    client.prefetchQuery({ ...changesQuery(), queryFn: () => listChanges() }),
  )
  const known = client.getQueryData(detail.queryKey)
  if (known) await prefetchFirstChart(client, service, known.row.region, search)
}
