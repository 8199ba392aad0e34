import type { Collab } from '../../coediting/index.js';

/** What an editor needs of the connection to its document. */
export type DocumentLink = Pick<Collab, 'doc' | 'awareness' | 'provider'>;
