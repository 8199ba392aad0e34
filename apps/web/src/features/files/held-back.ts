import type { FileScan, ResourceView } from '@maroquin/contracts';
import { useMe } from '../../api/index.js';

export type Scanned = Pick<ResourceView, 'scan' | 'createdBy'> & Partial<Pick<ResourceView, 'updatedBy'>>;

/**
 * What the antivirus says where this person may not have the content for it; null: it is offered. The server knows who wrote
 * the newest version: whoever brought the file or changed it last is let try.
 */
export function heldBack({ scan, createdBy, updatedBy }: Scanned, personId: string): FileScan | null {
  if (scan === undefined || scan.state === 'unscanned') return null;
  const isAuthor = createdBy?.id === personId || updatedBy?.id === personId;
  return scan.state === 'waiting' && isAuthor ? null : scan;
}

export const useHeldBack = (): ((file: Scanned) => FileScan | null) => {
  const personId = useMe().person.id;
  return (file) => heldBack(file, personId);
};
