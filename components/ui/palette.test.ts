import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Vector = readonly [number, number, number]
type Theme = Map<string, Vector>

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8')

function readTheme(selector: string): Theme {
  const start = css.indexOf(`\n${selector} {`)
  const block = css.slice(start, css.indexOf('\n}', start))
  const theme: Theme = new Map()
  for (const match of block.matchAll(/--([a-z0-9-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)) {
    theme.set(String(match[1]), [Number(match[2]), Number(match[3]), Number(match[4])])
  }
  return theme
}

const themes = { light: readTheme(':root'), dark: readTheme('.dark') }

/** OKLCH to linear sRGB, after Björn Ottosson's definition of OKLab. */
function toLinear([lightness, chroma, hue]: Vector): Vector {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

function toLab([r, g, b]: Vector): Vector {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

const clamp = (color: Vector): Vector => color.map((v) => Math.min(1, Math.max(0, v))) as unknown as Vector

// Full-strength dichromacy, from Machado, Oliveira and Fernandes (2009); rows act on linear RGB.
const eyes: Record<string, readonly [Vector, Vector, Vector]> = {
  'full colour vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function seenBy(eye: string, color: Vector): Vector {
  const linear = clamp(toLinear(color))
  const matrix = eyes[eye] ?? eyes['full colour vision']
  const seen = matrix?.map((row) => row[0] * linear[0] + row[1] * linear[1] + row[2] * linear[2])
  return toLab(clamp(seen as unknown as Vector))
}

function contrast(first: Vector, second: Vector): number {
  const luminance = (color: Vector) => {
    const [r, g, b] = clamp(toLinear(color))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [high, low] = [luminance(first), luminance(second)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const words = ['ok', 'degraded', 'failing', 'starting', 'paused', 'stale', 'no-data', 'unknown']
const filled = ['ok', 'degraded', 'failing', 'starting', 'paused']
const grounds = ['canvas', 'surface', 'raised', 'sunken']
const series = ['1', '2', '3', '4', '5', '6', '7', '8']

function pairsToRead(): [string, string][] {
  const onGrounds = ['ink', 'ink-muted', 'ink-faint', 'accent-text', ...words.map((word) => `status-${word}-text`)]
  const pairs = onGrounds.flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground]))
  pairs.push(['on-accent', 'accent'], ['on-danger', 'danger'], ['accent-text', 'accent-tint'], ['ink', 'accent-tint'])
  for (const word of words) {
    const tint = `status-${word}-tint`
    pairs.push([`status-${word}-text`, tint], ['ink', tint], ['ink-muted', tint])
  }
  return pairs
}

function pairsToSee(): [string, string][] {
  const marks = [
    'accent',
    'danger',
    'line-strong',
    'series-other',
    ...words.map((word) => `status-${word}`),
    ...series.map((n) => `series-${n}`),
  ]
  return marks.flatMap((mark) => grounds.map((ground): [string, string] => [mark, ground]))
}

function closest(theme: Theme, names: string[], eye: string): { pair: string; distance: number } {
  let best = { pair: '', distance: Number.POSITIVE_INFINITY }
  for (const [index, first] of names.entries()) {
    for (const second of names.slice(index + 1)) {
      const [a, b] = [seenBy(eye, color(theme, first)), seenBy(eye, color(theme, second))]
      const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
      if (distance < best.distance) best = { pair: `${first} / ${second}`, distance }
    }
  }
  return best
}

function color(theme: Theme, name: string): Vector {
  const found = theme.get(name)
  if (!found) throw new Error(`globals.css has no token --${name}`)
  return found
}

describe.each(Object.entries(themes))('%s theme', (_name, theme) => {
  it('defines every token as a colour that a screen can show', () => {
    expect(theme.size).toBeGreaterThan(45)
    for (const [name, value] of theme) {
      for (const channel of toLinear(value)) {
        expect.soft(channel, `--${name} is outside sRGB`).toBeGreaterThanOrEqual(-0.004)
        expect.soft(channel, `--${name} is outside sRGB`).toBeLessThanOrEqual(1.004)
      }
    }
  })

  it.each(pairsToRead())('text %s on %s reads at 4.5:1', (ink, ground) => {
    expect(contrast(color(theme, ink), color(theme, ground))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(pairsToSee())('mark %s on %s shows at 3:1', (mark, ground) => {
    expect(contrast(color(theme, mark), color(theme, ground))).toBeGreaterThanOrEqual(3)
  })

  it.each(Object.keys(eyes))('keeps filled statuses apart for %s', (eye) => {
    const names = filled.map((word) => `status-${word}`)
    const { pair, distance } = closest(theme, names, eye)
    expect(distance, pair).toBeGreaterThanOrEqual(0.1)
  })

  it.each(Object.keys(eyes))('keeps the eight series apart for %s', (eye) => {
    const names = series.map((n) => `series-${n}`)
    const { pair, distance } = closest(theme, names, eye)
    expect(distance, pair).toBeGreaterThanOrEqual(0.07)
  })
})

it('has the same tokens in both themes', () => {
  expect([...themes.dark.keys()].sort()).toEqual([...themes.light.keys()].sort())
})
