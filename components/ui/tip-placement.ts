export type Box = { left: number; top: number; width: number; height: number }
export type Side = 'top' | 'right' | 'bottom' | 'left'

const gap = 6
const margin = 8

const opposite: Readonly<Record<Side, Side>> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' }

function fits(
  side: Side,
  anchor: Box,
  tip: { width: number; height: number },
  view: { width: number; height: number },
) {
  switch (side) {
    case 'top':
      return anchor.top - gap - tip.height >= margin
    case 'bottom':
      return anchor.top + anchor.height + gap + tip.height <= view.height - margin
    case 'left':
      return anchor.left - gap - tip.width >= margin
    case 'right':
      return anchor.left + anchor.width + gap + tip.width <= view.width - margin
  }
}

/** Where a tip stands (left, top in the viewport): on the wanted side, else on the other one, and never out of view. */
export function placeTip(
  anchor: Box,
  tip: { width: number; height: number },
  view: { width: number; height: number },
  wanted: Side,
): { left: number; top: number } {
  const side = fits(wanted, anchor, tip, view) || !fits(opposite[wanted], anchor, tip, view) ? wanted : opposite[wanted]
  const middleX = anchor.left + anchor.width / 2 - tip.width / 2
  const middleY = anchor.top + anchor.height / 2 - tip.height / 2
  const place = {
    top: { left: middleX, top: anchor.top - gap - tip.height },
    bottom: { left: middleX, top: anchor.top + anchor.height + gap },
    left: { left: anchor.left - gap - tip.width, top: middleY },
    right: { left: anchor.left + anchor.width + gap, top: middleY },
  }[side]
  return {
    left: Math.max(margin, Math.min(place.left, view.width - margin - tip.width)),
    top: Math.max(margin, Math.min(place.top, view.height - margin - tip.height)),
  }
}
