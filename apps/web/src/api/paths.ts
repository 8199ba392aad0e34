import type { paths } from './interface.js';

/**
 * What `docs/openapi.json` says of the interface, as types: a request to a route that is not there, or with a body,
 * question or header that the route does not take, does not compile; nor does an answer read with a schema of another shape.
 */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `/resources/{id}/links` as whatever stands in a request: `/resources/${string}/links`. */
type Filled<P extends string> = P extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : P;

type BelowPrefix<P extends string> = P extends `/api/v1${infer Rest}` ? Rest : never;

type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P][Lowercase<M>] extends undefined ? never : P;
}[keyof paths];

/** Paths of the routes that take this method, without the prefix. */
export type PathOf<M extends Method> = BelowPrefix<Filled<PathsWith<M>>>;

/** `/resources/{id}/links` and `/resources/${string}/links` alike as `/resources/{}/links`, so that one finds the other. */
type Shape<P extends string> = P extends `/${infer First}/${infer Rest}`
  ? `/${Segment<First>}${Shape<`/${Rest}`>}`
  : P extends `/${infer Last}`
    ? `/${Segment<Last>}`
    : P;
type Segment<S extends string> = string extends S
  ? '{}'
  : `${number}` extends S
    ? '{}'
    : S extends `{${string}}`
      ? '{}'
      : S;

type ByShape<M extends Method> = {
  [P in PathsWith<M> as Shape<BelowPrefix<P>>]: NonNullable<paths[P][Lowercase<M>]>;
};
type Operations = { [M in Method]: ByShape<M> };

/** Each of several possible paths has its own. */
type OperationOf<M extends Method, P extends string> = P extends string
  ? Shape<P> extends keyof Operations[M]
    ? Operations[M][Shape<P>]
    : never
  : never;

type Body<O> = O extends { requestBody: infer R }
  ? ContentOf<R>
  : O extends { requestBody?: infer R }
    ? ContentOf<NonNullable<R>> | (undefined extends R ? undefined : never)
    : never;
type ContentOf<R> = R extends { content: infer C }
  ? C extends { 'application/json': infer B }
    ? Sendable<B>
    : FormData
  : never;

/** What is sent is only read, and whatever the browser made may stand where any object may. */
type Sendable<T> = T extends readonly (infer E)[]
  ? readonly Sendable<E>[]
  : T extends object
    ? string extends keyof T
      ? object
      : { [K in keyof T]: Sendable<T[K]> }
    : T;

type Question<O> = O extends { parameters: { query: infer Q } }
  ? Sendable<Q>
  : O extends { parameters: { query?: infer Q } }
    ? Sendable<Q> | undefined
    : never;

type Header<O, Name extends string, Value> = O extends { parameters: { header: infer H } }
  ? Name extends keyof H
    ? Value
    : never
  : O extends { parameters: { header?: infer H } }
    ? Name extends keyof Known<H>
      ? Value | undefined
      : never
    : never;

/** `never` itself has every key. */
type Known<T> = [NonNullable<T>] extends [never] ? object : NonNullable<T>;

type Good = 200 | 201 | 202;
type Answer<O> = O extends { responses: infer R }
  ? R[keyof R & Good] extends { content: { 'application/json': infer A } }
    ? A
    : never
  : never;

/** What its body holds; never: it takes none. */
export type BodyOf<M extends Method, P extends string> = Body<OperationOf<M, P>>;
/** What its question may say; never: it takes none. */
export type QueryOf<M extends Method, P extends string> = Question<OperationOf<M, P>>;
/** `Value` where it demands this header, or `undefined` where it takes it; never: it takes none. */
export type TakenBy<M extends Method, P extends string, Name extends string, Value> = Header<
  OperationOf<M, P>,
  Name,
  Value
>;
/** JSON it answers when all is well; never: none. */
export type AnswerOf<M extends Method, P extends string> = Answer<OperationOf<M, P>>;
