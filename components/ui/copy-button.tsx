'use client'

import { Check, Copy, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from './icon-button'

type CopyState = 'idle' | 'copied' | 'refused'

const look = {
  idle: { icon: Copy, text: null },
  copied: { icon: Check, text: 'Copied' },
  refused: { icon: X, text: 'The browser refused to copy' },
}

type CopyButtonProps = {
  /** The text, or what reads it at the moment of the press. */
  text: string | (() => string)
  label?: string
}

/** Copies `text`. `label` names what: "Copy the pod's name". */
export function CopyButton({ text, label = 'Copy' }: CopyButtonProps) {
  const [state, setState] = useState<CopyState>('idle')

  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 1600)
    return () => clearTimeout(timer)
  }, [state])

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
      setState('copied')
    } catch {
      // No clipboard outside secure contexts (plain http on another host).
      setState('refused')
    }
  }

  const Icon = look[state].icon
  return (
    <>
      <IconButton
        size="sm"
        label={look[state].text ?? label}
        icon={<Icon aria-hidden className="size-3.5" />}
        onClick={() => void copy()}
      />
      <span role="status" className="sr-only">
        {look[state].text}
      </span>
    </>
  )
}
