import availableLocales from 'cldr-core/availableLocales.json' with { type: 'json' }
import defaultContent from 'cldr-core/defaultContent.json' with { type: 'json' }

// CLDR leaves out of its list what a shorter name already says: `en` stands for en-US, which it lists as default content.
const known = [...availableLocales.availableLocales.full, ...defaultContent.defaultContent].filter(
  (tag) => tag !== 'und',
)
const byLowerCase = new Map(known.map((tag) => [tag.toLowerCase(), tag]))

/** Every locale that CLDR knows, as BCP 47 tags in alphabetical order. */
export const locales: readonly string[] = [...byLowerCase.values()].sort()

/** The tag as CLDR spells it, from any capitalisation and with `_` for `-`; null when there is no such locale. */
export function canonicalLocale(text: string): string | null {
  return byLowerCase.get(text.trim().replaceAll('_', '-').toLowerCase()) ?? null
}
