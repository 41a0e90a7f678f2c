'use client'

import { useEffect, useState } from 'react'
import { useLazyModule } from '@/components/ui/use-lazy-module'
import { TableBody, type TableBodyProps } from './table-body'

/** Rows drawn before the part that draws those in view is there: more than a window of usual height shows. */
const firstRows = 40

const loadVirtualBody = () => import('./virtual-table-body')

/**
 * Many rows, of which those in view are drawn. The part that can do so comes after the first paint, which has the first rows;
 * should it not come at all, every row is drawn.
 */
export function LongTableBody<Row extends object>(props: TableBodyProps<Row>) {
  const [module, ensure] = useLazyModule(loadVirtualBody)
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    void ensure().then((isLoaded) => setFailed(!isLoaded))
  }, [ensure])
  if (module) return <module.VirtualTableBody {...props} />
  return <TableBody {...props} rows={hasFailed ? props.rows : props.rows.slice(0, firstRows)} />
}
