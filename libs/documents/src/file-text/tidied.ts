import { FILE_TEXT_LIMITS } from './limits.js';

/** Without what PostgreSQL, or a reader, can do nothing with. Pure. */
export const tidied = (text: string): string =>
  text
    .slice(0, FILE_TEXT_LIMITS.characters)
    // eslint-disable-next-line no-control-regex -- what no text of ours holds is exactly what leaves
    .replaceAll(/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/g, ' ');
