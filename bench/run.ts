import { parseArgs } from 'node:util'
import { explore } from './explore/explore'
import { type Figure, figureTable } from './figure'
import { imports } from './imports/imports'
import { live } from './live/live'
import { mailboxes } from './mailboxes/mailboxes'
import { services } from './services/services'
import type { Say } from './with-stack'

/** `large`: also what takes many minutes. */
export type Options = { large: boolean }

/** Every bench by name; each starts what it measures and stops it again. */
const benches: Readonly<Record<string, (say: Say, options: Options) => Promise<Figure[]>>> = {
  live,
  services,
  explore,
  mailboxes,
  imports,
}

/** `npm run bench` runs all and prints a table; `npm run --silent bench -- live --json` one, as JSON on standard output; `--large` the slow ones as well. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' }, large: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const names = positionals.length > 0 ? positionals : Object.keys(benches)
  const unknown = names.filter((name) => !(name in benches))
  if (unknown.length > 0) throw new Error(`No bench "${unknown[0]}". There is: ${Object.keys(benches).join(', ')}.`)
  const figures: Figure[] = []
  for (const name of names) figures.push(...((await benches[name]?.((line) => console.error(line), values)) ?? []))
  console.log(values.json ? JSON.stringify(figures, null, 2) : figureTable(figures))
  if (figures.some((figure) => !figure.ok)) process.exitCode = 1
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
})
