import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral, type SearchParams } from 'nuqs/server'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { requireReader } from '@/lib/auth/session'
import { serviceById } from '@/lib/catalogue/services'
import { serviceCharts } from '@/lib/services/charts'
import { serviceParamsSchema } from '@/lib/services/schema'
import { ServiceView } from './_components/service-view'
import { prefetchService } from './prefetch'
import { serviceParams } from './service-params'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

const params = serviceParams({ parseAsArrayOf, parseAsString, parseAsStringLiteral })
const readSearch = createLoader({ ...params.serviceDetailParams, ...params.chartChoiceParams, ...params.rangeParams })

async function readService(params: Props['params']) {
  const parsed = serviceParamsSchema.safeParse(await params)
  return parsed.success ? serviceById(parsed.data.id) : notFound()
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readService(params)).name }
}

export default async function ServicePage({ params, searchParams }: Props) {
  await requireReader('console:read')
  const service = await readService(params)
  const { id, name, purpose } = service
  const client = makeQueryClient()
  await prefetchService(client, service, await readSearch(searchParams))
  return (
    <ServedQueries state={dehydrate(client)}>
      <ServiceView serviceId={id} name={name} purpose={purpose} charts={serviceCharts(service)} />
    </ServedQueries>
  )
}
