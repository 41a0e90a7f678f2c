import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { answers, waitUntilReady } from '../child'
import { loopback, type StackContext } from '../context'
import type { Part } from '../supervisor'

export function alertmanagerPart(context: StackContext, program: () => string): Part {
  const port = context.ports.of('alertmanager')
  const { paths } = context
  const start = async () => {
    await context.ports.release('alertmanager')
    mkdirSync(paths.tools, { recursive: true })
    const child = await context.children.start({
      title: 'Alertmanager',
      command: program(),
      args: [
        `--config.file=${join(paths.root, 'deploy', 'alertmanager', 'alertmanager.yml')}`,
        `--storage.path=${paths.alertmanager}`,
        `--web.listen-address=127.0.0.1:${port}`,
        // One replica gossips with nobody, and needs no second port for it.
        '--cluster.listen-address=',
      ],
      // The unpacked program finds its templates from here.
      cwd: paths.tools,
      env: context.environment,
      logPath: paths.log('alertmanager'),
    })
    await waitUntilReady(child, () => answers(`${loopback(port)}/-/ready`))
    return child
  }
  return { name: 'alertmanager', port, start }
}
