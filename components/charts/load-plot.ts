/** The drawing part of a chart, which brings Recharts along: fetched once, when first needed or ahead of that. */
export const loadPlot = () => import('./time-series-plot')

/** Fetches it ahead of the first figures, so that the two are not waited for one after the other. A failure shows when it is needed. */
export function preloadPlot(): void {
  void loadPlot().catch(() => {})
}
