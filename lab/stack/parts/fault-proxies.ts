import { seenSources } from '../addresses'
import { readOutput, waitUntilReady } from '../child'
import type { StackContext } from '../context'
import type { Part } from '../supervisor'

/** Stands between the console and the lab's servers, so that each can be made to answer wrongly. */
export function faultProxiesPart(context: StackContext): Part {
  const { paths, ports } = context
  const start = async () => {
    await Promise.all(seenSources.map((source) => ports.release(`${source}-seen`)))
    const child = await context.children.start({
      title: 'The fault proxies',
      command: process.execPath,
      args: ['--import', 'tsx', 'lab/platform/fault-proxy.ts'],
      cwd: paths.root,
      env: context.environment,
      logPath: paths.log('fault-proxies'),
    })
    await waitUntilReady(child, async () => readOutput(child).includes('"ready":true'))
    return child
  }
  return { name: 'fault-proxies', port: null, start }
}
