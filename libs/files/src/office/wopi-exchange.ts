import type { Request, Response } from 'express';
import type { Actor } from '@maroquin/platform/database';
import type { WopiToken } from './wopi-tokens.js';

/** One request of an editor about one file, and what answers it. */
export interface WopiExchange {
  readonly actor: Actor;
  readonly token: WopiToken;
  readonly fileId: string;
  /** When the editor sent it, by its signed word and at the latest when it came: it may have been long on its way. */
  readonly sentAt: Date;
  readonly request: Request;
  readonly response: Response;
}

/** A header that is given once; '' is none. */
export const headerOf = ({ request }: Pick<WopiExchange, 'request'>, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export function answerJson({ response }: Pick<WopiExchange, 'response'>, body: object, status = 200): void {
  const text = Buffer.from(JSON.stringify(body));
  response
    .status(status)
    .set({ 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': String(text.length) })
    .end(text);
}

export function answerNothing({ response }: Pick<WopiExchange, 'response'>): void {
  response.status(200).set('Content-Length', '0').end();
}

/** A version has one id and never another content. */
export const versionOf = ({ etag }: { readonly etag: string }): string => etag.replaceAll('"', '');
