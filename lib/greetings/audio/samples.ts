import { viewOf } from './byte-parser'
import { companded } from './companding'
import type { PeakMeter } from './peak-meter'
import type { WavFormat } from './wav-format'

/** Reads the sample at byte `at`, from -1 to 1. */
function sampleReader({ codec, bitsPerSample }: WavFormat): (view: DataView, at: number) => number {
  if (codec === 'a-law' || codec === 'mu-law') {
    const table = companded[codec]
    return (view, at) => (table[view.getUint8(at)] ?? 0) / 0x8000
  }
  switch (bitsPerSample) {
    case 8:
      return (view, at) => (view.getUint8(at) - 128) / 128
    case 16:
      return (view, at) => view.getInt16(at, true) / 0x8000
    case 24:
      // The two upper bytes are more than a waveform shows.
      return (view, at) => view.getInt16(at + 1, true) / 0x8000
    default:
      return (view, at) => view.getInt32(at, true) / 0x80000000
  }
}

/** Measures the samples of a WAV piece by piece; pieces hold whole samples, but for what a cut-off file ends in. */
export function wavMeasure(format: WavFormat, meter: PeakMeter): (piece: Uint8Array) => void {
  const read = sampleReader(format)
  const sampleBytes = format.bitsPerSample / 8
  return (piece) => {
    const view = viewOf(piece)
    for (let at = 0; at + sampleBytes <= piece.byteLength; at += sampleBytes) meter.add(read(view, at))
  }
}
