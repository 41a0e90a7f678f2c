'use client'

import { Pause, Play } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { formatTrackTime } from '@/lib/format/duration'
import type { GreetingVersion } from '@/lib/greetings/schema'
import { useAudio } from './use-audio'
import { Waveform } from './waveform'

type AudioPlayerProps = {
  version: GreetingVersion
  /** Where its audio is. */
  path: string
  /** What is played, in the middle of a sentence: "the Personal greeting". */
  what: string
}

const icon = 'size-4'

/** Play and pause, and the waveform, which is the slider of the position, too. */
export function AudioPlayer({ version, path, what }: AudioPlayerProps) {
  const { playing, positionMs, trouble, toggle, seek } = useAudio(path)
  const { durationMs, peaks } = version
  const atMs = Math.min(positionMs, durationMs)
  const spoken = `${formatTrackTime(atMs)} of ${formatTrackTime(durationMs)}`
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        <IconButton
          label={`${playing ? 'Pause' : 'Play'} ${what}`}
          variant="secondary"
          icon={playing ? <Pause aria-hidden className={icon} /> : <Play aria-hidden className={icon} />}
          onClick={toggle}
        />
        <div className="relative h-12 min-w-0 flex-1 rounded-inner focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
          <Waveform peaks={peaks} share={atMs / durationMs} />
          <input
            type="range"
            min={0}
            max={durationMs}
            step={100}
            value={atMs}
            aria-label={`Position in ${what}`}
            aria-valuetext={spoken}
            onChange={(event) => seek(Number(event.target.value))}
            className="absolute inset-0 size-full cursor-pointer opacity-0"
          />
        </div>
        <span className="mono w-22 shrink-0 text-right text-xs text-muted">
          {formatTrackTime(atMs)} / {formatTrackTime(durationMs)}
        </span>
      </div>
      <div aria-live="polite">{trouble ? <p className="text-sm text-failing-text">{trouble}</p> : null}</div>
    </div>
  )
}
