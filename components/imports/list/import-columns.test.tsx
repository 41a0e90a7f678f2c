import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { ImportListItem } from '@/lib/imports/schema'
import { importColumns } from './import-columns'

it('shows the name of a file its own way round', () => {
  const file = importColumns(false).find(({ id }) => id === 'file')
  const row = { fileName: 'קובץ 12.csv', sizeBytes: 10, sameFileAs: null } as ImportListItem
  expect(renderToStaticMarkup(file?.cell?.(row))).toContain('<bdi>קובץ 12.csv</bdi>')
})
