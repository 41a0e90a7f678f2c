/**
 * What the tab's icon says: how many alerts fire (`none` or a count), that a source errs, or that it is not known. Three values,
 * because a quiet icon must mean "quiet", never "did not look".
 */
export type FaviconState =
  | { kind: 'calm' }
  | { kind: 'firing'; count: number }
  | { kind: 'erring' }
  | { kind: 'unknown' }

const badge = {
  firing: { fill: '#b3171d', ink: '#ffffff' },
  erring: { fill: '#b46000', ink: '#ffffff' },
  unknown: { fill: '#5c6370', ink: '#ffffff' },
}

function badgeText(state: Exclude<FaviconState, { kind: 'calm' }>): string {
  if (state.kind === 'firing') return state.count > 99 ? '99+' : String(state.count)
  return state.kind === 'erring' ? '!' : '?'
}

const board =
  '<rect width="32" height="32" rx="7" fill="#3650c8"/>' +
  '<circle cx="10" cy="10" r="3" fill="#fff"/><circle cx="22" cy="22" r="3" fill="#fff"/>' +
  '<path d="M10 13v3a6 6 0 0 0 6 6h3" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/>' +
  '<circle cx="22" cy="10" r="2.2" fill="#9fb0f5"/><circle cx="10" cy="22" r="2.2" fill="#9fb0f5"/>'

/** The icon as SVG text. Its badge tells by sign and colour. */
export function faviconSvg(state: FaviconState): string {
  const open = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
  if (state.kind === 'calm') return `${open}${board}</svg>`
  const text = badgeText(state)
  const { fill, ink } = badge[state.kind]
  const width = text.length === 1 ? 20 : text.length === 2 ? 26 : 32
  const x = 32 - width
  const label =
    `<rect x="${x}" y="12" width="${width}" height="20" rx="6" fill="${fill}"/>` +
    `<text x="${x + width / 2}" y="27.5" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="700" ` +
    `font-size="${text.length > 2 ? 15 : 17}" fill="${ink}">${text}</text>`
  return `${open}${board}${label}</svg>`
}
