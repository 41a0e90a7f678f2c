import { watchFile } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createFaultProxy, type FaultProxy } from './sources/create-fault-proxy'
import { readFaultModes } from './sources/fault-file'

/**
 * Runs the fault proxies of a stack:
 *
 *   tsx lab/platform/fault-proxy.ts --faults-file .lab/platform/source-faults.json \
 *     --proxy prometheus=19090=http://127.0.0.1:9090 --proxy alertmanager=19093=http://127.0.0.1:9093 …
 *
 * Prints one line `{"ready":true,"ports":{…}}` when all listen. Scenarios choose the modes through the file: the
 * platform writes it, this process follows it, and either can be restarted without the other.
 */

export interface ProxyPlace {
  name: string
  port: number
  targetUrl: string
}

/** Reads `prometheus=19090=http://127.0.0.1:9090`. Throws an Error with one sentence. */
export function parseProxyPlace(text: string): ProxyPlace {
  const [, name, port, targetUrl] = /^([a-z-]+)=(\d+)=(https?:\/\/\S+)$/.exec(text) ?? []
  if (name && targetUrl) return { name, port: Number(port), targetUrl }
  throw new Error(`--proxy ${text}: expected name=port=url, for example prometheus=19090=http://127.0.0.1:9090`)
}

async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { 'faults-file': { type: 'string' }, proxy: { type: 'string', multiple: true } },
  })
  const faultsFile = resolve(values['faults-file'] ?? '.lab/platform/source-faults.json')
  const proxies = new Map<string, FaultProxy>()
  for (const { name, ...place } of (values.proxy ?? []).map(parseProxyPlace)) {
    proxies.set(name, await createFaultProxy(place))
  }
  const follow = async () => {
    const modes = readFaultModes(faultsFile)
    for (const [name, proxy] of proxies) await proxy.setMode(modes[name] ?? 'none')
  }
  await follow()
  watchFile(faultsFile, { interval: 100 }, () => {
    follow().catch((error: unknown) => console.error('fault-proxy', error))
  })
  const ports = Object.fromEntries([...proxies].map(([name, { port }]) => [name, port]))
  process.stdout.write(`${JSON.stringify({ ready: true, ports })}\n`)
  const stop = () => process.exit(0)
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  run(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
