import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { StackContext } from '../context'
import { isStamped, writeStamp } from '../stamp'
import { platformArguments } from './platform'
import { prometheusDataFolder } from './prometheus'

/**
 * Puts seven days of portal and health history into the data folder of a Prometheus that has none yet. Returns false
 * when it has been done before. Must be over before Prometheus first starts.
 */
export async function backfill(context: StackContext, promtool: string): Promise<boolean> {
  const { paths } = context
  const data = prometheusDataFolder(context)
  const stamp = join(paths.prometheus, 'backfilled')
  if (isStamped(stamp, 'done')) return false
  // Blocks of an attempt that was cut off would be there twice.
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true })
  const file = join(paths.prometheus, 'history.om')
  await context.children.run(
    {
      title: 'The history',
      command: process.execPath,
      args: ['--import', 'tsx', 'lab/platform/backfill.ts', ...platformArguments(context), '--out', file],
      cwd: paths.root,
      env: context.environment,
      logPath: paths.log('backfill'),
    },
    'The history could not be made',
  )
  await context.children.run(
    {
      title: 'promtool',
      command: promtool,
      // promtool reads the whole file once per block: blocks of a day take ten seconds, those of two hours minutes.
      args: ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=24h', '--quiet', file, data],
      cwd: paths.prometheus,
      env: context.environment,
      logPath: paths.log('backfill'),
    },
    'Prometheus could not take the history',
  )
  rmSync(file, { force: true })
  writeStamp(stamp, 'done')
  return true
}
