import { isRunning, launchers } from './processes'

/** Calls back when somebody asks for the end: Ctrl-C, a signal, a closed terminal, or the death of the npm that started this. */
export function onAskedToEnd(callBack: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, callBack)
  // A closed terminal must not kill the process before it has stopped its parts.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  // npm killed with -9 cannot pass anything on; whoever started this without npm may leave it running.
  if (process.env.npm_lifecycle_event === undefined) return
  const started = launchers()
  const watch = setInterval(() => {
    if (started.every(isRunning)) return
    clearInterval(watch)
    callBack()
  }, 1_000)
  watch.unref()
}
