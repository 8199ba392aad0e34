import type { ResourceView } from '@maroquin/contracts';
import { File, FileText, Folder, Layers, MessagesSquare, StickyNote, type LucideIcon } from 'lucide-react';
import type { MessageKey } from '../../i18n/index.js';
import { Icon } from './icon.js';

type Kinded = Pick<ResourceView, 'kind' | 'documentKind'>;

export const iconOf = ({ kind, documentKind }: Kinded): LucideIcon => {
  switch (kind) {
    case 'space':
      return Layers;
    case 'folder':
      return Folder;
    case 'document':
      return documentKind === 'text' ? StickyNote : FileText;
    case 'file':
      return File;
    case 'channel':
      return MessagesSquare;
  }
};

export const kindKey = ({ kind, documentKind }: Kinded): MessageKey => {
  switch (kind) {
    case 'space':
      return 'places.kindSpace';
    case 'folder':
      return 'places.kindFolder';
    case 'document':
      return documentKind === 'text' ? 'places.kindNote' : 'places.kindDocument';
    case 'file':
      return 'places.kindFile';
    case 'channel':
      return 'places.kindChannel';
  }
};

export function KindGlyph({ resource }: { resource: Kinded }) {
  const tone = resource.kind === 'document' ? (resource.documentKind === 'text' ? 'w' : '') : 'n';
  return (
    <span className={`mq-glyph ${tone}`} aria-hidden="true">
      <Icon of={iconOf(resource)} />
    </span>
  );
}
