import { createSocket } from 'node:dgram'
import { createServer, type Server } from 'node:net'
import { LabError } from './lab-error'

type Transport = 'tcp' | 'udp'
type Holder = { port: number; release: () => Promise<void> }

const PORTS_TRIED = 200
const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')

function listenTcp(port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => resolve(server))
  })
}

const closeServer = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()))

/** Holds a TCP port of 127.0.0.1; null when something listens there or on ::1, where browsers look first for localhost. */
async function holdTcp(port: number): Promise<Holder | null> {
  try {
    const server = await listenTcp(port, '127.0.0.1')
    try {
      await closeServer(await listenTcp(port, '::1'))
    } catch (error) {
      // Anything but "taken" says that this machine has no IPv6.
      if (isTaken(error)) {
        await closeServer(server)
        return null
      }
    }
    return { port, release: () => closeServer(server) }
  } catch (error) {
    if (isTaken(error)) return null
    throw error
  }
}

function holdUdp(port: number): Promise<Holder | null> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4')
    socket.once('error', (error) => (isTaken(error) ? resolve(null) : reject(error)))
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () =>
      resolve({ port, release: () => new Promise((done) => socket.close(() => done())) }),
    )
  })
}

/**
 * Ports of one stack. Each is held open from the moment it is chosen until its part starts, so that two parts, or two
 * stacks on one machine, never choose the same.
 */
export class Ports {
  private readonly held = new Map<string, Holder>()
  private readonly chosen = new Map<string, number>()

  /** Takes `preferred` or the next free port after it. Returns the port. */
  async reserve(name: string, preferred: number, transport: Transport = 'tcp'): Promise<number> {
    const others = new Set(this.chosen.values())
    for (let port = preferred; port < Math.min(preferred + PORTS_TRIED, 65_536); port += 1) {
      if (others.has(port)) continue
      const holder = await (transport === 'tcp' ? holdTcp(port) : holdUdp(port))
      if (!holder) continue
      this.held.set(name, holder)
      this.chosen.set(name, port)
      return port
    }
    throw new LabError(`No free port from ${preferred} on for ${name}; stop what uses them, or name one with --port.`)
  }

  /** The port chosen for `name`. */
  of(name: string): number {
    const port = this.chosen.get(name)
    if (port === undefined) throw new Error(`No port was reserved for ${name}`)
    return port
  }

  /** Lets go of the port so that its part can listen there. Idempotent. */
  async release(name: string): Promise<number> {
    const holder = this.held.get(name)
    this.held.delete(name)
    await holder?.release()
    return this.of(name)
  }

  async releaseAll(): Promise<void> {
    await Promise.all([...this.held.keys()].map((name) => this.release(name)))
  }
}
