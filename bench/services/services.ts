import { atMost, equalRatio, type Figure, forTheRecord } from '../figure'
import { measureQueriesPerRefresh } from '../live/refresh-queries'
import { type Say, withBrowser, withStack } from '../with-stack'
import { measureFirstChart } from './first-chart'
import { measureTableQueries } from './table-queries'

const windowMs = 60_000
const navigations = 18

async function queryFigures(say: Say, tenants: number, pods: number) {
  return withStack(say, { tenants, pods, speed: 1 }, async (stack, session) => ({
    refresh: await measureQueriesPerRefresh(stack, session, windowMs),
    table: await measureTableQueries(stack, session, 'sip-cluster'),
    firstChart: pods > 1000 ? null : await withBrowser(session, (context) => measureFirstChart(context, navigations)),
  }))
}

/** What the services cost Prometheus, whatever their number of pods, and how soon a service's page shows something. */
export async function services(say: Say): Promise<Figure[]> {
  const small = await queryFigures(say, 20, 30)
  const large = await queryFigures(say, 1000, 5000)
  return [
    forTheRecord('Prometheus calls per services refresh, all feeds, 30 pods', small.refresh, 'calls'),
    forTheRecord('Prometheus calls per services refresh, all feeds, 5,000 pods', large.refresh, 'calls'),
    equalRatio('Prometheus calls per services refresh, 5,000 pods ÷ 30 pods', large.refresh / small.refresh, 0.05),
    forTheRecord('instant queries of one table of metrics, 30 pods', small.table, 'queries'),
    equalRatio('instant queries of one table of metrics, 5,000 pods ÷ 30 pods', large.table / small.table, 0),
    atMost('service page, click → first chart painted, p95', small.firstChart ?? Number.NaN, 'ms', 500),
  ]
}
