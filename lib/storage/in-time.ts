import { storageError } from './failure'

/**
 * Waits for one step of a storage, at most `timeoutMs`: a network file system that hangs never answers and cannot be interrupted. What
 * comes too late is given to `late`, to be let go of.
 */
export async function inTime<Value>(
  step: Promise<Value>,
  timeoutMs: number,
  late?: (value: Value) => void,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  let expired = false
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      expired = true
      reject(storageError('unreachable', new Error(`no answer within ${timeoutMs} ms`), true))
    }, timeoutMs)
  })
  step.then(
    (value) => expired && late?.(value),
    () => undefined,
  )
  try {
    return await Promise.race([step, deadline])
  } finally {
    clearTimeout(timer)
  }
}
