import { formatNumber } from '@/lib/format/number'
import type { GreetingVersion } from '@/lib/greetings/schema'
import { audioCodecLabels } from '@/lib/greetings/vocabulary'

/** `WAV, µ-law, 8 kHz, mono`. */
export function describeFormat(
  version: Pick<GreetingVersion, 'format' | 'codec' | 'sampleRateHertz' | 'channels' | 'bitsPerSample'>,
): string {
  const { format, codec, sampleRateHertz, channels, bitsPerSample } = version
  return [
    format.toUpperCase(),
    ...(format === 'wav' ? [codec === 'pcm' ? `PCM ${bitsPerSample}-bit` : audioCodecLabels[codec]] : []),
    `${formatNumber(sampleRateHertz / 1000)} kHz`,
    channels === 1 ? 'mono' : 'stereo',
  ].join(', ')
}
