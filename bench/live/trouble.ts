import { setTimeout as wait } from 'node:timers/promises'
import type { Stack } from '@/lab/stack/stack'

async function tell(stack: Stack, verb: 'break' | 'heal', body: object): Promise<void> {
  const response = await fetch(`${stack.run().control}/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  })
  if (!response.ok) throw new Error(`The platform's control answered ${response.status}.`)
}

/** A Redis goes, a portal goes, pods crash, and all is well again; each lasts `eachMs`. */
export async function troubleAndBack(stack: Stack, eachMs: number): Promise<void> {
  const steps = [
    { scenario: 'redis-down', target: 'ors' },
    { scenario: 'portal-down', target: 't2100', option: '503' },
    { scenario: 'pod-crashloop', target: 'ors' },
  ]
  try {
    for (const step of steps) {
      await tell(stack, 'break', step)
      await wait(eachMs)
    }
  } finally {
    await tell(stack, 'heal', {})
  }
  await wait(eachMs)
}
