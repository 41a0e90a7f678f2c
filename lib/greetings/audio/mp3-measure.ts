import { MPEGDecoder } from 'mpg123-decoder'
import type { PeakMeter } from './peak-meter'
import { refuseDamaged } from './refusal'

/** Decodes MP3 frames for their waveform, a handful at a time: a decoded minute has 20 MB. */
export type Mp3Measure = {
  measure: (frames: Uint8Array[]) => void
  /** Throws a refusal when what looked like frames cannot be decoded. */
  finish: () => void
  free: () => void
}

/** The decoder is mpg123, as WebAssembly. */
export async function createMp3Measure(meter: PeakMeter): Promise<Mp3Measure> {
  const decoder = new MPEGDecoder({ enableGapless: false })
  await decoder.ready
  let decodedSamples = 0
  return {
    measure: (frames) => {
      const { channelData, samplesDecoded } = decoder.decodeFrames(frames)
      decodedSamples += samplesDecoded
      for (let at = 0; at < samplesDecoded; at += 1) {
        for (const channel of channelData) meter.add(channel[at] ?? 0)
      }
    },
    finish: () => {
      if (decodedSamples === 0) throw refuseDamaged('its frames hold no sound that can be decoded')
    },
    free: () => decoder.free(),
  }
}
