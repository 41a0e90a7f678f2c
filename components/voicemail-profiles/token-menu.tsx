'use client'

import { Braces } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { type EmailToken, emailTokens, emailTokenTexts } from '@/lib/voicemail-profiles/vocabulary'

type TokenMenuProps = {
  /** The field that tokens go into. */
  field: string
  onInsert: (token: EmailToken) => void
  /** After a token went in: gives the focus back to the field. */
  onInserted: () => void
}

/** The tokens that a notification fills in, each with what it stands for. */
export function TokenMenu({ field, onInsert, onInserted }: TokenMenuProps) {
  const inserted = useRef(false)
  return (
    <Menu
      label={`Tokens for ${field}`}
      align="start"
      onCloseAutoFocus={(event) => {
        if (!inserted.current) return
        inserted.current = false
        event.preventDefault()
        onInserted()
      }}
      trigger={
        <Button
          size="sm"
          icon={<Braces aria-hidden className="size-3.5" />}
          aria-label={`Insert a token into ${field}`}
        >
          Insert a token
        </Button>
      }
    >
      {emailTokens.map((token) => (
        <MenuItem
          key={token}
          onSelect={() => {
            inserted.current = true
            onInsert(token)
          }}
        >
          <span className="mono min-w-0 flex-1">{`<${token}>`}</span>
          <span className="text-xs text-muted max-sm:hidden">{emailTokenTexts[token]}</span>
        </MenuItem>
      ))}
    </Menu>
  )
}
