import { readFileSync, renameSync, writeFileSync } from 'node:fs'

// Debian's Alertmanager reads its templates from this folder, compiled in, and does not start without them. Unpacked
// without root they lie elsewhere, and no flag says where.
const INSTALLED = Buffer.from('/usr/share/prometheus/alertmanager')
// The same length, so that nothing moves in the program; relative, so that the working directory decides.
const RELATIVE = Buffer.from('usr//share/prometheus/alertmanager')

/** A copy of the program that looks for its files below its working directory. */
export function relocate(program: Buffer): Buffer {
  const copy = Buffer.from(program)
  for (let at = copy.indexOf(INSTALLED); at >= 0; at = copy.indexOf(INSTALLED, at)) RELATIVE.copy(copy, at)
  return copy
}

/** Relocates a program file in one move: one that is being looked for is whole at any time. */
export function relocateFile(path: string): void {
  const relocated = `${path}.relocated`
  writeFileSync(relocated, relocate(readFileSync(path)), { mode: 0o755 })
  renameSync(relocated, path)
}
