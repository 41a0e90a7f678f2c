import { answers, waitUntilReady } from '../child'
import { loopback, type StackContext } from '../context'
import type { Part } from '../supervisor'

/** `productEnvironment` is read at each start, when the addresses in it are known. */
export function workerPart(context: StackContext, productEnvironment: () => Record<string, string | undefined>): Part {
  const port = context.ports.of('worker')
  const start = async () => {
    await context.ports.release('worker')
    const child = await context.children.start({
      title: 'The worker',
      command: process.execPath,
      args: ['--conditions=react-server', '--import', 'tsx', 'lib/worker/main.ts'],
      cwd: context.paths.root,
      // As `npm run worker` does.
      env: { NODE_OPTIONS: '--max-old-space-size=256', ...productEnvironment(), WORKER_PORT: String(port) },
      logPath: context.paths.log('worker'),
    })
    await waitUntilReady(child, () => answers(`${loopback(port)}/healthz`))
    return child
  }
  return { name: 'worker', port, start }
}
