/** A line that runs along the upper edge of the nearest positioned box: what stands below answers the question before. Its text keeps its contrast meanwhile, as somebody may be reading it. */
export function BusyLine() {
  return (
    <span aria-hidden data-busy-line="" className="busy-line pointer-events-none absolute inset-x-0 top-0 z-30 h-0.5" />
  )
}
