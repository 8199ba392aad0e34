import { Suspense, useState } from 'react';
import type { FileScan, ResourceView } from '@maroquin/contracts';
import { lazyView } from '../../frame/index.js';
import { formatSize, useT } from '../../i18n/index.js';
import { Skeleton } from '../../ui/index.js';
import { ScanMark, scanSentence } from '../places/index.js';
import { DownloadLink } from './download-link.js';
import { FileGlyph, isPicture, viewerOf } from './file-kinds.js';
import { contentHref } from './previews/content.js';
import { TextView } from './previews/text-view.js';

const PdfView = lazyView(async () => (await import('./pdf-view.js')).PdfView);
const TableView = lazyView(async () => (await import('./previews/table-view.js')).TableView);
const PageView = lazyView(async () => (await import('./previews/page-view.js')).PageView);
const MailView = lazyView(async () => (await import('./previews/mail-view.js')).MailView);

/** The content, where the page can show it without anything in it being run, and the antivirus lets it be read. */
export function FileViewer({ file }: { file: ResourceView }) {
  if (file.scan === undefined || file.scan.state === 'unscanned') return <Content file={file} />;
  return <Blocked file={file} scan={file.scan} />;
}

function Blocked({ file, scan }: { file: ResourceView; scan: FileScan }) {
  const t = useT();
  return (
    <div className="mq-file-plain">
      <FileGlyph name={file.name} mediaType={file.mediaType} />
      <p>
        <ScanMark of={file} />
      </p>
      <p role="status">{scanSentence(t, scan)}</p>
    </div>
  );
}

function Content({ file }: { file: ResourceView }) {
  // Another version is another content under the same address.
  const href = `${contentHref(file.id)}#${encodeURIComponent(file.updatedAt)}`;
  if (isPicture(file)) return <Picture key={href} file={file} />;
  switch (viewerOf(file)) {
    case 'pdf':
      return (
        <Suspense fallback={<Skeleton rows={4} />}>
          <PdfView key={href} href={href} name={file.name} />
        </Suspense>
      );
    case 'page':
      return <Page file={file} />;
    case 'table':
    case 'mail':
      return <Structured file={file} />;
    case 'text':
      return <TextView file={file} />;
    case 'audio':
    case 'video':
      return <Media key={href} file={file} href={href} />;
    case null:
      return <NoPreview file={file} />;
  }
}

/** What reads them comes with the first of them. */
function Structured({ file }: { file: ResourceView }) {
  const View = viewerOf(file) === 'mail' ? MailView : TableView;
  return (
    <Suspense fallback={<Skeleton rows={4} />}>
      <View file={file} />
    </Suspense>
  );
}

function Page({ file }: { file: ResourceView }) {
  const t = useT();
  return (
    <Suspense fallback={<Skeleton rows={4} />}>
      <PageView
        file={file}
        download={
          <DownloadLink file={file} className="mq-btn plain m">
            {t('files.download')}
          </DownloadLink>
        }
      />
    </Suspense>
  );
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

function Media({ file, href }: { file: ResourceView; href: string }) {
  const [isLost, setLost] = useState(false);
  if (isLost) return <NoPreview file={file} />;
  const common = { controls: true, preload: 'metadata', src: href, 'aria-label': file.name } as const;
  return viewerOf(file) === 'video' ? (
    <video className="mq-file-picture" {...common} onError={() => setLost(true)} />
  ) : (
    <audio className="mq-file-audio" {...common} onError={() => setLost(true)} />
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
