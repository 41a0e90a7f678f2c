import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { z } from 'zod'
import { isFromThisMachine } from '../../from-this-machine'
import { UnknownChoiceError } from '../scenarios/registry'
import type { World } from '../world'
import type { ScenarioControl } from './scenario-control'

const breakSchema = z.object({ scenario: z.string(), target: z.string().optional(), option: z.string().optional() })
const healSchema = z.object({ scenario: z.string().optional(), target: z.string().optional() })

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text === '' ? {} : JSON.parse(text)
}

async function handle(control: ScenarioControl, world: World, request: IncomingMessage, response: ServerResponse) {
  if (!isFromThisMachine(request.headers)) return send(response, 403, { message: 'Only for programs on this machine.' })
  const route = `${request.method} ${(request.url ?? '/').split('?')[0]}`
  switch (route) {
    case 'GET /scenarios':
      return send(response, 200, control.list())
    case 'GET /tenants':
      return send(response, 200, { tenants: world.tenants })
    case 'GET /healthz':
      return send(response, 200, { ok: true })
    case 'POST /break':
      return send(response, 200, await control.break(breakSchema.parse(await readBody(request))))
    case 'POST /heal':
      return send(response, 200, { healed: await control.heal(healSchema.parse(await readBody(request))) })
    default:
      return send(response, 404, { message: 'GET /scenarios, GET /tenants, POST /break, POST /heal' })
  }
}

/** The HTTP interface of the scenarios. Errors are `{ message }`, one sentence. */
export function controlHandler(control: ScenarioControl, world: World): RequestListener {
  return (request, response) => {
    handle(control, world, request, response).catch((error: unknown) => {
      if (error instanceof UnknownChoiceError) return send(response, 400, { message: error.message })
      if (error instanceof z.ZodError || error instanceof SyntaxError) {
        return send(response, 400, { message: 'The request is JSON with scenario, target and option.' })
      }
      console.error('control', error)
      return send(response, 500, { message: error instanceof Error ? error.message : 'unknown error' })
    })
  }
}
