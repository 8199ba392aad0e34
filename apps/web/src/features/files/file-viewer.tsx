import { useState } from 'react';
import type { ResourceView } from '@maroquin/contracts';
import { formatSize, useT } from '../../i18n/index.js';
import { contentHref, FileGlyph, isPicture } from './file-kinds.js';

/** The content, where the page can show it without anything in it being run. */
export function FileViewer({ file }: { file: ResourceView }) {
  // Another version is another picture under the same address.
  if (isPicture(file)) return <Picture key={file.updatedAt} file={file} />;
  return <NoPreview file={file} />;
}

function NoPreview({ file }: { file: ResourceView }) {
  const t = useT();
  return (
    <div className="mq-file-plain">
      <FileGlyph name={file.name} mediaType={file.mediaType} />
      <p>{t('files.noPreview')}</p>
      {file.size !== null && <p className="mq-num">{formatSize(file.size, t.locale)}</p>}
    </div>
  );
}

function Picture({ file }: { file: ResourceView }) {
  const t = useT();
  const [isLost, setLost] = useState(false);
  if (isLost) return <p className="mq-file-plain">{t('files.previewLost')}</p>;
  return (
    <img
      className="mq-file-picture"
      src={`${contentHref(file.id)}?inline=1#${encodeURIComponent(file.updatedAt)}`}
      alt={file.name}
      onError={() => setLost(true)}
    />
  );
}
