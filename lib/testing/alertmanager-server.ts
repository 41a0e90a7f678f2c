import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './database'
import { findTool, untilReady } from './prometheus-server'

export type AlertmanagerServer = { url: string; stop: () => Promise<void> }

/** A real Alertmanager with the configuration that the product ships. */
export async function startAlertmanager(): Promise<AlertmanagerServer> {
  const folder = mkdtempSync(join(tmpdir(), 'patchboard-alertmanager-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  // The unpacked program finds its templates from where it runs.
  const tools = join(process.cwd(), '.lab', 'tools')
  mkdirSync(tools, { recursive: true })
  const child = spawn(
    findTool('prometheus-alertmanager'),
    [
      `--config.file=${join(process.cwd(), 'deploy', 'alertmanager', 'alertmanager.yml')}`,
      `--storage.path=${folder}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore', cwd: tools },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await untilReady(url, child, 'Alertmanager')
  } catch (error) {
    await stop()
    throw error
  }
  return { url, stop }
}
