'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type DefaultValues, type Path, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { type ChangedField, compareVersions, type FieldValues, mergeVersions, type Side } from './compare-versions'
import { clearDraft, type Draft, readDraft, writeDraft } from './draft'
import { describeSaveFailure, type SaveFailure, splitIssues } from './save-failure'

type Versioned<Values> = { values: Values; version: number }

export type EntityFormOptions<Values extends FieldValues, Output, Saved> = {
  /** Under which what is typed is kept in this tab: `tenant.t1`, `tenant.new`. */
  draftKey: string
  /** The schema that the server uses. */
  schema: z.ZodType<Output, Values>
  /** The entity as the form is opened on it; later changes of these two are not looked at. */
  initial: Values
  version: number | null
  /** `base`: the values on which the form stands, for those who send only what differs. */
  save: (values: Output, version: number | null, base: Values) => Promise<Saved>
  /** Reads the entity again after a conflict. Without it a conflict is a plain failure. */
  reread?: () => Promise<Versioned<Values>>
  onSaved: (saved: Saved) => void
}

function store(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.sessionStorage
  } catch {
    return null
  }
}

/** What was typed, kept in this tab from the first key on, so that no failure, sign-out or reload loses it. */
function useDraft<Values extends FieldValues>(draftKey: string, initial: Values, version: number | null) {
  const [found] = useState<Draft<Values> | null>(() => {
    const kept = store()
    return kept ? readDraft(kept, draftKey, initial) : null
  })
  const [opened, setOpened] = useState({ base: found?.base ?? initial, version: found ? found.version : version })
  // What is typed is compared with it in the very moment of a change, which may come before the next drawing.
  const standing = useRef(opened)
  const standOn = useCallback((base: Values, on: number | null) => {
    standing.current = { base, version: on }
    setOpened(standing.current)
  }, [])
  return { found, opened, standing, standOn }
}

/**
 * A form over one entity: validates with the server's schema, keeps a draft, gives refused fields their sentences, and after a
 * conflict offers to merge. A dialog that uses it unmounts when it closes; a form that stays on its page calls `reopen` after saving.
 */
export function useEntityForm<Values extends FieldValues, Output, Saved>(
  options: EntityFormOptions<Values, Output, Saved>,
) {
  const { draftKey, schema, initial, version, save, reread, onSaved } = options
  const { found, opened, standing, standOn } = useDraft(draftKey, initial, version)
  const [restoredAt, setRestoredAt] = useState(found?.savedAt ?? null)
  const [failure, setFailure] = useState<SaveFailure | null>(null)
  const [theirs, setTheirs] = useState<Versioned<Values> | null>(null)
  const finished = useRef(false)
  const form = useForm<Values, unknown, Output>({
    resolver: zodResolver(schema),
    // A whole set of values is a partial one too, which TypeScript cannot see through the type parameter.
    defaultValues: opened.base as DefaultValues<Values>,
  })
  const { reset, getValues, setError, subscribe } = form

  useEffect(() => {
    if (found) reset(found.values, { keepDefaultValues: true })
  }, [found, reset])

  useEffect(() => {
    const keep = () => {
      const kept = store()
      if (!kept || finished.current) return
      const values = getValues()
      const { base } = standing.current
      if (compareVersions(base, values, base).length === 0) clearDraft(kept, draftKey)
      else writeDraft(kept, draftKey, { ...standing.current, savedAt: new Date().toISOString(), values })
    }
    return subscribe({ formState: { values: true }, callback: keep })
  }, [subscribe, getValues, standing, draftKey])

  function forget() {
    const kept = store()
    if (kept) clearDraft(kept, draftKey)
  }

  async function explain(error: unknown) {
    const known = describeSaveFailure(error)
    const { own, other } = splitIssues(known.fields, Object.keys(initial) as (keyof Values & string)[])
    own.forEach(({ name, message }, index) => {
      // A name of a flat form is a path of it, which TypeScript cannot see through the type parameter.
      setError(name as string as Path<Values>, { type: 'server', message }, { shouldFocus: index === 0 })
    })
    if (known.kind === 'conflict' && reread) {
      const current = await reread().catch(() => null)
      if (current && current.version !== opened.version) {
        setTheirs(current)
        return
      }
    }
    setFailure(own.length > 0 && other.length === 0 ? null : { ...known, fields: [] })
  }

  const submit = form.handleSubmit(async (output) => {
    setFailure(null)
    try {
      const saved = await save(output, opened.version, opened.base)
      finished.current = true
      forget()
      onSaved(saved)
    } catch (error) {
      await explain(error)
    }
  })

  /** Puts the merged values into the form, on top of what is saved now; saving is a second, deliberate step. */
  function merge(changed: readonly ChangedField[], chosen: Readonly<Record<string, Side>>) {
    if (!theirs) return
    const merged = mergeVersions(getValues(), theirs.values, changed, chosen)
    reopen(theirs)
    reset(merged, { keepDefaultValues: true })
  }

  /** Puts the form on a newer state of the entity, as if it had been opened on it. What was typed is replaced. */
  function reopen({ values, version: on }: { values: Values; version: number | null }) {
    finished.current = false
    standOn(values, on)
    reset(values)
    setRestoredAt(null)
    setTheirs(null)
    setFailure(null)
  }

  /** Gives up what was typed and goes back to the entity as it was when the form was opened. */
  function discard() {
    forget()
    reopen({ values: initial, version })
  }

  return {
    form,
    version: opened.version,
    submit: () => void submit(),
    busy: form.formState.isSubmitting,
    isDirty: form.formState.isDirty,
    failure,
    restoredAt,
    discard,
    reopen,
    conflict: theirs ? compareVersions(opened.base, getValues(), theirs.values) : null,
    merge,
  }
}
