import { useMemo } from 'react'
import { greetingLimits } from '@/lib/greetings/vocabulary'

const height = 48

/** One line for each height, at least as long as it is wide: silence is drawn, too. */
function waveformPath(peaks: readonly number[]): string {
  return peaks
    .map((peak, index) => {
      const length = Math.max(1, (peak / 255) * height)
      return `M${index + 0.5} ${((height - length) / 2).toFixed(2)}v${length.toFixed(2)}`
    })
    .join('')
}

const viewBox = `0 0 ${greetingLimits.peaks} ${height}`

/** The loudness of a recording over its length; what was heard, `share` of 0 to 1, is drawn in the accent. */
export function Waveform({ peaks, share }: { peaks: readonly number[]; share: number }) {
  const path = useMemo(() => waveformPath(peaks), [peaks])
  const shape = {
    viewBox,
    preserveAspectRatio: 'none',
    'aria-hidden': true,
    className: 'absolute inset-0 size-full',
  } as const
  return (
    <>
      <svg {...shape}>
        <title>Waveform</title>
        <path d={path} className="stroke-line-strong" strokeWidth={0.6} />
      </svg>
      <svg {...shape} style={{ clipPath: `inset(0 ${(1 - share) * 100}% 0 0)` }}>
        <title>Heard so far</title>
        <path d={path} className="stroke-accent" strokeWidth={0.75} />
      </svg>
    </>
  )
}
