import {
  CircleArrowUp,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleQuestionMark,
  ClockAlert,
  type LucideIcon,
  OctagonX,
  TriangleAlert,
} from 'lucide-react'
import type { StatusWord } from '@/lib/catalogue/schema'

type StatusLook = {
  label: string
  icon: LucideIcon
  /** Colour of text and icon in that status. */
  text: string
  /** Ground behind the text in a badge. */
  tint: string
  /** A filled mark (bar, dot), with the pattern where colour alone would not tell. */
  mark: string
}

/** How each status word looks: icon, word and colour always go together. */
export const statusLook: Readonly<Record<StatusWord, StatusLook>> = {
  ok: { label: 'OK', icon: CircleCheck, text: 'text-ok-text', tint: 'bg-ok-tint', mark: 'bg-ok' },
  degraded: {
    label: 'Degraded',
    icon: TriangleAlert,
    text: 'text-degraded-text',
    tint: 'bg-degraded-tint',
    mark: 'bg-degraded',
  },
  failing: { label: 'Failing', icon: OctagonX, text: 'text-failing-text', tint: 'bg-failing-tint', mark: 'bg-failing' },
  starting: {
    label: 'Starting',
    icon: CircleArrowUp,
    text: 'text-starting-text',
    tint: 'bg-starting-tint',
    mark: 'bg-starting',
  },
  paused: { label: 'Paused', icon: CirclePause, text: 'text-paused-text', tint: 'bg-paused-tint', mark: 'bg-paused' },
  stale: {
    label: 'Stale',
    icon: ClockAlert,
    text: 'text-stale-text',
    tint: 'bg-stale-tint',
    mark: 'text-stale pattern-hatched',
  },
  'no-data': {
    label: 'No data',
    icon: CircleDashed,
    text: 'text-no-data-text',
    tint: 'bg-no-data-tint',
    mark: 'text-no-data pattern-hollow',
  },
  unknown: {
    label: 'Unknown',
    icon: CircleQuestionMark,
    text: 'text-unknown-text',
    tint: 'bg-unknown-tint',
    mark: 'text-unknown pattern-dotted',
  },
}
