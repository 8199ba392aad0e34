import type { paths } from './interface.js';

/** What `docs/openapi.json` says of the interface, as types: a request to a route that is not there does not compile. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `/resources/{id}/links` as whatever stands in a request: `/resources/${string}/links`. */
type Filled<P extends string> = P extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : P;

type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P][Lowercase<M>] extends undefined ? never : P;
}[keyof paths];

type BelowPrefix<P extends string> = P extends `/api/v1${infer Rest}` ? Rest : never;

/** Paths of the routes that take this method, without the prefix. */
export type PathOf<M extends Method> = BelowPrefix<Filled<PathsWith<M>>>;
