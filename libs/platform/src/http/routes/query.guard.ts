import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../../errors/index.js';
import { QUERY_ARGUMENT, REQUEST_ARGUMENT, ROUTE_ARGUMENTS } from './nest-metadata.js';
import { toFields } from './schema.pipe.js';

/** By these a handler reads the address itself: a query with a schema, or the whole request. */
const reading: ReadonlySet<number> = new Set([QUERY_ARGUMENT, REQUEST_ARGUMENT]);

/** A parameter that nobody reads is refused where the route has none, as `strictObject` refuses it where it has some. */
@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { query } = context.switchToHttp().getRequest<Request>();
    const names = Object.keys(query);
    if (names.length === 0 || readsQuery(context)) return true;
    throw new DomainError('request.invalid', {
      fields: toFields([{ message: 'unknown', code: 'unrecognized_keys', keys: names }]),
    });
  }
}

function readsQuery(context: ExecutionContext): boolean {
  const taken: unknown = Reflect.getMetadata(ROUTE_ARGUMENTS, context.getClass(), context.getHandler().name);
  return Object.keys(taken ?? {}).some((key) => reading.has(Number(key.split(':')[0])));
}
