import { DomainError } from '@maroquin/platform/errors';
import type { Schedule } from '@maroquin/platform/jobs';
import type { Logger } from '@maroquin/platform/logging';

/**
 * One organisation after the other; what fails in one is not the others' trouble. One whose keys are closed, or were
 * destroyed, is passed over, and logged once until it opens again. Anything else is tried again with the job.
 */
export function forEachOrganisation(
  logger: Pick<Logger, 'error' | 'warn'>,
  work: (orgId: string) => Promise<unknown>,
): Schedule['run'] {
  const passedOver = new Set<string>();
  return async (orgIds) => {
    const failures: unknown[] = [];
    for (const orgId of orgIds)
      try {
        await work(orgId);
        passedOver.delete(orgId);
      } catch (err) {
        if (!hasNoKeys(err)) {
          logger.error({ err, orgId }, 'scheduled work failed in an organisation');
          failures.push(err);
        } else if (!passedOver.has(orgId)) {
          passedOver.add(orgId);
          logger.warn({ err, orgId }, 'scheduled work passes over an organisation whose keys do not open');
        }
      }
    if (failures.length > 0) throw failures[0];
  };
}

const hasNoKeys = (error: unknown): boolean =>
  error instanceof DomainError && ['key.closed', 'key.destroyed', 'key.missing'].includes(error.code);
