import { z } from 'zod'
import { hasAtMost } from '@/lib/format/characters'
import { plainNameMessage, plainNamePattern } from '@/lib/format/plain-name'
import { inheritedCellMessage, isNotInheritedCell } from '@/lib/voicemail-profiles/schema'
import { mailboxLimits } from './vocabulary'

/** Apart from the rest of the schema, which carries the lists of locales and time zones. In step with `mailboxes_owner_check`. */
export const ownerSchema = z
  .string()
  .trim()
  .min(1, 'must name the agent or the agent group')
  .refine(hasAtMost(mailboxLimits.ownerLength), `must have at most ${mailboxLimits.ownerLength} characters`)
  .regex(plainNamePattern, plainNameMessage)
  .refine(isNotInheritedCell, inheritedCellMessage)
