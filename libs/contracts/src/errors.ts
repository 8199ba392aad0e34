import { accountErrors } from './errors/accounts.js';
import { conversionErrors } from './errors/conversion.js';
import { documentErrors } from './errors/documents.js';
import { endingErrors } from './errors/endings.js';
import { fileErrors } from './errors/files.js';
import { instanceErrors } from './errors/instance.js';
import { keyErrors } from './errors/keys.js';
import { messageErrors } from './errors/messages.js';
import { oversightErrors } from './errors/oversight.js';
import { requestErrors } from './errors/requests.js';
import { rightErrors } from './errors/rights.js';

export type { ErrorDefinition } from './errors/error-definition.js';

/**
 * The one table of domain errors, put together from one file for each thing they are about; all codes of a
 * prefix (`key.…`) stand in one file. A code is stable for ever; the texts may improve.
 * `status` is the HTTP status of the answer (RFC 9110); texts follow one pattern:
 * what happened · what is safe · what to do. No text repeats what the person sent.
 */
export const errorTable = {
  ...requestErrors,
  ...accountErrors,
  ...rightErrors,
  ...oversightErrors,
  ...documentErrors,
  ...conversionErrors,
  ...messageErrors,
  ...fileErrors,
  ...keyErrors,
  ...endingErrors,
  ...instanceErrors,
} as const;

export type ErrorCode = keyof typeof errorTable;
