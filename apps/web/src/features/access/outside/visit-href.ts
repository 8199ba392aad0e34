import type { ResourceKind } from '@maroquin/contracts';
import { placeHref } from '../../../frame/index.js';

/** Where a visitor's one resource opens. A file has a page of its own: there is no list around it. */
export const visitHref = ({ id, kind }: { id: string; kind: ResourceKind }): string =>
  kind === 'file' ? `/fichier/${id}` : kind === 'document' ? `/d/${id}` : placeHref([id], 'documents');
