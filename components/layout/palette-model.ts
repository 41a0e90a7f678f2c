import { defaultFilter } from 'cmdk'
import { z } from 'zod'

export type PaletteEntry = { id: string; label: string; hint?: string; href: string; keywords?: string[] }

/** Things to go to. `search` asks the server while somebody types; without it the entries are the whole group. */
export type PaletteGroup = {
  id: string
  label: string
  entries: readonly PaletteEntry[]
  /** Address that answers `?q=&limit=` with `{ items: [{ id, name }] }`, and where an item's page is (`:id`) unless it says so itself. */
  search?: { path: string; href: string; what: string }
}

export const searchAnswerSchema = z.object({
  items: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      region: z.string().optional(),
      hint: z.string().optional(),
      /** A path of this console. */
      href: z
        .string()
        .regex(/^\/(?!\/)/)
        .optional(),
    }),
  ),
})

/**
 * Below it the letters only happen to stand in that order somewhere: `voice-ors` in “page imports voicemail …” comes to 0.004, `ovw` in
 * “overview” to 0.15.
 */
const leastFit = 0.1

/**
 * How well an entry fits what was typed, from 0 (not shown) to 1: one of its names whole, then its beginning, then its letters in order.
 * Groups keep their order, so what fits by accident must not be shown at all: it would stand above the very name that was typed.
 */
export function paletteScore(value: string, text: string, names: readonly string[] = []): number {
  const wanted = text.trim().toLowerCase()
  const known = names.map((name) => name.toLowerCase())
  if (known.includes(wanted)) return 1
  if (known.some((name) => name.startsWith(wanted))) return 0.9
  const fit = defaultFilter(value, text, [...names])
  return fit < leastFit ? 0 : fit * 0.8
}

/** Fewer letters match too much to be worth asking. */
export const minSearchLength = 2

export function searchAddress(path: string, text: string): string {
  return `${path}?${new URLSearchParams({ q: text.trim(), limit: '8' })}`
}

/** What the server found, as entries of the palette. */
export function toEntries(answer: z.infer<typeof searchAnswerSchema>, href: string): PaletteEntry[] {
  return answer.items.map((item) => ({
    id: item.id,
    label: item.name,
    hint: item.hint ?? item.region,
    href: item.href ?? href.replace(':id', encodeURIComponent(item.id)),
    keywords: [item.id],
  }))
}
