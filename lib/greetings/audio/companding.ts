/** Companding of ITU-T G.711: one byte for each sample, spread so that quiet sounds keep their detail. */

function decodeALaw(code: number): number {
  const flipped = code ^ 0x55
  const exponent = (flipped >> 4) & 7
  const mantissa = ((flipped & 15) << 4) + 8
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1)
  return flipped & 0x80 ? magnitude : -magnitude
}

function decodeMuLaw(code: number): number {
  const flipped = ~code & 0xff
  const exponent = (flipped >> 4) & 7
  const magnitude = (((flipped & 15) << 3) + 0x84) << exponent
  return flipped & 0x80 ? 0x84 - magnitude : magnitude - 0x84
}

const tableOf = (decode: (code: number) => number) => Int16Array.from({ length: 256 }, (_, code) => decode(code))

/** 16-bit samples by code. */
export const companded: Readonly<Record<'a-law' | 'mu-law', Int16Array>> = {
  'a-law': tableOf(decodeALaw),
  'mu-law': tableOf(decodeMuLaw),
}
