import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { JSON_BODY, JsonBodies, PUBLIC_BODY } from './json-body.js';
import { takeTurn } from './request-work.js';
import { ROUTE_RULE } from '../caller/route-rule.js';

/**
 * Reads the body once it is known who asks, and that this person may ask here at all; then the request has its turn.
 * Comes behind AuthGuard.
 */
@Injectable()
export class BodyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly bodies: JsonBodies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const rule: unknown = this.reflector.get(ROUTE_RULE, context.getHandler());
    const isPublic = rule === 'public' || rule === 'administration.public';
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const types = ['application/json'];
    await this.bodies.read(request, http.getResponse<Response>(), types, isPublic ? PUBLIC_BODY : JSON_BODY);
    // Files take as long to come as their sender likes, and have budgets of their own.
    if (typeof request.is('multipart/*') !== 'string') await takeTurn(request);
    return true;
  }
}
