import { join } from 'node:path'
import { directAddresses, isProxied, seenSources } from '../addresses'
import { readOutput, waitUntilReady } from '../child'
import type { StackContext } from '../context'
import type { Part } from '../supervisor'
import { hasAnnounced } from './platform'

/** Stands between the console and the lab's own servers, so that each can be made to answer wrongly. */
export function faultProxiesPart(context: StackContext): Part {
  const { paths, ports } = context
  const direct = directAddresses(context)
  const proxied = seenSources.filter((source) => isProxied(context, source))
  const start = async () => {
    await Promise.all(proxied.map((source) => ports.release(`${source}-seen`)))
    const places = proxied.map((source) => `${source}=${ports.of(`${source}-seen`)}=${direct[source]}`)
    const child = await context.children.start({
      title: 'The fault proxies',
      command: process.execPath,
      args: [
        ...[
          '--import',
          'tsx',
          'lab/platform/fault-proxy.ts',
          '--faults-file',
          join(paths.platform, 'source-faults.json'),
        ],
        ...places.flatMap((place) => ['--proxy', place]),
      ],
      cwd: paths.root,
      env: context.environment,
      logPath: paths.log('fault-proxies'),
    })
    await waitUntilReady(child, async () => hasAnnounced(readOutput(child)))
    return child
  }
  return { name: 'fault-proxies', port: null, start }
}
