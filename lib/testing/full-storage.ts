import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The kernel's own limit on the size of a file; ignoring the signal turns it into an error. */
const limited = `trap '' XFSZ; ulimit -f 512; shift; exec "$@"`
/** A disk of 256 KB over the folder, which only this process and what it starts can see. */
const mounted = `exec unshare --map-root-user --mount sh -c 'mount -t tmpfs -o size=256k none "$1" && shift && exec "$@"' sh "$@"`

async function saidBy(way: string, folder: string, program: readonly string[]): Promise<string> {
  const { stdout } = await run('sh', ['-c', way, 'sh', folder, ...program], { env: process.env })
  return stdout.trim()
}

/** Whether the system lets a process mount something for itself: containers and macOS often do not. */
const canMount = (folder: string) =>
  saidBy(mounted, folder, ['true']).then(
    () => true,
    () => false,
  )

/**
 * What a program prints that finds no room in a folder, each in a process of its own: where the kernel allows no longer files, and, as far
 * as the system lets a process mount one, on a disk that is full.
 */
export async function saidWithoutRoom(folder: string, code: string): Promise<string[]> {
  const node = [process.execPath, '--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', code]
  const ways = (await canMount(folder)) ? [limited, mounted] : [limited]
  return Promise.all(ways.map((way) => saidBy(way, folder, node)))
}
