'use client'

import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { EntityFormNotices, type EntityFormState } from './entity-form-notices'

type EntityFormDialogProps = {
  entity: EntityFormState & { submit: () => void; busy: boolean; typedOn: boolean }
  title: string
  description?: ReactNode
  saveLabel: string
  /** What the form calls its fields, and how it writes their values: for the comparison after a conflict. */
  labels: Readonly<Record<string, string>>
  format: (value: unknown) => string
  onClose: () => void
  /** The fields. */
  children: ReactNode
}

/** A form over one entity in a window. Whatever happens while saving, it stays open with what was typed. */
export function EntityFormDialog(props: EntityFormDialogProps) {
  const { entity, title, description, saveLabel, labels, format, onClose, children } = props
  const formId = useId()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form={formId} variant="primary" busy={entity.busy} disabled={entity.conflict !== null}>
            {saveLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          entity.submit()
        }}
      >
        {entity.typedOn ? (
          <Notice tone="info" title="Saved, without what you typed meanwhile">
            <p>It waits here. Save once more to keep it.</p>
          </Notice>
        ) : null}
        <EntityFormNotices entity={entity} labels={labels} format={format}>
          {children}
        </EntityFormNotices>
      </form>
    </Dialog>
  )
}
