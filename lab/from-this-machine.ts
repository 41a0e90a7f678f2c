/**
 * Whether a request comes from a program on this machine. A web page that is open here must not stop servers or break
 * the lab: browsers name themselves by Origin or a foreign Host.
 */
export function isFromThisMachine({ host, origin }: { host?: string; origin?: string }): boolean {
  return origin === undefined && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host ?? '')
}
