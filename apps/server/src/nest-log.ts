import type { LoggerService } from '@nestjs/common';
import type { Logger } from '@maroquin/platform/logging';

/** Nest's own words, in our log: errors and warnings only. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(): void {
    // which routes were mapped helps nobody who reads the log
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({
      nest: String(message),
      err: message instanceof Error ? message : undefined,
      detail: rest.length,
    });
  }

  warn(message: unknown): void {
    this.logger.warn({ nest: String(message) });
  }
}
