import type { Children } from './child'
import type { External } from './external'
import type { LabPaths } from './paths'
import type { Ports } from './ports'

export type PlatformScale = { tenants: number; pods: number; seed: number; speed: number }

/** What every part of one stack is started with. */
export type StackContext = {
  paths: LabPaths
  scale: PlatformScale
  external: External
  ports: Ports
  children: Children
  /** The environment that started the stack; parts get it with their own variables on top. */
  environment: Record<string, string | undefined>
}

/** What steps need that end by themselves and touch no server. */
export type BuildContext = Pick<StackContext, 'paths' | 'children' | 'environment'>

export const loopback = (port: number): string => `http://127.0.0.1:${port}`
