'use client'

import { useEffect, useState } from 'react'

/** The value once it has stood still for `delayMs`, so that typing asks the server once and not at each key. Compares by identity. */
export function useSettled<Value>(value: Value, delayMs = 250): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs)
    return () => clearTimeout(timer)
  }, [value, delayMs])
  return settled
}
