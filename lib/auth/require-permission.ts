import { AppError } from '@/lib/errors'
import { type Actor, can, type Permission } from './model'

/** Throws `forbidden` unless the actor may. Called in the handler's wrapper and again in every verb that writes. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (can(actor, permission)) return
  throw new AppError('forbidden', `Your roles do not include "${permission}".`, {
    action: 'Ask an administrator for a role that does.',
  })
}
