import { createInterface } from 'node:readline'
import { endGroup, type ProcessIdentity } from './processes'

// Runs beside the supervisor in a session of its own and holds the reading end of a pipe. When the supervisor ends,
// however it ends, the pipe closes and every process it had announced is stopped.
export type GuardMessage = { add: ProcessIdentity & { signal: NodeJS.Signals } } | { remove: number }

const graceMs = Number(process.argv[2])
const watched = new Map<number, ProcessIdentity & { signal: NodeJS.Signals }>()

// A supervisor that was asked to end ends its parts itself; the guard must outlive it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

const lines = createInterface({ input: process.stdin })
lines.on('line', (line) => {
  const message = JSON.parse(line) as GuardMessage
  if ('add' in message) watched.set(message.add.pid, message.add)
  else watched.delete(message.remove)
})
lines.on('close', () => {
  void Promise.all([...watched.values()].map((part) => endGroup(part, { signal: part.signal, graceMs })))
})
