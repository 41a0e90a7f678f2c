import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answers, waitUntilReady } from '../child'
import { loopback, type StackContext } from '../context'
import { prometheusConfig, scrapeIntervalSeconds } from '../prometheus-config'
import { scaleRules } from '../rules'
import type { Part } from '../supervisor'

export const prometheusDataFolder = (context: StackContext): string => join(context.paths.prometheus, 'data')

/** Copies the rules that ship into the stack's folder, their waiting times divided by --speed. */
function writeRules(context: StackContext): string {
  const source = join(context.paths.root, 'deploy', 'prometheus')
  const folder = join(context.paths.prometheus, 'rules')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(source).filter((file) => file.endsWith('.rules.yaml'))) {
    writeFileSync(join(folder, name), scaleRules(readFileSync(join(source, name), 'utf8'), context.scale.speed))
  }
  return join(folder, '*.rules.yaml')
}

const hostOf = (address: string) => new URL(address).host

/** `alertmanager` and `pushgateway` are the addresses that Prometheus sends to and scrapes. */
export function prometheusPart(
  context: StackContext,
  program: () => string,
  { alertmanager, pushgateway }: { alertmanager: string; pushgateway: string },
): Part {
  const port = context.ports.of('prometheus')
  const { paths, scale } = context
  const start = async () => {
    const configPath = join(paths.prometheus, 'prometheus.yml')
    mkdirSync(paths.prometheus, { recursive: true })
    const ruleFiles = [writeRules(context)]
    const config = prometheusConfig({
      scrapeIntervalSeconds: scrapeIntervalSeconds(scale),
      ruleFiles,
      targetsFolder: paths.targets,
      self: `127.0.0.1:${port}`,
      alertmanager: hostOf(alertmanager),
      pushgateway: hostOf(pushgateway),
    })
    writeFileSync(configPath, config)
    await context.ports.release('prometheus')
    const child = await context.children.start({
      title: 'Prometheus',
      command: program(),
      args: [
        `--config.file=${configPath}`,
        `--storage.tsdb.path=${prometheusDataFolder(context)}`,
        '--storage.tsdb.retention.time=15d',
        `--web.listen-address=127.0.0.1:${port}`,
        '--web.enable-lifecycle',
      ],
      cwd: paths.prometheus,
      env: context.environment,
      logPath: paths.log('prometheus'),
    })
    await waitUntilReady(child, () => answers(`${loopback(port)}/-/ready`))
    return child
  }
  return { name: 'prometheus', port, start }
}
