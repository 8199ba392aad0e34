import { DomainError } from '@maroquin/platform/errors';

/**
 * One thing that is refused ends no import: it is named. What says nothing about the thing itself does.
 * @throws whatever is no refusal
 */
export async function unlessRefused<T>(
  work: () => Promise<T>,
  refused: (error: DomainError) => void,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (
      !(error instanceof DomainError) ||
      error.code === 'server.unavailable' ||
      error.code.startsWith('key.')
    )
      throw error;
    refused(error);
    return null;
  }
}
