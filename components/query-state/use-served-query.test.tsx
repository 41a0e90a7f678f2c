import { dehydrate, QueryClient, QueryClientProvider, queryOptions } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ServedQueries } from './served-queries'
import { useServedQuery } from './use-served-query'

const count = queryOptions({ queryKey: ['count'] as const, queryFn: async () => 0 })
const other = queryOptions({ queryKey: ['other'] as const, queryFn: async () => 0 })

function Count({ query }: { query: typeof count | typeof other }) {
  const { data, isPending } = useServedQuery(query as typeof count)
  return <p>{isPending ? 'pending' : `count ${data}`}</p>
}

function served(value: number) {
  const client = new QueryClient()
  client.setQueryData(count.queryKey, value)
  return dehydrate(client)
}

describe('useServedQuery, first drawing', () => {
  it('shows what the server sent, although the cache has moved on', () => {
    const client = new QueryClient()
    client.setQueryData(count.queryKey, 2)
    const html = renderToString(
      <QueryClientProvider client={client}>
        <ServedQueries state={served(1)}>
          <Count query={count} />
        </ServedQueries>
      </QueryClientProvider>,
    )
    expect(html).toBe('<p>count 1</p>')
  })

  it('shows none yet for what the server did not send, although the cache has it', () => {
    const client = new QueryClient()
    client.setQueryData(other.queryKey, 2)
    const html = renderToString(
      <QueryClientProvider client={client}>
        <ServedQueries state={served(1)}>
          <Count query={other} />
        </ServedQueries>
      </QueryClientProvider>,
    )
    expect(html).toBe('<p>pending</p>')
  })

  it('finds what a layout around the page sent; the page’s own word wins', () => {
    const html = renderToString(
      <QueryClientProvider client={new QueryClient()}>
        <ServedQueries state={served(1)}>
          <ServedQueries state={dehydrate(new QueryClient())}>
            <Count query={count} />
          </ServedQueries>
          <ServedQueries state={served(3)}>
            <Count query={count} />
          </ServedQueries>
        </ServedQueries>
      </QueryClientProvider>,
    )
    expect(html).toBe('<p>count 1</p><p>count 3</p>')
  })
})
