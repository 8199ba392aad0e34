import type { ResourceKind, Role } from '@maroquin/contracts';
import type { MessageKey } from '../../../i18n/index.js';

/** The abilities that make sense for a kind of resource, in rising order. */
export const rolesFor = (kind: ResourceKind): readonly Role[] => {
  if (kind === 'file') return ['reader', 'editor', 'manager'];
  if (kind === 'channel') return ['reader', 'commenter', 'manager'];
  return ['reader', 'commenter', 'suggester', 'editor', 'manager'];
};

/** Rights are said as abilities, the same everywhere; in a discussion "may comment" is "may write". */
export const roleKey = (role: Role, kind: ResourceKind): MessageKey =>
  kind === 'channel' && (role === 'commenter' || role === 'suggester' || role === 'editor')
    ? 'share.role.write'
    : `share.role.${role}`;

/**
 * One line of consequence. `isOutside`: for guests and links, to whom the discussion beside a document is closed until
 * somebody opens it.
 */
export const roleDoesKey = (role: Role, kind: ResourceKind, isOutside = false): MessageKey => {
  if (role === 'manager') return 'share.does.manager';
  const group = kind === 'space' || kind === 'folder' ? 'place' : kind;
  if (isOutside && role === 'commenter' && group === 'document')
    return 'share.does.outside.commenter.document';
  if (group === 'file') return role === 'editor' ? 'share.does.editor.file' : 'share.does.reader.file';
  // In a discussion there is nothing to suggest.
  if (group === 'channel') return `share.does.${role === 'suggester' ? 'commenter' : role}.channel`;
  return `share.does.${role}.${group}`;
};
