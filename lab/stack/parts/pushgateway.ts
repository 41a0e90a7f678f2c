import { answers, waitUntilReady } from '../child'
import { loopback, type StackContext } from '../context'
import type { Part } from '../supervisor'

export function pushgatewayPart(context: StackContext, program: () => string): Part {
  const port = context.ports.of('pushgateway')
  const start = async () => {
    await context.ports.release('pushgateway')
    const child = await context.children.start({
      title: 'Pushgateway',
      command: program(),
      args: [`--web.listen-address=127.0.0.1:${port}`],
      cwd: context.paths.folder,
      env: context.environment,
      logPath: context.paths.log('pushgateway'),
    })
    await waitUntilReady(child, () => answers(`${loopback(port)}/-/ready`))
    return child
  }
  return { name: 'pushgateway', port, start }
}
