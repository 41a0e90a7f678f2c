import { gzipSync } from 'node:zlib'
import type { BrowserContext } from '@playwright/test'

/** What a page may weigh before it is alive, compressed. */
export const firstLoadBudgetKilobytes = 200

/** Addresses of the scripts that HTML names: those it runs and those it has fetched ahead. Not those for browsers without modules. */
export function scriptsNamedIn(html: string): string[] {
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag)
  const addresses = tags.flatMap((tag) => {
    const fetched = tag.startsWith('<script')
      ? !/\snomodule\b/i.test(tag)
      : /\s(?:as="script"|rel="modulepreload")/.test(tag)
    const [, address] = /\s(?:src|href)="([^"]+)"/.exec(tag) ?? []
    return fetched && address ? [address.replaceAll('&amp;', '&')] : []
  })
  return [...new Set(addresses)]
}

/** JavaScript that a page needs before it is alive, in kilobytes as gzip sends it: the scripts that its HTML names. */
export async function firstLoadKilobytes({ request }: Pick<BrowserContext, 'request'>, path: string): Promise<number> {
  const read = async (address: string) => {
    const response = await request.get(address)
    if (!response.ok()) throw new Error(`${address} answers ${response.status()}.`)
    return response.body()
  }
  const scripts = scriptsNamedIn((await read(path)).toString('utf8'))
  if (scripts.length === 0) throw new Error(`The HTML of ${path} names no scripts.`)
  const sizes = await Promise.all(scripts.map(async (address) => gzipSync(await read(address)).byteLength))
  return sizes.reduce((total, size) => total + size, 0) / 1024
}
