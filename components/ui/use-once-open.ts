'use client'

import { useState } from 'react'

/** True from the first time `open` was true: what is loaded for it then stays, so that it can close in its own way. */
export function useOnceOpen(open: boolean): boolean {
  const [opened, setOpened] = useState(open)
  if (open && !opened) setOpened(true)
  return opened
}
