import { type CancellationContext, Server } from '@tus/server';
import { toProblem } from '@maroquin/platform/errors';
import { uploadErrorOf } from './tus-problems.js';
import { uploadLocale } from './tus-store.js';

const PROBLEM = 'application/problem+json';

/** The tus library, whose every refusal is a problem document (RFC 9457). */
export class TusServer extends Server {
  /** Both what `onResponseError` made and the plain lines that the library writes by itself come through here. */
  override write(
    context: CancellationContext,
    headers: Headers,
    status: number,
    body = '',
  ): ReturnType<Server['write']> {
    if (status < 400) return super.write(context, headers, status, body);
    const locale = uploadLocale();
    const isProblem = body.startsWith('{');
    const problem = isProblem ? body : JSON.stringify(toProblem(uploadErrorOf(status), locale));
    headers.set('Content-Type', PROBLEM);
    headers.set('Content-Language', locale);
    headers.set('Cache-Control', 'no-store');
    // tus 1.0.0: a refusal of the version says which one is spoken.
    if (status === 412) headers.set('Tus-Version', '1.0.0');
    return super.write(context, headers, status, problem);
  }
}
