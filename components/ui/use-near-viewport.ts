'use client'

import { type RefObject, useEffect, useState } from 'react'

/** How far below the screen something counts as near: about a flick of the wheel. */
const margin = '400px 0px'

/** Whether an element has come near the screen once: for what costs something to fetch and is seen only by those who scroll. */
export function useNearViewport(element: RefObject<Element | null>): boolean {
  const [isNear, setIsNear] = useState(false)
  useEffect(() => {
    const target = element.current
    if (isNear || !target) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setIsNear(true)
      },
      { rootMargin: margin },
    )
    observer.observe(target)
    return () => observer.disconnect()
  }, [element, isNear])
  return isNear
}
