import { mkdir, open, readdir, rename, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Waits for one call to the file system, as long as a storage has patience. */
type Step = <Value>(work: Promise<Value>) => Promise<Value>

/** Each go is lost only to somebody else's removal of the last file beside it. */
const placingTries = 20

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Folders that are empty are removed: also the one that was made for this file a moment ago. Returns the first that was made. */
async function moveInto(temporary: string, path: string, step: Step): Promise<string | undefined> {
  for (let tries = 1; ; tries += 1) {
    try {
      const made = await step(mkdir(dirname(path), { recursive: true }))
      await step(rename(temporary, path))
      return made
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tries === placingTries) throw error
    }
  }
}

/** Renames a finished file to its place and brings its name to the disk, with the names of folders that are new. */
export async function placeFile(temporary: string, path: string, step: Step): Promise<void> {
  const made = await moveInto(temporary, path, step)
  const top = dirname(made ?? path)
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    await step(syncFolder(folder))
    if (folder === top || folder.length <= top.length) return
  }
}

/** Removes the folders above a file that is gone, up to the first that holds something. That one cannot be removed is no failure. */
export async function removeEmptyParents(path: string, root: string, step: Step): Promise<void> {
  try {
    for (let folder = dirname(path); folder.length > root.length; folder = dirname(folder)) await step(rmdir(folder))
  } catch {
    // It holds other files, or somebody else removed it.
  }
}

/** Removes every empty folder below one: what a crash between a file and its folder left, or a file system that was busy. */
export async function removeEmptyFolders(folder: string, step: Step): Promise<void> {
  const entries = await step(readdir(folder, { withFileTypes: true })).catch(() => [])
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue
    const inner = join(folder, entry.name)
    await removeEmptyFolders(inner, step)
    // Refused where there is a file in it.
    await step(rmdir(inner)).catch(() => undefined)
  }
}
