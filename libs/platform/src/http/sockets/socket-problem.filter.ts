import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { Ack } from '@maroquin/contracts';
import { LOGGER } from '../../config/index.js';
import { DomainError, toProblem } from '../../errors/index.js';
import type { Logger } from '../../logging/index.js';
import { actorOf } from '../caller/current-actor.js';

/** What goes wrong with a socket message reaches its acknowledgement, in the person's language. */
@Catch()
export class SocketProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const client = host.switchToWs().getClient<object>();
    const problem = toProblem(error, actorOf(client)?.locale ?? 'fr');
    if (!(error instanceof DomainError) || problem.status >= 500) {
      this.logger.error({ err: error, code: problem.code }, 'socket message failed');
    }
    const answer: unknown = host.getArgs<unknown[]>().find((argument) => typeof argument === 'function');
    const refused: Ack<never> = { ok: false, problem };
    if (typeof answer === 'function') Reflect.apply(answer, undefined, [refused]);
  }
}
