import { randomUUID } from 'node:crypto';
import type { HttpClient } from '../../support/http-client.js';
import type { Persona } from './personas.js';
import type { Target, World } from './world.js';

/** One request as anybody would make it who has a right. */
export interface Ask {
  /** From the server's root. */
  readonly path: string;
  readonly body?: unknown;
  readonly form?: FormData;
  readonly bytes?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the persona's own, for requests that end a session. */
  readonly client?: HttpClient;
}

export interface Scene {
  readonly world: World;
  readonly persona: Persona;
  /** What the row is about. `id` below is its id, or in the twin of the request the id of nothing. */
  readonly target: Target;
}

/** How to make the requests of a row. Without one: its path with the id in it, and no body. */
export interface RequestPlan {
  readonly ask: (id: string, scene: Scene) => Ask | Promise<Ask>;
  /** The act changes its target: whoever may do it gets one of its own. */
  readonly fresh?: true;
  /** One persona after the other: the requests of several at once would disturb each other. */
  readonly oneByOne?: true;
  /** Makes a fresh target ready for the act. */
  readonly prepare?: (target: Target, world: World) => Promise<void>;
}

export type RequestPlans = Readonly<Record<string, RequestPlan>>;

export const API = '/api/v1';

/** Gives back nothing that was ever taken away. */
export const UNKNOWN_UNDO = 'A'.repeat(64);

/** A body that does not depend on the target, on the row's own path. */
export const sending = (path: string, body: (id: string, scene: Scene) => unknown): RequestPlan => ({
  ask: (id, scene) => ({ path: `${API}${path.replace('{id}', id)}`, body: body(id, scene) }),
});

/** The same, for an act that changes its target. */
export const changing = (path: string, body?: (id: string, scene: Scene) => unknown): RequestPlan => ({
  ask: (id, scene) => ({
    path: `${API}${path.replace('{id}', id)}`,
    headers: { 'if-match': '"1"' },
    ...(body === undefined ? {} : { body: body(id, scene) }),
  }),
  fresh: true,
});

export const oneFile = (filename: string, type: string, content: string | Uint8Array): FormData => {
  const form = new FormData();
  form.set('file', new Blob([Buffer.from(content)], { type }), filename);
  return form;
};

export const nowhere = (): string => randomUUID();
