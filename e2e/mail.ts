import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Messages that the lab's relay took, newest last. */
export function receivedMail(): string[] {
  const folder = join(process.env.PATCHBOARD_LAB ?? join(process.cwd(), '.lab'), 'mail')
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.eml'))
    return names.sort().map((name) => readFileSync(join(folder, name), 'utf8'))
  } catch {
    // The relay makes the folder with its first message.
    return []
  }
}
