import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePort } from './database'

/** A program from PATH, or from where the lab unpacked it. */
export function findTool(name: string): string {
  const places = [...(process.env.PATH ?? '').split(delimiter), join(process.cwd(), '.lab', 'tools', 'usr', 'bin')]
  for (const place of places) {
    try {
      accessSync(join(place, name), constants.X_OK)
      return join(place, name)
    } catch {
      // Not here; the next place may have it.
    }
  }
  throw new Error(`${name} is neither on PATH nor in .lab/tools: start the stack once with npm run up`)
}

/** Resolves when a server of Prometheus's family says that it serves. Throws when its process ends instead. */
export async function untilReady(url: string, child: ChildProcess, what = 'Prometheus'): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${what} ended with code ${child.exitCode} before it was ready`)
    const ready = await fetch(`${url}/-/ready`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export type PrometheusServer = { url: string; stop: () => Promise<void> }

export type PrometheusOptions = {
  /** Rule groups as YAML, evaluated each second. */
  rules?: string
  /** Where its alerts go. */
  alertmanager?: string
  /** A `host:port` that it scrapes each second: only what is scraped gets a marker when it ends, back-filled series just stop. */
  scrape?: string
  /** For one that comes back under the address of another; any free one by default. */
  port?: number
}

function configuration(folder: string, { rules, alertmanager, scrape }: PrometheusOptions): string {
  const lines = ['global: { evaluation_interval: 1s, scrape_interval: 1s, scrape_timeout: 1s }']
  if (scrape) {
    lines.push('scrape_configs:', '  - job_name: scraped', '    honor_labels: true')
    lines.push(`    static_configs: [{ targets: ['${scrape}'] }]`)
  }
  if (rules) {
    writeFileSync(join(folder, 'rules.yml'), rules)
    lines.push(`rule_files: [${join(folder, 'rules.yml')}]`)
  }
  if (alertmanager) {
    lines.push(`alerting: { alertmanagers: [{ static_configs: [{ targets: ["${new URL(alertmanager).host}"] }] }] }`)
  }
  return `${lines.join('\n')}\n`
}

/**
 * A real Prometheus that holds exactly these samples (OpenMetrics text with times, without `# EOF`). It scrapes nothing but `scrape`, where
 * that is given.
 */
export async function startPrometheus(openMetrics: string, options: PrometheusOptions = {}): Promise<PrometheusServer> {
  const folder = mkdtempSync(join(tmpdir(), 'patchboard-prometheus-'))
  const samples = join(folder, 'samples.txt')
  const data = join(folder, 'data')
  const config = join(folder, 'prometheus.yml')
  writeFileSync(samples, `${openMetrics.trimEnd()}\n# EOF\n`)
  writeFileSync(config, configuration(folder, options))
  execFileSync(findTool('promtool'), ['tsdb', 'create-blocks-from', 'openmetrics', samples, data], { stdio: 'pipe' })
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const flags = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${data}`,
    `--web.listen-address=127.0.0.1:${port}`,
    // The first sending comes before Alertmanager is discovered; the next one would come a minute later.
    '--rules.alert.resend-delay=1s',
  ]
  const child = spawn(findTool('prometheus'), flags, { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await untilReady(url, child)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, stop }
}
