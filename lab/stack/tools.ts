import { accessSync, constants, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Children } from './child'
import { LabError } from './lab-error'
import type { LabPaths } from './paths'
import { relocateFile } from './relocate'

/** Debian's packages install some programs under longer names. */
const toolNames = {
  prometheus: { names: ['prometheus'], debianPackage: 'prometheus' },
  promtool: { names: ['promtool'], debianPackage: 'prometheus' },
  alertmanager: { names: ['alertmanager', 'prometheus-alertmanager'], debianPackage: 'prometheus-alertmanager' },
  amtool: { names: ['amtool'], debianPackage: 'prometheus-alertmanager' },
  pushgateway: { names: ['pushgateway', 'prometheus-pushgateway'], debianPackage: 'prometheus-pushgateway' },
} as const
export type ToolName = keyof typeof toolNames
export type Tools = Partial<Record<ToolName, string>>

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** The first of `names` in the folders of `path` (as in $PATH), or null. */
export function findProgram(names: readonly string[], path: string): string | null {
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return places.find(isProgram) ?? null
}

/** apt's own package lists are often missing in containers; these stay in our folder and need no root. */
function privateListOptions(folder: string): string[] {
  const lists = join(folder, 'lists')
  const cache = join(folder, 'cache')
  for (const path of [lists, cache]) mkdirSync(join(path, 'partial'), { recursive: true })
  mkdirSync(join(cache, 'archives', 'partial'), { recursive: true })
  const settings = {
    'Dir::State': folder,
    'Dir::State::lists': lists,
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': cache,
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
}

/** Downloads Debian packages and unpacks them below `paths.tools`; installs nothing, starts nothing, needs no root. */
async function unpackPackages(children: Children, paths: LabPaths, packages: readonly string[]): Promise<void> {
  const downloads = join(paths.tools, 'download')
  rmSync(downloads, { recursive: true, force: true })
  mkdirSync(downloads, { recursive: true })
  const failure = `${packages.join(', ')} could not be fetched from Debian; check that this machine reaches its package mirror.`
  const run = (command: string, args: readonly string[]) =>
    children.run(
      {
        title: command,
        command,
        args,
        cwd: downloads,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
        logPath: paths.log('tools'),
      },
      failure,
    )
  // As root apt would give the download to its own user, who may not write here.
  const apt = ['-q', '-o', 'APT::Sandbox::User=root']
  try {
    await run('apt-get', [...apt, 'download', ...packages])
  } catch {
    const options = privateListOptions(join(downloads, 'apt'))
    await run('apt-get', [...apt, ...options, 'update'])
    await run('apt-get', [...apt, ...options, 'download', ...packages])
  }
  const archives = readdirSync(downloads).filter((name) => name.endsWith('.deb'))
  for (const archive of archives) await run('dpkg', ['-x', archive, paths.tools])
  if (packages.includes(toolNames.alertmanager.debianPackage)) {
    relocateFile(join(paths.tools, 'usr', 'bin', 'prometheus-alertmanager'))
  }
  rmSync(downloads, { recursive: true, force: true })
}

/**
 * Paths of the programs `wanted`: from `searchPath` (as in $PATH), else from Debian packages unpacked under .lab/tools.
 * Throws LabError with what to do where neither is possible.
 */
export async function findTools(
  children: Children,
  paths: LabPaths,
  wanted: readonly ToolName[],
  searchPath: string,
): Promise<Tools> {
  const unpacked = join(paths.tools, 'usr', 'bin')
  const find = (tool: ToolName) => findProgram(toolNames[tool].names, [searchPath, unpacked].join(delimiter))
  const missing = wanted.filter((tool) => find(tool) === null)
  if (missing.length > 0) {
    if (!findProgram(['apt-get'], searchPath) || !findProgram(['dpkg'], searchPath)) {
      throw new LabError(
        `${missing.join(', ')}: not on PATH, and without apt-get they cannot be fetched; install them, or set PROMETHEUS_URL, ALERTMANAGER_URL and PUSHGATEWAY_URL to real ones.`,
      )
    }
    await unpackPackages(children, paths, [...new Set(missing.map((tool) => toolNames[tool].debianPackage))])
  }
  const tools: Tools = {}
  for (const tool of wanted) {
    const found = find(tool)
    if (!found) throw new LabError(`${tool} is still missing after unpacking its Debian package; install it by hand.`)
    tools[tool] = found
  }
  return tools
}
