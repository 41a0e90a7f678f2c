/** What was done, as `<entity>.<deed>`. Filters offer this list; the database holds any word of the same form. */
export const auditActions = [
  'session.sign-in',
  'session.sign-in-failure',
  'session.lockout',
  'session.sign-out',
  'user.create',
  'user.update',
  'user.disable',
  'user.enable',
  'user.reset-password',
  'user.change-password',
  'user.change-password-failure',
  'tenant.create',
  'tenant.update',
  'tenant.delete',
] as const

export const auditEntityTypes = ['user', 'address', 'tenant'] as const
