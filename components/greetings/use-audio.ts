'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { askForAudio } from '@/lib/greetings/queries'
import { ApiError } from '@/lib/http/api-client'

/** Two voices at once help nobody. */
let sounding: HTMLAudioElement | null = null

async function reasonOf(path: string): Promise<string> {
  try {
    await askForAudio(path)
  } catch (error) {
    if (error instanceof ApiError && error.kind !== 'parse') return error.message
  }
  return 'This browser cannot play the recording. Download it to listen.'
}

/**
 * Plays one recording, the same for as long as the component is there: give it a key. Nothing is fetched before somebody asks to hear it.
 */
export function useAudio(path: string) {
  const ref = useRef<HTMLAudioElement | null>(null)
  const [playing, setPlaying] = useState(false)
  const [positionMs, setPositionMs] = useState(0)
  const [trouble, setTrouble] = useState<string | null>(null)

  useEffect(() => {
    const audio = new Audio()
    audio.preload = 'none'
    audio.src = path
    ref.current = audio
    const tell = () => setPositionMs(audio.currentTime * 1000)
    const on: Record<string, () => void> = {
      play: () => {
        if (sounding !== audio) sounding?.pause()
        sounding = audio
        setPlaying(true)
        setTrouble(null)
      },
      pause: () => setPlaying(false),
      ended: () => {
        audio.currentTime = 0
        setPositionMs(0)
      },
      timeupdate: tell,
      seeked: tell,
      error: () => {
        setPlaying(false)
        void reasonOf(path).then(setTrouble)
      },
    }
    for (const [name, listener] of Object.entries(on)) audio.addEventListener(name, listener)
    return () => {
      for (const [name, listener] of Object.entries(on)) audio.removeEventListener(name, listener)
      audio.pause()
      audio.removeAttribute('src')
      // Only this ends what is being fetched.
      audio.load()
      if (sounding === audio) sounding = null
    }
  }, [path])

  const toggle = useCallback(() => {
    const audio = ref.current
    if (!audio) return
    if (!audio.paused) return audio.pause()
    // After a failure the element stays failed until it is told to load anew.
    if (audio.error) audio.load()
    // Its failure comes as an event, too.
    audio.play().catch(() => undefined)
  }, [])

  const seek = useCallback((toMs: number) => {
    if (ref.current) ref.current.currentTime = toMs / 1000
    setPositionMs(toMs)
  }, [])

  return { playing, positionMs, trouble, toggle, seek }
}
