'use client'

import { useEffect } from 'react'
import { useLazyModule } from '@/components/ui/use-lazy-module'
import { type PagedBodyProps, PagedRow } from './paged-row'
import { useRowFocus } from './use-row-focus'

/** Rows drawn before the part that draws those in view is there: more than a window of usual height shows. */
const firstRows = 40

function FirstRows<Row extends object>(props: PagedBodyProps<Row>) {
  const { scroller, count } = props
  const active = useRowFocus({
    scroller,
    count: Math.min(count, firstRows),
    reveal: (index) =>
      scroller.current?.querySelector(`tr[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' }),
  })
  const places = Array.from({ length: Math.min(count, firstRows) }, (_, index) => index)
  return (
    <tbody className="@max-[640px]/table:block">
      {places.map((index) => (
        <PagedRow key={index} index={index} active={active} {...props} />
      ))}
    </tbody>
  )
}

const loadWindowedBody = () => import('./windowed-body')

/** Rows of a list that is read page by page. What draws those in view comes after the first paint, which has the first rows. */
export function PagedBody<Row extends object>(props: PagedBodyProps<Row>) {
  const [module, ensure] = useLazyModule(loadWindowedBody)
  useEffect(() => {
    void ensure()
  }, [ensure])
  return module ? <module.WindowedBody {...props} /> : <FirstRows {...props} />
}
