/** One measured figure. `budget` null: there is none, the number is for the record; `ok` is then true. */
export type Figure = { name: string; value: number; unit: string; budget: number | null; ok: boolean }

/** A figure that must not be larger than its budget. What could not be measured (NaN) is over every budget. */
export function atMost(name: string, value: number, unit: string, budget: number): Figure {
  return { name, value, unit, budget, ok: value <= budget }
}

/** A ratio that must be 1 within `tolerance`: what is counted does not depend on what was multiplied. */
export function equalRatio(name: string, value: number, tolerance: number): Figure {
  return { name, value, unit: 'ratio', budget: 1, ok: Math.abs(value - 1) <= tolerance }
}

/** A number without a budget. */
export function forTheRecord(name: string, value: number, unit: string): Figure {
  return { name, value, unit, budget: null, ok: Number.isFinite(value) }
}

/**
 * The figures of one measurement, or in their place one that says that there is none: a measurement that fails is no figure that
 * holds, and takes no other along.
 */
export async function orUnmeasured(
  name: string,
  say: (line: string) => void,
  measure: () => Promise<Figure[]>,
): Promise<Figure[]> {
  try {
    return await measure()
  } catch (error) {
    say(`${name}: not measured: ${error instanceof Error ? error.message : String(error)}`)
    return [{ name, value: Number.NaN, unit: '', budget: null, ok: false }]
  }
}

const shown = (value: number) => (Number.isInteger(value) ? String(value) : value.toPrecision(4).replace(/\.?0+$/, ''))

/** A Markdown table, which a terminal shows well enough and the README takes as it is. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    Number.isNaN(figure.value) ? 'not measured' : `${shown(figure.value)} ${figure.unit}`,
    figure.budget === null ? '' : `${shown(figure.budget)} ${figure.unit}`,
    figure.ok ? 'yes' : 'NO',
  ])
  const table = [['what', 'measured', 'budget', 'held'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(table[0] ?? []), rule, ...table.slice(1).map(line)].join('\n')
}
