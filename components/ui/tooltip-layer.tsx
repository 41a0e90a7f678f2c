'use client'

import { useLazyModule } from './use-lazy-module'
import { usePreload } from './use-preload'

const loadBubble = () => import('./tooltip-bubble')

/** Tips of the whole app, once in it. They say nothing that the controls' names do not, so they come once the browser is idle. */
export function TooltipLayer() {
  const [loaded, ensure] = useLazyModule(loadBubble)
  usePreload(ensure)
  return loaded ? <loaded.TooltipBubble /> : null
}
