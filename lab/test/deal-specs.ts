/**
 * Seconds that specs took on two cores, measured 2026-11-30. Only for dealing them out: a figure that is no longer true costs time, nothing
 * else. Those that are not listed count as `usualSeconds`.
 */
const measuredSeconds: Readonly<Record<string, number>> = {
  accessibility: 155,
  'import-page': 119,
  'sources-down': 100,
  'import-journey': 96,
  'database-down': 95,
  'service-detail': 80,
  'imports-start': 79,
  explore: 78,
  'scenario-alerts': 72,
  'mailbox-list': 65,
  'alert-rules': 64,
  tenants: 64,
  'mailbox-page': 60,
  accounts: 57,
  greetings: 24,
  'keyboard-only': 23,
  'typed-while-saving': 20,
  'layout-stands-still': 20,
  'voicemail-section': 19,
  'page-weight': 18,
  'import-page-edges': 15,
  'sign-in': 14,
  'stale-probe': 14,
  'greetings-transfer': 10,
  'import-workbook': 10,
  'imports-api': 7,
  'unknown-pages': 5,
}
const usualSeconds = 35

const secondsOf = (file: string) => measuredSeconds[file.replace(/\.spec\.ts$/, '')] ?? usualSeconds

/** Specs dealt out to `count` stacks so that all are done at about the same time: the longest first, each to whoever has least. */
export function dealSpecs(files: readonly string[], count: number): string[][] {
  const hands = Array.from({ length: count }, () => ({ files: [] as string[], seconds: 0 }))
  for (const file of [...files].sort((a, b) => secondsOf(b) - secondsOf(a) || a.localeCompare(b))) {
    const [least] = [...hands].sort((a, b) => a.seconds - b.seconds)
    least?.files.push(file)
    if (least) least.seconds += secondsOf(file)
  }
  return hands.map((hand) => hand.files.sort())
}
