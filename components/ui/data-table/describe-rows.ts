import { formatNumber } from '@/lib/format/number'

type Facts = { shown: number; total: number; what: string; paging?: { page: number; pageSize: number; total: number } }

/** One of the things that a plural names: `tenant`, `entry`, `stretch of time`. Our nouns are regular. */
function singular(what: string): string {
  const [, noun = what, rest = ''] = /^(.*?)( of .*)?$/.exec(what) ?? []
  // `series` is one and many.
  const one = noun.endsWith('series')
    ? noun
    : noun.endsWith('ies')
      ? noun.replace(/ies$/, 'y')
      : noun.replace(/(?<=ch|sh|x|ss)es$|s$/, '')
  return `${one}${rest}`
}

/** How much of the whole is on screen: `12 tenants`, `Showing 3 of 12 tenants`, `Showing 51 to 100 of 1,000 tenants`. */
export function describeRows({ shown, total, what, paging }: Facts): string {
  const noun = `${formatNumber(total)} ${total === 1 ? singular(what) : what}`
  if (paging && shown > 0 && shown < paging.total) {
    const first = paging.page * paging.pageSize + 1
    return `Showing ${formatNumber(first)} to ${formatNumber(first + shown - 1)} of ${noun}`
  }
  return shown < total ? `Showing ${formatNumber(shown)} of ${noun}` : noun
}
