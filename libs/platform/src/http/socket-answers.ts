import type { Ack } from '@maroquin/contracts';
import { DomainError, toProblem } from '../errors/index.js';
import type { Logger } from '../logging/index.js';

/** Runs one socket message and answers its acknowledgement: a value, or a problem in the person's language. */
export async function toAck<T>(
  logger: Pick<Logger, 'error'>,
  locale: 'fr' | 'en',
  work: () => Promise<T>,
): Promise<Ack<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const problem = toProblem(error, locale);
    if (!(error instanceof DomainError) || problem.status >= 500)
      logger.error({ err: error, code: problem.code }, 'socket message failed');
    return { ok: false, problem };
  }
}
