import { NuqsTestingAdapter } from 'nuqs/adapters/testing'
import { useMemo, useRef } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { DataTableColumn } from './column'
import { DataTable } from './data-table'
import { VirtualTableBody } from './virtual-table-body'

type Row = { id: string; name: string; count: number | null }

const columns: DataTableColumn<Row>[] = [
  { id: 'name', header: 'Name', value: (row) => row.name, priority: 1 },
  { id: 'count', header: 'Count', value: (row) => row.count, align: 'end' },
  { id: 'secret', header: 'Secret', value: () => 'hidden', hidden: true },
]
const rows: Row[] = [
  { id: 'a', name: 'node-10', count: null },
  { id: 'b', name: 'node-2', count: 0 },
  { id: 'c', name: 'node-1', count: 5 },
]

type Extra = Partial<Parameters<typeof DataTable<Row>>[0]>

function render(search: string, extra: Extra = {}): string {
  return renderToStaticMarkup(
    <NuqsTestingAdapter searchParams={search}>
      <DataTable
        id="rows"
        label="Rows"
        what="rows"
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowHref={(row) => `/rows/${row.id}`}
        empty={<p>Nothing here. Add one.</p>}
        {...extra}
      />
    </NuqsTestingAdapter>,
  )
}

const order = (html: string) => [...html.matchAll(/href="\/rows\/(\w)"/g)].map((match) => match[1]).join('')

describe('DataTable', () => {
  it.each([
    ['', 'abc'],
    ['?sort=name', 'cba'],
    ['?sort=-name', 'abc'],
    ['?sort=count', 'bca'],
    ['?sort=-count', 'cba'],
    ['?sort=nonsense', 'abc'],
  ])('with %j the rows stand as %s: missing values last both ways', (search, ids) => {
    expect(order(render(search))).toBe(ids)
  })

  it('draws the first rows of many at once, and says how many there are', () => {
    const many = Array.from({ length: 150 }, (_, index) => ({ id: `r${index}`, name: `node-${index}`, count: index }))
    const html = render('', { rows: many })
    expect(html.match(/data-index=/g)).toHaveLength(40)
    expect(html).toContain('aria-rowcount="151"')
    expect(html).toContain('150 rows')
  })

  it('sorts by the default until told otherwise', () => {
    expect(order(render('', { defaultSort: { id: 'name', desc: false } }))).toBe('cba')
    expect(order(render('?sort=count', { defaultSort: { id: 'name', desc: false } }))).toBe('bca')
  })

  it('leaves rows of the server as they came, and tells their place', () => {
    const server = {
      page: 1,
      pageSize: 3,
      total: 99,
      onPageChange: () => {},
      sort: { id: 'name', desc: false },
      onSortChange: () => {},
    }
    const html = render('', { server })
    expect(order(html)).toBe('abc')
    expect(html).toContain('Showing 4 to 6 of 99 rows')
    expect(html).toContain('aria-sort="ascending"')
  })

  it('shows a dash with a reason for no value, and 0 for 0', () => {
    const html = render('?sort=count')
    expect(html).toMatch(/<td[^>]*>0<\/td>/)
    expect(html).toContain('no value')
  })

  it('puts one row link into the tab order', () => {
    expect(render('').match(/<a[^>]*tabindex="0"/gi)).toHaveLength(1)
  })

  it('hides what is hidden, says what to do when empty, and keeps its size while loading', () => {
    expect(render('')).not.toContain('hidden</td>')
    expect(render('', { rows: [] })).toContain('Nothing here. Add one.')
    const loading = render('', { rows: [], loading: true, skeletonRows: 5 })
    expect(loading).toContain('aria-busy="true"')
    expect(loading.match(/<tr/g)).toHaveLength(6)
  })
})

function ManyRows({ count }: { count: number }) {
  const scroller = useRef<HTMLElement>(null)
  const many = useMemo(
    () => Array.from({ length: count }, (_, index) => ({ id: `${index}`, name: `n${index}`, count: index })),
    [count],
  )
  return (
    <table>
      <VirtualTableBody
        rows={many.map((item) => ({ item, gone: false }))}
        rowId={(row) => row.id}
        columns={columns}
        rowHref={undefined}
        comfortable={false}
        scroller={scroller}
      />
    </table>
  )
}

describe('VirtualTableBody', () => {
  it('draws what is in view of many rows already on the server, and keeps the height of the others', () => {
    const html = renderToStaticMarkup(<ManyRows count={5000} />)
    const drawn = html.match(/<tr[^>]*data-index/g)?.length ?? 0
    expect(drawn).toBeGreaterThan(20)
    expect(drawn).toBeLessThan(80)
    expect(html).toContain(`height:${(5000 - drawn) * 32}px`)
  })
})
